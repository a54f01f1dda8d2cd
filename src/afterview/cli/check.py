"""`afterview check`: what a letter has and lacks, before it is sent. Starts without Django."""

import argparse
import json
from pathlib import Path

from afterview.cli import BadInput
from afterview.cli.inputs import add_inputs, print_each
from afterview.core.check import Known, check_letter
from afterview.reader.letters import find_deeper


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    add_inputs(parser)
    parser.add_argument("--kind", choices=["request", "thanks"], required=True, help="which letter it is")
    parser.add_argument("--to", metavar="NAME", default="", help="the person it goes to")
    parser.add_argument("--company", metavar="NAME", default="", help="the company it is about")
    parser.add_argument("--cited", metavar="FILE", type=Path, help="a JSON list of what the feedback said")


def run(arguments: argparse.Namespace) -> int:
    """Checks each input; returns 0."""
    known = Known(to=arguments.to, company=arguments.company)
    cited = _read_cited(arguments.cited) if arguments.cited else ()

    deeper = find_deeper()

    def answer(content: bytes) -> dict[str, object]:
        letter = content.decode("utf-8-sig", "replace").replace("\r\n", "\n")
        return check_letter(letter, arguments.kind, known, cited, deeper).to_json()

    return print_each(arguments, answer, describe)


def _read_cited(path: Path) -> tuple[str, ...]:
    """The list, flat; points may be strings, or objects with a "quote" or "text"."""
    try:
        listed = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadInput(f"{path} cannot be read ({error.strerror}). Name another file with --cited.") from error
    except (ValueError, RecursionError) as error:
        raise BadInput(f'{path} is not a JSON list. Write it like ["calm", "too few numbers"].') from error
    points = [_words(point) for point in listed] if isinstance(listed, list) else []
    if not isinstance(listed, list) or None in points:
        raise BadInput(f'{path} is not a JSON list of strings. Write it like ["calm", "too few numbers"].')
    return tuple(point for point in points if point)


def _words(point: object) -> str | None:
    if isinstance(point, dict):
        return next((point[key] for key in ("quote", "text", "point") if isinstance(point.get(key), str)), None)
    return point if isinstance(point, str) else None


def describe(answered: dict[str, object]) -> str:
    """The same check for a person's eyes."""
    has, remarks = answered["has"], answered["remarks"]
    assert isinstance(has, dict)
    assert isinstance(remarks, dict)
    lines = [f"{'✓' if is_there else '–'} {label.replace('_', ' ')}" for label, is_there in has.items()]
    lines.append(f"{answered['words']} words, {answered['questions']} questions.")
    return "\n".join([*lines, *remarks.values()])
