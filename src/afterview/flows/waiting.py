"""An archive brought in by the browser waits here between "this is in it" and "restore it"."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from afterview.core.words import Candidate


class NothingWaits(Exception):
    """The file is no longer here, or another one took its place. Choose it again."""


def keep_waiting(candidate: Candidate, folder: Path, chunks: Iterable[bytes]) -> str:
    """Keeps an archive (mode 600, one a candidate) until it is restored or dropped; returns its SHA-256."""
    digest = hashlib.sha256()
    drop_waiting(candidate, folder)
    path = _place(candidate, folder)
    path.touch(mode=0o600)
    with path.open("wb") as file:
        for chunk in chunks:
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


@contextmanager
def open_waiting(candidate: Candidate, folder: Path, proof: str) -> Iterator[IO[bytes]]:
    """The waiting archive, if it is the one whose SHA-256 is `proof`. Raises NothingWaits."""
    try:
        file = _place(candidate, folder).open("rb")
    except FileNotFoundError as error:
        raise NothingWaits from error
    with file:
        if hashlib.file_digest(file, "sha256").hexdigest() != proof:
            raise NothingWaits
        yield file


def drop_waiting(candidate: Candidate, folder: Path) -> None:
    """Forgets the waiting archive."""
    _place(candidate, folder).unlink(missing_ok=True)


def _place(candidate: Candidate, folder: Path) -> Path:
    return folder / f"waiting-{candidate.id}.zip"
