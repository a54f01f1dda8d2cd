"""The folder of backups beside the journal: each a file that is there whole and proved, or not at all."""

import errno
import filecmp
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

from afterview.core.backups import SUFFIX, Backup, Why, choose_kept, newest_first
from afterview.store.backup.content import Content, copy_database, is_sound, opened, read_content
from afterview.store.backup.file import BROKEN, DATABASE, KEY, SEALED, load_about, pack, read_about, unpack
from afterview.store.carry.errors import BackupDamaged, BackupGone, BackupsBusy, JournalDamaged, NoRoom, NotBackedUp
from afterview.store.sealing import make_key, seal_to
from afterview.store.sqlite.base import Database

FOLDER, WORK, ASIDE = "backups", ".work-", "set-aside-"
PUBLIC, LOCK, FAULT = "key.public", "lock.sqlite3", "fault.json"
PATIENCE = 120.0
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Shelf:
    """The backups of the journal in `folder`. Changes are made one at a time, also between programs; a Shelf itself is
    for one thread. Whatever has to wait for another program for more than two minutes raises BackupsBusy."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / FOLDER
        self._is_held = False

    @property
    def is_sealing(self) -> bool:
        """Whether new backups are encrypted."""
        return (self.folder / PUBLIC).exists()

    def list_backups(self) -> tuple[Backup, ...]:
        """Every backup that can be read, the latest first."""
        found = (read_about(path) for path in self.folder.glob(f"*{SUFFIX}"))
        return tuple(newest_first(filter(None, found)))

    def make(self, database: Path, why: Why, now: datetime, *, always: bool = False) -> Backup | None:
        """Makes a backup and proves it by opening what was written; thins the others; None where the latest one
        holds the same (unless `always`). Raises NotBackedUp or JournalDamaged; the others are then as they were.
        """
        try:
            with self._alone() as work:
                made = self._make(database, work, why, now, always)
                self._thin()
                return made
        except BackupDamaged as error:
            raise JournalDamaged from error
        except Database.DatabaseError as error:
            raise (NotBackedUp if isinstance(error, Database.OperationalError) else JournalDamaged) from error
        except BROKEN as error:
            raise NotBackedUp from error

    @contextmanager
    def take(self, name: str, passphrase: str = "") -> Iterator[Path]:
        """A backup's database as a file that goes again, proved against what was written down when it was made.

        Raises BackupGone, BackupDamaged, NoRoom, PassphraseNeeded, WrongPassphrase.
        """
        path = self._find(name)
        with self._alone() as work:
            try:
                about = load_about(path)
                database = unpack(path, work, passphrase)
                is_same = _prove(database).digest == about.digest
            except (*BROKEN, Database.Error) as error:
                raise (NoRoom if getattr(error, "errno", None) in FULL else BackupDamaged) from error
            if not is_same:
                raise BackupDamaged
            yield database

    def adopt(self, path: Path) -> Backup:
        """Copies a backup's file in from elsewhere. Raises BackupDamaged where it is none, or OSError."""
        try:
            about = load_about(path)
        except BROKEN as error:
            raise BackupDamaged from error
        with self._alone() as work:
            if any(one.digest == about.digest and one.name == about.name for one in self.list_backups()):
                return about
            (work / "adopted").touch(mode=0o600)
            shutil.copyfile(path, work / "adopted")
            return self._put(work / "adopted", replace(about, name=self._name(about.made_at)))

    def set_aside(self, database: Path, now: datetime) -> Path:
        """Moves a journal that cannot be opened any more into a folder of its own here, with all its files."""
        aside = self._make_aside(now)
        for path in sorted(database.parent.glob(f"{database.name}*"), reverse=True):
            path.replace(aside / path.name)
        return aside

    def copy_aside(self, database: Path, now: datetime) -> None:
        """Keeps a journal that has a fault as it is, page by page. Raises NotBackedUp."""
        try:
            with opened(database) as reading, opened(self._make_aside(now) / database.name) as writing:
                reading.backup(writing)
        except (OSError, Database.Error) as error:
            raise NotBackedUp from error

    def _make_aside(self, now: datetime) -> Path:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        aside = self.folder / f"{ASIDE}{now:%Y-%m-%d-%H%M%S-%f}"
        aside.mkdir(mode=0o700)
        return aside

    def clear(self, *, but: str = "") -> None:
        """Deletes every backup, readable or not, and what was set aside; the key too unless one is kept. One that is
        being made is waited for. Raises BackupsBusy where one cannot be deleted; others may be gone then."""
        if not self.folder.exists():
            return
        with self._alone():
            try:
                for path in self.folder.iterdir():
                    if path.name.startswith(ASIDE):
                        shutil.rmtree(path)
                    elif path.is_file() and path.name not in {LOCK, but} and (not but or path.suffix == SUFFIX):
                        path.unlink()
            except OSError as error:
                raise BackupsBusy from error

    def start_sealing(self, passphrase: str) -> None:
        """Encrypts what is there and all that is made from now on. Raises WeakPassphrase, NotBackedUp."""
        public, locked = make_key(passphrase)
        try:
            with self._alone() as work:
                self._write(work, KEY, locked)
                self._write(work, PUBLIC, public.encode())
                for one in self.list_backups():
                    if not one.is_sealed:
                        self._seal(self.folder / one.name, work, one)
        except OSError as error:
            raise NotBackedUp from error

    def stop_sealing(self) -> None:
        """New backups are plain again; those that are encrypted keep their key and their passphrase."""
        with self._alone():
            (self.folder / PUBLIC).unlink(missing_ok=True)

    def note_fault(self, sentence: str, now: datetime) -> None:
        """Notes that no backup could be made, where that much can be written; "" when one was."""
        with suppress(OSError):
            if sentence:
                self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                (self.folder / FAULT).write_text(json.dumps([sentence, now.isoformat()]))
            else:
                (self.folder / FAULT).unlink(missing_ok=True)

    def read_fault(self) -> tuple[str, datetime] | None:
        """What was noted, and when."""
        try:
            sentence, at = json.loads((self.folder / FAULT).read_text())
            return str(sentence), datetime.fromisoformat(at)
        except (OSError, ValueError, TypeError):
            return None

    def _make(self, database: Path, work: Path, why: Why, now: datetime, always: bool) -> Backup | None:
        copy = work / DATABASE
        content = copy_database(database, copy)
        latest = next(iter(self.list_backups()), None)
        if not always and latest and latest.digest == content.digest and latest.is_sealed == self.is_sealing:
            return None
        made = Backup(name=self._name(now), made_at=now, why=why, **asdict(content))
        plain = work / "plain"
        pack(plain, made, {DATABASE: copy})
        copy.unlink()
        if _prove(unpack(plain, work)).digest != content.digest:
            raise NotBackedUp
        if self.is_sealing:
            return self._seal(plain, work, made)
        return self._put(plain, made)

    def _seal(self, plain: Path, work: Path, made: Backup) -> Backup:
        """Encrypts a plain backup, decrypts what was written once, and puts it in the plain one's place."""
        sealed, again, whole = work / SEALED, work / "again", work / "whole"
        with plain.open("rb") as source, sealed.open("wb") as target:
            open_once = seal_to((self.folder / PUBLIC).read_text(), source, target)
        made = replace(made, is_sealed=True)
        pack(whole, made, {KEY: self.folder / KEY, SEALED: sealed})
        with zipfile.ZipFile(whole) as file, file.open(SEALED) as source, again.open("wb") as target:
            open_once(source, target)
        if not filecmp.cmp(again, plain, shallow=False):
            raise NotBackedUp
        return self._put(whole, made)

    def _put(self, path: Path, made: Backup) -> Backup:
        path.replace(self.folder / made.name)
        _sync_folder(self.folder)
        return replace(made, size=(self.folder / made.name).stat().st_size)

    def _write(self, work: Path, name: str, content: bytes) -> None:
        beside = work / name
        beside.touch(mode=0o600)
        beside.write_bytes(content)
        beside.replace(self.folder / name)

    def _name(self, now: datetime) -> str:
        stem = f"{now:%Y-%m-%d-%H%M%S}"
        names = (f"{stem}{SUFFIX}", *(f"{stem}-{number}{SUFFIX}" for number in range(2, 1000)))
        return next(name for name in names if not (self.folder / name).exists())

    def _find(self, name: str) -> Path:
        # Only a name that is there is ever used: none leads out of the folder.
        for path in self.folder.glob(f"*{SUFFIX}"):
            if path.name == name:
                return path
        raise BackupGone

    def _thin(self) -> None:
        backups = self.list_backups()
        for name in {one.name for one in backups} - choose_kept(backups):
            (self.folder / name).unlink(missing_ok=True)

    @contextmanager
    def _alone(self) -> Iterator[Path]:
        """A folder to work in that goes again, while nobody else changes the backups (a killed program's lock goes
        with it, and what it left is cleared)."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with nullcontext() if self._is_held else self._hold(), self._work() as work:
            yield work

    @contextmanager
    def _hold(self) -> Iterator[None]:
        """Held by one program at a time: SQLite's own file lock, which every system has and a kill releases."""
        connection = Database.connect(self.folder / LOCK, timeout=PATIENCE, isolation_level=None)
        try:
            _begin_alone(connection)
            self._is_held = True
            for left in self.folder.glob(f"{WORK}*"):
                shutil.rmtree(left, ignore_errors=True)
            yield
        finally:
            self._is_held = False
            connection.close()

    @contextmanager
    def _work(self) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(dir=self.folder, prefix=WORK) as work:
            yield Path(work)


def _begin_alone(connection: "Database.Connection") -> None:
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except Database.OperationalError as error:
        raise (BackupsBusy if "locked" in str(error) else NotBackedUp) from error


def _prove(database: Path) -> Content:
    with opened(database) as connection:
        if not is_sound(connection):
            raise BackupDamaged
        return read_content(connection)


def _sync_folder(folder: Path) -> None:
    """The name is on the disk too (Windows does that by itself, and opens no folders)."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
