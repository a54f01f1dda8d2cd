"""Restores an archive into an empty journal: all of it, proved by reading it back, or nothing."""

import json
from collections.abc import Iterator
from itertools import batched, zip_longest
from typing import Any

from django.db import DataError, IntegrityError, transaction

from afterview.core.words import Candidate
from afterview.store import models
from afterview.store.carry.columns import MAIL
from afterview.store.carry.errors import ArchiveDamaged, JournalNotEmpty
from afterview.store.carry.pack import Tell, list_rows, number_rows
from afterview.store.carry.shape import ALL, CANDIDATE, TABLES, Table
from afterview.store.carry.unpack import Archive

BATCH = 200
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
    values = (archive.read_row(table, row) for row in archive.list_rows(table))
    if table is CANDIDATE:
        models.Candidate.objects.filter(pk=candidate.id).update(**next(values, {"name": ""}))
        return [candidate.id]
    made: list[int] = []
    for batch in batched(values, BATCH):
        rows = [
            table.model(**{"candidate_id": candidate.id, **_own_values(archive, table, each, keys)}) for each in batch
        ]
        # Rows come back in the order they were given; _prove would notice if a database ever did otherwise.
        made += [row.pk for row in table.model._default_manager.bulk_create(rows)]
    return made


def _own_values(archive: Archive, table: Table, values: dict[str, Any], keys: Keys) -> dict[str, Any]:
    """The row's values with this journal's keys; a reference to a table still to come is left for later."""
    own: dict[str, Any] = {}
    for column in table.columns:
        value = values[column.name]
        if column.target:
            known = keys.get(column.target)
            value = known[value - 1] if known and value is not None else None
        elif column.form is MAIL:
            value = archive.read_mail(value)
        own[column.attribute] = value
    return own


def _fill_late_references(archive: Archive, table: Table, keys: Keys) -> None:
    """Replies and letters point at each other: what could not be pointed at then is pointed at now."""
    order = [each.name for each in TABLES]
    late = [c for c in table.columns if c.target and order.index(c.target) > order.index(table.name)]
    if not late:
        return
    for pk, row in zip(keys[table.name], archive.list_rows(table), strict=True):
        known = {c.attribute: keys[c.target][row[c.name] - 1] for c in late if row[c.name] is not None}
        if known:
            table.model._default_manager.filter(pk=pk).update(**known)


def _prove(candidate: Candidate, archive: Archive) -> None:
    """Reads the journal back and compares it with the archive, row by row and mail by mail."""
    numbers = number_rows(candidate)
    for table in ALL:
        for given, kept in zip_longest(archive.list_rows(table), list_rows(candidate, table, numbers)):
            if json.dumps(given, sort_keys=True) != json.dumps(kept, sort_keys=True):
                raise ArchiveDamaged(part=table.path)
    for path, original in _kept_mails(candidate, archive):
        if archive.read_mail(path) != original:
            raise ArchiveDamaged(part=path)


def _kept_mails(candidate: Candidate, archive: Archive) -> Iterator[tuple[str, bytes]]:
    replies = next(table for table in TABLES if table.model is models.Reply)
    rows = models.Reply.objects.filter(candidate_id=candidate.id).order_by("pk").values_list("original", flat=True)
    for given, original in zip(archive.list_rows(replies), rows.iterator(chunk_size=8), strict=True):
        yield given["original"], bytes(original)
