"""Writes many rows at once, as plain values: no model is made of each, no statement composed for each batch."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import batched
from typing import Any

from django.db import connection, models

BATCH = 500
# What the drivers take as it is; the rest goes through its field (a moment, a decimal, a list, a mail).
PLAIN = (models.CharField, models.TextField, models.IntegerField, models.FloatField, models.BooleanField)

type Prepare = Callable[[Any], Any] | None


def insert_rows(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Inserts rows in their order, each as the values of the named attributes; call inside a transaction."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    columns = ", ".join(_quote(fields[name].column) for name in names)
    places = ", ".join(["%s"] * len(names))
    order = f"INSERT INTO {_quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608  # nosec B608
    _give(order, [_preparation(fields[name]) for name in names], rows)


def point_rows(model: type[models.Model], name: str, pairs: Iterable[tuple[int, int]]) -> None:
    """Sets a reference of many rows: (the primary key pointed at, the row's own)."""
    column = _quote(next(field.column for field in model._meta.concrete_fields if field.attname == name))
    key = _quote(model._meta.pk.column)
    order = f"UPDATE {_quote(model._meta.db_table)} SET {column} = %s WHERE {key} = %s"  # noqa: S608  # nosec B608
    _give(order, [None, None], pairs)


def _give(order: str, preparations: Sequence[Prepare], rows: Iterable[Sequence[Any]]) -> None:
    late = [(at, prepare) for at, prepare in enumerate(preparations) if prepare]

    def prepared(row: Sequence[Any]) -> list[Any]:
        values = list(row)
        for at, prepare in late:
            values[at] = prepare(values[at])
        return values

    with connection.cursor() as cursor:
        for batch in batched(rows, BATCH):
            cursor.executemany(order, [prepared(row) for row in batch])


def _preparation(field: Any) -> Prepare:
    if isinstance(field, (*PLAIN, models.ForeignKey)):
        return None
    return partial(field.get_db_prep_save, connection=connection)


def _quote(name: str | None) -> str:
    assert name, "a column has a name"
    return connection.ops.quote_name(name)
