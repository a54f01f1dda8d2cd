"""SIGKILL at random moments of the process that writes the journal, the long run."""

import json
import os
import subprocess
import sys
from collections import Counter

from bench.table import Part

KILLS = int(os.environ.get("AFTERVIEW_WRITER_KILLS", "10000"))
# Kills on one journal; the next ones have a journal of their own, other moments too, so that no round gets slow.
ROUND = 500
SEED = 2026


def measure() -> Part:
    """Runs the storm with 10,000 kills (AFTERVIEW_WRITER_KILLS). Raises CalledProcessError when anything was lost."""
    told: Counter[str] = Counter()
    for done in range(0, KILLS, ROUND):
        told.update(_storm(min(ROUND, KILLS - done), SEED + done))
    rows = (
        ("kills of the writer", f"{told['kills']:,}"),
        ("steps confirmed before them", f"{told['steps']:,}"),
        ("of these lost", "0"),
    )
    note = (
        "After each kill: every confirmed step is there, nothing half written, integrity_check says ok. "
        f"A new journal every {ROUND} kills."
    )
    return Part("The writer killed", ("what", "count"), rows, note)


def _storm(kills: int, seed: int) -> dict[str, int]:
    command = [sys.executable, "-m", "tests.kill.storm", str(kills), str(seed)]
    environment = {**os.environ, "PYTHONPATH": "src"}
    done = subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE, text=True)
    told: dict[str, int] = json.loads(done.stdout)
    return told
