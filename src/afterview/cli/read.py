"""`afterview read`: what a mail says, as JSON or in words. Starts without Django."""

import argparse

from afterview.cli import BadInput
from afterview.cli.inputs import add_inputs, print_each
from afterview.reader import ReaderMissing, read

WORDS = {
    "strength": "Strength",
    "develop": "To work on",
    "advice": "Advice",
    "not_about_you": "Not about you",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    add_inputs(parser)
    parser.add_argument("--reader", choices=["local", "embed"], default="local", help="which reader speaks")


def run(arguments: argparse.Namespace) -> int:
    """Reads each input; returns 0."""

    def answer(content: bytes) -> dict[str, object]:
        try:
            return read(content, reader=arguments.reader).to_json()
        except ReaderMissing as error:
            raise BadInput(str(error)) from error

    return print_each(arguments, answer, describe)


def describe(answered: dict[str, object]) -> str:
    """The same reading for a person's eyes."""
    points = answered["points"]
    assert isinstance(points, list)
    lines = [f"{WORDS[point['kind']]} ({point['area']}): {point['quote']}" for point in points]
    door = {True: "The door is open.", False: "The door is closed.", None: "They say nothing of another time."}
    future = answered["future_open"]
    lines.append(door[future if isinstance(future, bool) else None])
    return "\n".join([f"Kind of mail: {answered['status']}", *lines])
