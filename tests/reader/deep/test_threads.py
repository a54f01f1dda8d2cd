"""One thread for the deeper reader, said before numpy asks: with several, a first page took 36 s on a busy machine."""

import os
import subprocess
import sys

LOOK = """
import os, sys
from importlib import import_module
import afterview.reader.deep
assert "numpy" not in sys.modules
assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
import_module("afterview.reader.deep.proof")
"""


def test_it_is_said_before_numpy_is_imported() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    subprocess.run([sys.executable, "-c", LOOK], env={**environment, "PYTHONPATH": "src"}, check=True)
