"""SIGKILL at random moments of sending through one's own mailbox, the long run."""

import os

from bench.storms import ROUND, blow
from bench.table import Part

KILLS = int(os.environ.get("AFTERVIEW_SEND_KILLS", "10000"))


def measure() -> Part:
    """Runs the storm with 10,000 kills (AFTERVIEW_SEND_KILLS). Raises ValueError when a mail was lost or doubled."""
    counts = blow("tests.post.storm", KILLS)
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
