"""What is deleted is gone: from the tables, and from every byte of the files."""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from afterview.flows.drafts import keep_draft
from afterview.store import models
from afterview.store.carry.erase import erase_example, erase_rows, mark_invented
from afterview.store.carry.fill import fill_journal, is_empty
from afterview.store.carry.shape import TABLES
from afterview.store.carry.unpack import Archive
from afterview.store.record.drafts import record_orphans_gone
from tests.store.carry.journals import bind
from tests.store.carry.test_unpack import small

CANARIES = 1_000
ERASE = """
import json, sys
from pathlib import Path
from afterview.cli.journal import open_journal
folder, words = Path(sys.argv[1]), json.loads(sys.stdin.read())
candidate = open_journal(folder)
from django.db import connection
from afterview.flows.carry import erase_journal
from afterview.flows.drafts import keep_draft
from afterview.flows.journal import writing
from afterview.flows.waiting import keep_waiting
from afterview.settings import CLOCK
from afterview.store import models
with writing():
    models.Candidate.objects.update(name=words[0])
    application = models.Application.objects.create(
        candidate_id=candidate.id, company=words[1], role=words[2], advert=words[3] * 400, created_at=CLOCK())
    interview = models.Interview.objects.create(
        candidate_id=candidate.id, application=application, notes=words[4], created_at=CLOCK())
for word in words[5:-1]:
    models.Reply.objects.create(candidate_id=candidate.id, interview=interview, channel="told",
        received_on="2026-01-01", text=word * (1 + len(word) % 7), original=word.encode())
keep_draft(candidate, "new", {"company": [words[-1]]}, CLOCK())
keep_waiting(candidate, folder, [word.encode() for word in words])
assert any(words[9].encode() in path.read_bytes() for path in folder.iterdir() if path.is_file())
assert erase_journal(candidate, folder)
print(connection.settings_dict["NAME"])
"""


def test_no_canary_is_left_in_any_file(tmp_path: Path) -> None:
    """On SQLite, whichever database the other tests run on: these are the files on a person's own disk."""
    words = [f"canary-{number:04}-\u00e4\u6f22" for number in range(CANARIES)]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    ran = subprocess.run(
        [sys.executable, "-c", ERASE, str(tmp_path)],
        env={**environment, "PYTHONPATH": "src"},
        input=json.dumps(words),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == str(tmp_path / "journal.sqlite3")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert tmp_path / "journal.sqlite3" in files
    found = [word for word in words for path in files if word.encode() in path.read_bytes()]
    assert found == []


@pytest.mark.django_db
def test_only_the_candidate_s_own_rows_go(candidate: Any, now: datetime) -> None:
    other = models.Candidate.objects.create(created_at=now)
    for whose in (candidate.id, other.pk):
        models.Story.objects.create(candidate_id=whose, title="T", added_on=now)
        models.Draft.objects.create(candidate_id=whose, form="f", saved_at=now)
    erase_rows(candidate)
    assert is_empty(candidate)
    assert models.Draft.objects.get().candidate_id == other.pk
    assert models.Story.objects.get().candidate_id == other.pk


@pytest.mark.django_db
def test_the_person_s_name_and_language_go(candidate: Any) -> None:
    models.Candidate.objects.filter(pk=candidate.id).update(name="Ada", language="de", has_example=True, learns=False)
    erase_rows(candidate)
    row = models.Candidate.objects.get(pk=candidate.id)
    assert (row.name, row.language, row.has_example, row.learns) == ("", "en-GB", False, True)


@pytest.mark.django_db
def test_example_goes_with_what_was_tried_on_it_and_own_words_stay(candidate: Any, now: datetime) -> None:
    own = {"candidate_id": candidate.id}
    fill_journal(candidate, Archive(bind(small(), {})), lambda _done, _total: None)
    mark_invented(candidate)
    assert models.Candidate.objects.get(pk=candidate.id).has_example
    invented = models.Interview.objects.get()
    application = models.Application.objects.create(**own, company="Mine", role="R", created_at=now)
    mine = models.Interview.objects.create(**own, application=application, created_at=now)
    models.Story.objects.create(**own, title="Mine", added_on=now)
    for interview in (invented, mine, None):
        models.CheckIn.objects.create(**own, interview=interview, at=now, mood=3)
        models.Plan.objects.create(**own, interview=interview, area="x", direction="focus", chosen_on=now)
    models.Reflection.objects.create(**own, interview=invented)
    keep_draft(candidate, "interviews/new", {"company": ["Mine too"]}, now)
    erase_example(candidate)
    assert models.Interview.objects.get() == mine
    assert models.Application.objects.get().company == "Mine"
    assert models.Story.objects.get().title == "Mine"
    assert [row.interview for row in models.CheckIn.objects.order_by("pk")] == [mine, None]
    assert [row.interview for row in models.Plan.objects.order_by("pk")] == [mine, None]
    assert not models.Reflection.objects.exists()
    assert models.Draft.objects.get().form == "interviews/new"
    assert not models.Candidate.objects.get(pk=candidate.id).has_example
    assert not any(table.rows(candidate).filter(invented=True).exists() for table in TABLES)


DELETE = """
import json, sys
from pathlib import Path
from afterview.cli.journal import open_journal
folder, words = Path(sys.argv[1]), json.loads(sys.stdin.read())
candidate = open_journal(folder)
from afterview.core.words import Interview, Interviewer
from afterview.flows.capture import delete_interview, save_interview
from afterview.flows.drafts import keep_draft
from afterview.settings import CLOCK
from afterview.store import models
def log(company, **more):
    return save_interview(candidate, Interview(company=company, role="R", **more), CLOCK())
kept = log("kept-canary")
gone = log(words[0], advert=words[1] * 500, notes=words[2], interviewers=(Interviewer(name=words[3]),))
for word in words[4:-1]:
    models.Reply.objects.create(candidate_id=candidate.id, interview_id=gone, channel="told",
        received_on="2026-01-01", text=word, original=word.encode())
keep_draft(candidate, f"reflect/{gone}/convincing", {"moment": [words[-1]]}, CLOCK())
keep_draft(candidate, f"reflect/{kept}/convincing", {"moment": ["kept-draft"]}, CLOCK())
delete_interview(candidate, gone)
"""


def test_no_canary_of_a_deleted_interview_is_left_in_any_file(tmp_path: Path) -> None:
    words = [f"canary-{number:04}-\u00e4\u6f22" for number in range(CANARIES)]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    ran = subprocess.run(
        [sys.executable, "-c", DELETE, str(tmp_path)],
        env={**environment, "PYTHONPATH": "src"},
        input=json.dumps(words),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    content = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"kept-canary" in content
    assert b"kept-draft" in content
    assert [word for word in words if word.encode() in content] == []


@pytest.mark.django_db
def test_drafts_about_what_is_gone_go_and_others_stay(candidate: Any, now: datetime) -> None:
    story = models.Story.objects.create(candidate_id=candidate.id, title="T", added_on=now)
    for form in (f"story/{story.pk}", "story/99", "reflect/99/arrival", "reply/99", "letters/99/", "story/new", "x/99"):
        keep_draft(candidate, form, {"a": ["b"]}, now)
    record_orphans_gone(candidate)
    left = set(models.Draft.objects.values_list("form", flat=True))
    assert left == {f"story/{story.pk}", "story/new", "x/99"}
