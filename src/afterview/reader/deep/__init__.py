"""Tier 1 of the reader: a small transformer that reads a whole mail at once, in numpy, from our own weights.

Nothing here is imported before it is asked for; without numpy or the weights package `ReaderMissing` is raised.
"""

import os
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec

PACKAGE = "afterview_weights"
# A mail is too small for several threads: on a busy machine they wait for one another and take ten times as long.
# Here, because numpy reads it when it is first imported, and every module that does lies below this one.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


class ReaderMissing(Exception):
    """A reader that was asked for is not installed; the message is one sentence saying what to install."""


def is_installed() -> bool:
    """Whether numpy and the weights package can be found."""
    return find_spec("numpy") is not None and find_spec(PACKAGE) is not None


def knows_meaning() -> bool:
    """Whether the installed weights hold the layers that compare stories with jobs (since their version 0.2)."""
    return is_installed() and (files(import_module(PACKAGE)) / "matching.npz").is_file()


def knows_stories() -> bool:
    """Whether the installed weights hold the models that read stories (since their version 0.4)."""
    return knows_meaning() and (files(import_module(PACKAGE)) / "stories.npz").is_file()


def require() -> None:
    """Raises ReaderMissing where `is_installed` is false."""
    if not is_installed():
        raise ReaderMissing(
            'The deeper reader is not installed here: install it with `pip install "afterview[embed]"`'
            " (from a copy of the source: `pip install numpy ./packages/afterview-weights`)."
        )
