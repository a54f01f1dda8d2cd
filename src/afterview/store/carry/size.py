"""What a journal holds, counted, and how much room it takes on the disk."""

from django.db import connection

from afterview.core.words import Candidate
from afterview.store import models
from afterview.store.carry.shape import TABLES
from afterview.store.carry.unpack import Contents
from afterview.store.record.drafts import ONCE


def count_journal(candidate: Candidate) -> Contents:
    """How many rows each table has. One query a table."""
    rows = {table.name: table.rows(candidate).count() for table in TABLES}
    return Contents(candidate.name, rows)


def count_drafts(candidate: Candidate) -> int:
    """How many forms hold words that are typed and not saved."""
    return models.Draft.objects.filter(candidate_id=candidate.id).exclude(form__startswith=ONCE).count()


def measure_disk() -> int:
    """The bytes the database takes."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return int(cursor.fetchone()[0])
