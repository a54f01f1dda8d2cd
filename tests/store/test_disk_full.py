"""A disk that fills up at more than 200 different bytes: nothing confirmed is lost, nothing breaks, and with room again
the same process goes on.

The limit is the operating system's own on file size (RLIMIT_FSIZE): writes beyond it fail as on a full disk.
"""

from pathlib import Path

from tests.apart import tell_apart

STORY = """
import io, json, random, resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from afterview.cli.journal import open_journal
folder = Path(sys.argv[1])
candidate = open_journal(folder)
from django.db import DatabaseError, connection
from afterview.core.words import Interview
from afterview.flows.capture import save_interview
from afterview.flows.carry import CarryError, erase_journal, export_journal, is_empty, restore_journal
from afterview.flows.drafts import keep_draft, read_draft
from afterview.flows.example import load_example
from afterview.settings import CLOCK
from afterview.store import models

rng, (soft, hard) = random.Random(7), resource.getrlimit(resource.RLIMIT_FSIZE)
told = {"points": 0, "full": 0, "restores_failed": 0}

def room(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))

def largest():
    return max(path.stat().st_size for path in folder.glob("journal.sqlite3*"))

def ask(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()

saved, typed = {}, ""
for point in range(220):
    room(largest() + rng.randrange(60_000))
    told["points"] += 1
    try:
        for _ in range(12):
            company = f"Company {point} " + "x" * rng.choice([0, 120])
            saved[save_interview(candidate, Interview(company=company, role="R", advert="y" * 3000), CLOCK())] = company
            word = f"typed {point} {len(saved)}"
            keep_draft(candidate, "interviews/new", {"company": [word]}, CLOCK())
            typed = word
    except DatabaseError:
        told["full"] += 1
    kept = dict(ask("SELECT i.id, a.company FROM store_interview i JOIN store_application a ON a.id=i.application_id"))
    assert kept.items() >= saved.items(), point
    assert len(kept) <= len(saved) + 1, point
    assert read_draft(candidate, "interviews/new").get("company", [""])[0] == typed, point
    room(soft)
    last = save_interview(candidate, Interview(company=f"With room {point}", role="R"), CLOCK())
    saved = {**kept, last: f"With room {point}"}
    if point % 20 == 0:
        assert ask("PRAGMA integrity_check") == [("ok",)]
        assert ask("PRAGMA foreign_key_check") == []
        ask("PRAGMA wal_checkpoint(TRUNCATE)")
assert ask("PRAGMA integrity_check") == [("ok",)]

erase_journal(candidate, folder)
load_example(candidate, CLOCK())
archive = io.BytesIO()
export_journal(candidate, archive)
for _ in range(12):
    erase_journal(candidate, folder)
    room(rng.randrange(10_000, 250_000))
    try:
        restore_journal(candidate, archive)
    except (DatabaseError, CarryError):
        told["restores_failed"] += 1
        assert is_empty(candidate)
        room(soft)
        restore_journal(candidate, archive)
    room(soft)
    again = io.BytesIO()
    export_journal(candidate, again)
    assert again.getvalue() == archive.getvalue()
print(json.dumps(told))
"""


def test_disk_full_at_200_places_loses_nothing(tmp_path: Path) -> None:
    told = tell_apart(STORY, tmp_path)
    assert told["points"] >= 200
    assert told["full"] >= 100
    assert told["restores_failed"] >= 3
