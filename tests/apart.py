"""Runs a story in a process of its own, on a folder in memory where there is one."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

# A faulty disk is code in C: the interpreter is not taken down under it.
LEAVE = "\nimport os, sys\nsys.stdout.flush()\nos._exit(0)\n"


def tell_apart(story: str, tmp_path: Path, journal: str = "") -> dict[str, Any]:
    """What a story (Python, its folder the first argument, `journal` below it) printed as JSON; it must not fail."""
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "AFTERVIEW_DATA"}}
    # In memory where there is such a folder: thousands of commits wait for no disk there.
    quick = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=quick if quick.is_dir() else tmp_path) as folder:
        ran = subprocess.run(
            [sys.executable, "-c", story, str(Path(folder, journal))],
            env={**environment, "PYTHONPATH": "src:."},
            capture_output=True,
            text=True,
            check=False,
        )
    assert ran.returncode == 0, ran.stderr[-3000:]
    told: dict[str, Any] = json.loads(ran.stdout)
    print(told)
    return told
