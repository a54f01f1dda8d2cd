"""`afterview job`: what an advert asks for, in its own words. Starts without Django."""

import argparse

from afterview.cli import BadInput
from afterview.cli.inputs import add_inputs, print_each
from afterview.reader import ReaderMissing
from afterview.reader.job import read_job
from afterview.reader.job.page import open_advert

WEIGHTS = {"must": "Needed", "should": "Welcome", "mentioned": "Spoken of"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    add_inputs(parser)
    parser.add_argument("--reader", choices=["best", "local", "embed"], default="best", help="which reader tells areas")


def run(arguments: argparse.Namespace) -> int:
    """Reads each advert (text, a page's source, a mail, an .ics); returns 0."""
    return print_each(arguments, lambda content: answer(content, arguments.reader), describe)


def answer(content: bytes, reader: str) -> dict[str, object]:
    """What one advert asks for; `text` is what the places count in, where that is not the input itself."""
    text = open_advert(content)
    try:
        asked: dict[str, object] = {"requires": [one.to_json() for one in read_job(text, reader)]}
    except ReaderMissing as error:
        raise BadInput(str(error)) from error
    given = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return asked if text == given else asked | {"text": text}


def describe(answered: dict[str, object]) -> str:
    """The same for a person's eyes."""
    requires = answered["requires"]
    assert isinstance(requires, list)
    if not requires:
        return "Nothing asked for was found. Paste the whole advert, with the lines on what they look for."
    return "\n".join(
        f"{WEIGHTS[one['weight']]} ({one['area'].replace('_', ' ')}): {one['skill']}\n    “{one['quote']}”"
        for one in requires
    )
