"""`afterview export`, `restore` and `example` from the outside."""

import io
import json
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from afterview.cli.progress import Progress


def run(*words: str | Path, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Runs a command on SQLite, whichever database the other tests run on."""
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "AFTERVIEW_DATA"}}
    command = [sys.executable, "-m", "afterview.cli", *map(str, words)]
    return subprocess.run(
        command, env={**environment, "PYTHONPATH": "src"}, input=given, capture_output=True, check=False
    )


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example")
    assert run("example", "--data", folder / "journal").returncode == 0
    done = run("export", folder / "journal.zip", "--data", folder / "journal")
    assert (done.returncode, done.stderr) == (0, b"")
    return folder / "journal.zip"


def test_export_restore_export_is_byte_equal(exported: Path, tmp_path: Path) -> None:
    done = run("restore", exported, "--data", tmp_path / "j", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["rows"]["interviews"] == 4
    done = run("export", tmp_path / "again.zip", "--data", tmp_path / "j", "--json")
    told = json.loads(done.stdout)
    assert told["bytes"] == exported.stat().st_size
    assert (tmp_path / "again.zip").read_bytes() == exported.read_bytes()


def test_export_is_the_owner_s_alone_and_leaves_nothing_beside_it(exported: Path) -> None:
    assert stat.S_IMODE(exported.stat().st_mode) == 0o600
    assert sorted(path.name for path in exported.parent.iterdir()) == ["journal", "journal.zip"]


def test_restore_from_standard_input(exported: Path, tmp_path: Path) -> None:
    assert run("restore", "-", "--data", tmp_path, given=exported.read_bytes()).returncode == 0


def test_restore_into_a_full_journal_says_so(exported: Path) -> None:
    done = run("restore", exported, "--data", exported.parent / "journal")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == (
        "afterview restore: This journal is not empty, and nothing is ever written over."
        " Name an empty folder with --data.\n"
    )


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x05\x06" + bytes(18)])
def test_bad_file_is_one_sentence(content: bytes, tmp_path: Path) -> None:
    bad = tmp_path / "bad.zip"
    bad.write_bytes(content)
    done = run("restore", bad, "--data", tmp_path / "j")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().count("\n") == 1
    assert "This file is not a journal that Afterview exported." in done.stderr.decode()


def test_missing_file_is_one_sentence(tmp_path: Path) -> None:
    done = run("restore", tmp_path / "none.zip", "--data", tmp_path / "j")
    assert done.returncode == 2
    assert b"cannot be read (No such file or directory)" in done.stderr
    assert not (tmp_path / "j").exists()


def test_export_replaces_an_export_and_nothing_else(exported: Path, tmp_path: Path) -> None:
    letter, earlier = tmp_path / "thesis.docx", tmp_path / "earlier.zip"
    letter.write_text("years of work")
    with zipfile.ZipFile(earlier, "w") as archive:
        archive.writestr("manifest.json", "{}")
    done = run("export", letter, "--data", exported.parent / "journal")
    assert done.returncode == 2
    assert letter.read_text() == "years of work"
    assert run("export", earlier, "--data", exported.parent / "journal").returncode == 0
    assert earlier.read_bytes() == exported.read_bytes()


@pytest.mark.parametrize("place", ["", "none/here.zip"])
def test_export_to_no_file_is_one_sentence(place: str, tmp_path: Path) -> None:
    done = run("export", tmp_path / place, "--data", tmp_path / "j")
    assert done.returncode == 2
    assert b"Name a file in a folder that exists" in done.stderr


def test_example_comes_once_and_goes(tmp_path: Path) -> None:
    assert run("example", "--data", tmp_path).returncode == 0
    done = run("example", "--data", tmp_path)
    assert done.returncode == 2
    assert b"goes only into an empty one" in done.stderr
    done = run("example", "--remove", "--json", "--data", tmp_path)
    assert set(json.loads(done.stdout)["rows"].values()) == {0}


class Terminal(io.StringIO):
    """A standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_is_drawn_on_a_terminal_after_a_second_and_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter([0.0, 0.5, 1.5, 1.6])
    monkeypatch.setattr("afterview.cli.progress.time.monotonic", lambda: next(ticks))
    monkeypatch.setattr(sys, "stderr", Terminal())
    with Progress("Exporting") as tell:
        tell(1, 10)
        assert sys.stderr.getvalue() == ""  # type: ignore[attr-defined]  # a Terminal
        tell(5, 10)
        tell(5, 10)
        assert sys.stderr.getvalue() == f"\rExporting [{'#' * 15}{'.' * 15}] 50 %"  # type: ignore[attr-defined]
    assert sys.stderr.getvalue().endswith("\r")  # type: ignore[attr-defined]


def test_progress_is_silent_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afterview.cli.progress.PATIENCE", -1.0)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with Progress("Exporting") as tell:
        tell(1, 2)
    assert sys.stderr.getvalue() == ""  # type: ignore[attr-defined]
