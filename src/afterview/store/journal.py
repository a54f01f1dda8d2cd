"""Opens the journal: folder, file permissions, tables and the candidate whose journal it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from afterview.core.backups import Why
from afterview.core.words import Candidate
from afterview.store import models
from afterview.store.backup.shelf import Shelf


def open_journal(folder: Path, now: datetime) -> Candidate:
    """Makes the folder (mode 700), the tables and the candidate where missing; returns the candidate.

    Before tables of an earlier version are changed, a backup is made. Raises OSError where the folder cannot be made
    or written, NotBackedUp or JournalDamaged where that backup cannot be made (nothing is changed then).
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        if connection.vendor == "sqlite" and executor.loader.applied_migrations:
            Shelf(folder).make(Path(connection.settings_dict["NAME"]), Why.UPGRADE, now)
        with _all_or_nothing():
            if connection.introspection.table_names():
                call_command("migrate", interactive=False, verbosity=0)
            else:
                _make_tables(executor)
    _keep_private(folder)
    row = models.Candidate.objects.order_by("pk").first() or models.Candidate.objects.create(created_at=now)
    return to_candidate(row)


def _make_tables(executor: MigrationExecutor) -> None:
    """The tables as they are today, with every migration noted as done: an empty journal does not go through all
    earlier versions, which took a third of the first start."""
    with connection.schema_editor() as editor:
        for model in apps.get_app_config("store").get_models():
            editor.create_model(model)
    executor.recorder.ensure_schema()
    for app, name in executor.loader.graph.nodes:
        executor.recorder.record_applied(app, name)


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    """On SQLite, every migration in one transaction.

    Left to itself Django may note a migration in a second transaction; killed between the two, the journal would not
    open again. References are checked by each migration, so SQLite's own check can be off, as Django needs it.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.constraint_checks_disabled(), transaction.atomic():
        yield


def to_candidate(row: models.Candidate) -> Candidate:
    """A row as a value."""
    return Candidate(id=row.pk, name=row.name, language=row.language, has_example=row.has_example, learns=row.learns)


def _keep_private(folder: Path) -> None:
    for path in folder.glob("journal.sqlite3*"):
        path.chmod(0o600)
