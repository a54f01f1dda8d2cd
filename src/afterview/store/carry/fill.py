"""Restores an archive into an empty journal: all of it, proved by reading it back, or nothing."""

from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Any

from django.db import DataError, IntegrityError, transaction

from afterview.core.words import Candidate
from afterview.store import models
from afterview.store.carry.columns import MAIL, Column
from afterview.store.carry.errors import ArchiveDamaged, JournalNotEmpty
from afterview.store.carry.insert import insert_rows, point_rows
from afterview.store.carry.pack import Tell, list_rows, number_rows, write_line
from afterview.store.carry.shape import ALL, CANDIDATE, TABLES, Table
from afterview.store.carry.unpack import Archive

# By table, the primary keys in the order of the archive: number n is at n - 1.
type Keys = dict[str, list[int]]


def is_empty(candidate: Candidate) -> bool:
    """Whether nothing is in the journal yet (a name and what is being typed do not count)."""
    return not any(table.rows(candidate).exists() for table in TABLES)


def fill_journal(candidate: Candidate, archive: Archive, tell: Tell) -> None:
    """Restores the archive into the candidate's empty journal.

    Raises JournalNotEmpty, or a CarryError of the archive; the journal is then as it was.
    """
    with transaction.atomic():
        models.Candidate.objects.select_for_update().get(pk=candidate.id)
        if not is_empty(candidate):
            raise JournalNotEmpty
        keys: Keys = {}
        total = 2 * sum(archive.rows.values())
        for table in ALL:
            try:
                keys[table.name] = _fill_table(candidate, archive, table, keys)
            except (IntegrityError, DataError, OverflowError, UnicodeError) as error:
                raise ArchiveDamaged(part=table.path) from error
            tell(sum(map(len, keys.values())), total)
        for table in TABLES:
            _fill_late_references(archive, table, keys)
        _prove(candidate, archive)
        tell(total, total)


def _fill_table(candidate: Candidate, archive: Archive, table: Table, keys: Keys) -> list[int]:
    values = archive.list_values(table)
    if table is CANDIDATE:
        models.Candidate.objects.filter(pk=candidate.id).update(**next(values, {"name": ""}))
        return [candidate.id]
    ways = [(column.name, _way_in(archive, column, keys)) for column in table.columns]
    names = ["candidate_id", *(column.attribute for column in table.columns)]
    insert_rows(table.model, names, ([candidate.id, *(way(each[name]) for name, way in ways)] for each in values))
    # In the order they were inserted; _prove would notice if a database ever numbered otherwise.
    return list(table.rows(candidate).values_list("pk", flat=True))


def _way_in(archive: Archive, column: Column, keys: Keys) -> Callable[[Any], Any]:
    """From a value as the archive holds it to the journal's own; a reference to a table still to come waits."""
    if column.form is MAIL:
        return archive.read_mail
    if not column.target:
        return lambda value: value
    known = keys.get(column.target, [])
    return lambda number: known[number - 1] if known and number is not None else None


def _fill_late_references(archive: Archive, table: Table, keys: Keys) -> None:
    """Replies and letters point at each other: what could not be pointed at then is pointed at now."""
    order = [each.name for each in TABLES]
    for column in table.columns:
        if not column.target or order.index(column.target) <= order.index(table.name):
            continue
        rows = zip(keys[table.name], archive.list_rows(table), strict=True)
        known = keys[column.target]
        pairs = ((known[row[column.name] - 1], pk) for pk, row in rows if row[column.name] is not None)
        point_rows(table.model, column.attribute, pairs)


def _prove(candidate: Candidate, archive: Archive) -> None:
    """Reads the journal back and compares it with the archive, row by row and mail by mail."""
    numbers = number_rows(candidate)
    for table in ALL:
        # Under no name: an iterator that a traceback held would close its cursor only after the transaction.
        for number, (given, kept) in enumerate(
            zip_longest(archive.list_lines(table), list_rows(candidate, table, numbers)), 1
        ):
            if given is None or kept is None or not _is_same(archive, table, given, number, kept):
                raise ArchiveDamaged(part=table.path)
    for path, original in _kept_mails(candidate, archive):
        if archive.read_mail(path) != original:
            raise ArchiveDamaged(part=path)


def _is_same(archive: Archive, table: Table, given: bytes, number: int, kept: dict[str, Any]) -> bool:
    """Whether a line of the archive says what the journal kept: byte for byte, or else (an older format, other spaces)
    once it is read."""
    written = write_line(kept)
    return given + b"\n" == written or write_line(archive.read_line(table, given, number)) == written


def _kept_mails(candidate: Candidate, archive: Archive) -> Iterator[tuple[str, bytes]]:
    replies = next(table for table in TABLES if table.model is models.Reply)
    rows = models.Reply.objects.filter(candidate_id=candidate.id).order_by("pk").values_list("original", flat=True)
    for given, original in zip(archive.list_rows(replies), rows.iterator(chunk_size=8), strict=True):
        yield given["original"], bytes(original)
