"""Erases: a whole journal, or the invented example in it, so that no word stays behind in the database's files."""

from django.db import DatabaseError, connection
from django.db.models import Q

from afterview.core.words import Candidate
from afterview.store import models
from afterview.store.carry.shape import TABLES, TABLES_LEFT_OUT
from afterview.store.record.drafts import record_orphans_gone


def erase_rows(candidate: Candidate) -> None:
    """Deletes every row of the candidate and what they said of themselves; call inside a transaction."""
    for left_out in TABLES_LEFT_OUT:
        left_out._default_manager.filter(candidate_id=candidate.id).delete()
    for table in reversed(TABLES):
        table.rows(candidate).delete()
    blank = Candidate(id=candidate.id)
    models.Candidate.objects.filter(pk=candidate.id).update(
        name=blank.name, language=blank.language, has_example=blank.has_example, learns=blank.learns
    )


def mark_invented(candidate: Candidate) -> None:
    """Marks all that the journal holds as the invented example; call inside the transaction that wrote it."""
    for table in TABLES:
        table.rows(candidate).update(invented=True)
    models.Candidate.objects.filter(pk=candidate.id).update(has_example=True)


def erase_example(candidate: Candidate) -> None:
    """Deletes the invented rows and whatever was tried out on the invented interviews; the person's own rows stay.

    Call inside a transaction.
    """
    for table in reversed(TABLES):
        gone = Q(invented=True)
        if any(column.name == "interview" for column in table.columns):
            gone |= Q(interview__invented=True)
        table.rows(candidate).filter(gone).delete()
    record_orphans_gone(candidate)
    models.Candidate.objects.filter(pk=candidate.id).update(has_example=False)


def sweep_database(*, whole: bool = True) -> bool:
    """Sees that what was deleted is in none of the database's files; False where that could not be done.

    SQLite only (PostgreSQL's own vacuum does it there). Deleted rows are blanked at once (secure_delete); emptying
    the log drops their older copies, and with `whole` the file is rewritten too (VACUUM), so that it shrinks.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return connection.vendor != "sqlite"
    # A full disk may stop VACUUM; the log must go all the same.
    return all([_order("VACUUM") if whole else True, _order("PRAGMA wal_checkpoint(TRUNCATE)")])


def _order(order: str) -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute(order)
            return not any(cursor.fetchone()[:1]) if order.startswith("PRAGMA") else True
    except DatabaseError:
        return False
