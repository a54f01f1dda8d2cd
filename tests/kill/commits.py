"""One journey, page by page, in one process (begun by test_every_commit.py), and what a kill would leave of it.

Before each write, sync, truncation and deletion of the journal's files they are copied, as a kill would leave them at
that moment. Each copy must open sound and hold either what the last commit left or what this one brings. From the copy
after each commit the journey is taken up again in a new process, with the form that was interrupted sent once more, and
gone to its end: the journal must then be, byte for byte, what it is without the kill.
"""

import hashlib
import io
import json
import os
import re
import secrets
import shutil
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.db import connection
from django.test import Client

from afterview.flows.backups import list_backups, look_into_backup
from afterview.flows.carry import export_journal
from afterview.flows.door import Door
from afterview.flows.journal import open_journal
from afterview.store.backup.content import is_sound, opened, read_content
from tests.conftest import NOW
from tests.disk import Disk, Fault
from tests.kill.browser import Forms

REFUSAL = "Thank you for coming in. Unfortunately we have decided to offer the position to another candidate. Sam"
REPLY = (
    "Hi Jo,\n\nYour example about the delayed delivery was clear and convincing. What we missed were the results."
    " Next time, begin each answer with the result.\n\nDo apply again in spring.\n\nSam"
)
STORY = "A lorry broke down at night. I rang three hauliers. All four shops opened. I learnt to tell people early."
FIRST_BACKUP = f"{NOW + timedelta(minutes=20):%Y-%m-%d-%H%M%S}.backup"


@dataclass(frozen=True)
class Step:
    """A page, and what is done there: its form that has `form` (else its last one) is sent with `typed`, to `to`."""

    page: str
    typed: dict[str, Any] = field(default_factory=dict)
    form: str = ""
    to: str = ""


PANEL = {"person-0-name": "Sam Okoro", "person-0-address": "sam@northwind.example"}
JOURNEY = (
    Step("/yours/", {"name": "Jo \u00e4\u6f22"}, "name"),
    Step("/yours/", {"company": "North"}, to="/drafts/?form=interviews/new/1"),
    Step(
        "/interviews/new/", {"company": "Northwind", "role": "Analyst", "day": "2026-11-20", "hour": "10:00", **PANEL}
    ),
    Step("/interviews/1/edit/", {"notes": "One more thing"}),
    Step("/interviews/1/reflect/questions/", {"q0-text": "Why us?", "q0-landed": "missed"}),
    Step("/interviews/1/reflect/convincing/", {"moment": "The delivery", "line": "3"}),
    Step("/interviews/1/happened/", {"kind": "no", "on": "2026-11-21", "words": REFUSAL}),
    Step("/interviews/1/moment/", {"mood": "2", "note": "tired"}),
    Step("/interviews/1/moment/exercise/", {"text": "My choir"}),
    Step("/check-in/", {"mood": "3", "energy": "2"}),
    Step("/check-in/month/", {"present": "3", "hard": "2", "nerves": "4", "content": "3", "logistics": "5"}),
    Step("/stories/new/", {"told": STORY}),
    Step("/stories/new/?parts&proposed", {}, "title"),
    Step("/stories/1/", {"title": "The lorry"}, "title"),
    Step("/interviews/1/job/", {"advert": "Analyst. You must solve problems. You should explain numbers."}),
    Step("/interviews/1/ask/", {"sender": "Jo", "interviewer": "1"}),
    Step("/letters/1/", {"sent": "today"}, to="/letters/1/sent/"),
    Step("/interviews/1/reply/", {"words": REPLY}),
    Step("/replies/1/", {}, "door"),
    Step(
        "/interviews/1/you-and-them/",
        {"keep": ["convincing", "structure"], "focus": "reliability"},
        "then-keep-convincing",
    ),
    Step("/yours/backups/", {}, to="/yours/backups/make/"),
    Step("/yours/", {"name": "Somebody"}, "name"),
    Step(f"/yours/backups/{FIRST_BACKUP}/", {}),
    Step("/replies/1/thank/", {"sender": "Jo"}),
    Step("/interviews/1/next-round/", {"company": "Northwind", "role": "Analyst", "day": "2026-12-01", "hour": "9:00"}),
    Step("/interviews/new/", {"company": "Elsewhere", "role": "Clerk"}),
    Step("/interviews/3/delete/", {"backups": "1"}),
    Step("/yours/backups/", {}, to="/yours/backups/make/"),
    Step("/yours/", {"name": "Jo"}, "name"),
)


