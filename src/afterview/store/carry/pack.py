"""Writes a journal into an archive: a zip whose bytes depend on nothing but the journal.

Rows are numbered 1 to n in the order they were written, keys are sorted, times and order in the zip are fixed and
nothing is compressed (so that no other zlib writes other bytes): export, restore and export again are byte-equal.
"""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any

from django.db import connection, transaction

from afterview.core.words import Candidate
from afterview.store import models
from afterview.store.carry.columns import MAIL
from afterview.store.carry.people import write_interviews, write_rest
from afterview.store.carry.shape import ALL, FORMAT, TABLES, Table

MANIFEST = "manifest.json"
# The first day a zip can name.
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
README = """# Your journal

This archive holds everything you kept in Afterview.

* `interviews/`: one text file for each interview, to read or to keep elsewhere.
* `stories.md` and `yours.md`: your personal examples, plans, check-ins and the texts you wrote for yourself.
* `mails/`: the mails you brought in, exactly as they came.
* `journal/`: the same once more for programs, one row a line. With `manifest.json` (the SHA-256 of every file) it
  restores the whole journal: in Afterview, “Settings and your data”, or `afterview restore FILE.zip`.
"""

# Rows go into the archive so many bytes at a time, not line by line.
PIECE = 65_536
_PLAINLY = json.JSONEncoder(sort_keys=True, ensure_ascii=False, allow_nan=False)
_ESCAPED = json.JSONEncoder(sort_keys=True, allow_nan=False)

type Numbers = dict[str, dict[int, int]]
type Tell = Callable[[int, int], None]


class Binder:
    """An archive being written; `file` is seekable and empty. Leaving the `with` writes the manifest."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_STORED)
        self._files: dict[str, dict[str, object]] = {}
        self.rows: dict[str, int] = {}

    def __enter__(self) -> "Binder":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            manifest = {"files": self._files, "format": FORMAT, "rows": self.rows}
            text = json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False)
            self.add(MANIFEST, [text.encode(), b"\n"])
        self._zip.close()

    def add(self, path: str, chunks: Iterable[bytes]) -> None:
        """Adds a file made of the chunks."""
        entry = zipfile.ZipInfo(path, FIXED_TIME)
        entry.create_system = 3
        entry.external_attr = 0o600 << 16
        digest, length = hashlib.sha256(), 0
        with self._zip.open(entry, "w") as part:
            for chunk in chunks:
                part.write(chunk)
                digest.update(chunk)
                length += len(chunk)
        self._files[path] = {"bytes": length, "sha256": digest.hexdigest()}

    def add_rows(self, table: Table, rows: Iterable[dict[str, Any]]) -> None:
        """Adds a table, a line for each row."""

        def pieces() -> Iterator[bytes]:
            piece = bytearray()
            for count, row in enumerate(rows, 1):
                piece += write_line(row)
                self.rows[table.name] = count
                if len(piece) > PIECE:
                    yield bytes(piece)
                    piece.clear()
            yield bytes(piece)

        self.rows[table.name] = 0
        self.add(table.path, pieces())


def write_line(row: dict[str, Any]) -> bytes:
    """A row as its one line of JSON; text as it is, but for half characters that UTF-8 cannot hold."""
    try:
        return _PLAINLY.encode(row).encode() + b"\n"
    except UnicodeEncodeError:
        return _ESCAPED.encode(row).encode() + b"\n"


def pack_journal(candidate: Candidate, file: IO[bytes], tell: Tell) -> None:
    """Writes the candidate's whole journal, as it is at this moment, into an empty seekable file.

    `tell` hears how many rows of how many are written.
    """
    with _one_moment(), Binder(file) as binder:
        numbers = number_rows(candidate)
        total = sum(len(numbered) for numbered in numbers.values())
        binder.add("README.md", [README.encode()])
        for table in ALL:
            binder.add_rows(table, list_rows(candidate, table, numbers))
            tell(sum(binder.rows.values()), total + 1)
        for path, original in _list_mails(candidate, numbers):
            binder.add(path, [original])
        for path, text in write_interviews(candidate, numbers["interviews"]):
            binder.add(path, [text.encode(errors="replace")])
        for path, text in write_rest(candidate):
            binder.add(path, [text.encode(errors="replace")])


@contextmanager
def _one_moment() -> Iterator[None]:
    """Everything read inside is of one moment, whatever is written meanwhile."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def number_rows(candidate: Candidate) -> Numbers:
    """By table, the number of each row in the archive by its primary key."""
    return {
        table.name: {pk: number for number, pk in enumerate(table.rows(candidate).values_list("pk", flat=True), 1)}
        for table in TABLES
    }


def list_rows(candidate: Candidate, table: Table, numbers: Numbers) -> Iterator[dict[str, Any]]:
    """The table's rows as the archive holds them, in order."""
    plain = [column for column in table.columns if column.form is not MAIL]
    ways = [(each.name, numbers[each.target].__getitem__ if each.target else each.form.write) for each in plain]
    mails = [(each.name, _rows_with(candidate, table, each.attribute)) for each in table.columns if each.form is MAIL]
    rows = table.rows(candidate).values_list("pk", *(column.attribute for column in plain))
    for number, (pk, *values) in enumerate(rows.iterator(chunk_size=500), 1):
        row = {name: None if value is None else way(value) for (name, way), value in zip(ways, values, strict=True)}
        row |= {name: mail_path(number) if pk in having else "" for name, having in mails}
        yield row


def mail_path(number: int) -> str:
    """Where the original mail of a reply is, by the reply's number."""
    return f"mails/{number:05}.eml"


def _rows_with(candidate: Candidate, table: Table, attribute: str) -> frozenset[int]:
    rows = table.rows(candidate).exclude(**{attribute: b""})
    return frozenset(rows.values_list("pk", flat=True))


def _list_mails(candidate: Candidate, numbers: Numbers) -> Iterator[tuple[str, bytes]]:
    rows = models.Reply.objects.filter(candidate_id=candidate.id).exclude(original=b"").order_by("pk")
    for pk, original in rows.values_list("pk", "original").iterator(chunk_size=8):
        yield mail_path(numbers["replies"][pk]), bytes(original)
