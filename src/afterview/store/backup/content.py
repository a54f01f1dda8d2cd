"""What is in a database: copied as of one moment, digested, counted. Knows no tables but by their names."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from afterview.store.sqlite.base import Database

PATIENCE = 20.0
# Moments that are planned, not moments of a change.
PLANNED = frozenset({"starts_at", "held_until"})
LATEST_SHOWN = """
    SELECT a.company, a.role, i.starts_at, i.zone
    FROM store_interview i JOIN store_application a ON a.id = i.application_id
    ORDER BY i.starts_at DESC, i.id DESC LIMIT ?"""


@dataclass(frozen=True, slots=True)
class Content:
    """A database's digest and counts; `changed_at` is the latest moment in it that is no plan."""

    digest: str
    interviews: int
    letters: int
    replies: int
    changed_at: datetime | None


@contextmanager
def opened(path: Path) -> Iterator["Database.Connection"]:
    """A connection of its own, beside Django's."""
    connection = Database.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def copy_database(source: Path, target: Path) -> Content:
    """Copies the database as of one moment while others write; returns what was in the source at that moment.

    Raises DatabaseError or OSError.
    """
    with opened(source) as reading, opened(target) as writing:
        # In one read transaction, so that the copy and the digest it is compared with are of the same moment.
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM sqlite_master").fetchone()
        reading.backup(writing)
        # One file, whatever the journal's own mode is.
        writing.execute("PRAGMA journal_mode=DELETE")
        return read_content(reading)


def read_content(connection: "Database.Connection") -> Content:
    """Digest and counts."""
    tables = _list_tables(connection)
    return Content(
        digest=_digest(connection, tables),
        interviews=_count(connection, tables, "store_interview"),
        letters=_count(connection, tables, "store_letter"),
        replies=_count(connection, tables, "store_reply"),
        changed_at=_last_change(connection, tables),
    )


def is_sound(connection: "Database.Connection") -> bool:
    """Whether SQLite finds no fault in the file and every reference leads somewhere."""
    checked = connection.execute("PRAGMA integrity_check").fetchall()
    return checked == [("ok",)] and not connection.execute("PRAGMA foreign_key_check").fetchall()


def list_interviews(path: Path, most: int) -> tuple[tuple[str, str, datetime | None], ...]:
    """The latest interviews as (company, role, start); none where the file has no such tables."""
    with opened(path) as connection:
        try:
            rows = connection.execute(LATEST_SHOWN, (most,)).fetchall()
        except Database.DatabaseError:
            return ()
    return tuple((company, role, _in_zone(_moment(start), zone)) for company, role, start, zone in rows)


def _in_zone(moment: datetime | None, zone: str) -> datetime | None:
    try:
        return moment.astimezone(ZoneInfo(zone)) if moment and zone else moment
    except (ZoneInfoNotFoundError, ValueError):
        return moment


def list_steps(path: Path) -> frozenset[tuple[str, str]]:
    """The migrations the file has been through, as (app, name)."""
    with opened(path) as connection:
        if "django_migrations" not in _list_tables(connection):
            return frozenset()
        return frozenset(connection.execute("SELECT app, name FROM django_migrations").fetchall())


def _list_tables(connection: "Database.Connection") -> dict[str, list[str]]:
    """By table, its columns that hold moments."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return {
        name: [
            column for _, column, kind, *_ in connection.execute(f'PRAGMA table_info("{name}")') if kind == "datetime"
        ]
        for (name,) in sorted(names.fetchall())
    }


def _digest(connection: "Database.Connection", tables: dict[str, list[str]]) -> str:
    # SQL takes no name as a parameter; here and below they are the file's own names of tables and columns.
    digest = hashlib.sha256()
    # Tables, indexes and constraints as they were declared, then every row.
    queries = ["SELECT type, name, sql FROM sqlite_master ORDER BY type, name"]
    queries += [f'SELECT * FROM "{name}" ORDER BY rowid' for name in tables]  # noqa: S608  # nosec B608
    for query in queries:
        digest.update(f"{query}\n".encode())
        for row in connection.execute(query):
            digest.update(repr(row).encode(errors="surrogatepass"))
    return digest.hexdigest()


def _count(connection: "Database.Connection", tables: dict[str, list[str]], name: str) -> int:
    if name not in tables:
        return 0
    return int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608  # nosec B608


def _last_change(connection: "Database.Connection", tables: dict[str, list[str]]) -> datetime | None:
    latest = [
        connection.execute(f'SELECT max("{column}") FROM "{name}"').fetchone()[0]  # noqa: S608  # nosec B608
        for name, columns in tables.items()
        if name.startswith("store_")
        for column in columns
        if column not in PLANNED
    ]
    return _moment(max(filter(None, latest), default=""))


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written).replace(tzinfo=UTC) if written else None
