"""Writes the story bank. Callers hold the transaction (`flows.journal.writing`)."""

from afterview.core.words import Candidate, Story
from afterview.store import models
from afterview.store.record.drafts import record_orphans_gone


def record_story(candidate: Candidate, story: Story) -> int:
    """Writes a story (id 0: a new one); returns its id.

    Raises models.Story.DoesNotExist when the journal has no story of that id.
    """
    row = (
        models.Story.objects.get(candidate_id=candidate.id, pk=story.id)
        if story.id
        else models.Story(candidate_id=candidate.id)
    )
    row.title = story.title
    row.situation = story.situation
    row.task = story.task
    row.action = story.action
    row.result = story.result
    row.learning = story.learning
    row.areas = list(story.areas)
    row.added_on = story.added_on
    row.save()
    return row.pk


def record_story_gone(candidate: Candidate, story_id: int) -> None:
    """Deletes a story; questions that used it keep their words."""
    models.Story.objects.filter(candidate_id=candidate.id, pk=story_id).delete()
    record_orphans_gone(candidate)
