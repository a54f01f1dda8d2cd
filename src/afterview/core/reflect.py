"""Reflect: six short pages in order, a line suggested by the facts, and when a reflection is complete."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time
from enum import StrEnum

from afterview.core.say import gettext_noop as _
from afterview.core.words import (
    Arrival,
    Cause,
    ExampleCounts,
    Format,
    Question,
    Rating,
    Reflection,
    Tried,
    Worked,
)

LOW_MARK = 2
HALF_A_DAY = 12 * 60
ENOUGH_STORIES = 0.7
ENOUGH_COMPLETE = 0.8
WENT_WELL = 4.0
LATER_DAYS = 7

# The sealed chance of a yes in percent, and the words the person chooses by.
EXPECTATIONS = {
    90: _("Nearly sure it is a yes"),
    70: _("More likely a yes"),
    50: _("It could go either way"),
    30: _("More likely a no"),
    10: _("Nearly sure it is a no"),
}


class Page(StrEnum):
    """The six pages in order: facts before opinions."""

    ARRIVAL = "arrival"
    QUESTIONS = "questions"
    CONVINCING = "convincing"
    EXAMPLES = "examples"
    BODY_LANGUAGE = "body-language"
    CLOSING = "closing"


# --- the way through -------------------------------------------------------------------------------------------------


def open_pages(reflection: Reflection) -> tuple[Page, ...]:
    """The pages not gone through yet, in order."""
    return tuple(page for page in Page if page not in reflection.pages_done)


def is_complete(reflection: Reflection) -> bool:
    """Whether every page was answered or passed over."""
    return not open_pages(reflection)


def next_page(reflection: Reflection, after: Page | None = None) -> Page | None:
    """The page to go to: the first open one behind `after`, else the first open one; None means check the answers."""
    still_open = open_pages(reflection)
    pages = list(Page)
    behind = [page for page in still_open if after and pages.index(page) > pages.index(after)]
    return next(iter(behind or still_open), None)


def with_page_done(reflection: Reflection, page: Page) -> Reflection:
    """The reflection with a page gone through."""
    if page in reflection.pages_done:
        return reflection
    return replace(reflection, pages_done=(*reflection.pages_done, page.value))


def asks_for_later(reflection: Reflection, now: datetime) -> bool:
    """Whether to ask "Anything you remember today?": begun on an earlier day, at most a week ago, not answered yet."""
    if reflection.begun_at is None or reflection.later:
        return False
    days = (now.date() - reflection.begun_at.astimezone(now.tzinfo).date()).days
    return 0 < days <= LATER_DAYS


# --- what a page answers ---------------------------------------------------------------------------------------------


def with_rating(reflection: Reflection, rating: Rating) -> Reflection:
    """The reflection with one area's mark; a cause is kept for low marks only."""
    is_low = rating.value is not None and rating.value <= LOW_MARK
    kept = rating if is_low else replace(rating, cause=None)
    others = tuple(one for one in reflection.ratings if one.area != rating.area)
    return replace(reflection, ratings=(*others, kept))


def without_rating(reflection: Reflection, area: str) -> Reflection:
    """The reflection without an area's mark."""
    return replace(reflection, ratings=tuple(one for one in reflection.ratings if one.area != area))


def answer_arrival(reflection: Reflection, arrival: Arrival, value: float | None, cause: Cause | None) -> Reflection:
    """Page 1: the facts of the arrival and the line that fits."""
    return with_rating(replace(reflection, arrival=arrival), Rating(area="punctuality", value=value, cause=cause))


def answer_questions(reflection: Reflection, questions: Iterable[Question]) -> Reflection:
    """Page 2: what they asked, without the rows left empty."""
    return replace(reflection, questions=tuple(question for question in questions if question.text.strip()))


def answer_convincing(reflection: Reflection, value: float | None, cause: Cause | None, moment: str) -> Reflection:
    """Page 3: how convincing, and one moment to keep."""
    return with_rating(replace(reflection, moment=moment), Rating(area="convincing", value=value, cause=cause))


def answer_examples(
    reflection: Reflection, counts: ExampleCounts | None, value: float | None, cause: Cause | None
) -> Reflection:
    """Page 4: the counts, kept only where they differ from the questions of page 2, and the line that fits."""
    own = None if counts == count_examples(reflection.questions) else counts
    return with_rating(replace(reflection, counts=own), Rating(area="examples", value=value, cause=cause))


def answer_body_language(
    reflection: Reflection, value: float | None, cause: Cause | None, *, skipped: bool = False
) -> Reflection:
    """Page 5: the signals they may have read, or the page left out."""
    if skipped:
        return replace(without_rating(reflection, "body_language"), body_language_skipped=True)
    answered = with_rating(reflection, Rating(area="body_language", value=value, cause=cause))
    return replace(answered, body_language_skipped=False)


