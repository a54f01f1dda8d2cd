"""`afterview example`: the invented journal, to look around in."""

import argparse
import json

from afterview.cli import BadInput
from afterview.cli.journal import add_folder, open_journal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("--remove", action="store_true", help="take the example out again; your own words stay")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_folder(parser)


def run(arguments: argparse.Namespace) -> int:
    """Fills the empty journal with the example, or takes it out; returns 0."""
    candidate = open_journal(arguments.data)
    # Reason for imports here: they need Django started.
    from django.conf import settings
    from django.db import DatabaseError

    from afterview.flows.carry import JournalNotEmpty, measure_journal
    from afterview.flows.example import load_example, remove_example

    try:
        if arguments.remove:
            remove_example(candidate)
        else:
            load_example(candidate, settings.CLOCK())
    except JournalNotEmpty as error:
        raise BadInput(
            "This journal is not empty, and the example goes only into an empty one. Name another folder with --data."
        ) from error
    except DatabaseError as error:
        raise BadInput(f"The journal could not be written, so nothing was changed: {error}.") from error
    rows = measure_journal(candidate).contents.rows
    if arguments.json:
        print(json.dumps({"rows": rows}))
    else:
        print("The example is removed." if arguments.remove else f"{rows['interviews']} invented interviews are in.")
    return 0
