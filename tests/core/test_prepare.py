"""Prepare: what the job asks for, which story answers it, the page to take along."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from afterview.core.areas import load_areas
from afterview.core.coverage import Asked, cover
from afterview.core.expected import Expected, Origin
from afterview.core.prepare import (
    SUGGESTED_QUESTIONS,
    Line,
    areas_stories_show,
    choose_differently,
    choose_keep,
    draft_brief,
    is_eve,
    shorten,
)
from afterview.core.words import Direction, Interview, Plan, Reflection, Story, Worked

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def story(story_id: int, title: str = "A story", *, areas: tuple[str, ...] = (), **parts: str) -> Story:
    return Story(id=story_id, title=title, areas=areas, added_on=date(2026, 11, 1), **parts)


def plan(area: str, direction: Direction, then: str) -> Plan:
    return Plan(area=area, direction=direction, then_words=then, chosen_on=date(2026, 11, 1))


class TestLines:
    def test_two_plans_at_most(self) -> None:
        plans = [plan(area, Direction.FOCUS, f"I do {area}.") for area in ("results", "examples", "clarity")]
        lines = choose_differently(plans, ("structure",), None)
        assert [line.words for line in lines] == ["I do results", "I do examples"]

    def test_areas_stand_in_for_plans(self) -> None:
        assert choose_differently([], ("structure",), None) == (Line(area="structure", own=False),)

    def test_last_change_stands_in_for_areas(self) -> None:
        latest = Reflection(interview_id=1, change="Shorter start ")
        assert choose_differently([], (), latest) == (Line(area="", words="Shorter start"),)
        assert choose_differently([], (), Reflection(interview_id=1)) == ()

    def test_keeps_are_plans_then_what_worked_then_areas(self) -> None:
        plans = [plan("examples", Direction.STRENGTH, "I tell the outage"), plan("results", Direction.FOCUS, "x")]
        latest = Reflection(interview_id=1, worked=(Worked(what="Names"),))
        lines = choose_keep(plans, ("examples", "rapport", "clarity"), latest)
        assert [(line.area, line.words) for line in lines] == [
            ("examples", "I tell the outage"),
            ("", "Names"),
            ("rapport", ""),
        ]
        assert choose_keep([], (), None) == ()


class TestBrief:
    def brief(self, **words: Any) -> Any:
        asked = tuple(Asked(area=area, words=()) for area in ("leadership", "customer_care"))
        coverage = cover([story(1, areas=("leadership",))], asked, {})
        expected = [Expected(question=f"{origin}?", origin=origin) for origin in Origin]
        return draft_brief(Interview(company="Contoso", role="Nurse", **words), [], coverage, expected=expected)

    def test_questions_that_no_area_stands_for_are_expected(self) -> None:
        assert [one.origin for one in self.brief().expected] == [Origin.ASKED, Origin.DOUBTED]

    def test_own_questions_are_lines(self) -> None:
        brief = self.brief(questions_to_ask="- First?\n\n* Second?\n  ")
        assert brief.questions == ("First?", "Second?")
        assert brief.own_questions

    def test_questions_are_suggested_where_there_are_none(self) -> None:
        brief = self.brief()
        assert brief.questions == SUGGESTED_QUESTIONS
        assert not brief.own_questions

    def test_five_questions_at_most(self) -> None:
        assert len(self.brief(questions_to_ask="?\n".join("abcdefgh")).questions) == 5

    def test_story_to_tell_for_each_area(self) -> None:
        told = {line.area: line for line in self.brief().told_lines}
        assert told["leadership"].story is not None
        assert told["customer_care"].story is None
        assert told["customer_care"].ending == ""

    def test_story_areas_are_known(self) -> None:
        assert set(areas_stories_show()) <= set(load_areas())
        assert "motivation" not in areas_stories_show()


@pytest.mark.parametrize(
    ("text", "longest", "short"),
    [
        ("Nobody left.", 20, "Nobody left."),
        ("Nobody left early. And then some more words came.", 30, "Nobody left early."),
        ("No. And then some more words came along, slowly", 30, "No. And then some more words…"),
        ("  two\n words ", 20, "two words"),
    ],
)
def test_endings_are_cut_at_a_word(text: str, longest: int, short: str) -> None:
    assert shorten(text, longest) == short


@pytest.mark.parametrize(
    ("ahead", "eve"),
    [(timedelta(hours=2), True), (timedelta(days=1), True), (timedelta(days=2), False), (timedelta(hours=-1), False)],
)
def test_letter_is_shown_on_the_eve(ahead: timedelta, eve: bool) -> None:
    assert is_eve(Interview(company="Contoso", role="Nurse", starts_at=NOW + ahead), NOW) is eve


def test_no_date_has_no_eve() -> None:
    assert not is_eve(Interview(company="Contoso", role="Nurse"), NOW)
