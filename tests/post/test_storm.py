"""kill -9 at random moments of the sender: nothing lost, nothing sent twice by itself, every doubtful mail unknown.

AFTERVIEW_SEND_KILLS says how often (60 here, 500 in CI, 10,000 in the bench), AFTERVIEW_KILL_SEED which random moments.
Each kill is followed by integrity_check and by settling twice; see storm.py.
"""

import json
import os
import subprocess
import sys

KILLS = int(os.environ.get("AFTERVIEW_SEND_KILLS", "60"))
SEED = os.environ.get("AFTERVIEW_KILL_SEED", "2026")


def test_the_sender_killed_at_random_moments() -> None:
    command = [sys.executable, "-m", "tests.post.storm", str(KILLS), SEED]
    ran = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": "src"})
    assert ran.returncode == 0, ran.stderr[-3000:]
    counts = json.loads(ran.stdout)
    assert counts["kills"] >= KILLS
    assert (counts["lost"], counts["doubled"], counts["unnoticed"]) == (0, 0, 0), counts
    assert counts["posted"] > KILLS // 10
    assert counts["posted"] + counts["unknown"] + counts["unsent"] == counts["mails"]
    print(counts)
