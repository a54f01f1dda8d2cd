"""Reading a story by its meaning too: scores beside those of what is counted, and nothing where the weights cannot."""

import pytest

from afterview.core.stories import Verdict, read_story
from afterview.core.story_model import load_model
from afterview.reader.stories import find_deeper
from tests.core.test_stories import HABIT, WHOLE


def test_without_weights_stories_are_read_by_what_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afterview.reader.deep.PACKAGE", "no_such_weights_here")
    assert find_deeper() is None


def test_shipped_weights_score_every_question_but_two() -> None:
    deeper = find_deeper()
    assert deeper
    assert set(load_model().questions) - set(deeper(WHOLE)) == {"own_role", "learning"}
    assert set(deeper(WHOLE)) <= set(load_model().questions)


def test_shipped_weights_tell_an_episode_from_a_habit() -> None:
    deeper = find_deeper()
    assert deeper
    assert deeper(WHOLE)["verdict sufficient"] > deeper(HABIT)["verdict sufficient"]
    assert read_story(WHOLE, deeper).verdict is Verdict.SUFFICIENT
    assert read_story(HABIT, deeper).verdict is Verdict.NOT_AN_EXAMPLE


def test_scores_are_averaged_with_those_of_the_marks() -> None:
    sure = {"task 1": 60.0, "task 2": 60.0}
    assert read_story(HABIT).task < 2
    assert read_story(HABIT, lambda _text: sure).task == 2


def test_an_empty_telling_is_not_read_at_all() -> None:
    deeper = find_deeper()
    assert read_story("", deeper) == read_story("")
