"""Backups: made by themselves while Afterview runs, shown, restored, encrypted, and deleted. SQLite journals only."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import connection

from afterview.core.backups import Backup, Why, is_due, stays_until
from afterview.core.words import Candidate
from afterview.flows.carry import is_empty
from afterview.flows.journal import sweep
from afterview.store.backup.content import list_interviews
from afterview.store.backup.replace import replace_journal, upgrade_copy
from afterview.store.backup.shelf import Shelf
from afterview.store.carry.errors import (
    BackupDamaged,
    BackupGone,
    BackupTooNew,
    CarryError,
    JournalDamaged,
    NotBackedUp,
    PassphraseNeeded,
    WeakPassphrase,
    WrongPassphrase,
)

__all__ = [
    "BackupDamaged",
    "BackupGone",
    "BackupTooNew",
    "CarryError",
    "JournalDamaged",
    "NotBackedUp",
    "PassphraseNeeded",
    "Shelved",
    "WeakPassphrase",
    "WrongPassphrase",
    "adopt_backup",
    "back_up",
    "can_back_up",
    "encrypt_backups",
    "find_backup",
    "forget_backups",
    "is_sealing",
    "keep_backing_up",
    "leave_backups_plain",
    "list_backups",
    "look_into_backup",
    "restore_backup",
    "set_journal_aside",
]

LOOK = timedelta(hours=1)
SHOWN = 12

type Interviews = tuple[tuple[str, str, datetime | None], ...]


@dataclass(frozen=True, slots=True)
class Shelved:
    """What backups there are, the latest first; `until` is about when the last of them goes by itself, `fault` why the
    latest try failed and when."""

    backups: tuple[Backup, ...]
    is_sealing: bool
    until: date | None
    fault: tuple[str, datetime] | None


def can_back_up() -> bool:
    """Whether this journal is a file that Afterview backs up itself."""
    return bool(connection.vendor == "sqlite")


def list_backups(folder: Path) -> Shelved:
    """What there is; each stays until `stays_until` says, at the latest."""
    shelf = Shelf(folder)
    backups = shelf.list_backups()
    until = stays_until(backups[0].made_at) if backups else None
    return Shelved(backups, shelf.is_sealing, until, shelf.read_fault())


def is_sealing(folder: Path) -> bool:
    """Whether new backups are encrypted."""
    return Shelf(folder).is_sealing


def find_backup(folder: Path, name: str) -> Backup:
    """One backup. Raises BackupGone."""
    found = next((one for one in Shelf(folder).list_backups() if one.name == name), None)
    if found is None:
        raise BackupGone
    return found


def adopt_backup(folder: Path, path: Path) -> Backup:
    """Takes in a backup's file that was kept elsewhere. Raises BackupDamaged where it is none, or OSError."""
    return Shelf(folder).adopt(path)


def back_up(folder: Path, why: Why, now: datetime, *, always: bool = False) -> Backup | None:
    """Makes a backup and proves it; None where the latest one holds the same. Raises NotBackedUp, JournalDamaged."""
    shelf = Shelf(folder)
    try:
        made = shelf.make(_database(), why, now, always=always)
    except CarryError as error:
        shelf.note_fault(error.sentence, now)
        raise
    shelf.note_fault("", now)
    return made


def keep_backing_up(folder: Path, clock: Callable[[], datetime], is_over: Callable[[float], bool]) -> None:
    """A backup now and one each day, until `is_over` (called with the seconds to wait) says so; run in a thread.

    A try that fails is noted for the page, and repeated after an hour.
    """
    tried: datetime | None = None
    while True:
        now = clock()
        if is_due(tried, now):
            try:
                back_up(folder, Why.DAILY if tried else Why.START, now)
                tried = now
            except CarryError:
                tried = None
        if is_over(LOOK.total_seconds()):
            return


def look_into_backup(folder: Path, name: str, passphrase: str = "") -> Interviews:
    """The latest interviews in a backup, as (company, role, start); the backup is proved by opening it.

    Raises BackupGone, BackupDamaged, PassphraseNeeded, WrongPassphrase.
    """
    with Shelf(folder).take(name, passphrase) as database:
        return list_interviews(database, SHOWN)


def restore_backup(candidate: Candidate, folder: Path, name: str, now: datetime, passphrase: str = "") -> Backup | None:
    """Puts a backup in the journal's place, all of it or nothing, and keeps what was there as a backup of its own,
    which is returned (None where nothing was there, or nothing that is sound: that is kept aside as it is).

    Raises the same, and BackupTooNew, NotBackedUp or a DatabaseError; nothing is changed then.
    """
    shelf = Shelf(folder)
    with shelf.take(name, passphrase) as database:
        upgrade_copy(database)
        kept = None if is_empty(candidate) else _keep_replaced(shelf, now)
        replace_journal(database)
    sweep(whole=False)
    return kept


def _keep_replaced(shelf: Shelf, now: datetime) -> Backup | None:
    try:
        return shelf.make(_database(), Why.REPLACED, now, always=True)
    except JournalDamaged:
        # A backup is wanted most when the journal has a fault: it is kept as it is, beside the backups.
        shelf.copy_aside(_database(), now)
        return None


def set_journal_aside(folder: Path, now: datetime) -> Path:
    """Moves a journal that cannot be opened any more out of the way, unchanged; returns where it is now."""
    connection.close()
    return Shelf(folder).set_aside(_database(), now)


def encrypt_backups(folder: Path, passphrase: str) -> None:
    """Encrypts the backups there are and all that follow. Raises WeakPassphrase, NotBackedUp."""
    Shelf(folder).start_sealing(passphrase)


def leave_backups_plain(folder: Path) -> None:
    """Backups made from now on are not encrypted."""
    Shelf(folder).stop_sealing()


def forget_backups(folder: Path, now: datetime) -> None:
    """Makes a backup of the journal as it is now and deletes every other. Raises NotBackedUp or JournalDamaged, and
    nothing is deleted then, or BackupsBusy."""
    made = back_up(folder, Why.ASKED, now, always=True)
    if made is not None:
        Shelf(folder).clear(but=made.name)


def _database() -> Path:
    if not can_back_up():
        raise NotBackedUp
    return Path(connection.settings_dict["NAME"])
