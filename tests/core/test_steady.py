"""Steady: what is offered when, what is true either way, and help lines that are looked at again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from afterview.core.steady import (
    FactKind,
    find_facts,
    load_help_lines,
    may_offer_help,
    needs_review,
    says_hard,
    should_lead_with_exercise,
)
from afterview.core.words import Arrival, CheckIn, Interview, Interviewer, Landed, Question, Reflection, Worked
from tests.conftest import NOW as PROJECT_TODAY

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


def check_ins(*moods: int, note: str = "", hours_ago: int = 0) -> list[CheckIn]:
    """Check-ins a day apart, the last `hours_ago`."""
    last = NOW - timedelta(hours=hours_ago)
    made = [CheckIn(at=last - timedelta(days=len(moods) - 1 - n), mood=mood) for n, mood in enumerate(moods)]
    return [*made[:-1], replace(made[-1], note=note)]


@pytest.mark.parametrize(
    ("moods", "note", "offers"),
    [
        ((3,), "", False),
        ((1,), "", False),
        ((2, 1), "", False),
        ((1, 1), "", True),
        ((4, 2), "", True),
        ((5, 3), "", True),
        ((4, 3), "", False),
        ((1, 3), "", False),
        ((4, 4), "I cannot go on like this", True),
        ((4, 4), "Ich kann nicht mehr.", True),
        ((4, 4), "a good walk", False),
    ],
)
def test_help_is_offered_by_rule(moods: tuple[int, ...], note: str, offers: bool) -> None:
    assert may_offer_help(check_ins(*moods, note=note), NOW) is offers


def test_help_is_not_offered_for_old_days_or_none() -> None:
    assert not may_offer_help([], NOW)
    assert may_offer_help(check_ins(1, 1, hours_ago=36), NOW)
    assert not may_offer_help(check_ins(1, 1, hours_ago=37), NOW)


@pytest.mark.parametrize(
    ("words", "hard"),
    [
        ("I want to die", True),
        ("I CAN’T GO ON!", True),
        ("no quiero vivir más", True),
        ("j'ai plus envie de vivre", True),
        ("the diet went on", False),
        ("suicidally bad puns", False),
        ("", False),
    ],
)
def test_words_a_friend_would_not_pass_over(words: str, hard: bool) -> None:
    assert says_hard(words) is hard


@pytest.mark.parametrize(("moods", "hours", "leads"), [((2,), 0, True), ((3,), 0, False), ((1,), 24, False)])
def test_exercise_leads_on_a_low_day(moods: tuple[int, ...], hours: int, leads: bool) -> None:
    assert should_lead_with_exercise(check_ins(*moods, hours_ago=hours), NOW) is leads
    assert not should_lead_with_exercise([], NOW)


def test_help_lines_name_someone_to_reach() -> None:
    held = load_help_lines()
    assert len(held.lines) >= 4
    assert all(line.place and line.name and (line.number or line.address) for line in held.lines)
    assert {"116 123", "988"} <= {line.number for line in held.lines}


def test_help_lines_were_looked_at_within_400_days() -> None:
    """Fails once the project's own today (tests/conftest.py) is 400 days past the review date in help_lines.toml."""
    assert not needs_review(load_help_lines(), PROJECT_TODAY.date())


def test_review_is_due_after_400_days() -> None:
    held = replace(load_help_lines(), reviewed=date(2026, 1, 1))
    assert not needs_review(held, date(2026, 1, 1) + timedelta(days=400))
    assert needs_review(held, date(2026, 1, 1) + timedelta(days=401))


BARE = Interview(company="Northwind", role="Analyst")


def test_nothing_logged_is_no_fact() -> None:
    assert find_facts(BARE, None) == ()
    assert find_facts(BARE, Reflection(interview_id=1)) == ()


def test_facts_come_from_the_log_only() -> None:
    asked = (
        Question(text="Why us?", landed=Landed.LANDED),
        Question(text="A conflict?", told_story=True, had_result=True),
        Question(text="A failure?", told_story=True),
        Question(text="A sum?", had_result=True),
    )
    reflection = Reflection(
        interview_id=1, questions=asked, worked=(Worked(what="The outage story"),), arrival=Arrival(minutes_late=-5)
    )
    panel = (Interviewer(name="Sam"), Interviewer(name="Priya"))
    facts = {fact.kind: fact for fact in find_facts(replace(BARE, round=2), reflection)}
    assert list(facts) == [FactKind.ROUND, FactKind.WORKED, FactKind.EXAMPLES, FactKind.RESULTS]
    assert facts[FactKind.ROUND].count == 2
    assert facts[FactKind.WORKED].words == "The outage story"
    assert facts[FactKind.EXAMPLES].count == 2
    assert facts[FactKind.RESULTS].count == 1
    bare = find_facts(replace(BARE, interviewers=panel), replace(reflection, worked=(), questions=asked[:1]))
    assert [(fact.kind, fact.count) for fact in bare] == [
        (FactKind.LANDED, 1),
        (FactKind.QUESTIONS, 1),
        (FactKind.ON_TIME, 0),
        (FactKind.PEOPLE, 2),
    ]


def test_late_is_not_said_to_be_on_time() -> None:
    late = Reflection(interview_id=1, arrival=Arrival(minutes_late=4))
    assert find_facts(BARE, late) == ()


def test_check_ins_helper_is_in_order() -> None:
    assert all(one.at < other.at for one, other in pairwise(check_ins(1, 2, 3)))
