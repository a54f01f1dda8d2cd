"""Reflect, kept page by page in a real journal."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from afterview.core.reflect import Page, answer_arrival, answer_closing, answer_questions
from afterview.core.words import (
    Arrival,
    Candidate,
    Cause,
    Did,
    Direction,
    ExampleCounts,
    Format,
    Interview,
    Landed,
    Outcome,
    OutcomeKind,
    Plan,
    Question,
    Rating,
    Reflection,
    Story,
    Tried,
    Worked,
)
from afterview.flows.capture import find_interview, save_interview
from afterview.flows.drafts import keep_draft, read_draft
from afterview.flows.reflect import (
    draft_name,
    finish_reflection,
    is_outcome_known,
    keep_later,
    keep_mood,
    keep_page,
    list_plans_to_ask,
    list_story_titles,
    read_reflection,
)
from afterview.store.load.check_ins import load_check_ins
from afterview.store.load.reflections import load_reflections
from afterview.store.record.interviews import record_outcome
from afterview.store.record.plans import record_plan
from afterview.store.record.reflections import record_reflection
from afterview.store.record.stories import record_story, record_story_gone

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview(candidate: Candidate, now: datetime) -> Interview:
    noted = Interview(company="Northwind", role="Analyst", starts_at=now - timedelta(hours=2), format=Format.VIDEO)
    return find_interview(candidate, save_interview(candidate, noted, now))


def test_nothing_is_there_before_it_is_begun(candidate: Candidate, interview: Interview) -> None:
    assert read_reflection(candidate, interview.id) is None


def test_everything_comes_back_as_it_was_written(candidate: Candidate, interview: Interview, now: datetime) -> None:
    story_id = record_story(candidate, Story(title="Refund outage", added_on=date(2026, 11, 1)))
    plan_id = record_plan(
        candidate, Plan(area="results", direction=Direction.FOCUS, then_words="Say it", chosen_on=date(2026, 11, 1))
    )
    reflection = Reflection(
        interview_id=interview.id,
        arrival=Arrival(minutes_late=-7, announced=False, rushed=False, trouble="Lift", wrong_place=True),
        questions=(
            Question(
                text="Tell me about a time",
                story_id=story_id,
                landed=Landed.SO_SO,
                wanted_example=True,
                told_story=True,
                had_action=True,
                had_result=False,
            ),
            Question(text="Why us?", story_words="the ward"),
        ),
        counts=ExampleCounts(asked=4, stories=3, with_action=2, with_result=1),
        ratings=(
            Rating(area="convincing", value=1.5, cause=Cause.PARTLY),
            Rating(area="examples", value=None),
        ),
        moment="They laughed",
        worked=(Worked(what="The outage", why="It had a number"), Worked(what="Names")),
        change="Shorter start",
        tried=(Tried(plan_id=plan_id, did=Did.PARTLY),),
        expectation=30,
        later="They asked about tools",
        body_language_skipped=True,
        pages_done=("arrival", "closing"),
        begun_at=now,
        completed_at=now,
    )
    record_reflection(candidate, reflection)
    assert read_reflection(candidate, interview.id) == reflection
    assert load_reflections(candidate) == {interview.id: reflection}


def test_all_reflections_take_five_queries(
    candidate: Candidate, interview: Interview, now: datetime, django_assert_num_queries: Any
) -> None:
    for number in range(3):
        other = save_interview(candidate, Interview(company=f"Firm {number}", role="Analyst"), now)
        record_reflection(
            candidate,
            Reflection(interview_id=other, questions=(Question(text="Why?"),), worked=(Worked(what="Calm"),)),
        )
    with django_assert_num_queries(5):
        assert len(load_reflections(candidate)) == 3


def test_page_is_kept_and_its_draft_dropped(candidate: Candidate, interview: Interview, now: datetime) -> None:
    name = draft_name(interview.id, Page.ARRIVAL)
    keep_draft(candidate, name, {"trouble": ["Rain"]}, now)
    answer = partial(answer_arrival, arrival=Arrival(minutes_late=0), rating=None)
    kept = keep_page(candidate, interview.id, Page.ARRIVAL, answer, now)
    assert kept == read_reflection(candidate, interview.id)
    assert kept.pages_done == ("arrival",)
    assert kept.begun_at == now
    assert read_draft(candidate, name) == {}


def test_stopping_keeps_the_page_open(candidate: Candidate, interview: Interview, now: datetime) -> None:
    answer = partial(answer_questions, questions=[Question(text="Why us?")])
    kept = keep_page(candidate, interview.id, Page.QUESTIONS, answer, now, done=False)
    assert kept.pages_done == ()
    assert len(kept.questions) == 1


def test_begun_is_the_first_time(candidate: Candidate, interview: Interview, now: datetime) -> None:
    answer = partial(answer_closing, worked=[], change="", expectation=None, tried=[])
    keep_page(candidate, interview.id, Page.CLOSING, answer, now)
    later = keep_page(candidate, interview.id, Page.CLOSING, answer, now + timedelta(days=1))
    assert later.begun_at == now


def test_failing_save_keeps_the_draft(candidate: Candidate, interview: Interview, now: datetime) -> None:
    name = draft_name(interview.id, Page.ARRIVAL)
    keep_draft(candidate, name, {"trouble": ["Rain"]}, now)

    def fail(_reflection: Reflection) -> Reflection:
        raise LookupError

    with pytest.raises(LookupError):
        keep_page(candidate, interview.id, Page.ARRIVAL, fail, now)
    assert read_draft(candidate, name) == {"trouble": ["Rain"]}
    assert read_reflection(candidate, interview.id) is None


def test_what_came_back_later_is_added(candidate: Candidate, interview: Interview, now: datetime) -> None:
    keep_later(candidate, interview.id, "They asked about tools", now)
    keep_later(candidate, interview.id, "And about rotas", now)
    reflection = read_reflection(candidate, interview.id)
    assert reflection is not None
    assert reflection.later == "They asked about tools\n\nAnd about rotas"


def test_finished_only_after_every_page(candidate: Candidate, interview: Interview, now: datetime) -> None:
    assert not finish_reflection(candidate, interview.id, now)
    for page in Page:
        assert not finish_reflection(candidate, interview.id, now)
        keep_page(candidate, interview.id, page, lambda reflection: reflection, now)
    assert finish_reflection(candidate, interview.id, now)
    assert finish_reflection(candidate, interview.id, now + timedelta(days=1))
    reflection = read_reflection(candidate, interview.id)
    assert reflection is not None
    assert reflection.completed_at == now


def test_same_mood_within_an_hour_counts_once(candidate: Candidate, interview: Interview, now: datetime) -> None:
    keep_mood(candidate, interview.id, 3, now)
    keep_mood(candidate, interview.id, 3, now + timedelta(minutes=5))
    keep_mood(candidate, interview.id, 2, now + timedelta(minutes=10))
    keep_mood(candidate, interview.id, 2, now + timedelta(hours=2))
    assert [check_in.mood for check_in in load_check_ins(candidate)] == [3, 2, 2]


@pytest.mark.parametrize(("kind", "known"), [(OutcomeKind.NO, True), (OutcomeKind.SILENCE, False)])
def test_outcome_known(candidate: Candidate, interview: Interview, kind: OutcomeKind, known: bool) -> None:
    assert not is_outcome_known(candidate, interview.id)
    record_outcome(candidate, Outcome(interview_id=interview.id, kind=kind, on=date(2026, 11, 22)))
    assert is_outcome_known(candidate, interview.id) is known


def test_asks_about_an_earlier_plan(candidate: Candidate, interview: Interview, now: datetime) -> None:
    plan = Plan(area="results", direction=Direction.FOCUS, then_words="Say it", chosen_on=date(2026, 11, 1))
    plan_id = record_plan(candidate, plan)
    assert [one.id for one in list_plans_to_ask(candidate, interview, now.date())] == [plan_id]


def test_deleted_story_leaves_the_question(candidate: Candidate, interview: Interview) -> None:
    story_id = record_story(candidate, Story(title="Refund outage", added_on=date(2026, 11, 1)))
    assert list_story_titles(candidate) == {story_id: "Refund outage"}
    record_reflection(
        candidate, Reflection(interview_id=interview.id, questions=(Question(text="Why?", story_id=story_id),))
    )
    record_story_gone(candidate, story_id)
    reflection = read_reflection(candidate, interview.id)
    assert reflection is not None
    assert reflection.questions == (Question(text="Why?"),)


def test_other_journals_stay_apart(candidate: Candidate, interview: Interview, now: datetime) -> None:
    keep_later(candidate, interview.id, "Mine", now)
    stranger = Candidate(id=candidate.id + 1)
    assert read_reflection(stranger, interview.id) is None
    assert load_reflections(stranger) == {}
