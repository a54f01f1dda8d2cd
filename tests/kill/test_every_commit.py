"""A kill at every commit of a journey, one after the other: sound at every write, and the same journal in the end."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

BEGIN = """
import sys
from pathlib import Path
from afterview.cli.journal import prepare_django
prepare_django(Path(sys.argv[1]) / "whole")
from tests.kill.commits import main
main(Path(sys.argv[1]))
"""


def test_killed_after_each_commit_the_journey_ends_the_same(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "AFTERVIEW_DATA"}}
    quick = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=quick if quick.is_dir() else tmp_path) as folder:
        ran = subprocess.run(
            [sys.executable, "-c", BEGIN, folder],
            env={**environment, "PYTHONPATH": "src:."},
            capture_output=True,
            text=True,
            check=False,
        )
    assert ran.returncode == 0, ran.stderr[-3000:]
    told = json.loads(ran.stdout)
    print(told)
    # Every step is kept by a commit of its own, but for the two that make a backup.
    assert len(told["steps"]) == told["of"] - 2
    assert told["looked"] > 300
