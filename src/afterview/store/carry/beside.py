"""Rows that belong to interviews, read beside them: one query a table, and never more than a few rows in memory."""

from typing import Any

from django.db.models import Model

from afterview.core.words import Candidate

CHUNK = 500


class Beside:
    """A table's rows, given out interview by interview, in `order` within each; ask in the order of their numbers.

    `to` is the way from a row to its interview, `names` the columns that are wanted; each row has them as attributes.
    """

    def __init__(self, candidate: Candidate, model: type[Model], to: str, names: str, order: str = "pk") -> None:
        rows: Any = model._default_manager.filter(candidate_id=candidate.id, **{f"{to}__isnull": False})
        rows = rows.order_by(to, *order.split()).values_list(to, *names.split(), named=True)
        self._rows = rows.iterator(chunk_size=CHUNK)
        self._next = next(self._rows, None)

    def of(self, interview: int) -> list[Any]:
        """The rows of an interview; those of interviews before it are passed over."""
        found: list[Any] = []
        while self._next is not None and self._next[0] <= interview:
            if self._next[0] == interview:
                found.append(self._next)
            self._next = next(self._rows, None)
        return found
