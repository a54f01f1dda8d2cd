"""SIGKILL at random moments of the process that writes the journal, the long run."""

import os

from bench.table import Part
from tests.kill.storm import main

KILLS = int(os.environ.get("AFTERVIEW_WRITER_KILLS", "10000"))
SEED = 2026


def measure() -> Part:
    """Runs the storm with 10,000 kills (AFTERVIEW_WRITER_KILLS). Raises AssertionError when anything was lost."""
    told = main(KILLS, SEED)
    rows = (
        ("kills of the writer", f"{told['kills']:,}"),
        ("steps confirmed before them", f"{told['steps']:,}"),
        ("of these lost", "0"),
    )
    note = "After each kill: every confirmed step is there, nothing half written, integrity_check says ok."
    return Part("The writer killed", ("what", "count"), rows, note)
