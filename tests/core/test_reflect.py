"""Reflect: the way through the pages, suggested lines, what examples lacked."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest

from afterview.core.examples import seen_examples
from afterview.core.reflect import (
    Page,
    answer_arrival,
    answer_body_language,
    answer_closing,
    answer_convincing,
    answer_examples,
    answer_questions,
    asks_for_later,
    count_minutes_late,
    is_complete,
    next_page,
    open_pages,
    plans_in_force,
    suggest_arrival,
    went_well,
    with_page_done,
)
from afterview.core.words import (
    Arrival,
    Cause,
    Did,
    Direction,
    ExampleCounts,
    Format,
    Plan,
    Question,
    Rating,
    Reflection,
    Tried,
    Worked,
)

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
EMPTY = Reflection(interview_id=1)


def asked(told: bool | None = True, action: bool | None = True, result: bool | None = True) -> Question:
    return Question(
        text="Tell me about a time", wanted_example=True, told_story=told, had_action=action, had_result=result
    )


class TestWayThrough:
    def test_starts_at_arrival(self) -> None:
        assert next_page(EMPTY) is Page.ARRIVAL
        assert open_pages(EMPTY) == tuple(Page)
        assert not is_complete(EMPTY)

    def test_goes_on_behind_the_page_just_left(self) -> None:
        left = with_page_done(EMPTY, Page.CONVINCING)
        assert next_page(left, Page.CONVINCING) is Page.EXAMPLES

    def test_comes_back_for_pages_left_open_before(self) -> None:
        reflection = EMPTY
        for page in list(Page)[1:]:
            reflection = with_page_done(reflection, page)
        assert next_page(reflection, Page.CLOSING) is Page.ARRIVAL

    def test_complete_after_every_page(self) -> None:
        reflection = EMPTY
        for page in Page:
            reflection = with_page_done(reflection, page)
        assert is_complete(reflection)
        assert next_page(reflection, Page.ARRIVAL) is None

    def test_page_done_twice_counts_once(self) -> None:
        assert with_page_done(with_page_done(EMPTY, Page.ARRIVAL), Page.ARRIVAL).pages_done == ("arrival",)


class TestLater:
    @pytest.mark.parametrize(("days", "expected"), [(0, False), (1, True), (7, True), (8, False)])
    def test_asks_on_later_days_within_a_week(self, days: int, expected: bool) -> None:
        begun = Reflection(interview_id=1, begun_at=NOW - timedelta(days=days))
        assert asks_for_later(begun, NOW) is expected

    def test_never_before_it_was_begun(self) -> None:
        assert not asks_for_later(EMPTY, NOW)

    def test_asks_once(self) -> None:
        answered = Reflection(interview_id=1, begun_at=NOW - timedelta(days=1), later="They asked about tools")
        assert not asks_for_later(answered, NOW)

    def test_day_is_the_persons_own(self) -> None:
        tokyo = NOW.astimezone(timezone(timedelta(hours=9)))
        begun = Reflection(interview_id=1, begun_at=datetime(2026, 11, 21, 16, 0, tzinfo=UTC))
        assert not asks_for_later(begun, tokyo)
        assert asks_for_later(begun, NOW)


class TestAnswers:
    def test_cause_is_kept_for_a_low_mark(self) -> None:
        rating = Rating(area="convincing", value=2, cause=Cause.NOT_MINE)
        answered = answer_convincing(EMPTY, "They laughed", rating)
        assert answered.rating("convincing") == rating
        assert answered.moment == "They laughed"

    @pytest.mark.parametrize("value", [None, 2.5, 5])
    def test_cause_is_dropped_for_other_marks(self, value: float | None) -> None:
        answered = answer_convincing(EMPTY, "", Rating(area="convincing", value=value, cause=Cause.MINE))
        assert answered.rating("convincing") == Rating(area="convincing", value=value)

    def test_second_answer_replaces_the_first(self) -> None:
        first = answer_arrival(EMPTY, Arrival(minutes_late=3), Rating(area="punctuality", value=3))
        second = answer_arrival(first, Arrival(minutes_late=-6), Rating(area="punctuality", value=5))
        assert second.ratings == (Rating(area="punctuality", value=5),)
        assert second.arrival.minutes_late == -6

    def test_no_line_chosen_leaves_no_mark(self) -> None:
        first = answer_arrival(EMPTY, Arrival(), Rating(area="punctuality", value=3))
        assert answer_arrival(first, Arrival(minutes_late=1), None).ratings == ()

    def test_empty_questions_are_left_out(self) -> None:
        answered = answer_questions(EMPTY, [asked(), Question(text="  ")])
        assert len(answered.questions) == 1

    def test_counts_equal_to_the_questions_follow_them(self) -> None:
        reflection = answer_questions(EMPTY, [asked()])
        same = answer_examples(reflection, ExampleCounts(asked=1, stories=1, with_action=1, with_result=1), None)
        assert same.counts is None
        own = ExampleCounts(asked=2, stories=1, with_action=1, with_result=0)
        assert seen_examples(answer_examples(reflection, own, None)) == own

    def test_skipping_body_language_takes_its_mark_away(self) -> None:
        marked = answer_body_language(EMPTY, Rating(area="body_language", value=2))
        skipped = answer_body_language(marked, None, skipped=True)
        assert skipped.body_language_skipped
        assert skipped.rating("body_language") is None
        assert not answer_body_language(skipped, None).body_language_skipped

    def test_closing_keeps_what_worked_and_the_sealed_expectation(self) -> None:
        tried = (Tried(plan_id=7, did=Did.PARTLY),)
        first = answer_closing(EMPTY, [Worked(what="The outage story"), Worked(what=" ")], "Shorter start", 70, tried)
        assert first.worked == (Worked(what="The outage story"),)
        assert first.tried == tried
        assert answer_closing(first, [], "", None, ()).expectation == 70
        assert answer_closing(first, [], "", 30, ()).expectation == 30

    def test_went_well_needs_two_marks(self) -> None:
        one = answer_convincing(EMPTY, "", Rating(area="convincing", value=5))
        two = answer_arrival(one, Arrival(), Rating(area="punctuality", value=4))
        poor = answer_arrival(one, Arrival(), Rating(area="punctuality", value=2))
        assert not went_well(one)
        assert went_well(two)
        assert not went_well(poor)


class TestPlans:
    def plan(self, plan_id: int, **words: Any) -> Plan:
        usual = {"area": "results", "direction": Direction.FOCUS, "then_words": "I say the number"}
        return Plan(id=plan_id, **{**usual, "chosen_on": date(2026, 11, 1), **words})

    def test_asks_about_two_and_what_to_work_on_first(self) -> None:
        keep = self.plan(1, direction=Direction.STRENGTH)
        older = self.plan(2, chosen_on=date(2026, 10, 1))
        newer = self.plan(3)
        assert plans_in_force([keep, older, newer], 9, date(2026, 11, 20)) == (newer, older)

    @pytest.mark.parametrize(
        "words",
        [
            {"interview_id": 9},
            {"then_words": " "},
            {"chosen_on": date(2026, 11, 21)},
            {"retired_on": date(2026, 11, 20)},
        ],
    )
    def test_leaves_out_plans_not_in_force(self, words: dict[str, Any]) -> None:
        assert plans_in_force([self.plan(1, **words)], 9, date(2026, 11, 20)) == ()

    def test_plan_let_go_later_was_in_force(self) -> None:
        plan = self.plan(1, retired_on=date(2026, 11, 21))
        assert plans_in_force([plan], 9, date(2026, 11, 20)) == (plan,)


class TestArrival:
    @pytest.mark.parametrize(
        ("planned", "actual", "late"),
        [
            (time(14, 0), time(13, 50), -10),
            (time(14, 0), time(14, 7), 7),
            (time(23, 55), time(0, 5), 10),
            (time(0, 5), time(23, 55), -10),
        ],
    )
    def test_minutes_late(self, planned: time, actual: time, late: int) -> None:
        assert count_minutes_late(planned, actual) == late

    @pytest.mark.parametrize(
        ("late", "announced", "rushed", "held", "mark"),
        [
            (-10, None, None, Format.ON_SITE, 5),
            (-15, None, False, Format.ON_SITE, 5),
            (-5, None, False, None, 5),
            (-18, None, None, Format.ON_SITE, 4),
            (-21, None, None, Format.ON_SITE, 3),
            (-21, None, None, Format.VIDEO, 4),
            (-12, None, None, Format.VIDEO, 4),
            (-10, None, None, Format.VIDEO, 5),
            (0, None, None, Format.PHONE, 4),
            (-3, None, None, None, 4),
            (0, None, True, None, 3),
            (3, True, None, None, 3),
            (5, None, None, None, 3),
            (5, False, None, None, 2),
            (6, True, None, None, 2),
            (15, None, None, None, 2),
            (15, False, None, None, 1),
            (16, True, None, None, 1),
        ],
    )
    def test_suggested_line(
        self, late: int, announced: bool | None, rushed: bool | None, held: Format | None, mark: int
    ) -> None:
        assert suggest_arrival(Arrival(minutes_late=late, announced=announced, rushed=rushed), held) == mark

    def test_nothing_suggested_without_a_time(self) -> None:
        assert suggest_arrival(Arrival(), None) is None

    def test_wrong_place_is_one(self) -> None:
        assert suggest_arrival(Arrival(wrong_place=True), None) == 1
