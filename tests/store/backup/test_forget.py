"""Of 1,000 marked words none is in any file once deleted, backups unpacked and all; or the page says where they are."""

import json
import os
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

CANARIES = 1_000
# A backup is being made over and over while the words come and go, as in a running Afterview.
STORY = """
import json, sys, threading
from pathlib import Path
from afterview.cli.journal import open_journal
folder, how, words = Path(sys.argv[1]), sys.argv[2], json.loads(sys.stdin.read())
candidate = open_journal(folder)
from afterview.clock import read_clock
from afterview.core.backups import Why
from afterview.core.words import Interview, Interviewer
from afterview.flows.backups import back_up, forget_backups, list_backups
from afterview.flows.capture import delete_interview, save_interview
from afterview.flows.carry import erase_journal
from afterview.flows.drafts import keep_draft
from afterview.flows.journal import writing
from afterview.store import models
kept = save_interview(candidate, Interview(company="kept-canary", role="R"), read_clock())
gone = save_interview(candidate, Interview(company=words[0], role="R", advert=words[1] * 500, notes=words[2],
    interviewers=(Interviewer(name=words[3]),)), read_clock())
with writing():
    for word in words[4:-1]:
        models.Reply.objects.create(candidate_id=candidate.id, interview_id=gone, channel="told",
            received_on="2026-01-01", text=word * (1 + len(word) % 7), original=word.encode())
keep_draft(candidate, f"reflect/{gone}/convincing", {"moment": [words[-1]]}, read_clock())
over = threading.Event()
def keep_on():
    while not over.wait(0.05):  # without a pause the journal would hardly ever be free on one busy core
        back_up(folder, Why.REPLACED, read_clock(), always=True)
running = threading.Thread(target=keep_on)
back_up(folder, Why.START, read_clock())
running.start()
if how == "everything":
    erase_journal(candidate, folder)
else:
    delete_interview(candidate, gone)
over.set()
running.join()
if how == "interview and backups":
    forget_backups(folder, read_clock())
shelved = list_backups(folder)
print(json.dumps({"listed": [one.name for one in shelved.backups], "until": str(shelved.until)}))
"""


def unpacked(path: Path) -> bytes:
    """A file's bytes, and what is inside a backup."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as packed:
        return b"".join([path.read_bytes(), *map(packed.read, packed.namelist())])


@pytest.mark.parametrize("how", ["everything", "interview and backups", "interview"])
def test_no_canary_is_left_or_it_is_said_where(how: str, tmp_path: Path) -> None:
    words = [f"canary-{number:04}-\u00e4\u6f22" for number in range(CANARIES)]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    ran = subprocess.run(
        [sys.executable, "-c", STORY, str(tmp_path), how],
        env={**environment, "PYTHONPATH": "src"},
        input=json.dumps(words),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    contents = {path: unpacked(path) for path in tmp_path.rglob("*") if path.is_file()}
    holding = {path for path, content in contents.items() for word in words if word.encode() in content}
    told = json.loads(ran.stdout)
    if how == "interview":
        # Nobody asked for more: backups hold the words, and only such as the page lists, each with its day.
        assert holding
        assert {path.name for path in holding} <= set(told["listed"])
        assert date.fromisoformat(told["until"]) > datetime.now(UTC).date()
    else:
        assert holding == set()
    kept = {path for path, content in contents.items() if b"kept-canary" in content}
    assert (tmp_path / "journal.sqlite3" in kept or any("wal" in path.name for path in kept)) == (how != "everything")
    if how == "interview and backups":
        assert len(told["listed"]) == 1
