"""Puts a backup's database in the journal's place, brought up to the present tables first: all of it, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from afterview.store.backup.content import list_steps, opened
from afterview.store.carry.errors import BackupTooNew
from afterview.store.sqlite.base import DatabaseWrapper

COPY = "copy"


def upgrade_copy(database: Path) -> None:
    """Brings a database's tables up to date where it lies. Raises BackupTooNew, or a DatabaseError."""
    with _connected(database) as copy:
        executor = MigrationExecutor(copy)
        if not list_steps(database) <= executor.loader.graph.nodes.keys():
            raise BackupTooNew
        executor.migrate(executor.loader.graph.leaf_nodes())


def replace_journal(database: Path) -> None:
    """Copies a database over the running journal in one transaction; other connections see the one or the other.

    Raises DatabaseError or OSError; the journal is then as it was.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors, opened(database) as source:
        source.backup(connection.connection)


@contextmanager
def _connected(database: Path) -> Iterator[Any]:
    """Django's connection to a file other than the journal."""
    own = {**connection.settings_dict, "NAME": str(database)}
    copy = DatabaseWrapper(own, COPY)
    connections[COPY] = copy
    try:
        yield copy
    finally:
        copy.close()
        del connections[COPY]
