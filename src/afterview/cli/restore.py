"""`afterview restore FILE.zip`: an exported journal into an empty one."""

import argparse
import contextlib
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfileobj
from typing import IO, TYPE_CHECKING

from afterview.cli import BadInput
from afterview.cli.journal import add_folder, open_journal
from afterview.cli.progress import Progress

if TYPE_CHECKING:
    from afterview.core.words import Candidate


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("file", metavar="FILE.zip", help="an exported journal, or - for standard input")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_folder(parser)


def run(arguments: argparse.Namespace) -> int:
    """Restores; returns 0. All of it is in the journal then; with any fault, nothing is changed."""
    with _open(arguments.file) as file:
        rows = _restore(open_journal(arguments.data), file)
    if arguments.json:
        print(json.dumps({"file": arguments.file, "rows": rows}))
    else:
        print(f"Restored {rows['interviews']} interviews and everything with them.")
    return 0


def _restore(candidate: "Candidate", file: IO[bytes]) -> dict[str, int]:
    # Reason for imports here: they need Django started.
    from django.db import DatabaseError

    from afterview.flows.carry import CarryError, JournalNotEmpty, restore_journal

    try:
        with Progress("Restoring") as tell:
            return restore_journal(candidate, file, tell).rows
    except JournalNotEmpty as error:
        raise BadInput(
            "This journal is not empty, and nothing is ever written over. Name an empty folder with --data."
        ) from error
    except CarryError as error:
        raise BadInput(str(error)) from error
    except DatabaseError as error:
        raise BadInput(f"The journal could not be written, so nothing was changed: {error}.") from error


@contextlib.contextmanager
def _open(name: str) -> Iterator[IO[bytes]]:
    try:
        if name == "-":
            with tempfile.TemporaryFile() as file:
                copyfileobj(sys.stdin.buffer, file)
                yield file
        else:
            with Path(name).expanduser().open("rb") as file:
                yield file
    except OSError as error:
        raise BadInput(f"{name} cannot be read ({error.strerror}). Name a .zip that Afterview exported.") from error
