"""kill -9 at random moments of the writer, many times: nothing that was confirmed is lost, the journal stays sound.

AFTERVIEW_WRITER_KILLS says how often (40 here, 500 in CI, 10,000 in the bench), AFTERVIEW_KILL_SEED which moments.
"""

import json
import os
import subprocess
import sys

KILLS = int(os.environ.get("AFTERVIEW_WRITER_KILLS", "40"))
SEED = os.environ.get("AFTERVIEW_KILL_SEED", "2026")


def test_the_writer_killed_at_random_moments() -> None:
    command = [sys.executable, "-m", "tests.kill.storm", str(KILLS), SEED]
    ran = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": "src"})
    assert ran.returncode == 0, ran.stderr[-3000:]
    told = json.loads(ran.stdout)
    assert told["kills"] == KILLS
    assert told["steps"] > KILLS // 4
    print(told)
