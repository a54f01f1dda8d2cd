"""Golden readings: invented mails in tests/letters with what a careful reader finds in them."""

import tomllib
from pathlib import Path

import pytest

from afterview.reader import read

LETTERS = sorted((Path(__file__).parent.parent / "letters").glob("[0-9]*.eml"))


def test_there_are_letters() -> None:
    assert len(LETTERS) >= 5


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_letter_is_read_as_a_careful_reader_would(path: Path) -> None:
    expected = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
    reading = read(path.read_bytes())
    assert reading.status == expected["status"]
    assert {True: "open", False: "closed", None: "silent"}[reading.future_open] == expected["door"]
    assert reading.openings == expected["openings"]
    assert all(words in reading.reply_text for words in expected["kept"])
    assert all(words not in reading.reply_text for words in expected["cut"])
    found = {(point.kind, point.quote) for point in reading.points if not point.courtesy}
    missed = [one for one in expected["points"] if not _is_found(one, found)]
    assert missed == []
    assert len(found) <= len(expected["points"]) + 1


def _is_found(expected: dict[str, str], found: set[tuple[str, str]]) -> bool:
    return any(
        kind == expected["kind"] and (quote in expected["within"] or expected["within"] in quote)
        for kind, quote in found
    )
