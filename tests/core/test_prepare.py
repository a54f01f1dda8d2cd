"""Prepare: what the job asks for, which story answers it, the page to take along."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from afterview.core.areas import load_areas
from afterview.core.prepare import (
    MOST_ASKED,
    NOT_BY_STORY,
    SUGGESTED_QUESTIONS,
    Asked,
    Fit,
    Line,
    areas_stories_show,
    choose_differently,
    choose_keep,
    cover,
    draft_brief,
    is_eve,
    read_advert,
    shorten,
)
from afterview.core.words import Direction, Interview, Plan, Reflection, Story, Worked

ADVERT = (
    "We are looking for a ward manager who leads a team of twelve, works well with others and solves problems under "
    "pressure. You put patients first, plan rotas reliably and handle complaints from relatives. A nursing degree."
)
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def story(story_id: int, title: str = "A story", *, areas: tuple[str, ...] = (), **parts: str) -> Story:
    return Story(id=story_id, title=title, areas=areas, added_on=date(2026, 11, 1), **parts)


def plan(area: str, direction: Direction, then: str) -> Plan:
    return Plan(area=area, direction=direction, then_words=then, chosen_on=date(2026, 11, 1))


def asks(*areas: str) -> tuple[Asked, ...]:
    return tuple(Asked(area=area, words=()) for area in areas)


class TestAdvert:
    def test_areas_are_those_it_speaks_of(self) -> None:
        areas = [one.area for one in read_advert(ADVERT)]
        assert {"leadership", "customer_care", "composure"} <= set(areas)
        assert len(areas) <= MOST_ASKED
        assert not set(areas) & NOT_BY_STORY

    def test_each_area_shows_its_words(self) -> None:
        found = {one.area: one.words for one in read_advert(ADVERT)}
        assert "patients" in " ".join(found["customer_care"])
        assert all(words for words in found.values())

    def test_no_advert_asks_for_nothing(self) -> None:
        assert read_advert("") == ()


class TestCoverage:
    def test_own_tag_is_best(self) -> None:
        tagged, other = story(1, areas=("leadership",)), story(2, areas=("learning",))
        coverage = cover([tagged, other], asks("leadership", "learning", "composure"))
        assert coverage.best == {"leadership": tagged, "learning": other}
        assert coverage.fits[1] == {"leadership": Fit.BEST, "learning": Fit.NONE, "composure": Fit.NONE}
        assert coverage.open_areas == ("composure",)

    def test_one_story_is_not_told_twice_where_another_can(self) -> None:
        both, one = story(1, areas=("leadership", "learning")), story(2, areas=("leadership",))
        coverage = cover([both, one], asks("leadership", "learning"))
        assert coverage.best == {"leadership": one, "learning": both}
        assert coverage.fits[1]["leadership"] is Fit.CAN

    def test_whole_story_goes_before_a_thin_one(self) -> None:
        thin = story(2, areas=("leadership",))
        whole = story(
            1,
            areas=("leadership",),
            situation="On the ward on a busy Friday evening",
            action="I rang the agency and moved two nurses.",
            result="Nobody had to stay on after ten.",
        )
        assert cover([thin, whole], asks("leadership")).best["leadership"] is whole

    def test_words_told_count_where_nothing_is_tagged(self) -> None:
        told = story(1, "The angry customer", action="I listened to the customer and sorted the refund for her.")
        assert cover([told], asks("customer_care")).best["customer_care"] is told

    def test_tagged_and_told_counts_most(self) -> None:
        both = story(1, "The angry customer", areas=("customer_care",), action="I rang the customer.")
        assert cover([story(2, areas=("customer_care",)), both], asks("customer_care")).best["customer_care"] is both

    def test_rows_leave_out_stories_that_answer_nothing(self) -> None:
        useful, other = story(1, areas=("leadership",)), story(2, areas=("learning",))
        coverage = cover([useful, other], asks("leadership"))
        assert coverage.rows == ((useful, (Fit.BEST,)),)


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
        return draft_brief(Interview(company="Contoso", role="Nurse", **words), [story(1, areas=("leadership",))], [])

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
        told = {line.area: line for line in self.brief(advert=ADVERT).told_lines}
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
