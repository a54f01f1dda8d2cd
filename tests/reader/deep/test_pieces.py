"""Pieces: the likeliest cut, and slices that lead back to the text."""

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from afterview.reader.deep.pieces import END, SPACE, UNKNOWN, Pieces
from tests.reader.deep.tiny import PIECES, make_weights

TINY = Pieces(PIECES, make_weights()["scores"].tolist())


def shown(text: str) -> list[tuple[str, str]]:
    cut = TINY.cut(text)
    return [(PIECES[n], text[s:e]) for n, s, e in zip(cut.ids, cut.starts, cut.ends, strict=True)]


def test_takes_the_likeliest_way_through_a_word():
    assert shown("your answer") == [(SPACE + "your", "your"), (SPACE + "answer", "answer")]


def test_falls_back_on_letters_and_then_on_unknown():
    assert [piece for piece, _ in shown("yes")] == [SPACE, "y", "e", "s"]
    assert UNKNOWN in TINY.cut("日").ids


def test_prefers_two_likely_pieces_to_many():
    pieces = ["<s>", "<pad>", "</s>", "<unk>", SPACE + "un", "clear", SPACE + "u", "nclear", SPACE + "uncle"]
    scores = [0.0, 0.0, 0.0, 0.0, -2.0, -2.0, -1.5, -3.0, -9.0]
    assert [n for n, _ in Pieces(pieces, scores).cut_word(SPACE + "unclear")] == [4, 5]


def test_a_run_of_line_breaks_is_one_piece_and_none_leads():
    cut = TINY.cut("\n\nhello\n \n\nyou")
    assert [PIECES[n] for n in cut.ids] == [SPACE + "hello", "</s>", SPACE + "you"]
    assert cut.ids.count(END) == 1


def test_letters_with_separate_marks_and_ligatures_are_normalised_with_their_slices():
    composed, apart = "für", unicodedata.normalize("NFD", "für")
    assert TINY.cut(composed).ids == TINY.cut(apart).ids
    assert shown(apart)[-2] == ("ü", "u")
    assert [piece for piece, _ in shown("ﬁ")] == [SPACE, "f", "i"]
    assert shown("…")[-1] == (".", "…")


def test_signs_nobody_sees_are_nothing():
    assert TINY.cut("\x00\x07").ids == []
    assert TINY.cut("you\u200bthe").ids == TINY.cut("you the").ids


def test_a_word_is_searched_once():
    TINY.cut("clear")
    assert TINY.cut_word(SPACE + "clear") is TINY.cut_word(SPACE + "clear")


@given(st.text(max_size=300))
def test_any_text_gives_slices_in_order(text: str):
    cut = TINY.cut(text)
    assert len(cut.ids) == len(cut.starts) == len(cut.ends)
    assert all(0 <= s < e <= len(text) for s, e in zip(cut.starts, cut.ends, strict=True))
    assert cut.starts == sorted(cut.starts)
    assert all(0 <= number < len(PIECES) for number in cut.ids)


def test_the_work_grows_with_the_length_only():
    def steps(text: str) -> int:
        count = 0

        def trace(*_: object) -> None:
            nonlocal count
            count += 1

        fresh = Pieces(PIECES, make_weights()["scores"].tolist())
        sys.setprofile(trace)
        try:
            fresh.cut(text)
        finally:
            sys.setprofile(None)
        return count

    assert steps("x" * 40_000) < 2.5 * steps("x" * 20_000)
