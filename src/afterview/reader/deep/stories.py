"""Scores a story told freely by its meaning: linear models on the vector that also tells its areas."""

import numpy as np

from afterview.core.remembering import remembered
from afterview.reader.deep.meaning import STORY, read_meaning, unit
from afterview.reader.deep.weights import load_weights

STORIES = "stories.npz"
LONGEST_STORY = 10_000


@remembered(512)
def score_story(text: str) -> dict[str, float]:
    """A telling -> log odds of each question the models know ("task 1": at least hinted, "verdict thin" …).

    Raises ReaderMissing without the weights."""
    heads = load_weights(STORIES)
    vector = unit(read_meaning(text[:LONGEST_STORY], (), STORY).middle)
    scores = np.asarray(heads["story.w"], np.float32) @ vector + np.asarray(heads["story.b"], np.float32)
    return dict(zip(map(str, heads["story.questions"]), scores.tolist(), strict=True))
