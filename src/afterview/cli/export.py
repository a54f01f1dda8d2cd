"""`afterview export FILE.zip`: the whole journal in one file."""

import argparse
import contextlib
import json
import os
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from afterview.cli import BadInput
from afterview.cli.journal import add_folder, open_journal
from afterview.cli.passphrase import add_descriptor, read_passphrase
from afterview.cli.progress import Progress
from afterview.core.sealed import is_sealed

if TYPE_CHECKING:
    from afterview.core.words import Candidate


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("file", metavar="FILE.zip", type=Path, help="where to write; an earlier export is replaced")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--passphrase", action="store_true", help="encrypt it with age under a passphrase (asked for)")
    add_descriptor(parser)
    add_folder(parser)


def run(arguments: argparse.Namespace) -> int:
    """Exports; returns 0. The file is there whole or not at all, readable by its owner only."""
    path: Path = arguments.file.expanduser()
    _refuse_strange(path)
    passphrase = read_passphrase(arguments, is_new=True) if arguments.passphrase else None
    rows, fault = _export(open_journal(arguments.data), path, passphrase)
    if arguments.json:
        print(json.dumps({"file": str(path), "bytes": path.stat().st_size, "rows": rows}))
    else:
        print(f"Exported {rows['interviews']} interviews and everything with them to {path}.")
    if fault:
        # It was written to its end: half a proof is no reason to keep someone's words from them.
        print(f"afterview export: reading the file back found a fault: {fault}", file=sys.stderr)
    return 1 if fault else 0


def _refuse_strange(path: Path) -> None:
    if path.is_dir() or not path.parent.is_dir():
        raise BadInput(f"{path} cannot be written. Name a file in a folder that exists, like journal.zip.")
    if path.exists() and path.stat().st_size and not (zipfile.is_zipfile(path) or _is_encrypted(path)):
        raise BadInput(f"{path} is there already and is no export. Name another file.")


def _is_encrypted(path: Path) -> bool:
    with path.open("rb") as file:
        return is_sealed(file.read(64))


def _export(candidate: "Candidate", path: Path, passphrase: str | None) -> tuple[dict[str, int], str]:
    """Rows by table, and the sentence of what was wrong when the file was read back."""
    # Reason for imports here: they need Django started.
    from django.db import DatabaseError

    from afterview.flows.carry import CarryError, WeakPassphrase, export_journal, export_sealed, measure_journal

    try:
        with _whole_or_nothing(path) as file, Progress("Exporting") as tell:
            try:
                if passphrase is not None:
                    return export_sealed(candidate, file, passphrase, tell).rows, ""
                return export_journal(candidate, file, tell).rows, ""
            except WeakPassphrase as error:
                raise BadInput(str(error)) from error
            except CarryError as error:
                return measure_journal(candidate).contents.rows, str(error)
    except OSError as error:
        raise BadInput(f"{path} cannot be written ({error.strerror}). Name another file.") from error
    except DatabaseError as error:
        raise BadInput(f"The journal cannot be read: {error}.") from error


@contextlib.contextmanager
def _whole_or_nothing(path: Path) -> Iterator[IO[bytes]]:
    """A file beside `path` that takes its place once it is written and on the disk."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            file.close()
            Path(file.name).replace(path)
        except BaseException:
            file.close()
            Path(file.name).unlink(missing_ok=True)
            raise
