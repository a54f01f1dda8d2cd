"""Export, look, restore and delete as the pages and the commands ask for them."""

import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from afterview.core.words import Candidate
from afterview.flows.carry import (
    ArchiveDamaged,
    JournalNotEmpty,
    NotAnArchive,
    erase_journal,
    export_journal,
    is_empty,
    look_into,
    measure_journal,
    restore_journal,
    save_candidate,
)
from afterview.flows.drafts import keep_draft, read_draft
from afterview.flows.example import load_example, remove_example
from afterview.flows.journal import whose_journal
from afterview.flows.waiting import NothingWaits, drop_waiting, keep_waiting, open_waiting
from afterview.store import models

pytestmark = pytest.mark.django_db


def export(candidate: Candidate) -> bytes:
    file = io.BytesIO()
    export_journal(candidate, file)
    return file.getvalue()


def test_example_out_and_in_is_the_same(candidate: Any, now: datetime, tmp_path: Path) -> None:
    load_example(candidate, now)
    first = export(candidate)
    erase_journal(candidate, tmp_path)
    assert is_empty(candidate)
    contents = restore_journal(candidate, io.BytesIO(first))
    assert contents.rows["interviews"] == 4
    assert export(candidate) == first
    again = whose_journal()
    assert again is not None
    assert again.has_example


def test_look_changes_nothing(candidate: Any, now: datetime, tmp_path: Path) -> None:
    load_example(candidate, now)
    archive = export(candidate)
    erase_journal(candidate, tmp_path)
    contents = look_into(io.BytesIO(archive))
    assert [company for company, _, _ in contents.interviews] == [
        "Harbour & Finch",
        "Lumen Clinics",
        "Northwind Rail",
        "Alder Housing Trust",
    ]
    assert is_empty(candidate)


def test_restore_into_a_full_journal_is_refused(candidate: Any, now: datetime) -> None:
    load_example(candidate, now)
    before = export(candidate)
    with pytest.raises(JournalNotEmpty):
        restore_journal(candidate, io.BytesIO(before))
    assert export(candidate) == before


def test_restore_of_anything_else_changes_nothing(candidate: Any) -> None:
    with pytest.raises(NotAnArchive):
        restore_journal(candidate, io.BytesIO(b"%PDF-1.7"))
    assert is_empty(candidate)


def test_export_that_cannot_be_read_back_says_so(candidate: Any, now: datetime) -> None:
    application = models.Application.objects.create(candidate_id=candidate.id, company="A", role="B", created_at=now)
    models.Interview.objects.create(
        candidate_id=candidate.id, application=application, format="teleport", created_at=now
    )
    file = io.BytesIO()
    with pytest.raises(ArchiveDamaged, match="interviews"):
        export_journal(candidate, file)
    assert b"teleport" in file.getvalue()


def test_measure_counts_rows_drafts_and_bytes(candidate: Any, now: datetime) -> None:
    load_example(candidate, now)
    keep_draft(candidate, "yours", {"name": ["Ada"]}, now)
    held = measure_journal(candidate)
    assert held.contents.rows["replies"] == 2
    assert held.drafts == 1
    assert held.size > 50_000


def test_saving_the_name_drops_its_draft(candidate: Any, now: datetime) -> None:
    keep_draft(candidate, "yours", {"name": ["Ad"]}, now)
    save_candidate(replace(candidate, name="Ada", language="de"), "yours")
    again = whose_journal()
    assert again is not None
    assert (again.name, again.language) == ("Ada", "de")
    assert read_draft(candidate, "yours") == {}


def test_example_goes_into_an_empty_journal_only(candidate: Any, now: datetime) -> None:
    models.Story.objects.create(candidate_id=candidate.id, title="Mine", added_on=now)
    with pytest.raises(JournalNotEmpty):
        load_example(candidate, now)
    assert models.Story.objects.count() == 1
    assert not models.Interview.objects.exists()


def test_example_goes_without_a_trace(candidate: Any, now: datetime) -> None:
    before = export(candidate)
    load_example(candidate, now)
    remove_example(candidate)
    assert export(candidate) == before


def test_example_is_whole_or_not_at_all(candidate: Any, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("afterview.flows.example.record_keepsake", fail)
    with pytest.raises(RuntimeError):
        load_example(candidate, now)
    assert is_empty(candidate)


def test_waiting_archive_is_private_and_is_the_one_that_was_shown(candidate: Any, tmp_path: Path) -> None:
    proof = keep_waiting(candidate, tmp_path, [b"one", b"two"])
    (kept,) = tmp_path.iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    with open_waiting(candidate, tmp_path, proof) as file:
        assert file.tell() == 0 or file.seek(0) == 0
        assert file.read() == b"onetwo"
    keep_waiting(candidate, tmp_path, [b"another"])
    with pytest.raises(NothingWaits), open_waiting(candidate, tmp_path, proof):
        pass
    drop_waiting(candidate, tmp_path)
    with pytest.raises(NothingWaits), open_waiting(candidate, tmp_path, proof):
        pass


def test_deleting_everything_drops_the_waiting_archive(candidate: Any, tmp_path: Path) -> None:
    keep_waiting(candidate, tmp_path, [b"words"])
    erase_journal(candidate, tmp_path)
    assert list(tmp_path.iterdir()) == []
