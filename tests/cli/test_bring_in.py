"""`afterview import` and `afterview watch`, as a person runs them."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.flows.test_bring_in import MAILS

LINE = b"From 17@xxx Mon Jan 03 08:00:00 +0000 2022\n"


def _run(*words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "afterview.cli", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_import_says_what_it_found_and_finds_it_once(tmp_path: Path) -> None:
    (tmp_path / "all.mbox").write_bytes(b"".join(LINE + mail + b"\n" for mail in MAILS))
    words = ("import", str(tmp_path / "all.mbox"), "--data", str(tmp_path / "journal"))
    first = _run(*words)
    assert first.returncode == 0, first.stderr
    assert f"Went through {len(MAILS)} mails" in first.stdout
    told = json.loads(_run(*words, "--again", "--json").stdout)
    assert (told["mails"], told["applications"], told["unread"]) == (len(MAILS), 1, [])
    assert told["kinds"]["rejection"] == 1


def test_killed_import_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "all.mbox"
    path.write_bytes(b"".join(LINE + mail + b"\n" for mail in MAILS * 40))
    words = [sys.executable, "-m", "afterview.cli", "import", str(path), "--data", str(tmp_path / "journal"), "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        time.sleep(1.5)
        running.send_signal(signal.SIGKILL)
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True)
    told = json.loads(done.stdout)
    assert (told["mails"], told["applications"]) == (len(MAILS) * 40, 1)


def test_what_is_no_mail_is_said_in_one_sentence(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing.mbox"):
        done = _run("import", str(path), "--data", str(tmp_path / "journal"))
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1


def test_watch_without_a_mailbox_says_where_to_set_one_up(tmp_path: Path) -> None:
    done = _run("watch", "--once", "--data", str(tmp_path / "journal"))
    assert done.returncode == 2
    assert "Your mailbox" in done.stderr
