"""Brings the rows of an older archive up to the present format, one step a format, so that none is ever stranded."""

from collections.abc import Callable
from typing import Any

from afterview.store.carry.shape import FORMAT

type Step = Callable[[str, dict[str, Any]], dict[str, Any]]

# Columns that came with a format, and what an older row means there. A table that came later is simply empty.
ADDED: dict[int, dict[str, dict[str, Any]]] = {2: {"candidate": {"learns": True}}}


def _add_columns(number: int) -> Step:
    return lambda table, row: {**ADDED[number].get(table, {}), **row}


# From format n to n + 1: (table's name, row) -> row. A new one comes with a frozen archive of the old format under
# tests/store/carry/frozen/.
STEPS: dict[int, Step] = {1: _add_columns(2)}


def upgrade_row(table: str, row: dict[str, Any], since: int) -> dict[str, Any]:
    """The row as the present format holds it."""
    for number in range(since, FORMAT):
        row = STEPS[number](table, row)
    return row
