"""The story bank."""

from afterview.core.words import Candidate, Story
from afterview.store import models


def load_stories(candidate: Candidate) -> tuple[Story, ...]:
    """Every story, the latest first."""
    rows = models.Story.objects.filter(candidate_id=candidate.id).order_by("-added_on", "-pk")
    return tuple(to_story(row) for row in rows)


def load_story(candidate: Candidate, story_id: int) -> Story | None:
    """One story, None when the journal has none of that number."""
    row = models.Story.objects.filter(candidate_id=candidate.id, pk=story_id).first()
    return to_story(row) if row else None


def to_story(row: models.Story) -> Story:
    """A row as a value."""
    return Story(
        id=row.pk,
        title=row.title,
        situation=row.situation,
        task=row.task,
        action=row.action,
        result=row.result,
        learning=row.learning,
        areas=tuple(row.areas),
        added_on=row.added_on,
    )
