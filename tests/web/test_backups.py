"""The pages of backups, protection and passphrases, on a journal in a folder of its own (a process for each story)."""

import os
import subprocess
import sys
from pathlib import Path

BEGIN = """
import html, re, sys
from datetime import timedelta
from pathlib import Path
from afterview.cli.journal import open_journal
folder = Path(sys.argv[1])
candidate = open_journal(folder)
from django.conf import settings
from django.test import Client
from afterview.core.words import Interview
from afterview.flows.capture import list_interviews, save_interview
from afterview.flows.door import Door
from tests.conftest import NOW
settings.DOOR_HOSTS = frozenset({"testserver"})
settings.ALLOWED_HOSTS = ["testserver"]
settings.CLOCK = lambda: NOW
client = Client(HTTP_HOST="testserver", HTTP_SEC_FETCH_SITE="same-origin")
client.cookies[settings.DOOR_COOKIE] = Door(settings.DOOR_FOLDER).cookie_value()
SECRET = "four plain words here"

def log(company):
    return save_interview(candidate, Interview(company=company, role="R"), NOW)

def see(address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return html.unescape(re.sub("<[^>]+>", " ", answer.content.decode()))

def send(address, status=303, **fields):
    answer = client.post(address, fields)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.headers["Location"] if status == 303 else html.unescape(answer.content.decode())

def companies():
    return sorted(one.company for one, _ in list_interviews(candidate))

def names():
    return [path.name for path in sorted((folder / "backups").glob("*.backup"))]
"""
SHOW_AND_RESTORE = """
assert "There is none yet" in see("/yours/")
assert "There is none yet" in see("/yours/backups/")
first = log("Before")
assert send("/yours/backups/make/") == "/yours/backups/?done=made#done"
assert send("/yours/backups/make/") == "/yours/backups/?done=same#done"
(name,) = names()
log("Later")
page = see("/yours/backups/")
assert "Sunday 22 November 2026, 10:00" in page and "1 interview · 0 letters · 0 replies" in page
assert "last change" in page and "made when you asked for it" in page
assert "stays until about 1 August 2027 at most" in page
page = see(f"/yours/backups/{name}/")
assert "Before" in page and "Later" not in page and "2 interviews" in page
assert "kept as a backup of its own" in page
assert companies() == ["Before", "Later"]
assert send(f"/yours/backups/{name}/") == "/yours/backups/?done=replaced#done"
assert companies() == ["Before"]
kept = next(each for each in names() if each != name)
assert "what was in the journal before a backup took its place" in see(f"/yours/backups/{kept}/")
send(f"/yours/backups/{kept}/")
assert companies() == ["Before", "Later"]
assert "no longer here" in see("/yours/backups/nothing.backup/", 422)
settings.DATA.joinpath("backups", name).write_bytes(b"broken")
assert "no longer here" in see(f"/yours/backups/{name}/", 422)
# A deleted interview, from the backups too.
assert "until about 1 August 2027" in see(f"/interviews/{first}/delete/")
before = names()
assert send(f"/interviews/{first}/delete/", backups="1") == "/interviews/"
assert companies() == ["Later"]
assert len(names()) == 1 and not set(before) & set(names())
# Where another program holds the backups, the journal goes all the same, and the page says what is left.
from afterview.store.backup import shelf as shelves
shelves.PATIENCE = 0.1
with shelves.Shelf(folder)._hold():
    assert send("/yours/delete/", sure="on") == "/yours/?done=backed-up#done"
    assert "in use by another program" in send("/yours/backups/make/", 422)
assert companies() == [] and len(names()) == 1
assert "another program has one open" in see("/yours/?done=backed-up")
send("/yours/delete/", sure="on")
assert names() == []
"""
ENCRYPT = """
log("Before")
send("/yours/backups/make/")
(name,) = names()
assert "not the same" in send("/yours/backups/protect/", 422, passphrase=SECRET, again="another one")
assert "at least 8" in send("/yours/backups/protect/", 422, passphrase="short", again="short")
assert "Write the passphrase" in send("/yours/backups/protect/", 422)
assert "Backups are not encrypted" in see("/yours/protection/")
assert send("/yours/backups/protect/", passphrase=SECRET, again=SECRET) == "/yours/backups/?done=sealed#done"
assert "Backups are encrypted under your passphrase" in see("/yours/protection/")
assert "encrypted" in see("/yours/backups/")
page = see(f"/yours/backups/{name}/")
assert "Its passphrase" in page and "Before" not in page
assert "does not open it" in send(f"/yours/backups/{name}/", 422, passphrase="not the passphrase")
assert "Write the passphrase" in send(f"/yours/backups/{name}/", 422, passphrase="")
assert "Before" in send(f"/yours/backups/{name}/", 200, passphrase=SECRET, look="1")
log("After")
send(f"/yours/backups/{name}/", passphrase=SECRET)
assert companies() == ["Before"]
send("/yours/backups/protect/", plain="1")
send("/yours/backups/forget/")
(name,) = names()
assert "Before" in see(f"/yours/backups/{name}/")
# The export under a passphrase, and back into an emptied journal.
assert "not the same" in send("/yours/export/", 422, passphrase=SECRET, again="another one")
answer = client.post("/yours/export/", {"passphrase": SECRET, "again": SECRET})
sealed = b"".join(answer.streaming_content)
assert answer.headers["Content-Disposition"] == 'attachment; filename="afterview-2026-11-22.zip.age"'
assert sealed.startswith(b"age-encryption.org/v1") and b"Before" not in sealed
send("/yours/delete/", sure="on")
from django.core.files.uploadedfile import SimpleUploadedFile
where = send("/yours/restore/", archive=SimpleUploadedFile("a.zip.age", sealed))
assert "This file is encrypted" in see(where)
assert "does not open it" in send(where, 422, passphrase="not the passphrase")
where = send(where, passphrase=SECRET)
assert "Before" in see(where)
send("/yours/restore/", proof=where.rpartition("=")[2])
assert companies() == ["Before"]
"""
SAID = """
(folder / "backups").write_text("in the way")
log("Before")
assert "No backup could be made" in send("/yours/backups/make/", 422)
(folder / "backups").unlink()
from afterview.flows.backups import keep_backing_up
from afterview.store.backup.shelf import Shelf
Shelf(folder).note_fault("No backup could be made; the disk may be full. Make room and try again.", NOW)
assert "could not be made" in see("/yours/")
assert "Make room" in see("/yours/backups/")
# Days pass, hour by hour; on each the journal changes; the machine sleeps once.
passed, hours = [NOW], 0
def is_over(seconds):
    global hours
    assert seconds == 3600
    hours += 1
    passed[0] += timedelta(hours=9 if hours == 30 else 1)
    log(f"hour {hours}")
    return hours == 100
keep_backing_up(folder, lambda: passed[0], is_over)
assert len(names()) == 5, names()
assert "could not be made" not in see("/yours/")
assert "made when Afterview was opened" in see("/yours/backups/")
assert "made for the day" in see("/yours/backups/")
assert "Only your account" in see("/yours/protection/") and "that is so" in see("/yours/protection/")
(folder / "journal.sqlite3").chmod(0o644)
assert "others on this computer can too" in see("/yours/protection/")
assert "Dropbox" in see("/yours/") and "Dropbox" in see("/yours/protection/")
"""


def tell(story: str, folder: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "AFTERVIEW_DATA"}}
    ran = subprocess.run(
        [sys.executable, "-c", BEGIN + story, str(folder)],
        env={**environment, "PYTHONPATH": "src:."},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-3000:]


def test_shown_restored_and_forgotten(tmp_path: Path) -> None:
    tell(SHOW_AND_RESTORE, tmp_path / "j")


def test_under_a_passphrase(tmp_path: Path) -> None:
    tell(ENCRYPT, tmp_path / "j")


def test_faults_places_and_days_are_said(tmp_path: Path) -> None:
    tell(SAID, tmp_path / "Dropbox" / "j")
