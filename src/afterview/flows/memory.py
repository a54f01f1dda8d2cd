"""Memory by FSRS: what the stories said aloud, and how they came, say of when each should be said again.

The cards are worked out from the rehearsals each time and kept nowhere: what was said is the one truth.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

import fsrs

from afterview.core.practice import Card
from afterview.core.rehearsal import Recall, Rehearsal
from afterview.core.words import Story

RATINGS = {
    Recall.BLANKED: fsrs.Rating.Again,
    Recall.SHAKY: fsrs.Rating.Hard,
    Recall.SOLID: fsrs.Rating.Good,
    Recall.EASY: fsrs.Rating.Easy,
}
# Whole days only, and no chance: the same rehearsals always give the same plan.
SCHEDULER = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def remember(stories: Iterable[Story], rehearsals: Iterable[Rehearsal], now: datetime) -> tuple[Card, ...]:
    """A card for each story, days on the clocks of `now`."""
    said: dict[int, list[Rehearsal]] = {}
    for rehearsal in rehearsals:
        if rehearsal.story_id is not None:
            said.setdefault(rehearsal.story_id, []).append(rehearsal)
    return tuple(_remember_one(story, said.get(story.id, []), now) for story in stories)


def _remember_one(story: Story, said: list[Rehearsal], now: datetime) -> Card:
    areas = frozenset(story.areas)
    if not said:
        return Card(story_id=story.id, areas=areas)
    card = recall_all((one.at, one.recall) for one in said)
    return Card(
        story_id=story.id,
        areas=areas,
        due_on=card.due.astimezone(now.tzinfo).date(),
        last_on=said[-1].at.astimezone(now.tzinfo).date(),
        chance=chance_of(card, now),
    )


def recall_all(said: Iterable[tuple[datetime, Recall]]) -> fsrs.Card:
    """The card after these tellings, in order of time."""
    card = fsrs.Card(card_id=1)
    for at, recall in said:
        card, _ = SCHEDULER.review_card(card, RATINGS[recall], review_datetime=at.astimezone(UTC))
    return card


def chance_of(card: fsrs.Card, at: datetime) -> float:
    """The chance 0..1 that a card would come at a moment, by the model."""
    return float(SCHEDULER.get_card_retrievability(card, at.astimezone(UTC)))
