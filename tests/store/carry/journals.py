"""Journals that nobody would think of, as rows of the archive, and archives made of them."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

from afterview.store.carry.columns import (
    DAY,
    DECIMAL,
    LISTED,
    MAIL,
    MOMENT,
    NUMBER,
    REFERENCE,
    TEXT,
    TRUTH,
    WHOLE,
    ZONE,
    Column,
)
from afterview.store.carry.pack import Binder
from afterview.store.carry.shape import ALL, TABLES, Table

type Rows = dict[str, list[dict[str, Any]]]
type Draw = Callable[[st.SearchStrategy[Any]], Any]

# What both databases keep: PostgreSQL has neither NUL nor half characters, and holds short columns to their length.
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=10)
moments = st.integers(600_000_000_000, 3_800_000_000_000).map(
    lambda milliseconds: datetime.fromtimestamp(milliseconds / 1000, tz=UTC).isoformat()
)
days = st.dates(date(1990, 1, 1), date(2090, 1, 1)).map(date.isoformat)
FORMS: dict[Any, st.SearchStrategy[Any]] = {
    TEXT: words,
    ZONE: st.sampled_from(["", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns"]),
    WHOLE: st.integers(1, 5),
    DECIMAL: st.sampled_from([f"{half / 2:.1f}" for half in range(2, 11)]),
    NUMBER: st.floats(0, 1, allow_nan=False),
    TRUTH: st.booleans(),
    MOMENT: moments,
    DAY: days,
    LISTED: st.lists(words, max_size=3),
}
# Where the database wants no two rows alike: how one of a pair is kept apart.
ALONE = {"reflections": "interview", "outcomes": "interview", "tried": "reflection", "postings": "letter"}


@st.composite
def journals(draw: Draw, most: int = 3) -> tuple[Rows, dict[str, bytes]]:
    """Rows by table, and mails by path."""
    counts = {table.name: draw(st.integers(0, most)) for table in TABLES}
    for table in TABLES:
        _make_possible(table, counts)
    rows: Rows = {"candidate": [_draw_row(draw, ALL[0], 1, counts)]}
    for table in TABLES:
        rows[table.name] = [_draw_row(draw, table, number, counts) for number in range(1, counts[table.name] + 1)]
    mails = {row["original"]: draw(st.binary(min_size=1, max_size=40)) for row in rows["replies"] if row["original"]}
    return rows, mails


def _make_possible(table: Table, counts: dict[str, int]) -> None:
    for column in table.columns:
        if column.form is REFERENCE and not column.nullable:
            counts[table.name] = min(counts[table.name], counts[column.target] * 9)
    if table.name in ALONE:
        target = next(column.target for column in table.columns if column.name == ALONE[table.name])
        counts[table.name] = min(counts[table.name], counts[target])


def _draw_row(draw: Draw, table: Table, number: int, counts: dict[str, int]) -> dict[str, Any]:
    row = {column.name: _draw_value(draw, column, number, counts) for column in table.columns}
    if table.name in ALONE:
        row[ALONE[table.name]] = number
    if table.name == "findings":
        row["end"] = row["start"] + row["end"]
    if table.name == "partner_sheets":
        row["digest"] = f"sheet-{number}"
    if table.name == "ratings":
        row["area"] = f"area-{number}"
    return row


def _draw_value(draw: Draw, column: Column, number: int, counts: dict[str, int]) -> Any:
    if column.nullable and (draw(st.booleans()) or (column.target and not counts[column.target])):
        return None
    if column.choices is not None:
        return draw(st.sampled_from(sorted(column.choices)))
    if column.form is REFERENCE:
        return draw(st.integers(1, counts[column.target]))
    if column.form is MAIL:
        return draw(st.sampled_from(["", f"mails/{number:05}.eml"]))
    return draw(FORMS[column.form])


def bind(rows: Rows, mails: dict[str, bytes]) -> io.BytesIO:
    """An archive of these rows, without the pages for people."""
    file = io.BytesIO()
    with Binder(file) as binder:
        for table in ALL:
            binder.add_rows(table, rows[table.name])
        for path, original in mails.items():
            binder.add(path, [original])
    return file
