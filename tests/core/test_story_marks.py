"""What is looked at in a telling: each mark says what its name says."""

from math import log, log1p

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterview.core.story_features import read_features
from afterview.core.story_marks import mark_story

TOLD = (
    "One night the pump broke at the old mill. I rang Anna and fixed the valve quickly. We waited for 2 hours? "
    'She thanked us, "well done", and nobody lost a thing!'
)


def marks_of(text: str) -> dict[str, float]:
    return mark_story(read_features(text))


class TestSizes:
    def test_length_is_counted_in_words_and_sentences(self) -> None:
        marks = marks_of("I rang. She came home.")
        assert (marks["words"], marks["sentences"]) == (log1p(5), log1p(2))
        assert (marks["shortest"], marks["longest"], marks["last words"]) == (log1p(2), log1p(3), log1p(3))

    @pytest.mark.parametrize(("words", "short", "middling"), [(29, 1, 1), (30, 0, 1), (59, 0, 1), (60, 0, 0)])
    def test_short_tellings_are_told_apart(self, words: int, short: int, middling: int) -> None:
        marks = marks_of("word " * words)
        assert (marks["short"], marks["middling"]) == (short, middling)

    def test_who_is_told_of_most(self) -> None:
        assert marks_of("I rang. I asked.")["i over we"] == log(5)
        assert marks_of("We rang. We asked.")["i over we"] == -log(5)
        assert marks_of("He rang. He asked.")["i over others"] == -log(5)

    def test_language(self) -> None:
        assert marks_of(TOLD)["english"] == 1
        assert marks_of("Ich habe die Listen mit dem Team und der Chefin auf den Tisch gelegt.")["english"] == 0


class TestSpread:
    def test_counts_fall_into_thirds_and_ends(self) -> None:
        marks = marks_of("I rang and asked. The hall was dark. Nothing. We moved it.")
        assert (marks["own"], marks["own early"], marks["own late"], marks["own first"]) == (
            log1p(2), log1p(2), 0, log1p(2),
        )  # fmt: skip
        assert (marks["team late"], marks["team last"], marks["team midway"]) == (log1p(1), log1p(1), 0)
        assert (marks["own mean"], marks["own share"]) == (0.5, 0.25)

    def test_cues_count_whatever_their_case_and_apostrophe(self) -> None:
        marks = marks_of("I’M RINGING THE BELL.")
        assert marks["cue i_am_doing"] == log1p(1)
        assert marks["cue i_am_doing rate"] == pytest.approx(20 / 5)

    @pytest.mark.parametrize(
        ("cue", "text"),
        [
            ("unfinished", "I am still waiting."),
            ("wanted", "My task was the roof."),
            ("passive", "The list was written."),
            ("together", "As a team, each of us."),
            ("habit", "I usually ring first."),
            ("would", "I would ring first."),
            ("vague_deed", "I did a bit of checking."),
            ("about_another", "My boss was a great man."),
        ],
    )
    def test_each_cue_is_found_where_it_stands(self, cue: str, text: str) -> None:
        assert marks_of(text)[f"cue {cue}"] > 0
        assert marks_of("Rain.")[f"cue {cue}"] == 0


class TestClasses:
    def test_every_word_has_its_class(self) -> None:
        marks = marks_of(TOLD)
        found = {name.removeprefix("class ") for name in marks if name.startswith("class ")}
        assert {
            "i", "we", "he_or_she", "past", "name", "figure", "ly", "?", "!", "quote", "comma", "the", "word", "number",
        } <= found  # fmt: skip

    def test_endings(self) -> None:
        marks = marks_of("Tall ships sailing.")
        assert marks["class s"] == marks["class ing"] == marks["class word"] == pytest.approx(20 / 3)

    def test_shares_add_up_to_twenty(self) -> None:
        assert sum(v for name, v in marks_of(TOLD).items() if name.startswith("class ")) == pytest.approx(20)

    def test_first_word_of_a_sentence_is_no_name(self) -> None:
        assert "class name" not in marks_of("Rain fell.")
        assert marks_of("Rain hit Leeds.")["class name"] > 0


@settings(deadline=None)  # the first reading loads the words
@given(st.text(max_size=300))
def test_any_text_has_marks_that_are_numbers(text: str) -> None:
    assert all(value == value and abs(value) < 100 for value in marks_of(text).values())
