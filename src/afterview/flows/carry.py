"""What is yours to take: the whole journal out, in, or gone for good."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from afterview.core.sealed import is_sealed
from afterview.core.words import Candidate
from afterview.flows.drafts import drop_draft
from afterview.flows.journal import sweep, writing
from afterview.flows.mailbox import forget_passwords
from afterview.flows.waiting import drop_waiting
from afterview.store.backup.shelf import Shelf
from afterview.store.carry.erase import erase_rows
from afterview.store.carry.errors import (
    ArchiveDamaged,
    ArchiveTooLarge,
    ArchiveTooNew,
    BackupsBusy,
    CarryError,
    JournalNotEmpty,
    NotAnArchive,
    PassphraseNeeded,
    WeakPassphrase,
    WrongPassphrase,
)
from afterview.store.carry.fill import fill_journal, is_empty
from afterview.store.carry.pack import Tell, pack_journal
from afterview.store.carry.size import count_drafts, count_journal, measure_disk
from afterview.store.carry.unpack import Archive, Contents
from afterview.store.record.candidates import record_candidate
from afterview.store.sealing import SHORTEST, refuse_weak, seal, unseal

__all__ = [
    "SHORTEST",
    "ArchiveDamaged",
    "ArchiveTooLarge",
    "ArchiveTooNew",
    "BackupsBusy",
    "CarryError",
    "Contents",
    "Holdings",
    "JournalNotEmpty",
    "NotAnArchive",
    "PassphraseNeeded",
    "WeakPassphrase",
    "WrongPassphrase",
    "erase_journal",
    "export_journal",
    "export_sealed",
    "is_empty",
    "is_sealed_file",
    "look_into",
    "measure_journal",
    "restore_journal",
    "save_candidate",
    "unseal_file",
]


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a journal holds, how many forms are typed and not saved, and the bytes it takes on the disk."""

    contents: Contents
    drafts: int
    size: int


def _quietly(_done: int, _total: int) -> None:
    """Tells nobody."""


def save_candidate(candidate: Candidate, form: str = "") -> None:
    """Saves the person's name and the language of their letters, and drops the draft they came from."""
    with writing():
        record_candidate(candidate)
        drop_draft(candidate, form)


def measure_journal(candidate: Candidate) -> Holdings:
    """How much there is, in rows, drafts and bytes."""
    return Holdings(count_journal(candidate), count_drafts(candidate), measure_disk())


def export_journal(candidate: Candidate, file: IO[bytes], tell: Tell = _quietly) -> Contents:
    """Writes the whole journal into an empty seekable file, then reads the file back to prove it; `tell` hears how
    many rows of how many.

    Raises CarryError where reading back fails; the file is then written to its end all the same.
    """
    pack_journal(candidate, file, tell)
    return Archive(file).survey()


def export_sealed(candidate: Candidate, file: IO[bytes], passphrase: str, tell: Tell = _quietly) -> Contents:
    """The same, encrypted with age under a passphrase: any age program opens it. Proved by decrypting what was written.

    Raises WeakPassphrase (nothing is written then) or another CarryError.
    """
    refuse_weak(passphrase)
    plain = io.BytesIO()
    export_journal(candidate, plain, tell)
    file.write(seal(plain.getvalue(), passphrase))
    file.seek(0)
    return look_into(unseal_file(file, passphrase))


def is_sealed_file(file: IO[bytes]) -> bool:
    """Whether a file is encrypted; it is left at its start."""
    file.seek(0)
    head = file.read(64)
    file.seek(0)
    return is_sealed(head)


def unseal_file(file: IO[bytes], passphrase: str) -> IO[bytes]:
    """The archive in an encrypted file, in memory. Raises PassphraseNeeded, WrongPassphrase."""
    file.seek(0)
    return io.BytesIO(unseal(file.read(), passphrase))


def look_into(file: IO[bytes], tell: Tell = _quietly) -> Contents:
    """What an archive holds, read whole and changed nowhere. Raises CarryError."""
    return Archive(file).survey(tell)


def restore_journal(candidate: Candidate, file: IO[bytes], tell: Tell = _quietly) -> Contents:
    """Restores an archive into the empty journal: all of it, or nothing. Raises CarryError."""
    archive = Archive(file)
    contents = archive.survey()
    fill_journal(candidate, archive, tell)
    return contents


def erase_journal(candidate: Candidate, folder: Path) -> bool:
    """Deletes everything: the journal, what is typed and not saved, the passwords of mailboxes, an archive that waits
    in `folder`, and the backups there.

    Returns whether the database's files were swept too; where they could not be, the words are gone from the journal
    but may be in unused parts of the file until it is swept. Raises BackupsBusy where the backups could not be
    deleted; the journal is deleted then all the same.
    """
    drop_waiting(candidate, folder)
    forget_passwords(candidate, folder)
    with writing():
        erase_rows(candidate)
    is_swept = sweep()
    # Last: a backup that was being made meanwhile is waited for, and goes too.
    Shelf(folder).clear()
    return is_swept
