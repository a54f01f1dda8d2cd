"""Opening the journal, and the one way to write in it: a short immediate transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.db import transaction

from afterview.core.remembering import forget_words
from afterview.core.words import Candidate
from afterview.store import journal
from afterview.store.carry.erase import sweep_database
from afterview.store.load.candidates import load_only_candidate

__all__ = ["deleting", "open_journal", "sweep", "whose_journal", "writing"]


@contextmanager
def writing() -> Iterator[None]:
    """One transaction: all of it is kept, or none."""
    with transaction.atomic():
        yield


@contextmanager
def deleting() -> Iterator[None]:
    """One transaction that deletes words; afterwards no copy of them is in the database's log, nor in memory."""
    with writing():
        yield
    sweep(whole=False)


def sweep(*, whole: bool = True) -> bool:
    """Sees that what was deleted is neither in the database's files (`sweep_database`) nor in memory; False where the
    files could not be swept."""
    forget_words()
    return sweep_database(whole=whole)


def open_journal(folder: Path, now: datetime) -> Candidate:
    """Makes the journal where there is none, brings its tables up to date, and says whose it is."""
    return journal.open_journal(folder, now)


def whose_journal() -> Candidate | None:
    """The candidate of a journal for one person."""
    return load_only_candidate()
