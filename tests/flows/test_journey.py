"""Where each loop stands, read from a real journal."""

from datetime import timedelta
from typing import Any

import pytest

from afterview.core.journey import FOR_GOOD, Step, next_step
from afterview.core.words import Interview, LetterKind, LetterState, Outcome, OutcomeKind
from afterview.flows.capture import InterviewGone, save_interview
from afterview.flows.happened import save_outcome
from afterview.flows.journey import close, read_journey, read_journeys, rest_until_tomorrow, take_up_again
from afterview.store import models
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def log(candidate: Any, days: int, company: str = "Northwind", **more: Any) -> int:
    """An interview that began some days from now (negative: ago)."""
    at = NOW + timedelta(days=days)
    return save_interview(
        candidate, Interview(company=company, role="Analyst", starts_at=at, zone="Europe/Berlin", **more), NOW
    )


def write(candidate: Any, interview_id: int, kind: LetterKind, state: LetterState) -> models.Letter:
    return models.Letter.objects.create(
        candidate_id=candidate.id,
        interview_id=interview_id,
        kind=kind,
        subject="s",
        body="b",
        state=state,
        drafted_at=NOW,
        posted_at=NOW if state is LetterState.POSTED else None,
    )


def test_interview_is_over_an_hour_after_its_start(candidate: Any) -> None:
    at = NOW - timedelta(minutes=59)
    interview_id = save_interview(candidate, Interview(company="A", role="B", starts_at=at, zone="UTC"), NOW)
    assert not read_journey(candidate, interview_id, NOW).is_over
    assert read_journey(candidate, interview_id, NOW + timedelta(minutes=1)).is_over


def test_loop_grows_with_what_is_noted(candidate: Any) -> None:
    here = log(candidate, -3)
    coming = log(candidate, 4, "Contoso")
    seen = read_journey(candidate, here, NOW)
    assert (seen.is_over, seen.reflected_on, seen.outcome, seen.next_interview_id) == (True, None, None, coming)
    models.Reflection.objects.create(
        candidate_id=candidate.id, interview_id=here, pages_done=["arrival"], completed_at=NOW, later="more"
    )
    save_outcome(candidate, Outcome(interview_id=here, kind=OutcomeKind.NO, on=NOW.date()), NOW)
    drafted = write(candidate, here, LetterKind.REQUEST, LetterState.DRAFT)
    seen = read_journey(candidate, here, NOW)
    assert (seen.reflection_begun, seen.reflected_on, seen.looked_again) == (True, NOW.date(), True)
    assert (seen.outcome, seen.letter_id, seen.asked_on) == (OutcomeKind.NO, drafted.pk, None)
    drafted.delete()
    write(candidate, here, LetterKind.REQUEST, LetterState.POSTED)
    write(candidate, here, LetterKind.REMINDER, LetterState.POSTED)
    panel = models.Interviewer.objects.create(candidate_id=candidate.id, interview_id=here, position=0, name="Sam Lee")
    reply = models.Reply.objects.create(
        candidate_id=candidate.id,
        interview_id=here,
        interviewer=panel,
        channel="written",
        received_on=NOW.date(),
        text="ok",
    )
    seen = read_journey(candidate, here, NOW)
    assert (seen.letter_id, seen.asked_on, seen.reminded_on) == (0, NOW.date(), NOW.date())
    assert (seen.reply_id, seen.reply_from, seen.read_on) == (reply.pk, "Sam", None)
    models.Plan.objects.create(
        candidate_id=candidate.id, interview_id=here, area="examples", direction="focus", chosen_on=NOW.date()
    )
    assert read_journey(candidate, here, NOW).evaluated_on == NOW.date()


def test_all_loops_cost_the_same_queries_however_many(candidate: Any, django_assert_num_queries: Any) -> None:
    for number in range(5):
        log(candidate, -number, f"Company {number}")
    with django_assert_num_queries(7):
        assert len(read_journeys(candidate, NOW)) == 5


def test_tomorrow_lets_it_rest_until_tomorrow(candidate: Any) -> None:
    here = log(candidate, -1)
    rest_until_tomorrow(candidate, here, NOW)
    seen = read_journey(candidate, here, NOW)
    assert next_step(seen, NOW.date()) is None
    step = next_step(seen, NOW.date() + timedelta(days=1))
    assert step is not None
    assert step.step is Step.REFLECT


def test_closed_stays_closed_until_taken_up_again(candidate: Any) -> None:
    here = log(candidate, -1)
    close(candidate, here, NOW)
    assert read_journey(candidate, here, NOW).rest_until == FOR_GOOD
    take_up_again(candidate, here, NOW)
    assert read_journey(candidate, here, NOW).rest_until is None


def test_missing_interview_is_said_to_be_gone(candidate: Any) -> None:
    with pytest.raises(InterviewGone):
        rest_until_tomorrow(candidate, 99, NOW)
    with pytest.raises(InterviewGone):
        read_journey(candidate, 99, NOW)


def test_silence_rests_two_weeks_from_the_interview(candidate: Any) -> None:
    here = log(candidate, -3)
    save_outcome(candidate, Outcome(interview_id=here, kind=OutcomeKind.SILENCE, on=NOW.date()), NOW)
    assert read_journey(candidate, here, NOW).rest_until == (NOW + timedelta(days=11)).date()
    save_outcome(candidate, Outcome(interview_id=here, kind=OutcomeKind.NO, on=NOW.date()), NOW)
    assert read_journey(candidate, here, NOW).rest_until is None
