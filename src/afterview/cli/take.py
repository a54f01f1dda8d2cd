"""`afterview take FORM FILE`: stories and interviews in other programs' forms."""

import argparse
import sys
from pathlib import Path

from afterview.cli import BadInput
from afterview.cli.journal import add_folder, open_journal

FORMS = {"anki": "ANKI", "markdown": "NOTES", "resume": "RESUME", "stories": "STORIES", "interviews": "INTERVIEWS"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("form", choices=FORMS, help="anki and the tables are text, markdown is a zip, resume is JSON")
    parser.add_argument("file", metavar="FILE", help="where to write it (- for standard output)")
    add_folder(parser)


def run(arguments: argparse.Namespace) -> int:
    """Writes the file; returns 0."""
    candidate = open_journal(arguments.data)
    # Reason for imports here: they need Django started.
    from afterview.flows.take import Form, take

    content = take(candidate, Form[FORMS[arguments.form]])
    if arguments.file == "-":
        sys.stdout.buffer.write(content)
        return 0
    try:
        Path(arguments.file).expanduser().write_bytes(content)
    except OSError as error:
        raise BadInput(f"{arguments.file} cannot be written ({error.strerror}). Name another file.") from error
    return 0
