"""`afterview restore` with backups, and passphrases, from the outside."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SECRET = "four plain words here"
MAKE = """
import sys
from pathlib import Path
from afterview.cli.journal import open_journal
candidate = open_journal(Path(sys.argv[1]))
from afterview.clock import read_clock
from afterview.core.backups import Why
from afterview.core.words import Interview
from afterview.flows.backups import back_up, encrypt_backups
from afterview.flows.capture import save_interview
save_interview(candidate, Interview(company="Before", role="R"), read_clock())
if "sealed" in sys.argv:
    encrypt_backups(Path(sys.argv[1]), "four plain words here")
print(back_up(Path(sys.argv[1]), Why.ASKED, read_clock()).name)
save_interview(candidate, Interview(company="After", role="R"), read_clock())
"""


def run(*words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "AFTERVIEW_DATA"}}
    return subprocess.run(
        [sys.executable, *map(str, words)],
        env={**environment, "PYTHONPATH": "src", **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def afterview(*words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    return run("-m", "afterview.cli", *words, **more)


def companies(folder: Path, tmp_path: Path) -> str:
    done = afterview("export", tmp_path / "look.zip", "--data", folder)
    assert done.returncode == 0, done.stderr
    content = (tmp_path / "look.zip").read_bytes()
    return " ".join(word for word in ("Before", "After") if f'"{word}"'.encode() in content)


def test_a_backup_takes_the_journal_s_place_and_what_was_there_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "j"
    assert afterview("restore", "--list", "--data", folder).stdout.startswith("There is no backup yet")
    assert afterview("restore", "latest", "--data", folder).returncode == 2
    name = run("-c", MAKE, folder).stdout.strip()
    (told,) = json.loads(afterview("restore", "--list", "--json", "--data", folder).stdout)
    assert (told["name"], told["interviews"], told["encrypted"]) == (name, 1, False)
    assert companies(folder, tmp_path) == "Before After"
    kept = json.loads(afterview("restore", "latest", "--json", "--data", folder).stdout)["kept"]
    assert companies(folder, tmp_path) == "Before"
    done = afterview("restore", kept, "--data", folder)
    assert done.stdout.startswith(f"Restored the backup {kept}. What was there is kept as ")
    assert companies(folder, tmp_path) == "Before After"
    done = afterview("restore", "2020-01-01.backup", "--data", folder)
    assert (done.returncode, done.stderr) == (
        2, "afterview restore: This backup is no longer here. Choose another.\n",
    )  # fmt: skip


def test_a_journal_that_cannot_be_opened_any_more_is_set_aside(tmp_path: Path) -> None:
    folder = tmp_path / "j"
    run("-c", MAKE, folder)
    (folder / "journal.sqlite3").write_bytes(b"not a database at all" * 1000)
    for path in folder.glob("journal.sqlite3-*"):
        path.unlink()
    done = afterview("export", tmp_path / "x.zip", "--data", folder)
    assert done.returncode == 2
    assert "`afterview restore latest` puts the latest in its place." in done.stderr
    done = afterview("restore", "latest", "--data", folder)
    assert done.returncode == 0, done.stderr
    assert "it is kept in" in done.stderr
    assert companies(folder, tmp_path) == "Before"
    (aside,) = (folder / "backups").glob("set-aside-*/journal.sqlite3")
    assert aside.read_bytes().startswith(b"not a database")


def test_an_encrypted_backup_elsewhere(tmp_path: Path) -> None:
    folder, other = tmp_path / "j", tmp_path / "other"
    name = run("-c", MAKE, folder, "sealed").stdout.strip()
    file = shutil.copyfile(folder / "backups" / name, tmp_path / name)
    done = afterview("restore", file, "--data", other)
    assert (done.returncode, "AFTERVIEW_PASSPHRASE" in done.stderr) == (2, True)
    done = afterview("restore", file, "--data", other, AFTERVIEW_PASSPHRASE="not the passphrase")
    assert done.stderr == "afterview restore: This passphrase does not open it. Try again; nothing was changed.\n"
    done = afterview("restore", file, "--data", other, AFTERVIEW_PASSPHRASE=SECRET)
    assert done.stdout == f"Restored the backup {name}.\n", done.stderr
    assert companies(other, tmp_path) == "Before"


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sealed")
    run("-c", MAKE, folder / "j")
    done = afterview(
        "export", folder / "j.zip.age", "--passphrase", "--data", folder / "j", AFTERVIEW_PASSPHRASE=SECRET
    )
    assert done.returncode == 0, done.stderr
    return folder / "j.zip.age"


def test_export_under_a_passphrase_comes_back(sealed: Path, tmp_path: Path) -> None:
    content = sealed.read_bytes()
    assert content.startswith(b"age-encryption.org/v1\n")
    assert b"Before" not in content
    reader, writer = os.pipe()
    os.write(writer, SECRET.encode() + b"\n")
    os.close(writer)
    command = [sys.executable, "-m", "afterview.cli", "restore", str(sealed), "--data", str(tmp_path / "k")]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [*command, "--passphrase-fd", str(reader)],
        env={**environment, "PYTHONPATH": "src"},
        pass_fds=(reader,),
        capture_output=True,
        text=True,
        check=False,
    )
    os.close(reader)
    assert done.returncode == 0, done.stderr
    assert companies(tmp_path / "k", tmp_path) == "Before After"


def test_wrong_missing_and_weak_passphrases_are_one_sentence(sealed: Path, tmp_path: Path) -> None:
    done = afterview("restore", sealed, "--data", tmp_path / "k", AFTERVIEW_PASSPHRASE="not the passphrase")
    assert done.stderr == "afterview restore: This passphrase does not open it. Try again; nothing was changed.\n"
    done = afterview("restore", sealed, "--data", tmp_path / "k")
    assert done.stderr.count("\n") == 1
    assert done.returncode == 2
    place = sealed.parent / "weak.zip.age"
    done = afterview("export", place, "--passphrase", "--data", sealed.parent / "j", AFTERVIEW_PASSPHRASE="short")
    assert (done.returncode, place.exists()) == (2, False)
    assert "at least 8 characters" in done.stderr
    assert SECRET not in " ".join(afterview("export", "--help").stdout.split())
