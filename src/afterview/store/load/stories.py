"""The story bank."""

from zoneinfo import ZoneInfo

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from afterview.core.words import Candidate, Interview, Landed, Question, Story
from afterview.store import models


def load_stories(candidate: Candidate) -> tuple[Story, ...]:
    """Every story, the latest first."""
    rows = models.Story.objects.filter(candidate_id=candidate.id).order_by("-added_on", "-pk")
    return tuple(to_story(row) for row in rows)


def load_story(candidate: Candidate, story_id: int) -> Story | None:
    """One story, None when the journal has none of that number."""
    row = models.Story.objects.filter(candidate_id=candidate.id, pk=story_id).first()
    return to_story(row) if row else None


def load_told(candidate: Candidate, most: int) -> tuple[tuple[int, Interview, Question], ...]:
    """For each story where it was told, the latest first and at most so many times: (story id, interview, question).

    The interviews come without panel and long texts."""
    place = Window(
        RowNumber(), partition_by=F("story_id"), order_by=[F("reflection__interview__starts_at").desc(), F("pk").desc()]
    )
    rows = models.Question.objects.filter(candidate_id=candidate.id, story__isnull=False).annotate(place=place)
    path = "reflection__interview__"
    columns = rows.filter(place__lte=most).order_by("place", "pk").values_list(
        "story_id", "text", "landed", f"{path}pk", f"{path}application__company", f"{path}application__role",
        f"{path}starts_at", f"{path}zone",
    )  # fmt: skip
    return tuple(
        (
            story_id,
            Interview(
                id=pk,
                company=company,
                role=role,
                starts_at=starts_at.astimezone(ZoneInfo(zone)) if starts_at and zone else starts_at,
            ),
            Question(text=text, landed=Landed(landed) if landed else None),
        )
        for story_id, text, landed, pk, company, role, starts_at, zone in columns
    )


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
