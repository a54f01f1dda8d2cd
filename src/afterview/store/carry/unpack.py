"""Reads an archive back, believing nothing in it: caps before parsing, hashes, and every value's form.

Nothing is ever written to the names an archive holds (no zip slip), and a file is read only as far as the manifest
and the caps allow (no zip bomb). Whatever is wrong becomes one of the sentences in `errors.py`.
"""

import hashlib
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any, Final
from zoneinfo import ZoneInfo

from afterview.store.carry.columns import MAIL
from afterview.store.carry.errors import ArchiveDamaged, ArchiveTooLarge, ArchiveTooNew, CarryError, NotAnArchive
from afterview.store.carry.pack import MANIFEST, Tell
from afterview.store.carry.shape import ALL, CANDIDATE, FORMAT, Table
from afterview.store.carry.upgrade import upgrade_row

DIRECTORY_LIMIT: Final = 20_000_000
MANIFEST_LIMIT: Final = 64_000_000
MAIL_LIMIT: Final = 64_000_000
ROW_LIMIT: Final = 64_000_000
# A journal's texts shrink to a tenth; far beyond that (and beyond what is harmless anyway) lies only a bomb.
FREELY: Final = 64_000_000
TIMES_PACKED: Final = 250
HASHED = re.compile(r"[0-9a-f]{64}")
BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError,
    ValueError, OverflowError, KeyError, TypeError, IndexError, RecursionError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive or a journal holds: rows by table, and the interviews as (company, role, start)."""

    name: str
    rows: dict[str, int]
    interviews: tuple[tuple[str, str, datetime | None], ...] = ()


class Archive:
    """An archive opened for reading: its manifest is checked, its parts are checked as they are read.

    Raises CarryError, at opening and at every reading.
    """

    def __init__(self, file: IO[bytes]) -> None:
        if _directory_length(file) > DIRECTORY_LIMIT:
            raise ArchiveTooLarge
        try:
            self._zip = zipfile.ZipFile(file)
            manifest = self._load_manifest()
        except BROKEN as error:
            raise NotAnArchive from error
        since = manifest.get("format")
        if type(since) is not int or since < 1:
            raise NotAnArchive
        if since > FORMAT:
            raise ArchiveTooNew
        self.format: int = since
        with _part(MANIFEST):
            self.rows = {str(name): _count(number) for name, number in dict(manifest["rows"]).items()}
            self._files = {str(path): _hashed(entry) for path, entry in dict(manifest["files"]).items()}
        self._weigh(file)

    def list_lines(self, table: Table) -> Iterator[bytes]:
        """The table's lines as the archive holds them; at the end they are counted and proved."""
        if table.name not in self.rows and self.format < FORMAT:
            return
        number = 0
        with _part(table.path):
            for line in self._lines(table.path):
                number += 1
                yield line
            if number != self.rows[table.name]:
                raise ArchiveDamaged(part=table.path)

    def read_line(self, table: Table, line: bytes, number: int) -> dict[str, Any]:
        """The row in one of the table's lines, brought up to the present format; it names every column and no other."""
        part = f"{table.path}, line {number}"
        try:
            row = json.loads(line.decode())
            if self.format < FORMAT:
                row = upgrade_row(table.name, row, self.format)
        except BROKEN as error:
            raise ArchiveDamaged(part=part) from error
        if not isinstance(row, dict) or row.keys() != table.keys:
            raise ArchiveDamaged(part=part)
        return row

    def list_rows(self, table: Table) -> Iterator[dict[str, Any]]:
        """The table's rows as the archive holds them, brought up to the present format."""
        return (self.read_line(table, line, number) for number, line in enumerate(self.list_lines(table), 1))

    def list_values(self, table: Table) -> Iterator[dict[str, Any]]:
        """The rows' values as the journal holds them; references are numbers within their table."""
        counts = [(each.name, self.rows.get(each.target, 0)) for each in table.columns if each.target]
        with _part(table.path):
            for row in self.list_rows(table):
                values = {column.name: column.read(row[column.name]) for column in table.columns}
                for name, count in counts:
                    if values[name] is not None and not 1 <= values[name] <= count:
                        raise ArchiveDamaged(part=table.path)
                yield values

    def read_mail(self, path: str) -> bytes:
        """An original mail, b"" for the path "" of none."""
        if not path:
            return b""
        with _part(path):
            return b"".join(self._chunks(path, MAIL_LIMIT))

    def survey(self, tell: Tell = lambda _done, _total: None) -> Contents:
        """Reads everything once, and says what is there."""
        names: list[tuple[str, str]] = []
        interviews: list[tuple[str, str, datetime | None]] = []
        done, total, whose = 0, sum(self.rows.values()), ""
        for table in ALL:
            mails = [column.name for column in table.columns if column.form is MAIL]
            for values in self.list_values(table):
                for name in mails:
                    self.read_mail(values[name])
                if table is CANDIDATE:
                    whose = values["name"]
                elif table.name == "applications":
                    names.append((values["company"], values["role"]))
                elif table.name == "interviews":
                    interviews.append((*names[values["application"] - 1], _start(values)))
                done += 1
            tell(done, total)
        if self.rows.get(CANDIDATE.name) != 1:
            raise ArchiveDamaged(part=CANDIDATE.path)
        return Contents(whose, self.rows, tuple(interviews))

    def _load_manifest(self) -> dict[str, Any]:
        # Someone may have unpacked it to look and packed it again, folder and all.
        paths = [path for path in self._zip.namelist() if path.split("/", 1)[-1] == MANIFEST]
        self._folder = min(paths, key=len).removesuffix(MANIFEST)
        entry = self._zip.getinfo(self._folder + MANIFEST)
        if entry.file_size > MANIFEST_LIMIT:
            raise ArchiveTooLarge
        with self._zip.open(entry) as part:
            manifest = json.loads(part.read(MANIFEST_LIMIT))
        if not isinstance(manifest, dict):
            raise TypeError(MANIFEST)
        return manifest

    def _weigh(self, file: IO[bytes]) -> None:
        packed = file.seek(0, 2)
        if sum(length for length, _ in self._files.values()) > max(FREELY, packed * TIMES_PACKED):
            raise ArchiveTooLarge

    def _lines(self, path: str) -> Iterator[bytes]:
        pieces: list[bytes] = []
        for chunk in self._chunks(path, None):
            *whole, rest = chunk.split(b"\n")
            for line in whole:
                yield b"".join([*pieces, line])
                pieces = []
            pieces.append(rest)
            if sum(map(len, pieces)) > ROW_LIMIT:
                raise ArchiveTooLarge
        if any(pieces):
            raise ArchiveDamaged(part=path)

    def _chunks(self, path: str, limit: int | None) -> Iterator[bytes]:
        """The file's bytes, as many as the manifest says; at the end they are proved by their hash."""
        expected, proof = self._files[path]
        if limit is not None and expected > limit:
            raise ArchiveTooLarge
        digest, left = hashlib.sha256(), expected
        with self._zip.open(self._folder + path) as part:
            while chunk := part.read(min(65_536, left + 1)):
                left -= len(chunk)
                if left < 0:
                    break
                digest.update(chunk)
                yield chunk
        if left or digest.hexdigest() != proof:
            raise ArchiveDamaged(part=path)


