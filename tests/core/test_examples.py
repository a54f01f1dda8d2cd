"""Personal examples: counts, suggested lines, what was missing."""

import pytest

from afterview.core.examples import (
    Gap,
    Lack,
    completeness,
    count_examples,
    count_unsure,
    name_lacks,
    seen_examples,
    story_rate,
    suggest_examples,
    were_sufficient,
)
from afterview.core.words import ExampleCounts, Question, Reflection


def asked(told: bool | None = True, action: bool | None = True, result: bool | None = True) -> Question:
    return Question(
        text="Tell me about a time", wanted_example=True, told_story=told, had_action=action, had_result=result
    )


def test_counts_leave_out_what_is_not_sure() -> None:
    questions = [
        asked(),
        asked(result=False),
        asked(told=False, action=None, result=None),
        asked(told=None),
        asked(action=None),
        Question(text="Why us?", wanted_example=False),
        Question(text="And then?"),
    ]
    assert count_examples(questions) == ExampleCounts(asked=3, stories=2, with_action=2, with_result=1)
    assert count_unsure(questions) == 3


def test_no_counts_without_a_question_for_an_example() -> None:
    assert count_examples([Question(text="Why us?", wanted_example=False)]) is None
    assert seen_examples(Reflection(interview_id=1)) is None


@pytest.mark.parametrize(
    ("counts", "mark", "enough"),
    [
        ((4, 4, 4, 3), 5, True),
        ((4, 4, 4, 2), 4, False),
        ((4, 3, 3, 3), 4, True),
        ((4, 3, 2, 1), 3, False),
        ((5, 2, 2, 2), 3, False),
        ((5, 1, 1, 1), 2, False),
        ((3, 0, 0, 0), 1, False),
        ((0, 0, 0, 0), None, None),
    ],
)
def test_suggested_line_and_sufficiency(
    counts: tuple[int, int, int, int], mark: int | None, enough: bool | None
) -> None:
    asked_, stories, action, result = counts
    value = ExampleCounts(asked=asked_, stories=stories, with_action=action, with_result=result)
    assert suggest_examples(value) == mark
    assert were_sufficient(value) is enough


def test_nothing_suggested_without_counts() -> None:
    assert suggest_examples(None) is None
    assert were_sufficient(None) is None
    assert name_lacks(None) == ()


def test_names_what_was_missing() -> None:
    counts = ExampleCounts(asked=5, stories=4, with_action=4, with_result=2)
    assert name_lacks(counts) == (
        Lack(gap=Gap.STORY, missing=1, out_of=5),
        Lack(gap=Gap.RESULT, missing=2, out_of=4),
    )


def test_rates_of_nothing_are_zero() -> None:
    nothing = ExampleCounts(asked=0, stories=0, with_action=0, with_result=0)
    assert story_rate(nothing) == 0
    assert completeness(nothing) == 0
