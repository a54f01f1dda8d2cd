"""SIGKILL at random moments of a scripted journey through a real server, the long run."""

import os
import re
import subprocess
import sys

from bench.table import Part

KILLS = 200


def measure() -> Part:
    """Runs the kill test with 200 kills. Raises CalledProcessError when anything confirmed was lost."""
    command = [sys.executable, "-m", "pytest", "tests/kill", "-q", "-s"]
    environment = {**os.environ, "AFTERVIEW_KILLS": str(KILLS)}
    done = subprocess.run(command, check=True, env=environment, capture_output=True, text=True)
    told = re.search(r"(\d+) kills, (\d+) confirmed steps, (\d+) lost", done.stdout)
    if told is None:
        raise ValueError("the kill test did not say how many steps it confirmed")
    kills, steps, lost = told.groups()
    rows = (("kills of the server", kills), ("steps confirmed on a page", steps), ("of these lost", lost))
    note = "After each kill: every confirmed step is there, integrity_check says ok, the journal opens."
    return Part("Killed in the middle", ("what", "count"), rows, note)
