"""`afterview story`: what a told example has and what it lacks. Starts without Django."""

import argparse

from afterview.cli.inputs import add_inputs, print_each
from afterview.core.stories import read_story
from afterview.reader.stories import find_deeper

VERDICTS = {
    "sufficient": "It can stand as an example.",
    "thin": "A real event, and not whole yet.",
    "not_an_example": "This does not tell of one real event yet.",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    add_inputs(parser)


def run(arguments: argparse.Namespace) -> int:
    """Reads each input; returns 0."""

    deeper = find_deeper()

    def answer(content: bytes) -> dict[str, object]:
        return read_story(content.decode("utf-8-sig", "replace").replace("\r\n", "\n"), deeper).to_json()

    return print_each(arguments, answer, describe)


def describe(answered: dict[str, object]) -> str:
    """The same reading for a person's eyes."""
    missing, areas = answered["missing"], answered["areas"]
    assert isinstance(missing, list)
    assert isinstance(areas, list)
    lines = [VERDICTS[str(answered["verdict"])]]
    if missing:
        lines.append("Not there yet: " + ", ".join(str(name).replace("_", " ") for name in missing) + ".")
    if areas:
        lines.append("Shows: " + ", ".join(str(area).replace("_", " ") for area in areas) + ".")
    return "\n".join(lines)
