"""Opens the journal: folder, file permissions, tables and the candidate whose journal it is."""

from datetime import datetime
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from afterview.core.words import Candidate
from afterview.store import models


def open_journal(folder: Path, now: datetime) -> Candidate:
    """Makes the folder (mode 700), the tables and the candidate where missing; returns the candidate.

    Raises OSError where the folder cannot be made or written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)
    _keep_private(folder)
    row = models.Candidate.objects.order_by("pk").first() or models.Candidate.objects.create(created_at=now)
    return to_candidate(row)


def to_candidate(row: models.Candidate) -> Candidate:
    """A row as a value."""
    return Candidate(id=row.pk, name=row.name, language=row.language, has_example=row.has_example, learns=row.learns)


def _keep_private(folder: Path) -> None:
    for path in folder.glob("journal.sqlite3*"):
        path.chmod(0o600)
