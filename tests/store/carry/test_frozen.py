"""Journals as earlier versions wrote them, databases and archives: opened by this version, killed in the middle too."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterview.store.backup.shelf import Shelf
from afterview.store.sqlite.base import Database

FROZEN = Path(__file__).parent / "frozen"
DATABASES = sorted(FROZEN.glob("*.sqlite3"))
# Started once and forked for every try: a start of Django for each would take minutes.
TRIES = """
import io, json, os, shutil, signal, sys, traceback
from pathlib import Path
from afterview.cli.journal import prepare_django
frozen, place, points = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
prepare_django(place / "none")
from django.db import connection
from afterview.clock import read_clock
from afterview.flows.carry import export_journal
from afterview.flows.journal import open_journal

def in_child(work, folder):
    child = os.fork()
    if child == 0:
        connection.settings_dict["NAME"] = folder / "journal.sqlite3"
        try:
            work(folder)
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

def upgrade(folder, kill_at=0):
    count = 0
    def watch(execute, *call):
        nonlocal count
        count += 1
        if count == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*call)
    with connection.execute_wrapper(watch):
        candidate = open_journal(folder, read_clock())
    with (folder / "export.zip").open("w+b") as file:
        export_journal(candidate, file)
    (folder / "statements").write_text(str(count))

def fresh(name):
    folder = place / name
    folder.mkdir()
    shutil.copyfile(frozen, folder / "journal.sqlite3")
    return folder

whole = fresh("whole")
assert in_child(upgrade, whole) == 0
statements = int((whole / "statements").read_text())
step = max(1, statements // points)
killed = []
for point in sorted({*range(1, statements, step), statements - 1, statements}):
    folder = fresh(f"killed-{point}")
    assert in_child(lambda folder: upgrade(folder, kill_at=point), folder) == -signal.SIGKILL
    shutil.copytree(folder, place / f"found-{point}")
    assert in_child(upgrade, folder) == 0
    assert (folder / "export.zip").read_bytes() == (whole / "export.zip").read_bytes(), point
    killed.append(point)
print(json.dumps({"statements": statements, "killed": killed}))
"""


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    quick = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=quick if quick.is_dir() else tmp_path) as folder:
        yield Path(folder)


def run(*words: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    ran = subprocess.run(
        [sys.executable, *words],
        env={**environment, "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    return ran.stdout


def read_rows(path: Path) -> dict[str, list[dict[str, object]]]:
    """Every row by table and column."""
    connection = Database.connect(path)
    connection.row_factory = Database.Row
    try:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE name LIKE 'store_%' AND type = 'table'")
        return {
            name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY id')]
            for (name,) in tables.fetchall()
        }
    finally:
        connection.close()


def assert_nothing_lost(before: Path, after: Path) -> None:
    """Every row and every value of before is there, in whatever tables and columns came since."""
    kept = read_rows(after)
    for table, rows in read_rows(before).items():
        assert len(kept[table]) == len(rows), table
        for old, new in zip(rows, kept[table], strict=True):
            assert {name: new[name] for name in old} == old


def test_the_landing_is_frozen() -> None:
    assert FROZEN / "format-1-landing.sqlite3" in DATABASES
    rows = read_rows(FROZEN / "format-1-landing.sqlite3")
    assert len(rows["store_interview"]) == 5
    assert len(rows["store_draft"]) == 1
    assert all(path.with_suffix(".zip").exists() for path in DATABASES)


@pytest.mark.parametrize("frozen", DATABASES, ids=lambda path: path.stem)
def test_an_earlier_database_and_its_archive_become_the_same_journal(frozen: Path, place: Path) -> None:
    for name in ("opened", "restored"):
        (place / name).mkdir()
    shutil.copyfile(frozen, place / "opened" / "journal.sqlite3")
    run("-m", "afterview.cli", "export", str(place / "opened.zip"), "--data", str(place / "opened"))
    run("-m", "afterview.cli", "restore", str(frozen.with_suffix(".zip")), "--data", str(place / "restored"))
    run("-m", "afterview.cli", "export", str(place / "restored.zip"), "--data", str(place / "restored"))
    assert (place / "opened.zip").read_bytes() == (place / "restored.zip").read_bytes()
    assert_nothing_lost(frozen, place / "opened" / "journal.sqlite3")


@pytest.mark.parametrize("frozen", DATABASES, ids=lambda path: path.stem)
def test_killed_in_the_middle_of_an_upgrade(frozen: Path, place: Path) -> None:
    told = json.loads(run("-c", TRIES, str(frozen), str(place), "9"))
    # A journal that is of today already takes a few statements only.
    assert len(told["killed"]) >= min(9, told["statements"])
    changed = 0
    for point in told["killed"]:
        assert_nothing_lost(frozen, place / f"killed-{point}" / "journal.sqlite3")
        # What the second start found: untouched, or changed with a backup of how it was beside it.
        found = place / f"found-{point}"
        if len(read_rows(found / "journal.sqlite3")) > len(read_rows(frozen)):
            changed += 1
            shelf = Shelf(found)
            with shelf.take(shelf.list_backups()[-1].name) as backup:
                assert read_rows(backup) == read_rows(frozen)
        else:
            assert read_rows(found / "journal.sqlite3") == read_rows(frozen)
    # A version that changed no table has nothing to be killed in.
    assert changed > 0 or read_rows(frozen).keys() == read_rows(place / "whole" / "journal.sqlite3").keys()


def test_every_released_version_is_frozen() -> None:
    """`script/freeze VERSION` makes what this asks for; a heading of the CHANGELOG makes a version a release."""
    released = re.findall(r"^## (\d+\.\d+\.\d+)", Path("CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    frozen = {path.stem.split("-", 2)[2] for path in DATABASES}
    assert set(released) <= frozen


def test_what_is_frozen_has_a_row_in_every_table(tmp_path: Path) -> None:
    run("-m", "tests.store.carry.freeze", "9.9.9", str(tmp_path))
    (database,) = tmp_path.glob("*.sqlite3")
    assert [table for table, rows in read_rows(database).items() if not rows] == []
    run("-m", "afterview.cli", "restore", str(database.with_suffix(".zip")), "--data", str(tmp_path / "restored"))
    run("-m", "afterview.cli", "export", str(tmp_path / "again.zip"), "--data", str(tmp_path / "restored"))
    assert (tmp_path / "again.zip").read_bytes() == database.with_suffix(".zip").read_bytes()
