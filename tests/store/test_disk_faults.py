"""An I/O error at the n-th operation on the journal's files, for every n of a story, once and from then on for ever:
nothing confirmed is lost, nothing breaks, the page says one sentence, and with the fault gone the same process goes on.
"""

from pathlib import Path

import pytest

from tests.apart import tell_apart

BEGIN = """
import html, json, re, sys
from pathlib import Path
from tests.disk import Disk, Fault
at, broken, ever = 0, 0, False

def say(operation, path):
    global at, broken
    if not is_meant(Path(path)):
        return Fault.NONE
    at += 1
    if broken and (at == broken or ever and at > broken):
        return operation
    return Fault.NONE

def is_meant(path):
    return path.parent == folder and path.name.startswith("journal.sqlite3")

folder = Path(sys.argv[1])
disk = Disk()
from afterview.cli.journal import open_journal
candidate = open_journal(folder)
from django.conf import settings
from django.db import connection
from django.test import Client
from afterview.flows.capture import list_interviews
from afterview.flows.door import Door
from tests.conftest import NOW
settings.DOOR_HOSTS, settings.ALLOWED_HOSTS, settings.CLOCK = {"testserver"}, ["testserver"], lambda: NOW
client = Client(HTTP_HOST="testserver", HTTP_SEC_FETCH_SITE="same-origin", raise_request_exception=False)
client.cookies[settings.DOOR_COOKIE] = Door(settings.DOOR_FOLDER).cookie_value()

def ask(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()
"""
PAGES = """
SENTENCE = "Nothing before this was lost. Make room, go back, and send it again."
# What a page told: saved (by company), deleted (by number), typed.
saved, gone, typed = {}, set(), [""]
told = {"points": 0, "refused": 0}

def send(address, **fields):
    answer = client.post(address, fields)
    if answer.status_code >= 400:
        assert broken
        told["refused"] += 1
        page = html.unescape(re.sub(r"\\s+", " ", answer.content.decode()))
        assert (answer.status_code, SENTENCE in page) == (507, True), (at, broken, address, page[-900:])
        return None
    return answer

def walk(name):
    # Each is confirmed, or may or may not be there.
    if answer := send("/interviews/new/", company=name, role="R", people="0", advert="y" * 9000):
        number = int(answer.headers["Location"].split("/")[2])
        saved[number] = name
    if send("/drafts/?form=interviews/new/9", company=name):
        typed[:] = [name]
    else:
        typed.append(name)
    if name != "first":
        last = min(saved)
        maybe.add(last)
        if send(f"/interviews/{last}/delete/"):
            gone.add(last)

def check():
    kept = {one.id: one.company for one, _ in list_interviews(candidate)}
    lost = {number: name for number, name in saved.items() if number not in maybe and kept.get(number) != name}
    assert not lost, (at, broken, lost)
    assert not gone & kept.keys(), (at, broken)
    rows = ask("SELECT fields FROM store_draft WHERE form = 'interviews/new/9'")
    assert any(name in rows[0][0] if rows else not name for name in typed), (rows, typed)
    assert ask("PRAGMA integrity_check") == [("ok",)]
    assert ask("PRAGMA foreign_key_check") == []
    saved.clear()
    saved.update(kept)

maybe = set()
disk.say = say
walk("first")
for ever in (False, True):
    broken = 0
    while True:
        broken, at = broken + 1, 0
        maybe = set()
        walk(f"{ever} {broken}")
        reached, broken_at, broken = at, broken, 0
        check()
        # The fault is gone; nothing was restarted.
        answer = send("/interviews/new/", company="After", role="R", people="0")
        saved[int(answer.headers["Location"].split("/")[2])] = "After"
        ask("PRAGMA wal_checkpoint(TRUNCATE)") if broken_at % 5 == 0 else None
        if reached < broken_at:
            break
        broken = broken_at
        told["points"] += 1
print(json.dumps(told))
"""
BACKUPS = """
from django.db import DatabaseError
from afterview.core.backups import Why
from afterview.core.words import Interview
from afterview.flows.backups import CarryError, back_up, list_backups, look_into_backup, restore_backup
from afterview.flows.capture import save_interview
told = {"points": 0, "made": 0, "not made": 0, "restored": 0, "not restored": 0}

def companies():
    return sorted(one.company for one, _ in list_interviews(candidate))

def is_meant(path):
    return str(path).startswith(str(folder))

def each(work):
    # Calls work(n) with an error at the n-th operation, once or for ever in turn, until none is met.
    global at, broken, ever
    reached, n = 1, 0
    while reached >= n:
        n, at = n + step, 0
        broken, ever = n, n % 2 == 0
        try:
            work()
        except (CarryError, DatabaseError):
            outcome = False
        else:
            outcome = True
        reached, broken = at, 0
        told["points"] += 1
        yield outcome

disk.say, step = say, 1
save_interview(candidate, Interview(company="Before", role="R"), NOW)
old = back_up(folder, Why.ASKED, NOW).name
save_interview(candidate, Interview(company="After", role="R"), NOW)
for made in each(lambda: back_up(folder, Why.ASKED, NOW, always=True)):
    told["made" if made else "not made"] += 1
    assert companies() == ["After", "Before"]
    listed = [one.name for one in list_backups(folder).backups]
    assert len(listed) <= 2 and old in listed or made
    for name in listed:
        assert look_into_backup(folder, name)
    assert not list((folder / "backups").glob(".work-*"))
    if made and old not in listed:
        old = listed[0]
back_up(folder, Why.ASKED, NOW, always=True)
fresh = list_backups(folder).backups[0].name
assert len(look_into_backup(folder, fresh)) == 2
save_interview(candidate, Interview(company="Later", role="R"), NOW)
step = 3
for restored in each(lambda: restore_backup(candidate, folder, fresh, NOW)):
    told["restored" if restored else "not restored"] += 1
    # Either as it was, or restored: never a bit of each.
    assert companies() == (["After", "Before"] if restored else ["After", "Before", "Later"]), restored
    assert ask("PRAGMA integrity_check") == [("ok",)]
    if restored:
        save_interview(candidate, Interview(company="Later", role="R"), NOW)
print(json.dumps(told))
"""


@pytest.mark.parametrize("name", ["plain", "Dropbox"])
def test_an_error_at_every_operation_loses_nothing(name: str, tmp_path: Path) -> None:
    """In the log's mode, and in the mode of a folder that syncs."""
    told = tell_apart(BEGIN + PAGES, tmp_path, f"{name}/j")
    assert told["points"] >= 100
    assert told["refused"] >= told["points"]


def test_an_error_while_a_backup_is_made_or_restored(tmp_path: Path) -> None:
    told = tell_apart(BEGIN + BACKUPS, tmp_path, "plain/j")
    assert told["not made"] >= 50
    assert told["not restored"] >= 50
    assert min(told.values()) > 0
