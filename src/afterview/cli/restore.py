"""`afterview restore`: an exported journal into an empty one, or a backup in the journal's place."""

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
from afterview.cli.backups import LATEST, list_backups, restore_backup
from afterview.cli.journal import add_folder, open_journal
from afterview.cli.passphrase import add_descriptor, read_passphrase
from afterview.cli.progress import Progress
from afterview.core.backups import SUFFIX

if TYPE_CHECKING:
    from afterview.core.words import Candidate


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument(
        "file",
        metavar="FILE.zip",
        nargs="?",
        help="an exported journal, - for standard input, the name of a backup, or “latest” for the latest backup",
    )
    parser.add_argument("--list", action="store_true", help="list the backups and restore nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_descriptor(parser)
    add_folder(parser)


def run(arguments: argparse.Namespace) -> int:
    """Restores; returns 0. All of it is in the journal then; with any fault, nothing is changed."""
    if arguments.list or (arguments.file or "").endswith(SUFFIX) or arguments.file == LATEST:
        return list_backups(arguments) if arguments.list else restore_backup(arguments)
    if not arguments.file:
        raise BadInput("Name the file to restore, or “latest” for the latest backup; --list shows the backups.")
    with _open(arguments.file) as file:
        rows = _restore(open_journal(arguments.data), file, arguments)
    if arguments.json:
        print(json.dumps({"file": arguments.file, "rows": rows}))
    else:
        print(f"Restored {rows['interviews']} interviews and everything with them.")
    return 0


def _restore(candidate: "Candidate", file: IO[bytes], arguments: argparse.Namespace) -> dict[str, int]:
    # Reason for imports here: they need Django started.
    from django.db import DatabaseError

    from afterview.flows.carry import CarryError, JournalNotEmpty, is_sealed_file, restore_journal, unseal_file

    try:
        if is_sealed_file(file):
            file = unseal_file(file, read_passphrase(arguments))
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
