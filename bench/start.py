"""How long a person waits: the second start to the first page, and `afterview read` beside peers."""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from bench.table import Part

RUNS = 7
MAIL = "We liked your example about the outage. Next time, begin with the result.\n"


def measure() -> Part:
    """Medians of whole processes in user plus system seconds, and the ratio to a bare Python."""
    with tempfile.TemporaryDirectory() as folder:
        letter = Path(folder) / "letter.txt"
        letter.write_text(MAIL)
        commands = {
            "bare `python -c pass`": [sys.executable, "-c", "pass"],
            "`jrnl --version`": [str(Path(sys.executable).with_name("jrnl")), "--version"],
            "`afterview read` on one letter": [sys.executable, "-m", "afterview.cli", "read", str(letter), "--json"],
        }
        seconds = {name: _cpu(command) for name, command in commands.items()}
        bare = seconds["bare `python -c pass`"]
        rows = [(name, f"{value:.3f} s CPU", f"{value / bare:.1f} × bare Python") for name, value in seconds.items()]
        first, second = _start(Path(folder) / "journal"), _start(Path(folder) / "journal")
        rows += [
            ("`afterview serve` with no journal, to the first page", f"{first:.2f} s", ""),
            ("`afterview serve` again, to the first page", f"{second:.2f} s", ""),
        ]
    return Part("Start", ("what", "median", "beside"), tuple(rows), f"Medians of {RUNS} runs, one after the other.")


def _cpu(command: list[str]) -> float:
    def once() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    once()
    return statistics.median(once() for _ in range(RUNS))


def _start(folder: Path) -> float:
    began = time.perf_counter()
    command = [sys.executable, "-m", "afterview.cli", "serve", "--no-browser", "--data", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as server:
        assert server.stdout is not None
        server.stdout.readline()
        address = server.stdout.readline().strip()
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        opener.open(address).read()
        opener.open(address.partition("/door/")[0] + "/").read()
        took = time.perf_counter() - began
        server.terminate()
    return took
