"""What goes into an archive comes out of it, whole and byte for byte."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterview.core.words import Candidate
from afterview.flows.example import load_example
from afterview.store import models
from afterview.store.carry import fill
from afterview.store.carry.errors import ArchiveDamaged, JournalNotEmpty
from afterview.store.carry.fill import fill_journal, is_empty
from afterview.store.carry.pack import Numbers, list_rows, pack_journal
from afterview.store.carry.shape import ALL, Table
from afterview.store.carry.unpack import Archive
from afterview.store.journal import to_candidate
from tests.store.carry.journals import Rows, bind, journals

pytestmark = pytest.mark.django_db


def new_candidate() -> Candidate:
    return to_candidate(models.Candidate.objects.create(created_at=datetime(2026, 1, 1, tzinfo=UTC)))


def export(candidate: Candidate) -> bytes:
    file = io.BytesIO()
    pack_journal(candidate, file, lambda _done, _total: None)
    return file.getvalue()


def restore(archive: bytes) -> Candidate:
    candidate = new_candidate()
    fill_journal(candidate, Archive(io.BytesIO(archive)), lambda _done, _total: None)
    return candidate


def rows_of(archive: bytes) -> Rows:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {table.name: [json.loads(line) for line in opened.read(table.path).splitlines()] for table in ALL}


@given(journals())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_export_restore_export_is_byte_equal(journal: tuple[Rows, dict[str, bytes]]) -> None:
    rows, mails = journal
    first = export(restore(bind(rows, mails).getvalue()))
    assert rows_of(first) == rows
    assert export(restore(first)) == first
    with zipfile.ZipFile(io.BytesIO(first)) as opened:
        assert {path: opened.read(path) for path in opened.namelist() if path.startswith("mails/")} == mails


@given(journals(most=2), st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_altered_archive_changes_nothing(journal: tuple[Rows, dict[str, bytes]], data: st.DataObject) -> None:
    rows, mails = journal
    sound = bind(rows, mails).getvalue()
    at = data.draw(st.integers(0, len(sound) - 1))
    altered = bytearray(sound)
    altered[at] ^= data.draw(st.integers(1, 255))
    candidate = new_candidate()
    try:
        fill_journal(candidate, Archive(io.BytesIO(bytes(altered))), lambda _done, _total: None)
    except Exception as error:  # whatever it is, it must be one of the sentences
        assert getattr(error, "sentence", None), repr(error)  # noqa: PT017
        assert is_empty(candidate)
    else:
        # The altered byte lay where no meaning is (a time in the zip's directory, say).
        assert rows_of(export(candidate)) == rows


def test_journal_of_another_stays_out(candidate: Any) -> None:
    other = new_candidate()
    models.Story.objects.create(candidate_id=other.id, title="Canary", added_on="2026-01-01")
    models.Story.objects.create(candidate_id=candidate.id, title="Mine", added_on="2026-01-01")
    assert [row["title"] for row in rows_of(export(candidate))["stories"]] == ["Mine"]
    assert b"Canary" not in export(candidate)


def test_full_journal_is_not_filled(candidate: Any) -> None:
    archive = export(new_candidate())
    models.Story.objects.create(candidate_id=candidate.id, title="Mine", added_on="2026-01-01")
    with pytest.raises(JournalNotEmpty):
        fill_journal(candidate, Archive(io.BytesIO(archive)), lambda _done, _total: None)
    assert models.Story.objects.filter(candidate_id=candidate.id).count() == 1


def test_row_the_database_refuses_leaves_nothing_behind(candidate: Any) -> None:
    rows = rows_of(export(new_candidate()))
    at = "2026-01-01T00:00:00+00:00"
    mood = {"interview": None, "at": at, "mood": 9, "energy": None, "note": "", "invented": False}
    rows["check_ins"] = [{**mood, "mood": 3}, mood]
    with pytest.raises(ArchiveDamaged, match="check_ins"):
        fill_journal(candidate, Archive(bind(rows, {})), lambda _done, _total: None)
    assert is_empty(candidate)


@pytest.mark.parametrize("what", ["rows", "mails"])
def test_database_that_kept_something_else_is_noticed(
    candidate: Any, now: datetime, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    load_example(candidate, now)
    archive = export(candidate)
    other = new_candidate()

    def forget(whose: Candidate, table: Table, numbers: Numbers) -> Iterator[dict[str, Any]]:
        return (row for row in list_rows(whose, table, numbers) if row.get("area") != "structure")

    def swap(*_: object) -> Iterator[tuple[str, bytes]]:
        yield "mails/00001.eml", b"another mail"

    monkeypatch.setattr(fill, *(("list_rows", forget) if what == "rows" else ("_kept_mails", swap)))
    with pytest.raises(ArchiveDamaged, match="findings" if what == "rows" else "mails/00001.eml"):
        fill_journal(other, Archive(io.BytesIO(archive)), lambda _done, _total: None)
    assert is_empty(other)


def test_half_character_is_refused_on_the_way_in(candidate: Any) -> None:
    rows = rows_of(export(new_candidate()))
    rows["stories"] = [
        dict.fromkeys(("situation", "task", "action", "result", "learning"), "")
        | {"title": "\ud800", "areas": [], "added_on": "2026-01-01", "invented": False}
    ]
    with pytest.raises(ArchiveDamaged, match="stories"):
        fill_journal(candidate, Archive(bind(rows, {})), lambda _done, _total: None)


def test_progress_ends_at_the_whole(candidate: Any) -> None:
    heard: list[tuple[int, int]] = []
    file = io.BytesIO()
    pack_journal(candidate, file, lambda done, total: heard.append((done, total)))
    assert heard[-1] == (1, 1)
    heard.clear()
    fill_journal(new_candidate(), Archive(file), lambda done, total: heard.append((done, total)))
    assert heard[-1][0] == heard[-1][1]


def test_lines_written_otherwise_are_compared_once_read(candidate: Any) -> None:
    """A program that packed the archive again may have set other spaces and another order of keys."""
    rows = rows_of(export(new_candidate()))
    at = "2026-01-01T00:00:00+00:00"
    rows["check_ins"] = [{"interview": None, "at": at, "mood": 3, "energy": None, "note": "ä", "invented": False}]
    sound = bind(rows, {}).getvalue()
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound)) as opened, zipfile.ZipFile(again, "w") as packed:
        files = {path: opened.read(path) for path in opened.namelist()}
        manifest = json.loads(files["manifest.json"])
        path = "journal/check_ins.jsonl"
        row = dict(reversed(json.loads(files[path]).items()))
        files[path] = json.dumps(row, separators=(" , ", " : ")).encode() + b"\n"
        manifest["files"][path] = {"bytes": len(files[path]), "sha256": hashlib.sha256(files[path]).hexdigest()}
        files["manifest.json"] = json.dumps(manifest).encode()
        for name, content in files.items():
            packed.writestr(name, content)
    assert again.getvalue() != sound
    assert rows_of(export(restore(again.getvalue()))) == rows
