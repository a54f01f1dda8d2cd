"""Personal examples: how many questions wanted one, what the answers held, and whether that was enough."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from afterview.core.words import ExampleCounts, Question, Reflection

ENOUGH_STORIES = 0.7
ENOUGH_COMPLETE = 0.8


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
