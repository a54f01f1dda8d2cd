"""Where mails are brought in from: an mbox, a Maildir, a folder of them, a single mail, or a zip of any of these.

A source is a row of parts laid end to end, so that one number says how far it was read. Nothing is unpacked to the disk
and nothing in it is changed.
"""

import hashlib
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from afterview.post.gather.mbox import MOST_BYTES, cut_mbox

SUFFIXES = (".eml", ".emlx", ".mbox", ".mbx")
MOST_SWELLING = 200  # times that a member of a zip may grow; mail shrinks three to ten times
CHUNK = 1024 * 1024
# What Python's reader of zips raises on a damaged one.
DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError,
    ValueError, OverflowError, KeyError, TypeError, IndexError, OSError,
)  # fmt: skip


class NoMails(Exception):
    """There are no mails here. Name an .mbox file, a Maildir, or a folder or zip of .eml files."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One message: its bytes (25 MB at most, `is_cut` where there were more), where it stands in words, and the
    position at which reading goes on after it."""

    raw: bytes
    place: str
    end: int
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One file, or one member of a zip."""

    name: str
    size: int
    open: Callable[[], IO[bytes]]
    is_packed: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Parts end to end. `fingerprint` is the same while the source is."""

    parts: tuple[Part, ...]
    total: int
    fingerprint: str

    def read_from(self, position: int) -> Iterator[Piece]:
        """The messages from a position on that an earlier piece named as its end (0: all). Raises OSError."""
        start = 0
        for part in self.parts:
            if start + part.size > position or (part.size == 0 and start >= position):
                try:
                    yield from _read_part(part, start, max(0, position - start))
                except DAMAGED:
                    if not part.is_packed:
                        raise
                    yield Piece(b"", f"{part.name}, damaged", start + part.size, is_cut=True)
            start += part.size


def open_source(path: Path) -> Source:
    """Looks at a path. Raises NoMails; OSError where it cannot be read."""
    if path.is_dir():
        parts = tuple(_list_folder(path))
    elif zipfile.is_zipfile(path):
        try:
            parts = tuple(_list_zip(path))
        except DAMAGED as error:
            raise NoMails from error
    else:
        parts = (Part(path.name, path.stat().st_size, lambda: path.open("rb")),)
        with path.open("rb") as file:
            if not _is_of_mails(path.name, file.read(4096)):
                raise NoMails
    if not parts:
        raise NoMails
    return Source(parts, sum(part.size for part in parts), _mark(path, parts))


def _mark(path: Path, parts: tuple[Part, ...]) -> str:
    told = "\n".join(f"{part.name} {part.size}" for part in parts)
    return hashlib.sha256(f"{path.resolve()}\n{told}".encode("utf-8", "surrogateescape")).hexdigest()


def _list_folder(folder: Path) -> Iterator[Part]:
    """Every file that holds mails, in the order of their names; links are not followed."""
    for root, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(root) / name
            if path.is_symlink() or not path.is_file() or name.startswith("."):
                continue
            shown = str(path.relative_to(folder))
            in_maildir = path.parent.name in ("cur", "new")
            if in_maildir or _is_of_mails(name, _peek(path)):
                yield Part(shown, path.stat().st_size, lambda path=path: path.open("rb"))  # type: ignore[misc]  # one a file


def _peek(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(4096)
    except OSError:
        return b""


def _list_zip(path: Path) -> Iterator[Part]:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            swells = member.file_size > MOST_SWELLING * max(member.compress_size, 1_000)
            if member.is_dir() or member.flag_bits & 1 or swells:
                continue
            if not _is_of_mails(member.filename, _peek_inside(archive, member)):
                continue
            opening = partial(_open_member, path, member.filename)
            yield Part(member.filename, member.file_size, opening, is_packed=True)


def _peek_inside(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """How a member begins; a damaged one begins with something too, so that it is not passed over in silence."""
    try:
        with archive.open(member) as file:
            return file.read(4096)
    except DAMAGED:
        return b"?"


def _open_member(path: Path, name: str) -> IO[bytes]:
    # The archive stays open as long as the member does.
    return zipfile.ZipFile(path).open(name)


def _is_of_mails(name: str, opening: bytes) -> bool:
    if opening.startswith(b"From ") and b"\n" in opening:
        return True
    return name.lower().endswith(SUFFIXES) and bool(opening)


def _read_part(part: Part, start: int, skip: int) -> Iterator[Piece]:
    with closing(part.open()) as stream:
        opening = stream.read(5)
        if opening == b"From ":
            _wind(stream, skip)
            for message in cut_mbox(stream, skip):
                place = f"{part.name}, byte {message.start}"
                yield Piece(message.raw, place, start + message.end, message.is_cut)
            return
        raw = opening + stream.read(MOST_BYTES + 1 - len(opening))
        if part.name.endswith(".emlx"):
            raw = raw[raw.find(b"\n") + 1 :]
        yield Piece(raw[:MOST_BYTES], part.name, start + part.size, len(raw) > MOST_BYTES)


def _wind(stream: IO[bytes], to: int) -> None:
    if stream.seekable():
        stream.seek(to)
        return
    stream.read(max(0, to - 5))
