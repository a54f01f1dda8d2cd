"""Backups made, proved, thinned, encrypted and taken out again; beside a database that others write in."""

import errno
import shutil
import sqlite3
import stat
import threading
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pyrage
import pytest

from afterview.core.backups import Why
from afterview.store.backup import shelf as shelves
from afterview.store.backup.content import is_sound, list_interviews, list_steps, opened, read_content
from afterview.store.backup.shelf import Shelf
from afterview.store.carry.errors import (
    BackupDamaged,
    BackupGone,
    BackupsBusy,
    JournalDamaged,
    NoRoom,
    NotBackedUp,
    PassphraseNeeded,
    WeakPassphrase,
    WrongPassphrase,
)

FROZEN = Path(__file__).parents[1] / "carry" / "frozen" / "format-1-landing.sqlite3"
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
INDEX = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL LIMIT 1"
SECRET = "four plain words here"


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return Path(shutil.copyfile(FROZEN, tmp_path / "journal.sqlite3"))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def change(journal: Path, name: str) -> None:
    with opened(journal) as connection:
        connection.execute("UPDATE store_candidate SET name = ?", (name,))


def whose(database: Path) -> str:
    with opened(database) as connection:
        return str(connection.execute("SELECT name FROM store_candidate").fetchone()[0])


def test_a_backup_is_what_the_journal_is_and_says_what_is_in_it(shelf: Shelf, journal: Path) -> None:
    made = shelf.make(journal, Why.START, NOW)
    assert made is not None
    (listed,) = shelf.list_backups()
    assert (listed.name, listed.made_at, listed.why, listed.is_sealed) == (
        "2026-11-23-100000.backup",
        NOW,
        "start",
        False,
    )
    assert (listed.interviews, listed.letters, listed.replies) == (5, 7, 3)
    assert listed.changed_at is not None
    assert listed.size == (shelf.folder / listed.name).stat().st_size
    with shelf.take(listed.name) as database, opened(database) as copy, opened(journal) as original:
        assert is_sound(copy)
        assert read_content(copy) == read_content(original)
        assert len(list_interviews(database, 3)) == 3
        assert any(start and start.utcoffset() for _, _, start in list_interviews(database, 9))
        assert list_steps(database) == {("store", "0001_first")}


def test_moments_are_those_of_the_clock_on_the_wall(shelf: Shelf, journal: Path) -> None:
    shelf.make(journal, Why.START, NOW.astimezone(timezone(timedelta(hours=-5))))
    (listed,) = shelf.list_backups()
    assert listed.changed_at is not None
    assert listed.made_at.hour == 5
    assert listed.changed_at.utcoffset() == listed.made_at.utcoffset()


def test_files_are_the_owner_s_alone_and_nothing_is_left_beside_them(shelf: Shelf, journal: Path) -> None:
    shelf.make(journal, Why.START, NOW)
    shelf.start_sealing(SECRET)
    assert stat.S_IMODE(shelf.folder.stat().st_mode) == 0o700
    left = {path.name: stat.S_IMODE(path.stat().st_mode) for path in shelf.folder.iterdir()}
    left.pop("lock.sqlite3")
    assert left == {"2026-11-23-100000.backup": 0o600, "key.age": 0o600, "key.public": 0o600}


def test_nothing_new_makes_no_backup_and_a_change_does(shelf: Shelf, journal: Path) -> None:
    assert shelf.make(journal, Why.START, NOW)
    assert shelf.make(journal, Why.DAILY, NOW + timedelta(days=1)) is None
    change(journal, "Ada")
    assert shelf.make(journal, Why.DAILY, NOW + timedelta(days=2))
    assert shelf.make(journal, Why.ASKED, NOW + timedelta(days=2), always=True)
    assert [one.name for one in shelf.list_backups()] == ["2026-11-25-100000-2.backup", "2026-11-23-100000.backup"]


def test_a_year_of_days_is_thinned_as_it_grows(shelf: Shelf, journal: Path) -> None:
    for day in range(0, 400, 4):
        change(journal, f"day {day}")
        shelf.make(journal, Why.DAILY, NOW + timedelta(days=day))
    backups = shelf.list_backups()
    assert 15 < len(backups) <= 31
    with shelf.take(backups[-1].name) as database:
        assert whose(database).startswith("day ")


