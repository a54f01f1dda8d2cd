"""The concrete moment of an interview."""

import pytest

from afterview.core.letters.moments import find_moments
from afterview.core.letters.tongue import fits
from afterview.core.words import Landed, Question, Reflection, Worked


def _asked(text: str, landed: Landed | None = Landed.LANDED) -> Reflection:
    return Reflection(interview_id=1, questions=(Question(text=text, landed=landed),))


def _worked(what: str) -> Reflection:
    return Reflection(interview_id=1, worked=(Worked(what=what),))


@pytest.mark.parametrize(
    ("reflection", "slots"),
    [
        (_asked("How would you handle a refund outage?"), {"asked": "How would you handle a refund outage"}),
        (_asked("Conflict with a colleague"), {"topic": "conflict with a colleague"}),
        (_asked("SQL joins"), {"topic": "SQL joins"}),
        (_worked("Drew the queue on the whiteboard."), {"did": "I drew the queue on the whiteboard"}),
        (_worked("I told the ferry story"), {"did": "I told the ferry story"}),
        (_worked("Explained the outage step by step"), {"did": "I explained the outage step by step"}),
        (_worked("My story about the night shift"), {"doing": "my story about the night shift"}),
        (_worked("Explaining the outage"), {"doing": "explaining the outage"}),
    ],
)
def test_each_moment_fits_a_sentence(reflection: Reflection, slots: dict[str, str]) -> None:
    assert find_moments(reflection, "en") == (slots,)


@pytest.mark.parametrize(
    "reflection",
    [
        None,
        _asked("How would you handle it?", Landed.MISSED),
        _asked("  "),
        _asked("what " * 20),
        _asked("Wie gehen Sie mit einem Ausfall um?"),
        _worked("Eye contact with everyone"),
        _worked("Numbers"),
    ],
)
def test_what_does_not_fit_is_left_out(reflection: Reflection | None) -> None:
    assert find_moments(reflection, "en") == ()


def test_other_languages_take_the_words_as_they_are() -> None:
    assert find_moments(_worked("Die Skizze am Whiteboard"), "de") == ({"note": "Die Skizze am Whiteboard"},)
    assert find_moments(_worked("Le croquis au tableau"), "fr") == ({"note": "le croquis au tableau"},)
    assert find_moments(_asked("¿Cómo resolvería una avería?"), "es") == ({"asked": "Cómo resolvería una avería"},)
    assert find_moments(_asked("Konflikt mit einer Kollegin"), "de") == ({"note": "Konflikt mit einer Kollegin"},)


def test_small_words_tell_the_language() -> None:
    assert fits("the story of the night shift", "en")
    assert not fits("the story of the night shift", "de")
    assert fits("Whiteboard", "fr")
