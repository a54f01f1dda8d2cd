"""SIGKILL at random moments of sending through one's own mailbox, the long run."""

import json
import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from bench.table import Part

KILLS = int(os.environ.get("AFTERVIEW_SEND_KILLS", "10000"))
# Kills on one journal; the next ones have a journal of their own, other moments too, so that no round gets slow.
ROUND = 500
SEED = 2026


def measure() -> Part:
    """Runs the storm with 10,000 kills (AFTERVIEW_SEND_KILLS). Raises ValueError when a mail was lost or doubled."""
    counts: Counter[str] = Counter()
    rounds = [(min(ROUND, KILLS - done), SEED + done) for done in range(0, KILLS, ROUND)]
    # A storm mostly waits for its next blow: twice as many at once as there are processors.
    with ThreadPoolExecutor(2 * (os.cpu_count() or 1)) as pool:
        for told in pool.map(lambda one: _storm(*one), rounds):
            counts.update(told)
    if counts["lost"] or counts["doubled"] or counts["unnoticed"]:
        raise ValueError(f"the outbox broke its promise: {counts}")
    rows = (
        ("kills of the sender", f"{counts['kills']:,}"),
        ("mails approved", f"{counts['mails']:,}"),
        ("posted, as the journal says", f"{counts['posted']:,}"),
        ("of these never taken by the server (lost)", str(counts["lost"])),
        ("taken by the server more than once", str(counts["doubled"])),
        ("shown as unknown", f"{counts['unknown']:,}"),
        ("of these in fact taken, once", f"{counts['unknown_gone']:,}"),
        ("shown as not sent, though taken", str(counts["unnoticed"])),
        ("shown as not sent, and not taken", f"{counts['unsent']:,}"),
    )
    note = (
        "Each sending is a process of its own, killed at a random moment of it; what is not sent is pressed again, up "
        "to six times, what is unknown never. After each kill: integrity_check says ok, settling twice is as good as "
        f"once. A new journal every {ROUND} kills. The disk did not lose power."
    )
    return Part("The sender killed in the middle", ("what", "count"), rows, note)


def _storm(kills: int, seed: int) -> dict[str, int]:
    command = [sys.executable, "-m", "tests.post.storm", str(kills), str(seed)]
    environment = {**os.environ, "PYTHONPATH": "src"}
    done = subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE, text=True)
    counts: dict[str, int] = json.loads(done.stdout)
    return counts
