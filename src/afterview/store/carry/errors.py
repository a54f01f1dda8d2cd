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
