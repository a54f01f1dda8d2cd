"""Writes reflections. Callers hold the transaction (`flows.journal.writing`)."""

from decimal import Decimal

from afterview.core.words import Candidate, Reflection
from afterview.store import models


def record_reflection(candidate: Candidate, reflection: Reflection) -> None:
    """Writes the reflection of an interview, replacing what was there.

    Raises models.Interview.DoesNotExist when the journal has no interview of that id.
    """
    interview = models.Interview.objects.get(candidate_id=candidate.id, pk=reflection.interview_id)
    row = models.Reflection.objects.filter(interview=interview).first()
    row = row or models.Reflection(candidate_id=candidate.id, interview=interview)
    _fill(row, reflection)
    row.save()
    _record_questions(candidate, row, reflection)
    _record_marks(candidate, row, reflection)
    _record_tried(candidate, row, reflection)


def _fill(row: models.Reflection, reflection: Reflection) -> None:
    arrival, counts = reflection.arrival, reflection.counts
    row.minutes_late = arrival.minutes_late
    row.announced = arrival.announced
    row.rushed = arrival.rushed
    row.trouble = arrival.trouble
    row.wrong_place = arrival.wrong_place
    row.examples_asked = counts.asked if counts else None
    row.examples_stories = counts.stories if counts else None
    row.examples_with_action = counts.with_action if counts else None
    row.examples_with_result = counts.with_result if counts else None
    row.moment = reflection.moment
    row.change = reflection.change
    row.expectation = reflection.expectation
    row.later = reflection.later
    row.body_language_skipped = reflection.body_language_skipped
    row.pages_done = list(reflection.pages_done)
    row.begun_at = reflection.begun_at
    row.completed_at = reflection.completed_at


def _record_questions(candidate: Candidate, row: models.Reflection, reflection: Reflection) -> None:
    known = set(models.Story.objects.filter(candidate_id=candidate.id).values_list("pk", flat=True))
    row.questions.all().delete()
    models.Question.objects.bulk_create(
        models.Question(
            candidate_id=candidate.id,
            reflection=row,
            position=position,
            text=question.text,
            story_id=question.story_id if question.story_id in known else None,
            story_words=question.story_words,
            landed=question.landed or "",
            wanted_example=question.wanted_example,
            told_story=question.told_story,
            had_action=question.had_action,
            had_result=question.had_result,
        )
        for position, question in enumerate(reflection.questions)
    )


def _record_marks(candidate: Candidate, row: models.Reflection, reflection: Reflection) -> None:
    row.ratings.all().delete()
    models.Rating.objects.bulk_create(
        models.Rating(
            candidate_id=candidate.id,
            reflection=row,
            area=rating.area,
            value=None if rating.value is None else Decimal(str(rating.value)),
            cause=rating.cause or "",
        )
        for rating in reflection.ratings
    )
    row.worked.all().delete()
    models.Worked.objects.bulk_create(
        models.Worked(candidate_id=candidate.id, reflection=row, position=position, what=one.what, why=one.why)
        for position, one in enumerate(reflection.worked)
    )


def _record_tried(candidate: Candidate, row: models.Reflection, reflection: Reflection) -> None:
    known = set(models.Plan.objects.filter(candidate_id=candidate.id).values_list("pk", flat=True))
    row.tried.all().delete()
    models.Tried.objects.bulk_create(
        models.Tried(candidate_id=candidate.id, reflection=row, plan_id=one.plan_id, did=one.did)
        for one in reflection.tried
        if one.plan_id in known
    )
