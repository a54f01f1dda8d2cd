"""`afterview brief`: the one page for an interview as a file that needs nothing else."""

import argparse

from afterview.cli import BadInput
from afterview.cli.journal import add_folder, open_journal
from afterview.cli.outputs import write_output


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("id", type=int, metavar="ID", help="the interview's number, as in its address")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--html", metavar="FILE", help="where to write the page (- for standard output)")
    where.add_argument("--pdf", metavar="FILE", help="where to write the page as a PDF (- for standard output)")
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="the PDF's paper (default: a4)")
    add_folder(parser)


def run(arguments: argparse.Namespace) -> int:
    """Writes the page; returns 0."""
    candidate = open_journal(arguments.data)
    # Reason for imports here: they need Django started.
    from django.conf import settings

    from afterview.flows.brief_pdf import NoTypst, write_brief_pdf
    from afterview.flows.capture import InterviewGone
    from afterview.flows.prepare import list_interview_ids, write_brief

    try:
        if arguments.pdf:
            page = write_brief_pdf(candidate, arguments.id, settings.CLOCK(), arguments.paper)
        else:
            page = write_brief(candidate, arguments.id, settings.CLOCK()).encode()
    except NoTypst as error:
        raise BadInput(str(error)) from error
    except InterviewGone as error:
        known = ", ".join(str(number) for number in list_interview_ids(candidate))
        hint = f"Use one of: {known}." if known else "The journal has none yet."
        raise BadInput(f"There is no interview {arguments.id} in this journal. {hint}") from error
    write_output(arguments.pdf or arguments.html, page)
    return 0
