"""SIGKILL at random moments of the process that writes the journal, the long run."""

import os

from bench.storms import ROUND, blow
from bench.table import Part

KILLS = int(os.environ.get("AFTERVIEW_WRITER_KILLS", "10000"))


def measure() -> Part:
    """Runs the storm with 10,000 kills (AFTERVIEW_WRITER_KILLS). Raises CalledProcessError when anything was lost."""
    told = blow("tests.kill.storm", KILLS)
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
