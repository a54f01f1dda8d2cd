"""The folder of backups beside the journal: each a zip that is there whole and proved, or not at all.

A backup is `about.json` and `journal.sqlite3`; encrypted, it is `about.json`, `key.age` (the private half of the key,
under the passphrase) and `journal.zip.age` (the plain backup). Nothing else is needed to restore one elsewhere.
"""

import filecmp
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from afterview.core.backups import Backup, Why, choose_kept
from afterview.store.backup.content import Content, copy_database, is_sound, opened, read_content
from afterview.store.carry.errors import BackupDamaged, BackupGone, JournalDamaged, NotBackedUp
from afterview.store.sealing import make_key, seal_to, unseal_with
from afterview.store.sqlite.base import Database

FOLDER, KEY, PUBLIC, LOCK, SUFFIX = "backups", "key.age", "key.public", "lock.sqlite3", ".backup"
ABOUT, DATABASE, PLAIN, SEALED = "about.json", "journal.sqlite3", "journal.zip", "journal.zip.age"
WORK = ".work-"
ABOUT_LIMIT = 20_000
BROKEN = (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, OSError, NotImplementedError, RuntimeError)
PATIENCE = 120.0


class Shelf:
    """The backups of the journal in `folder`. Changes are made one at a time, also between programs; a Shelf itself is
    for one thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / FOLDER
        self._is_held = False

    @property
    def is_sealing(self) -> bool:
        """Whether new backups are encrypted."""
        return (self.folder / PUBLIC).exists()

    def list_backups(self) -> tuple[Backup, ...]:
        """Every backup that can be read, the latest first."""
        found = (_read_about(path) for path in self.folder.glob(f"*{SUFFIX}"))
        return tuple(sorted(filter(None, found), key=lambda one: (one.made_at, len(one.name), one.name), reverse=True))

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
        except (OSError, Database.Error, zipfile.BadZipFile) as error:
            raise NotBackedUp from error

    @contextmanager
    def take(self, name: str, passphrase: str = "") -> Iterator[Path]:
        """A backup's database as a file that goes again, proved against what was written down when it was made.

        Raises BackupGone, BackupDamaged, PassphraseNeeded, WrongPassphrase.
        """
        path = self._find(name)
        with self._alone() as work:
            try:
                about = _load_about(path)
                database = _unpack(path, work, passphrase)
                is_same = _prove(database).digest == about.digest
            except (*BROKEN, Database.Error) as error:
                raise BackupDamaged from error
            if not is_same:
                raise BackupDamaged
            yield database

    def remove(self, names: frozenset[str]) -> None:
        """Deletes backups for good; one that is being made is waited for."""
        with self._alone():
            for name in names:
                with suppress(BackupGone):
                    self._find(name).unlink(missing_ok=True)

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

    def _make(self, database: Path, work: Path, why: Why, now: datetime, always: bool) -> Backup | None:
        copy = work / DATABASE
        content = copy_database(database, copy)
        latest = next(iter(self.list_backups()), None)
        if not always and latest and latest.digest == content.digest and latest.is_sealed == self.is_sealing:
            return None
        made = Backup(name=self._name(now), made_at=now, why=why, **_counted(content))
        plain = work / PLAIN
        _pack(plain, made, {DATABASE: copy})
        copy.unlink()
        if _prove(_unpack(plain, work)).digest != content.digest:
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
        _pack(whole, made, {KEY: self.folder / KEY, SEALED: sealed})
        with zipfile.ZipFile(whole) as file, file.open(SEALED) as source, again.open("wb") as target:
            open_once(source, target)
        if not filecmp.cmp(again, plain, shallow=False):
            raise NotBackedUp
        return self._put(whole, made)

    def _put(self, path: Path, made: Backup) -> Backup:
        path.replace(self.folder / made.name)
        _sync_folder(self.folder)
        return made

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
            connection.execute("BEGIN EXCLUSIVE")
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


def _counted(content: Content) -> dict[str, Any]:
    return {
        "digest": content.digest,
        "interviews": content.interviews,
        "letters": content.letters,
        "replies": content.replies,
        "changed_at": content.changed_at,
    }


def _pack(path: Path, made: Backup, parts: dict[str, Path]) -> None:
    """Writes a zip of the parts, on the disk when this returns."""
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
            packed.writestr(ABOUT, json.dumps(_tell(made), indent=1, sort_keys=True) + "\n")
            for name, part in parts.items():
                packed.write(part, name, zipfile.ZIP_STORED if name == SEALED else zipfile.ZIP_DEFLATED)
        file.flush()
        os.fsync(file.fileno())


def _unpack(path: Path, work: Path, passphrase: str = "") -> Path:
    """The database in a backup, as a file in `work`."""
    with zipfile.ZipFile(path) as packed:
        if DATABASE in packed.namelist():
            return _extract(packed, DATABASE, work / "opened.sqlite3")
        plain = work / "opened.zip"
        with packed.open(SEALED) as source, plain.open("wb") as target:
            unseal_with(packed.read(KEY), passphrase, source, target)
    with zipfile.ZipFile(plain) as packed:
        return _extract(packed, DATABASE, work / "opened.sqlite3")


def _extract(packed: zipfile.ZipFile, name: str, to: Path) -> Path:
    with packed.open(name) as source, to.open("wb") as target:
        shutil.copyfileobj(source, target)
    return to


def _prove(database: Path) -> Content:
    with opened(database) as connection:
        if not is_sound(connection):
            raise BackupDamaged
        return read_content(connection)


def _tell(made: Backup) -> dict[str, object]:
    return {
        "made_at": made.made_at.isoformat(),
        "why": made.why,
        "digest": made.digest,
        "interviews": made.interviews,
        "letters": made.letters,
        "replies": made.replies,
        "changed_at": made.changed_at.isoformat() if made.changed_at else None,
        "is_sealed": made.is_sealed,
    }


def _load_about(path: Path) -> Backup:
    with zipfile.ZipFile(path) as packed, packed.open(ABOUT) as part:
        told = json.loads(part.read(ABOUT_LIMIT))
    moments = {name: datetime.fromisoformat(told[name]) if told[name] else None for name in ("made_at", "changed_at")}
    return Backup(**{**told, **moments, "why": Why(told["why"])}, name=path.name, size=path.stat().st_size)


def _read_about(path: Path) -> Backup | None:
    try:
        return _load_about(path)
    except BROKEN:
        return None


def _sync_folder(folder: Path) -> None:
    """The name is on the disk too (Windows does that by itself, and opens no folders)."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
