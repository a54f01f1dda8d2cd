"""A deeper look at a candidate's own letter, where the weights for it are installed."""

from afterview.core.check import Deeper
from afterview.reader.deep import is_installed


def find_deeper() -> Deeper | None:
    """What reads a letter's sentences by the whole letter, None where the weights are not installed."""
    if not is_installed():
        return None
    # Reason for the imports here: they need numpy, which only the weights bring.
    from afterview.reader.deep.letters import knows_letters, load_deeper

    return load_deeper() if knows_letters() else None
