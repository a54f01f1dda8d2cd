"""`afterview take FORM FILE`: stories and interviews in other programs' forms."""

import argparse

from afterview.cli.journal import add_folder, open_journal
from afterview.cli.outputs import write_output

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

    write_output(arguments.file, take(candidate, Form[FORMS[arguments.form]]))
    return 0