def walk(steps: range, again: tuple[str, dict[str, Any]] | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Takes the steps; yields each form as it is about to be sent. `again` is the first form, as it was sent before."""
    client = Client(HTTP_HOST="testserver", HTTP_SEC_FETCH_SITE="same-origin")
    client.cookies[settings.DOOR_COOKIE] = Door(settings.DOOR_FOLDER).cookie_value()
    for number in steps:
        step = JOURNEY[number]
        settings.CLOCK = lambda number=number: NOW + timedelta(minutes=number)
        to, body = again if again and number == steps.start else _fill_in(client, step, number)
        yield to, body
        with same_chance(f"{number} sent"):
            answer = client.post(to, body)
        assert answer.status_code in {204, 303}, (step, answer.status_code, _text(answer)[:900])


def _fill_in(client: Client, step: Step, number: int) -> tuple[str, dict[str, Any]]:
    with same_chance(f"{number} opened"):
        opened_page = client.get(step.page, follow=True)
    assert opened_page.status_code == 200, (step, opened_page.status_code)
    forms = [form for form in Forms(opened_page.content.decode()).forms if step.form in form or not step.form]
    body = {} if step.to else {name: value for name, value in forms[-1].items() if name != "csrfmiddlewaretoken"}
    return step.to or step.page, body | step.typed


def _text(answer: Any) -> str:
    return " ".join(re.sub("<[^>]+>", " ", answer.content.decode()).split())


@contextmanager
def same_chance(what: str) -> Iterator[None]:
    """Marks and Message-IDs come out alike each time a step is taken."""
    drawn = iter(range(1000))

    def draw(length: int) -> str:
        return hashlib.sha256(f"{what} {next(drawn)}".encode()).hexdigest()[:length]

    with (
        patch.object(secrets, "token_hex", lambda size=32: draw(size * 2)),
        patch.object(secrets, "token_urlsafe", lambda size=16: draw(-(-size * 4 // 3))),
    ):
        yield


@dataclass(frozen=True)
class Left:
    """What a kill would leave after a commit: where it was copied to, during which step, and the form sent there."""

    folder: Path
    step: int
    sent: tuple[str, dict[str, Any]]


class Watch:
    """Copies the journal's folder before each operation on its files, looks into the copy, and keeps one a commit."""

    def __init__(self, folder: Path, place: Path) -> None:
        self.folder, self.place = folder, place
        self.kept: list[Left] = []
        self.looked = 0
        self.step, self.sent = -1, ("", dict[str, Any]())
        self.digests: list[str] = []

    def say(self, operation: Fault, path: str) -> Fault:
        """Looks; nothing ever fails. Of a backup in the making, only the syncs count."""
        if path.startswith(f"{self.folder}/journal.sqlite3") or (
            path.startswith(f"{self.folder}/") and operation is Fault.SYNC
        ):
            self.look()
        return Fault.NONE

    def look(self) -> None:
        """The copy is sound; where it holds something new, a commit has come."""
        copy = self.place / f"{self.looked}"
        self.looked += 1
        shutil.copytree(self.folder, copy)
        with opened(copy / "journal.sqlite3") as database:
            assert is_sound(database), (self.step, self.looked)
            digest = read_content(database).digest
        if self.digests and digest == self.digests[-1]:
            shutil.rmtree(copy)
            return
        # Only a backup brings back what was there before.
        assert digest not in self.digests or "/backups/" in self.sent[0], self.sent
        self.digests.append(digest)
        self.kept.append(Left(copy, self.step, self.sent))


def finish(left: Left) -> tuple[bytes, str]:
    """Takes the journey up again, on what was left; the archive and the kept drafts at its end."""
    use(left.folder)
    open_journal(left.folder, NOW)
    for _ in walk(range(left.step, len(JOURNEY)), left.sent):
        pass
    return tell(left.folder)


def use(folder: Path) -> None:
    """The folder of the journal from here on."""
    connection.settings_dict["NAME"], settings.DATA = folder / "journal.sqlite3", folder


def tell(folder: Path) -> tuple[bytes, str]:
    """What there is at the end: every row that an archive carries, what is typed, and backups that open."""
    archive = io.BytesIO()
    candidate = open_journal(folder, NOW)
    export_journal(candidate, archive)
    for backup in list_backups(folder).backups:
        look_into_backup(folder, backup.name)
    assert not list((folder / "backups").glob(".work-*"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT form, fields FROM store_draft ORDER BY form")
        return archive.getvalue(), repr(cursor.fetchall())


def main(place: Path) -> None:
    """Goes the journey once undisturbed and watched, then from every commit; prints what was counted."""
    disk, whole = Disk(), place / "whole"
    settings.DOOR_HOSTS, settings.ALLOWED_HOSTS = frozenset({"testserver"}), ["testserver"]
    use(whole)
    open_journal(whole, NOW)
    watch = Watch(whole, place)
    disk.say = watch.say
    for number, sent in enumerate(walk(range(len(JOURNEY)))):
        watch.step, watch.sent = number, sent
    disk.say = lambda _operation, _path: Fault.NONE
    disk.check()
    expected = tell(whole)
    connection.close()
    for left in watch.kept:
        _in_a_new_process(left, expected)
    steps = sorted({left.step for left in watch.kept})
    print(json.dumps({"looked": watch.looked, "commits": len(watch.kept), "steps": steps, "of": len(JOURNEY)}))


def _in_a_new_process(left: Left, expected: tuple[bytes, str]) -> None:
    child = os.fork()
    if child == 0:
        try:
            got = finish(left)
            (left.folder / "got.zip").write_bytes(got[0])
            assert got == expected, (left.step, left.sent, left.folder, got[1], expected[1])
            os._exit(0)
        except BaseException:  # a child that went on would be a second test run
            traceback.print_exc()
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    shutil.rmtree(left.folder)