def test_made_while_another_writes_each_is_of_one_moment(shelf: Shelf, journal: Path) -> None:
    """The writer keeps a name and a note alike; a copy in which they differ would be of no moment."""
    over, written = threading.Event(), 0

    def write() -> None:
        nonlocal written
        with opened(journal) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            while not over.is_set():
                written += 1
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("UPDATE store_candidate SET name = ?", (str(written),))
                connection.execute("UPDATE store_checkin SET note = ?", (str(written),))
                connection.execute("COMMIT")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        names = []
        for minute in range(25):
            made = shelf.make(journal, Why.REPLACED, NOW + timedelta(minutes=minute), always=True)
            assert made is not None
            with shelf.take(made.name) as database, opened(database) as copy:
                notes = {note for (note,) in copy.execute("SELECT note FROM store_checkin")}
                assert len(notes) == 1 or names == []
                names.append(whose(database))
                assert notes == {names[-1]} or len(names) == 1
    finally:
        over.set()
        writer.join()
    assert len(set(names)) > 5


def test_what_was_made_is_opened_and_compared_before_it_counts(
    shelf: Shelf, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose_a_word(path: Path, work: Path, passphrase: str = "") -> Path:
        database = unpack(path, work, passphrase)
        change(database, "someone else")
        return database

    unpack = shelves.unpack
    monkeypatch.setattr(shelves, "unpack", lose_a_word)
    with pytest.raises(NotBackedUp):
        shelf.make(journal, Why.START, NOW)
    assert shelf.list_backups() == ()


def test_a_journal_with_a_fault_pushes_no_sound_backup_out(shelf: Shelf, journal: Path) -> None:
    shelf.make(journal, Why.START, NOW)
    with journal.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 8)
    with pytest.raises(JournalDamaged):
        shelf.make(journal, Why.DAILY, NOW + timedelta(days=1))
    assert len(shelf.list_backups()) == 1
    shelf.copy_aside(journal, NOW)
    aside = shelf.set_aside(journal, NOW + timedelta(seconds=1))
    assert not journal.exists()
    assert (aside / journal.name).exists()


def test_a_folder_that_cannot_be_written_says_so(journal: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "backups").write_text("in the way")
    with pytest.raises(NotBackedUp):
        Shelf(tmp_path / "elsewhere").make(journal, Why.START, NOW)


def test_encrypted_only_the_passphrase_opens_it(shelf: Shelf, journal: Path) -> None:
    shelf.make(journal, Why.START, NOW)
    with pytest.raises(WeakPassphrase):
        shelf.start_sealing("short")
    shelf.start_sealing(SECRET)
    change(journal, "Ada")
    # Making one asks for nothing.
    shelf.make(journal, Why.DAILY, NOW + timedelta(days=1))
    late, early = shelf.list_backups()
    assert late.is_sealed
    assert early.is_sealed
    for path in shelf.folder.iterdir():
        assert b"SQLite format 3" not in path.read_bytes()
        assert b"Ada" not in path.read_bytes()
    with shelf.take(late.name, SECRET) as database:
        assert whose(database) == "Ada"
    with pytest.raises(PassphraseNeeded), shelf.take(early.name):
        pass
    with pytest.raises(WrongPassphrase), shelf.take(early.name, "another passphrase"):
        pass
    shelf.stop_sealing()
    change(journal, "Bo")
    made = shelf.make(journal, Why.DAILY, NOW + timedelta(days=2))
    assert made is not None
    assert not made.is_sealed


def test_an_encrypted_backup_is_whole_by_itself(shelf: Shelf, journal: Path, tmp_path: Path) -> None:
    """With any zip and any age program, and the passphrase: without this folder, without Afterview."""
    shelf.make(journal, Why.START, NOW)
    shelf.start_sealing(SECRET)
    with zipfile.ZipFile(shelf.folder / shelf.list_backups()[0].name) as packed:
        key = pyrage.passphrase.decrypt(packed.read("key.age"), SECRET).decode()
        plain = pyrage.decrypt(packed.read("journal.zip.age"), [pyrage.x25519.Identity.from_str(key)])
    (tmp_path / "plain.zip").write_bytes(plain)
    with zipfile.ZipFile(tmp_path / "plain.zip") as packed:
        packed.extract("journal.sqlite3", tmp_path / "out")
    opened_by_python = sqlite3.connect(tmp_path / "out" / "journal.sqlite3")
    assert opened_by_python.execute("SELECT count(*) FROM store_interview").fetchone() == (5,)
    opened_by_python.close()


