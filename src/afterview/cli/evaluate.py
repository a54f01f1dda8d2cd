"""`afterview evaluate`: own view beside theirs, of the journal or of evidence from outside (then without Django)."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from afterview.cli import BadInput
from afterview.cli.journal import add_folder, open_journal
from afterview.core.areas import load_areas
from afterview.core.evaluate import Evaluation, evaluate
from afterview.core.evidence_lines import BadEvidence, read_lines, to_plain

LABELS = {
    "own_impression": "your own impression",
    "first_sign": "first sign",
    "likely": "likely",
    "established": "established",
    "mixed": "mixed",
    "not_enough": "not enough yet",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("--evidence", metavar="FILE", help="JSON Lines of evidence, - for standard input; no journal")
    parser.add_argument("--now", metavar="ISO", help="the day to evaluate on (default: today)")
    parser.add_argument("--json", action="store_true", help="print JSON: one object, or one a line for several people")
    add_folder(parser)


def run(arguments: argparse.Namespace) -> int:
    """Evaluates; returns 0."""
    now = _read_now(arguments.now)
    if arguments.evidence is None:
        _print(None, _evaluate_journal(arguments.data, now), arguments.json)
        return 0
    try:
        people = read_lines(_read_file(arguments.evidence))
    except BadEvidence as error:
        raise BadInput(str(error)) from error
    for person, evidence in (people or {None: []}).items():
        _print(person, evaluate(evidence, now or datetime.now(UTC)), arguments.json)
    return 0


def _read_now(iso: str | None) -> datetime | None:
    if iso is None:
        return None
    try:
        now = datetime.fromisoformat(iso)
    except ValueError as error:
        raise BadInput(f'--now is "{iso}". Give a day like 2026-11-22 or a time like 2026-11-22T10:00.') from error
    return now if now.tzinfo else now.replace(tzinfo=UTC)


def _read_file(name: str) -> Iterator[str]:
    try:
        if name == "-":
            yield from sys.stdin
        else:
            with Path(name).open(encoding="utf-8") as file:
                yield from file
    except OSError as error:
        raise BadInput(f"{name} cannot be read ({error.strerror}). Name a file, or - for standard input.") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{name} is not text in UTF-8. Save it as UTF-8 and try again.") from error


def _evaluate_journal(folder: Path | None, now: datetime | None) -> Evaluation:
    candidate = open_journal(folder)
    # Reason for imports here: they need Django started.
    from django.conf import settings

    from afterview.flows.evaluate import read_evaluation

    return read_evaluation(candidate, now or settings.CLOCK())


def _print(person: str | None, evaluation: Evaluation, as_json: bool) -> None:
    if as_json:
        named: dict[str, Any] = {} if person is None else {"person": person}
        print(json.dumps({**named, **to_plain(evaluation)}, ensure_ascii=False))
        return
    print("\n".join([*([person] if person else []), *describe(evaluation)]))


def describe(evaluation: Evaluation) -> list[str]:
    """The same for a person's eyes, a line for every area with evidence."""
    areas = load_areas()
    lines = []
    for view in evaluation.areas.values():
        if view.pieces:
            direction = {"strength": " strength", "focus": " to work on"}.get(view.direction or "", "")
            heard = f"{view.interviews} interview{'' if view.interviews == 1 else 's'} heard"
            lines.append(f"{areas[view.area].name}: {LABELS[view.label]}{direction} ({heard})")
    for title, chosen in (("Work on", evaluation.focus), ("Keep", evaluation.keep), ("Ask about", evaluation.ask)):
        lines.append(f"{title}: {', '.join(areas[area].name for area in chosen) or 'nothing yet'}")
    return lines
