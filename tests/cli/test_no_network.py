"""Every command works with all sockets blocked, and the server with all but the one it listens on."""

import os
import re
import subprocess
import sys
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from afterview.cli import COMMANDS

LETTERS = Path(__file__).parents[1] / "letters"
# Raises at whatever would reach outward; `serve` alone may listen, and answer who came.
BLOCKED = """
import sys
def refuse(event, arguments):
    if event == "socket.getaddrinfo" and arguments[0] == "0.0.0.0":
        return  # waitress writes its default as a number; nobody is asked
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"}:
        raise PermissionError(event)
    if event in {"socket.__new__", "socket.bind"} and "serve" not in sys.argv:
        raise PermissionError(event)
sys.addaudithook(refuse)
from afterview.cli import main
sys.exit(main())
"""
LETTER = str(LETTERS / "01-review.eml")
CALLS = {
    "read": ["read", LETTER, "--json"],
    "check": ["check", "--kind", "request", "letter.txt"],
    "story": ["story", "letter.txt"],
    "job": ["job", "letter.txt"],
    "evaluate": ["evaluate"],
    "brief": ["brief", "1", "--html", "brief.html"],
    "example": ["example"],
    "import": ["import", str(LETTERS)],
    "export": ["export", "all.zip"],
    "restore": ["restore", "all.zip", "--data", "other"],
    "take": ["take", "anki", "stories.txt"],
    "completion": ["completion", "bash"],
}
# Tried where they are tested: `match` with its extra, `watch` with a mailbox (its click is the command).
ELSEWHERE = {"match", "watch", "desktop"}


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", BLOCKED, *words]
    environment = {**os.environ, "AFTERVIEW_DATA": str(folder / "journal")}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_every_command_works_without_network(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Hi Sam,\n\nWhich one thing would have changed your mind?\n\nJo\n")
    for name in ("example", *CALLS.keys() - {"example", "restore"}, "restore"):
        told = _run(tmp_path, *CALLS[name])
        assert told.returncode == 0, (name, told.stderr)
        assert "PermissionError" not in told.stderr, name


def test_every_command_is_among_them() -> None:
    assert COMMANDS.keys() - CALLS.keys() - ELSEWHERE == {"serve"}


def test_the_block_blocks(tmp_path: Path) -> None:
    asking = ["read", "letter.txt", "--reader", "llm", "--endpoint", "http://127.0.0.1:9/v1", "--model", "m", "--json"]
    (tmp_path / "letter.txt").write_text("We liked your example.")
    told = _run(tmp_path, *asking)
    assert "PermissionError" in told.stderr or '"fault": "' in told.stdout


def test_server_reaches_nobody(tmp_path: Path) -> None:
    _run(tmp_path, "example")
    command = [sys.executable, "-c", BLOCKED, "serve", "--no-browser", "--data", str(tmp_path / "journal")]
    serving = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert serving.stdout is not None
    assert serving.stderr is not None
    try:
        serving.stdout.readline()
        address = serving.stdout.readline().strip()
        root = address.partition("/door/")[0]
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        browser.open(address, timeout=90).close()
        seen, waiting = set(), ["/", "/yours/"]
        while waiting and len(seen) < 40:
            place = waiting.pop(0)
            seen.add(place)
            with browser.open(root + place, timeout=90) as answer:
                found = re.findall(r'href="(/[^"#?/][^"#?]*/)"', answer.read().decode(errors="replace"))
            waiting += [one for one in dict.fromkeys(found) if one not in seen and one not in waiting]
        assert len(seen) == 40
    finally:
        serving.terminate()
        _, told = serving.communicate(timeout=90)
    assert "PermissionError" not in told


@pytest.mark.parametrize("name", ["socket.connect", "socket.getaddrinfo"])
def test_names_of_events_are_python_s(name: str) -> None:
    assert name in BLOCKED
