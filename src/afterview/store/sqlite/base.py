"""The database wrapper: pysqlite3's newer SQLite if installed, else Python's own; WAL only where WAL is safe."""

import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from afterview.store.place import look_at_place

SAFE_SINCE = (3, 51, 3)
BACKPORTS = ((3, 50, 7), (3, 44, 6))


def is_wal_safe(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite is free of the WAL-reset race (fixed in 3.51.3, 3.50.7 and 3.44.6)."""
    return version >= SAFE_SINCE or any(fix <= version < (fix[0], fix[1] + 1, 0) for fix in BACKPORTS)


def _load_django_backend() -> Any:
    """Django's sqlite3 backend, bound to pysqlite3 where that is installed."""
    try:
        newer = importlib.import_module("pysqlite3")
    except ImportError:
        return importlib.import_module("django.db.backends.sqlite3.base")
    replaced = {name: sys.modules.get(name) for name in ("sqlite3", "sqlite3.dbapi2")}
    sys.modules["sqlite3"] = newer
    sys.modules["sqlite3.dbapi2"] = newer.dbapi2
    try:
        backend = importlib.import_module("django.db.backends.sqlite3.base")
        if backend.Database is not newer.dbapi2:
            importlib.reload(importlib.import_module("django.db.backends.sqlite3._functions"))
            backend = importlib.reload(backend)
        return backend
    finally:
        for name, module in replaced.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


if TYPE_CHECKING:
    import sqlite3 as Database

    from django.db.backends.sqlite3.base import DatabaseWrapper as DjangoWrapper
    from django.db.backends.sqlite3.features import DatabaseFeatures as DjangoFeatures
    from django.db.backends.sqlite3.operations import DatabaseOperations as DjangoOperations
else:
    _backend = _load_django_backend()
    Database, DjangoWrapper, DjangoFeatures = _backend.Database, _backend.DatabaseWrapper, _backend.DatabaseFeatures
    DjangoOperations = _backend.DatabaseOperations
_major, _minor, _patch = Database.sqlite_version_info[:3]
SQLITE_VERSION = (_major, _minor, _patch)
JOURNAL_MODE = "WAL" if is_wal_safe(SQLITE_VERSION) else "DELETE"
PRAGMAS = (f"journal_mode={JOURNAL_MODE}", "synchronous=FULL", "secure_delete=ON")
# Where another program copies the files, or they lie on another computer: one file at rest, no shared memory.
PRAGMAS_ELSEWHERE = ("journal_mode=DELETE", *PRAGMAS[1:])


class DatabaseFeatures(DjangoFeatures):
    """Django's features, without asking pysqlite3 for a limit it cannot tell."""

    max_query_params = 999


class DatabaseOperations(DjangoOperations):
    """Django's operations; a counted query is told without asking pysqlite3 for a limit it cannot tell."""

    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> str:  # noqa: ARG002  # Django's signature
        return f"{sql} -- {params!r}" if params else sql


class DatabaseWrapper(DjangoWrapper):
    """Django's wrapper with the features and operations above and every connection opened durably."""

    features_class = DatabaseFeatures
    ops_class = DatabaseOperations

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        is_elsewhere = look_at_place(Path(conn_params["database"]).parent) is not None
        for pragma in PRAGMAS_ELSEWHERE if is_elsewhere else PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection


__all__ = ["JOURNAL_MODE", "PRAGMAS", "SQLITE_VERSION", "Database", "DatabaseWrapper", "is_wal_safe"]
