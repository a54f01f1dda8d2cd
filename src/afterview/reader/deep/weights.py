"""The files of the installed weights package, each read once."""

from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from afterview.reader.deep import PACKAGE, require

type Weights = dict[str, NDArray[np.generic]]


def load_weights(*names: str) -> Weights:
    """The arrays of some `.npz` files together. Raises ReaderMissing where the package is not installed."""
    found: Weights = {}
    for name in names:
        found |= _load(find_file(name))
    return found


def load_pieces() -> tuple[str, ...]:
    """The vocabulary in the order of its numbers. Raises ReaderMissing where the package is not installed."""
    return _split(find_file("pieces.txt"))


def find_file(name: str) -> Path:
    """A file of the package, there or not. Raises ReaderMissing where the package is not installed."""
    require()
    return Path(str(files(import_module(PACKAGE)))) / name


@cache
def _load(file: Path) -> Weights:
    with file.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        return {one: arrays[one] for one in arrays.files}


@cache
def _split(file: Path) -> tuple[str, ...]:
    return tuple(file.read_text(encoding="utf-8").split("\n"))