def test_a_copy_from_elsewhere_is_taken_in_once(shelf: Shelf, journal: Path, tmp_path: Path) -> None:
    made = shelf.make(journal, Why.START, NOW)
    assert made is not None
    copy = shutil.copyfile(shelf.folder / made.name, tmp_path / made.name)
    other = Shelf(tmp_path / "other")
    assert other.adopt(Path(copy)).name == other.adopt(Path(copy)).name == made.name
    assert len(other.list_backups()) == 1
    with pytest.raises(BackupDamaged):
        other.adopt(journal)


@pytest.mark.parametrize("at", [0.02, 0.3, 0.6, 0.97])
def test_a_byte_that_changed_is_found(shelf: Shelf, journal: Path, at: float) -> None:
    made = shelf.make(journal, Why.START, NOW)
    assert made is not None
    path = shelf.folder / made.name
    content = bytearray(path.read_bytes())
    content[int(len(content) * at)] ^= 0x40
    path.write_bytes(content)
    with pytest.raises((BackupDamaged, BackupGone)), shelf.take(made.name):
        pass
    assert len(shelf.list_backups()) <= 1


@pytest.mark.parametrize("name", ["../journal.sqlite3", "lock.sqlite3", "", "2026-11-23-100000.backup/../x.backup"])
def test_no_name_leads_out_of_the_folder(shelf: Shelf, journal: Path, name: str) -> None:
    shelf.make(journal, Why.START, NOW)
    with pytest.raises(BackupGone), shelf.take(name):
        pass
    shelf.clear(but=name)
    assert journal.exists()


def test_what_a_killed_program_left_is_cleared_and_its_lock_is_gone(shelf: Shelf, journal: Path) -> None:
    shelf.make(journal, Why.START, NOW)
    left = shelf.folder / ".work-killed"
    left.mkdir()
    (left / "journal.sqlite3").write_bytes(b"half")
    change(journal, "Ada")
    assert shelf.make(journal, Why.DAILY, NOW + timedelta(days=1))
    assert not left.exists()


def test_a_full_disk_is_not_taken_for_damage(shelf: Shelf, journal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill_up(path: Path, work: Path, passphrase: str = "") -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    made = shelf.make(journal, Why.START, NOW)
    assert made is not None
    monkeypatch.setattr(shelves, "unpack", fill_up)
    with pytest.raises(NoRoom), shelf.take(made.name):
        pass


def test_what_was_declared_counts_as_much_as_what_was_written(journal: Path) -> None:
    with opened(journal) as connection:
        before = read_content(connection).digest
        connection.execute("DROP INDEX " + connection.execute(INDEX).fetchone()[0])
        assert read_content(connection).digest != before


def test_two_programs_take_turns(shelf: Shelf, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "PATIENCE", 0.2)
    shelf.make(journal, Why.START, NOW)
    with shelf.take(shelf.list_backups()[0].name), pytest.raises(BackupsBusy):
        Shelf(tmp_path).clear()


def test_cleared_nothing_is_left_but_the_lock(shelf: Shelf, journal: Path) -> None:
    shelf.clear()
    shelf.make(journal, Why.START, NOW)
    shelf.start_sealing(SECRET)
    shelf.copy_aside(journal, NOW)
    shelf.note_fault("No.", NOW)
    assert shelf.read_fault() == ("No.", NOW)
    (shelf.folder / "unreadable.backup").write_bytes(b"x")
    shelf.clear(but="2026-11-23-100000.backup")
    left = {path.name for path in shelf.folder.iterdir()}
    assert left == {"lock.sqlite3", "key.age", "key.public", "fault.json", "2026-11-23-100000.backup"}
    shelf.clear()
    assert [path.name for path in shelf.folder.iterdir()] == ["lock.sqlite3"]
    assert shelf.read_fault() is None
    assert (shelf.folder / "lock.sqlite3").stat().st_size == 0
