"""Brings the rows of an older archive up to the present format, one step a format, so that none is ever stranded."""

from collections.abc import Callable
from typing import Any

from afterview.store.carry.shape import FORMAT

type Step = Callable[[str, dict[str, Any]], dict[str, Any]]

# From format n to n + 1: (table's name, row) -> row. Format 1 is the first, so there is no step yet; a new one comes
# with a frozen archive of the old format under tests/store/carry/frozen/.
STEPS: dict[int, Step] = {}


def upgrade_row(table: str, row: dict[str, Any], since: int) -> dict[str, Any]:
    """The row as the present format holds it."""
    for number in range(since, FORMAT):
        row = STEPS[number](table, row)
    return row
