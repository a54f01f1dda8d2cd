"""Long storms of SIGKILL, in rounds that each have a journal and moments of their own, so that no round gets slow."""

import json
import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

ROUND = 500  # kills on one journal
SEED = 2026


def blow(module: str, kills: int) -> Counter[str]:
    """Runs `python -m module KILLS SEED` until so many children were killed -> the sum of what the rounds counted.

    Raises CalledProcessError when a round found anything lost or damaged."""
    rounds = [(min(ROUND, kills - done), SEED + done) for done in range(0, kills, ROUND)]
    # A storm mostly waits for its next blow: twice as many at once as there are processors.
    with ThreadPoolExecutor(2 * (os.cpu_count() or 1)) as pool:
        return sum(pool.map(lambda one: _blow_once(module, *one), rounds), Counter[str]())


def _blow_once(module: str, kills: int, seed: int) -> Counter[str]:
    command = [sys.executable, "-m", module, str(kills), str(seed)]
    environment = {**os.environ, "PYTHONPATH": "src"}
    done = subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE, text=True)
    return Counter(json.loads(done.stdout))
