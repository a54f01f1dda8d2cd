"""SIGKILL at random moments of a journey: nothing that was confirmed is lost, and the journal always opens.

AFTERVIEW_KILLS says how often (10 here and in CI, 200 in the bench), AFTERVIEW_KILL_SEED which random moments.
"""

import json
import os
import random
import shutil
from pathlib import Path

import pytest

from afterview.store.sqlite.base import Database
from tests.kill.browser import GONE, Browser
from tests.kill.journey import Journey, Saved
from tests.kill.server import Server

KILLS = int(os.environ.get("AFTERVIEW_KILLS", "10"))
SEED = int(os.environ.get("AFTERVIEW_KILL_SEED", "2026"))
HALVES = {
    "an application without an interview": """
        SELECT count(*) FROM store_application a
        WHERE NOT EXISTS (SELECT 1 FROM store_interview i WHERE i.application_id = a.id)""",
    "an interview without its panel": """
        SELECT count(*) FROM store_interview i
        WHERE NOT EXISTS (SELECT 1 FROM store_interviewer p WHERE p.interview_id = i.id)""",
    "a reply without its sentences": """
        SELECT count(*) FROM store_reply r
        WHERE NOT EXISTS (SELECT 1 FROM store_finding f WHERE f.reply_id = r.id)""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "journal"


def test_no_confirmed_page_is_lost(folder: Path, tmp_path: Path) -> None:
    rng = random.Random(SEED)
    journey = Journey(rng)
    for kill in range(KILLS):
        with Server(folder) as server:
            if kill % 5 == 0:
                # While it starts: the first time it makes the tables then.
                server.kill_after(rng.uniform(0.05, 1.2))
            if browser := server.enter():
                look_through_pages(browser, journey.saved, server)
                journey.walk(browser, server.kill_after)
        check_files(folder, tmp_path / "copy", journey.saved)
    with Server(folder) as server:
        browser = server.enter()
        assert browser is not None
        look_through_pages(browser, journey.saved, server)
    assert journey.saved.steps > KILLS
    print(f"{KILLS} kills, {journey.saved.steps} confirmed steps, 0 lost")


def look_through_pages(browser: Browser, saved: Saved, server: Server) -> None:
    """The pages of the latest interviews open and hold what was confirmed."""
    try:
        for number in list(saved.interviews)[-2:]:
            status, _, page = browser.ask("GET", f"/interviews/{number}/")
            assert status == 200, server.told.read_text()[-3000:]
            assert saved.interviews[number] in page
    except GONE:
        return


def check_files(folder: Path, copy: Path, saved: Saved) -> None:
    """What a next start would find, read from a copy so that nothing here repairs anything."""
    shutil.rmtree(copy, ignore_errors=True)
    if not (folder / "journal.sqlite3").exists():
        assert not saved.interviews
        return
    copy.mkdir()
    for path in folder.glob("journal.sqlite3*"):
        shutil.copy(path, copy / path.name)
    connection = Database.connect(copy / "journal.sqlite3")
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        if saved.steps:
            _compare(connection, saved)
    finally:
        connection.close()


def _compare(connection: "Database.Connection", saved: Saved) -> None:
    def pairs(query: str) -> dict[object, str]:
        return dict(connection.execute(query).fetchall())

    kept = pairs("SELECT i.id, a.company FROM store_interview i JOIN store_application a ON a.id = i.application_id")
    assert {number: kept.get(number) for number in saved.interviews} == saved.interviews
    assert pairs("SELECT id, name FROM store_candidate")[1] in saved.names
    drafts = {form: json.loads(fields) for form, fields in pairs("SELECT form, fields FROM store_draft").items()}
    for form, words in saved.drafts.items():
        assert drafts.get(form, {"company": [""]})["company"][0] in words
    moments = pairs("SELECT interview_id, moment FROM store_reflection")
    for interview, allowed in saved.moments.items():
        assert moments.get(interview, "") in allowed
    replies = {text.strip() for (text,) in connection.execute("SELECT text FROM store_reply")}
    assert {word.strip() for word in saved.replies} <= replies
    for half, query in HALVES.items():
        assert connection.execute(query).fetchone() == (0,), f"there is {half}"
