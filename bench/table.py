"""A part of the bench: a titled table with a note."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Part:
    """One table: `rows` are tuples as long as `columns`; `note` says how it was measured."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        """The table as plain values."""
        return {
            "title": self.title,
            "columns": list(self.columns),
            "rows": [list(r) for r in self.rows],
            "note": self.note,
        }

    @classmethod
    def from_json(cls, value: Any) -> "Part":
        """The other way round."""
        rows = tuple(tuple(row) for row in value["rows"])
        return cls(value["title"], tuple(value["columns"]), rows, value["note"])

    def to_markdown(self) -> str:
        """The table for people."""
        lines = [f"## {self.title}", "", "| " + " | ".join(self.columns) + " |", "|" + "---|" * len(self.columns)]
        lines += ["| " + " | ".join(row) + " |" for row in self.rows]
        return "\n".join([*lines, "", self.note]).rstrip()
