"""Reflections with their questions, marks, what worked and what became of earlier plans."""

from django.db.models import F, QuerySet

from afterview.core.words import (
    Arrival,
    Candidate,
    Cause,
    Did,
    ExampleCounts,
    Landed,
    Question,
    Rating,
    Reflection,
    Tried,
    Worked,
)
from afterview.store import models


def load_reflections(candidate: Candidate) -> dict[int, Reflection]:
    """Every reflection by interview id. Five queries, however many there are."""
    return {row.interview_id: to_reflection(row) for row in _reflection_rows(candidate)}


def load_reflection(candidate: Candidate, interview_id: int) -> Reflection | None:
    """The reflection of one interview, None before it was begun."""
    row = _reflection_rows(candidate).filter(interview_id=interview_id).first()
    return to_reflection(row) if row else None


def load_questions_asked(candidate: Candidate, most: int) -> tuple[Question, ...]:
    """What the person was asked, in the latest interview first."""
    rows = models.Question.objects.filter(candidate_id=candidate.id).exclude(text="")
    ordered = rows.order_by(F("reflection__interview__starts_at").desc(nulls_last=True), "-reflection_id", "position")
    return tuple(_to_question(row) for row in ordered[:most])


def _reflection_rows(candidate: Candidate) -> QuerySet[models.Reflection]:
    rows = models.Reflection.objects.filter(candidate_id=candidate.id).order_by("pk")
    return rows.prefetch_related("questions", "ratings", "worked", "tried")


def to_reflection(row: models.Reflection) -> Reflection:
    """A row with all that hangs on it as a value."""
    worked = sorted(row.worked.all(), key=lambda one: one.position)
    questions = sorted(row.questions.all(), key=lambda one: one.position)
    return Reflection(
        interview_id=row.interview_id,
        arrival=Arrival(
            minutes_late=row.minutes_late,
            announced=row.announced,
            rushed=row.rushed,
            trouble=row.trouble,
            wrong_place=row.wrong_place,
        ),
        questions=tuple(_to_question(one) for one in questions),
        counts=_to_counts(row),
        ratings=tuple(_to_rating(one) for one in sorted(row.ratings.all(), key=lambda one: one.pk)),
        moment=row.moment,
        worked=tuple(Worked(what=one.what, why=one.why) for one in worked),
        change=row.change,
        tried=tuple(
            Tried(plan_id=one.plan_id, did=Did(one.did)) for one in sorted(row.tried.all(), key=lambda one: one.pk)
        ),
        expectation=row.expectation,
        later=row.later,
        body_language_skipped=row.body_language_skipped,
        pages_done=tuple(row.pages_done),
        begun_at=row.begun_at,
        completed_at=row.completed_at,
    )


def _to_question(row: models.Question) -> Question:
    return Question(
        text=row.text,
        story_id=row.story_id,
        story_words=row.story_words,
        landed=Landed(row.landed) if row.landed else None,
        wanted_example=row.wanted_example,
        told_story=row.told_story,
        had_action=row.had_action,
        had_result=row.had_result,
    )


def _to_rating(row: models.Rating) -> Rating:
    return Rating(
        area=row.area,
        value=float(row.value) if row.value is not None else None,
        cause=Cause(row.cause) if row.cause else None,
    )


def _to_counts(row: models.Reflection) -> ExampleCounts | None:
    asked, stories = row.examples_asked, row.examples_stories
    action, result = row.examples_with_action, row.examples_with_result
    if asked is None or stories is None or action is None or result is None:
        return None
    return ExampleCounts(asked=asked, stories=stories, with_action=action, with_result=result)
