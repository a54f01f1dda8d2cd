"""How long a person waits for the first page, and for `afterview read`, beside programs of the same kind."""

import http.cookiejar
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.figure import Cost, cost_of, figure_of
from bench.peers import find_peers, start_wagtail, write_ledger
from bench.table import Part

RUNS = 7
MAIL = "We liked your example about the outage. Next time, begin with the result.\n"
NOTE = (
    f"Medians of {RUNS} runs, one after the other, with the middle half; each a process of its own. Servers: from the "
    "command until the first page has come, then stopped; their CPU is with stopping. Memory: the most resident, "
    "and never less than the bench's own, about 26 MB. "
    "Neither healthchecks nor paperless-ngx can be installed by pip: Wagtail stands for a larger Django site."
)
type Run = Callable[[], Cost]


def measure() -> Part:
    """A row for each program."""
    with tempfile.TemporaryDirectory() as name:
        runs = {**_commands(Path(name)), **_servers(Path(name))}
        rows = [_row(what, run) for what, run in runs.items()]
    if find_peers() is None:
        rows.append(("jrnl, fava, Wagtail", "could not be installed here", "", ""))
    return Part("Start", ("what", "waited", "CPU", "memory"), tuple(rows), NOTE)


def _row(what: str, run: Run) -> tuple[str, ...]:
    run()
    costs = [run() for _ in range(RUNS)]
    wall, cpu, memory = (figure_of([cost[at] for cost in costs]) for at in range(3))
    return (what, wall.told("s", 2), cpu.told("s", 2), f"{memory.median:.0f} MB")


def _commands(folder: Path) -> dict[str, Run]:
    letter = folder / "letter.txt"
    letter.write_text(MAIL)
    (folder / "check").mkdir()
    ours = {"AFTERVIEW_DATA": str(folder / "check"), "DJANGO_SETTINGS_MODULE": "afterview.settings"}
    found: dict[str, Run] = {
        "bare `python -c pass`": _command(sys.executable, "-c", "pass"),
        "`afterview read` on one letter": _command(sys.executable, "-m", "afterview.cli", "read", str(letter)),
        "`manage.py check` of afterview": _command(sys.executable, "-m", "django", "check", env=ours),
    }
    if programs := find_peers():
        wagtail = start_wagtail(programs, folder)
        found["`jrnl --version`"] = _command(str(programs / "jrnl"), "--version")
        found["`manage.py check` of a new Wagtail site"] = _command(str(programs / "python"), str(wagtail), "check")
    return found


def _command(*command: str, env: Mapping[str, str] | None = None) -> Run:
    return lambda: cost_of(command, env=env)


def _servers(folder: Path) -> dict[str, Run]:
    made = iter(range(1000))
    found: dict[str, Run] = {
        "a bare Django page behind waitress": lambda: _serve(sys.executable, "-m", "bench.bare", "PORT"),
        "`afterview serve` with no journal": lambda: _serve_ours(folder / f"journal-{next(made)}"),
        "`afterview serve` again": lambda: _serve_ours(folder / "journal"),
    }
    if programs := find_peers():
        ledger = write_ledger(folder)
        found["`fava` on a ledger of one entry"] = lambda: _serve(str(programs / "fava"), "-p", "PORT", str(ledger))
    return found


def _serve(*command: str) -> Cost:
    """A server whose place in the command is PORT, until its first page."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]

    def ready(process: "subprocess.Popen[str]") -> None:
        while process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20) as answer:
                    answer.read()
                return
            except urllib.error.URLError:
                time.sleep(0.01)
        raise ChildProcessError(f"{command[0]} ended before its first page")

    return cost_of([part.replace("PORT", str(port)) for part in command], ready)


def _serve_ours(folder: Path) -> Cost:
    """Ours says its one-time address; the page after it is the first."""

    def ready(process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        process.stdout.readline()
        address = process.stdout.readline().strip()
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        opener = urllib.request.build_opener(jar)
        for page in (address, address.partition("/door/")[0] + "/"):
            opener.open(page).read()

    return cost_of([sys.executable, "-m", "afterview.cli", "serve", "--no-browser", "--data", str(folder)], ready)
