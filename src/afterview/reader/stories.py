"""A deeper look at a story told freely, where the weights for it are installed."""

from afterview.core.stories import Deeper
from afterview.reader.deep import knows_stories


def find_deeper() -> Deeper | None:
    """What scores a telling by its meaning, None where the installed weights cannot."""
    if not knows_stories():
        return None
    # Reason for the import here: it needs numpy, which only the weights bring.
    from afterview.reader.deep.stories import score_story

    return score_story
