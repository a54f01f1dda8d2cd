"""A part of the bench: a titled table with a note, and the exact figures behind it where others read them."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Part:
    """One table: `rows` are tuples as long as `columns`; `note` says how it was measured, `measured` when and how busy
    the computer was, `exact` holds plain values for programs."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    measured: str = ""
    exact: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The table as plain values."""
        return {
            "title": self.title,
            "columns": list(self.columns),
            "rows": [list(r) for r in self.rows],
            "note": self.note,
            "measured": self.measured,
            "exact": self.exact,
        }

    @classmethod
    def from_json(cls, value: Any) -> "Part":
        """The other way round."""
        rows = tuple(tuple(row) for row in value["rows"])
        return cls(value["title"], tuple(value["columns"]), rows, value["note"], value.get("measured", ""))

    def to_markdown(self) -> str:
        """The table for people."""
        lines = [f"## {self.title}", "", "| " + " | ".join(self.columns) + " |", "|" + "---|" * len(self.columns)]
        lines += ["| " + " | ".join(row) + " |" for row in self.rows]
        return "\n".join([*lines, "", f"{self.note} {self.measured}".strip()]).rstrip()
