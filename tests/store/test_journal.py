"""A new journal has the very tables that an old one has after every migration."""

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

PLAIN = """
import sys
from pathlib import Path
from afterview.cli.journal import prepare_django
folder = Path(sys.argv[1])
folder.mkdir()
prepare_django(folder)
from django.core.management import call_command
from afterview.clock import read_clock
from afterview.store.journal import open_journal
if sys.argv[2] == "migrated":
    call_command("migrate", interactive=False, verbosity=0)
open_journal(folder, read_clock())
open_journal(folder, read_clock())
"""


def _open(folder: Path, way: str) -> Path:
    command = [sys.executable, "-c", PLAIN, str(folder), way]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": "src", "DATABASE_URL": ""})
    return folder / "journal.sqlite3"


def _read(database: Path, query: str) -> list[tuple[str, ...]]:
    connection = sqlite3.connect(database)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def _parts(sql: str) -> list[str]:
    """What a table or an index is made of, in no order: each column and constraint."""
    head, _, body = sql.partition("(")
    depth, parts = 0, [""]
    for sign in body.strip().removesuffix(")"):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [head.strip(), *sorted(re.sub(r"\s+", " ", part).strip() for part in parts)]


def test_new_tables_are_those_of_every_migration(tmp_path: Path) -> None:
    new, old = _open(tmp_path / "new", "new"), _open(tmp_path / "old", "migrated")
    tables = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    made, migrated = ({name: _parts(sql) for name, sql in _read(path, tables)} for path in (new, old))
    assert made == migrated
    assert len(made) > 30
    steps = "SELECT app, name FROM django_migrations ORDER BY app, name"
    assert _read(new, steps) == _read(old, steps) != []
    assert _read(new, "SELECT count(*) FROM store_candidate") == [(1,)]
