"""Where a journal lies, looked up on a real disk; and the mode it is kept in there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from afterview.core.place import Kind, Place
from afterview.store.place import look_at_place
from afterview.store.sqlite.base import JOURNAL_MODE

OPEN = """
import sys
from pathlib import Path
from afterview.cli.journal import open_journal
open_journal(Path(sys.argv[1]))
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("PRAGMA journal_mode")
    print(cursor.fetchone()[0])
    cursor.execute("PRAGMA synchronous")
    print(cursor.fetchone()[0])
"""


def test_a_mark_on_the_way_is_found(tmp_path: Path) -> None:
    assert look_at_place(tmp_path / "before") is None
    (tmp_path / ".stfolder").mkdir()
    assert look_at_place(tmp_path / "deep" / "journal") == Place(Kind.SYNCED, "Syncthing")


def test_a_mount_with_a_space_in_its_name(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/x {tmp_path}/my\\040share nfs4 rw 0 0\nproc /proc proc rw 0 0\n")
    assert look_at_place(tmp_path / "my share" / "journal", mounts) == Place(Kind.NETWORK, "NFS")
    assert look_at_place(tmp_path / "journal", mounts) is None
    assert look_at_place(tmp_path / "journal", tmp_path / "none") is None


@pytest.mark.parametrize(("name", "mode"), [("plain", JOURNAL_MODE.lower()), ("Dropbox", "delete")])
def test_no_log_beside_the_journal_where_another_program_copies(tmp_path: Path, name: str, mode: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    ran = subprocess.run(
        [sys.executable, "-c", OPEN, str(tmp_path / name)],
        env={**environment, "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split() == [mode, "2"]
