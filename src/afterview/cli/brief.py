"""`afterview brief`: the one page for an interview as a file that needs nothing else."""

import argparse
import sys
from pathlib import Path

from afterview.cli import BadInput
from afterview.cli.journal import add_folder, open_journal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("id", type=int, metavar="ID", help="the interview's number, as in its address")
    parser.add_argument("--html", metavar="FILE", required=True, help="where to write the page (- for standard output)")
    add_folder(parser)


def run(arguments: argparse.Namespace) -> int:
    """Writes the page; returns 0."""
    candidate = open_journal(arguments.data)
    # Reason for imports here: they need Django started.
    from django.conf import settings

    from afterview.flows.capture import InterviewGone
    from afterview.flows.prepare import list_interview_ids, write_brief

    try:
        page = write_brief(candidate, arguments.id, settings.CLOCK())
    except InterviewGone as error:
        known = ", ".join(str(number) for number in list_interview_ids(candidate))
        hint = f"Use one of: {known}." if known else "The journal has none yet."
        raise BadInput(f"There is no interview {arguments.id} in this journal. {hint}") from error
    if arguments.html == "-":
        sys.stdout.write(page)
        return 0
    try:
        Path(arguments.html).expanduser().write_text(page, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{arguments.html} cannot be written ({error.strerror}). Name another file.") from error
    return 0