def answer_closing(
    reflection: Reflection, worked: Iterable[Worked], change: str, expectation: int | None, tried: Iterable[Tried]
) -> Reflection:
    """Page 6: what worked and why, one thing to change, the sealed expectation, what became of earlier plans.

    An expectation already sealed stays unless another is given.
    """
    return replace(
        reflection,
        worked=tuple(one for one in worked if one.what.strip()),
        change=change,
        expectation=reflection.expectation if expectation is None else expectation,
        tried=tuple(tried),
    )


def went_well(reflection: Reflection) -> bool:
    """Whether the person's marks say it went well (mean of at least two marks is 4 or more): then what could have
    been better teaches most (Ellis, Mendel & Nir 2006)."""
    marks = [one.value for one in reflection.ratings if one.value is not None]
    return len(marks) >= 2 and sum(marks) / len(marks) >= WENT_WELL


# --- arrival: facts -> a suggested line ------------------------------------------------------------------------------


def count_minutes_late(planned: time, actual: time) -> int:
    """Minutes from the planned to the actual time on the clock, negative when early; midnight may lie between."""
    minutes = (actual.hour - planned.hour) * 60 + actual.minute - planned.minute
    return (minutes + HALF_A_DAY) % (2 * HALF_A_DAY) - HALF_A_DAY


def suggest_arrival(arrival: Arrival, held: Format | None) -> int | None:
    """The mark 1..5 the facts speak for, None where they say too little. What is not known counts in one's favour."""
    late = arrival.minutes_late
    if arrival.wrong_place:
        return 1
    if late is None:
        return None
    if late > 0:
        return _suggest_late(late, silent=arrival.announced is False)
    if arrival.rushed or (held is Format.ON_SITE and late < -20):
        return 3
    latest_for_best = -10 if held is Format.VIDEO else -15
    return 5 if latest_for_best <= late <= -5 else 4


def _suggest_late(late: int, *, silent: bool) -> int:
    if late > 15:
        return 1
    if late > 5:
        return 1 if silent else 2
    return 2 if silent else 3


# --- personal examples: counts -> a suggested line, and what was missing ---------------------------------------------


class Gap(StrEnum):
    """What examples lacked."""

    STORY = "story"
    ACTION = "action"
    RESULT = "result"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """`missing` of `out_of` examples lacked `gap`."""

    gap: Gap
    missing: int
    out_of: int


def count_examples(questions: Iterable[Question]) -> ExampleCounts | None:
    """The counts of the questions that wanted an example and about which the person is sure; None without any."""
    sure = [question for question in questions if question.wanted_example and _is_sure(question)]
    if not sure:
        return None
    told = [question for question in sure if question.told_story]
    return ExampleCounts(
        asked=len(sure),
        stories=len(told),
        with_action=sum(question.had_action is True for question in told),
        with_result=sum(question.had_result is True for question in told),
    )


def count_unsure(questions: Iterable[Question]) -> int:
    """Questions that wanted an example, or may have, and are left out of the counts as the person is not sure."""
    return sum(question.wanted_example is not False and not _is_sure(question) for question in questions)


def _is_sure(question: Question) -> bool:
    if question.wanted_example is None:
        return False
    parts = (question.had_action, question.had_result) if question.told_story else ()
    return question.told_story is not None and None not in parts


def seen_examples(reflection: Reflection) -> ExampleCounts | None:
    """The counts that hold: the person's own, else those of the questions."""
    return reflection.counts or count_examples(reflection.questions)


def story_rate(counts: ExampleCounts) -> float:
    """Share of the questions wanting an example that got a true story, 0..1."""
    return counts.stories / counts.asked if counts.asked else 0.0


def completeness(counts: ExampleCounts) -> float:
    """Share of own actions and results among those the stories should hold, 0..1."""
    return (counts.with_action + counts.with_result) / (2 * counts.stories) if counts.stories else 0.0


def suggest_examples(counts: ExampleCounts | None) -> int | None:
    """The mark 1..5 the counts speak for, None where no example was asked for."""
    if counts is None or not counts.asked:
        return None
    rate, complete = story_rate(counts), completeness(counts)
    if rate >= 0.9 and complete >= 0.8:
        return 5
    if rate >= 0.7 and complete >= 0.6:
        return 4
    if rate >= 0.4:
        return 3
    return 2 if rate > 0 else 1


def were_sufficient(counts: ExampleCounts | None) -> bool | None:
    """Whether the examples were enough: story rate at least .7 and completeness at least .8; None if none was asked."""
    if counts is None or not counts.asked:
        return None
    return story_rate(counts) >= ENOUGH_STORIES and completeness(counts) >= ENOUGH_COMPLETE


def name_lacks(counts: ExampleCounts | None) -> tuple[Lack, ...]:
    """What the examples lacked, as in "2 of 4 lacked a result"; empty where nothing did or nothing is known."""
    if counts is None:
        return ()
    lacks = (
        Lack(gap=Gap.STORY, missing=counts.asked - counts.stories, out_of=counts.asked),
        Lack(gap=Gap.ACTION, missing=counts.stories - counts.with_action, out_of=counts.stories),
        Lack(gap=Gap.RESULT, missing=counts.stories - counts.with_result, out_of=counts.stories),
    )
    return tuple(lack for lack in lacks if lack.missing > 0)
