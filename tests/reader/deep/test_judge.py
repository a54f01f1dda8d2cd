"""Judging a candidate's own letter with the encoder: chances a sentence, and nothing where the weights cannot."""

import pytest

from afterview.core.check import FAULTS, INGREDIENTS, Known, check_letter
from afterview.reader.deep.tagger import Tagger
from afterview.reader.letters import find_judge
from tests.reader.deep.tiny import PIECES, SETTINGS, make_weights

LETTER = "Hello,\n\nYour answer was clear. Next time?\n"
PLACES = [(8, 30), (31, 41)]


def test_chances_of_each_sentence() -> None:
    weights = make_weights()
    weights |= {"letter.w": weights["segment.w"][:2], "letter.b": weights["segment.b"][:2]}
    judged = Tagger(weights, PIECES, SETTINGS | {"letters": ["advice", "demands"]}).judge(LETTER, PLACES)
    assert [set(chances) for chances in judged] == [{"advice", "demands"}] * 2
    assert all(0 < chance < 1 for chances in judged for chance in chances.values())
    assert judged[0] != judged[1]


def test_weights_that_never_read_letters_say_nothing() -> None:
    assert Tagger(make_weights(), PIECES, SETTINGS).judge(LETTER, PLACES) == [{}, {}]


def test_without_weights_the_checker_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afterview.reader.deep.PACKAGE", "no_such_weights_here")
    assert find_judge() is None


def test_shipped_weights_see_what_is_meant() -> None:
    judge = find_judge()
    assert judge
    letter = (
        "Dear Priya,\n\nThe hour on Tuesday flew, and I am grateful you took it. Should the next round of hiring come, "
        "I would like to be among those you call. Starting from where I am, where would you put the first month?\n\n"
        "Kind regards,\nJo Lund\n"
    )
    places = [(start := letter.index(words), start + len(words)) for words in ("Should the", "Starting from")]
    known = {*INGREDIENTS["request"], *INGREDIENTS["thanks"], *FAULTS}
    assert all(set(chances) <= known for chances in judge(letter, places))
    check = check_letter(letter, "request", Known(to="Priya Nair"), judge=judge)
    assert check.has["thanks_for_interview"]
    assert check.has["future_consideration"]
    assert check.has["advice"]
    assert check.faults == ()
