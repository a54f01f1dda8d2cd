"""A deeper look at a candidate's own letter, where the weights for it are installed."""

from afterview.core.check import Judge
from afterview.reader.deep import is_installed


def find_judge() -> Judge | None:
    """What judges a letter's sentences by the whole letter, None where the weights are not installed."""
    if not is_installed():
        return None
    # Reason for the import here: it needs numpy, which only the weights bring.
    from afterview.reader.deep.tagger import load_tagger

    return load_tagger().judge
