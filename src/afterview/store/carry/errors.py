"""What can be wrong with an archive; each class holds the sentence the person reads."""

from typing import ClassVar

from django.utils.translation import gettext_noop


class CarryError(Exception):
    """Base: `sentence` is the English sentence (a gettext message), `parts` fills its placeholders."""

    sentence: ClassVar[str]

    def __init__(self, **parts: str) -> None:
        super().__init__(self.sentence % parts)
        self.parts = parts


class NotAnArchive(CarryError):
    """The file is something else."""

    sentence = gettext_noop(
        "This file is not a journal that Afterview exported. Choose the .zip file that “Export everything” gave you."
    )


class ArchiveDamaged(CarryError):
    """A part is missing, cut, altered or contradicts another; `part` names it."""

    sentence = gettext_noop(
        "This archive is damaged in %(part)s, so nothing was changed. Try an earlier copy, or export it again."
    )


class ArchiveTooNew(CarryError):
    """Written in a format this version has not learned."""

    sentence = gettext_noop("A newer Afterview wrote this archive. Update Afterview, then restore it.")


class ArchiveTooLarge(CarryError):
    """It unpacks to more than a journal can be: a zip bomb, or not ours."""

    sentence = gettext_noop(
        "This archive unpacks to more than a journal can hold, so it was not opened."
        " Choose the .zip file that “Export everything” gave you."
    )


class JournalNotEmpty(CarryError):
    """A restore fills only an empty journal, so that nothing is ever overwritten."""

    sentence = gettext_noop(
        "This journal is not empty, and nothing is ever written over. Export it and delete everything first."
    )


class PassphraseNeeded(CarryError):
    """It is encrypted, and no passphrase was given."""

    sentence = gettext_noop("This is encrypted. Give the passphrase it was made with.")


class WrongPassphrase(CarryError):
    """Encrypted with another passphrase, or cut."""

    sentence = gettext_noop("This passphrase does not open it. Try again; nothing was changed.")


class WeakPassphrase(CarryError):
    """Too short to protect anything."""

    sentence = gettext_noop("A passphrase needs at least 8 characters; four or five words that only you know are good.")


class BackupGone(CarryError):
    """There is no backup of that name."""

    sentence = gettext_noop("This backup is no longer here. Choose another.")


class BackupDamaged(CarryError):
    """What is in it is not what was put into it."""

    sentence = gettext_noop("This backup is damaged, so nothing was changed. Choose an earlier one.")


class BackupTooNew(CarryError):
    """A newer version made it."""

    sentence = gettext_noop("A newer Afterview made this backup. Update Afterview, then restore it.")


class NotBackedUp(CarryError):
    """The backup could not be written, or was not the same when it was read back."""

    sentence = gettext_noop("No backup could be made; the disk may be full. Make room and try again.")


class NoRoom(CarryError):
    """The disk is too full to unpack it."""

    sentence = gettext_noop("There was no room to open it, so nothing was changed. Make room and try again.")


class BackupsBusy(CarryError):
    """Another program holds the folder of backups, or a file in it, and did not let go."""

    sentence = gettext_noop("The backups are in use by another program. Try again in a minute.")


class JournalDamaged(CarryError):
    """SQLite finds a fault in the journal's own file."""

    sentence = gettext_noop(
        "The journal’s file is damaged, so it was not backed up; the earlier backups are kept. Restore the latest one."
    )