@contextmanager
def _part(name: str) -> Iterator[None]:
    """Whatever fails inside is damage to this part."""
    try:
        yield
    except CarryError:
        raise
    except BROKEN as error:
        raise ArchiveDamaged(part=name) from error


def _count(number: object) -> int:
    if type(number) is not int or number < 0:
        raise ValueError(number)
    return number


def _hashed(entry: Any) -> tuple[int, str]:
    length, proof = _count(entry["bytes"]), entry["sha256"]
    if not HASHED.fullmatch(proof):
        raise ValueError(proof)
    return length, proof


def _start(values: dict[str, Any]) -> datetime | None:
    start: datetime | None = values["starts_at"]
    return start.astimezone(ZoneInfo(values["zone"])) if start and values["zone"] else start


def _directory_length(file: IO[bytes]) -> int:
    """The length of the zip's directory as the zip itself states it, so that it is known before it is loaded."""
    end = file.seek(0, 2)
    file.seek(max(0, end - 66_000))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 16:
        raise NotAnArchive
    length: int = struct.unpack_from("<L", tail, at + 12)[0]
    # Over 4 GB or 65,535 files there is a wider record too, and a pointer to it just before this one.
    wide = tail.rfind(b"PK\x06\x06", 0, at) if tail[max(0, at - 20) : max(0, at - 16)] == b"PK\x06\x07" else -1
    if 0 <= wide <= at - 48:
        length = struct.unpack_from("<Q", tail, wide + 40)[0]
    return length
