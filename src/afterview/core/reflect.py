"""Reflect: six short pages in order, a line suggested by the facts, and when a reflection is complete."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from enum import StrEnum

from afterview.core.examples import count_examples
from afterview.core.say import gettext_noop as _
from afterview.core.words import (
    Arrival,
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

LOW_MARK = 2
HALF_A_DAY = 12 * 60
WENT_WELL = 4.0
LATER_DAYS = 7
MOST_PLANS = 2

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


class PageArea(StrEnum):
    """The areas that have a page of their own, by their ids in areas.toml."""

    ARRIVAL = "punctuality"
    CONVINCING = "convincing"
    EXAMPLES = "examples"
    BODY_LANGUAGE = "body_language"


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
    kept = rating if is_low else rating._replace(cause=None)
    others = tuple(one for one in reflection.ratings if one.area != rating.area)
    return replace(reflection, ratings=(*others, kept))


def without_rating(reflection: Reflection, area: str) -> Reflection:
    """The reflection without an area's mark."""
    return replace(reflection, ratings=tuple(one for one in reflection.ratings if one.area != area))


def answer_arrival(reflection: Reflection, arrival: Arrival, rating: Rating | None) -> Reflection:
    """Page 1: the facts of the arrival and the line that fits; None where no line was chosen yet."""
    return _marked(replace(reflection, arrival=arrival), PageArea.ARRIVAL, rating)


def answer_questions(reflection: Reflection, questions: Iterable[Question]) -> Reflection:
    """Page 2: what they asked, without the rows left empty."""
    return replace(reflection, questions=tuple(question for question in questions if question.text.strip()))


def answer_convincing(reflection: Reflection, moment: str, rating: Rating | None) -> Reflection:
    """Page 3: how convincing, and one moment to keep."""
    return _marked(replace(reflection, moment=moment), PageArea.CONVINCING, rating)


def answer_examples(reflection: Reflection, counts: ExampleCounts | None, rating: Rating | None) -> Reflection:
    """Page 4: the counts, kept only where they differ from the questions of page 2, and the line that fits."""
    own = None if counts == count_examples(reflection.questions) else counts
    return _marked(replace(reflection, counts=own), PageArea.EXAMPLES, rating)


def answer_body_language(reflection: Reflection, rating: Rating | None, *, skipped: bool = False) -> Reflection:
    """Page 5: the signals they may have read, or the page left out."""
    marked = _marked(reflection, PageArea.BODY_LANGUAGE, None if skipped else rating)
    return replace(marked, body_language_skipped=skipped)


def _marked(reflection: Reflection, area: str, rating: Rating | None) -> Reflection:
    return without_rating(reflection, area) if rating is None else with_rating(reflection, rating)


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


def plans_in_force(plans: Iterable[Plan], interview_id: int, held_on: date) -> tuple[Plan, ...]:
    """The plans chosen before an interview (not after it, from it) and not let go by then: what to work on first, at
    most two."""
    in_force = [
        plan
        for plan in plans
        if plan.interview_id != interview_id
        and plan.then_words.strip()
        and plan.chosen_on <= held_on
        and (plan.retired_on is None or plan.retired_on > held_on)
    ]
    in_force.sort(key=lambda plan: (plan.direction is not Direction.FOCUS, -plan.chosen_on.toordinal(), plan.id))
    return tuple(in_force[:MOST_PLANS])


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
