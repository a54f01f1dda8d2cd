"""What a person's own corrections teach: bounded, forgotten with what taught it, and never a word out of place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview.reader import KINDS, read
from afterview.reader.lessons import PULL, Lesson, apply_lessons, learn
from afterview.reader.reading import Segment

MAIL = "Dear Jo,\n\nyour questions about the rota were sharp.\nYou left the handover book at home.\n\nBest, Sam\n"
NEAR = "You left the handover book at home again."


def segment_of(quote: str, **chances: float) -> Segment:
    rest = (1 - sum(chances.values())) / (len(KINDS) - len(chances))
    return Segment(
        quote, 0, len(quote), 0, "", {kind: chances.get(kind, rest) for kind in KINDS}, ("results", "clarity")
    )


def test_without_lessons_nothing_changes() -> None:
    assert read(MAIL, lessons=learn([])) == read(MAIL)


def test_a_sentence_like_one_that_was_sorted_is_drawn_to_what_it_was_said_to_be() -> None:
    before = segment_of(NEAR, nothing=0.9)
    taught = learn([Lesson("You left the handover book at home.", "develop", "results", "preparation")])
    (after,) = apply_lessons([before], taught)
    assert after.chances["develop"] > before.chances["develop"] + 0.3
    assert after.areas[0] == "preparation"
    assert len(after.areas) <= 3


def test_the_whole_reader_learns_from_the_next_mail_on() -> None:
    sentence = "You left the handover book at home."
    as_nothing = learn([Lesson(sentence, "nothing")] * 3)
    as_develop = learn([Lesson(sentence, "develop", "results", "preparation")] * 3)
    assert sentence not in [point.quote for point in read(MAIL, lessons=as_nothing).points]
    found = {point.quote: point for point in read(MAIL, lessons=as_develop).points}
    assert found[sentence].kind == "develop"
    assert found[sentence].area == "preparation"


def test_likeness_is_bounded() -> None:
    before = segment_of(NEAR, advice=0.9)
    (after,) = apply_lessons([before], learn([Lesson(NEAR, "strength")] * 400))
    assert after.chances["strength"] <= PULL + before.chances["strength"]
    assert apply_lessons([segment_of("quite something else", advice=0.9)], learn([Lesson(NEAR, "strength")]))[
        0
    ].chances["advice"] == pytest.approx(0.9)


def test_an_area_is_turned_only_when_it_is_a_habit() -> None:
    before = segment_of("quite something else", develop=0.8)
    twice = [Lesson(f"word{n} other{n}", "develop", "results", "examples") for n in range(2)]
    left = [Lesson(f"aaa{n} bbb{n}", "develop", "results", "results") for n in range(5)]
    assert apply_lessons([before], learn(twice))[0].areas[0] == "results"
    assert apply_lessons([before], learn(twice * 2))[0].areas[0] == "examples"
    assert apply_lessons([before], learn([*twice, *twice, *left]))[0].areas[0] == "results"


@given(
    st.lists(st.tuples(st.text(max_size=40), st.sampled_from(KINDS)), max_size=30),
    st.text(min_size=1, max_size=60),
)
def test_chances_stay_chances(told: list[tuple[str, str]], quote: str) -> None:
    before = segment_of(quote, strength=0.4)
    (after,) = apply_lessons([before], learn(Lesson(*one) for one in told))
    assert sum(after.chances.values()) == pytest.approx(1)
    assert all(0 <= chance <= 1 for chance in after.chances.values())
    assert (after.quote, after.start, after.end) == (before.quote, before.start, before.end)
