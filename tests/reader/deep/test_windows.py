"""Windows: bounded, and every segment is read once, whole where it fits."""

from hypothesis import given
from hypothesis import strategies as st

from afterview.reader.deep.pieces import END, START, Pieces
from afterview.reader.deep.windows import LENGTH, lay_out, pasted_subject
from tests.reader.deep.tiny import PIECES, make_weights

TINY = Pieces(PIECES, make_weights()["scores"].tolist())


def slices_of(words: list[str]) -> tuple[str, list[tuple[int, int]]]:
    text, slices = "", []
    for sentence in words:
        slices.append((len(text), len(text) + len(sentence)))
        text += sentence + " "
    return text, slices


def test_a_short_mail_is_one_window():
    text, slices = slices_of(["hello you.", "the answer was clear."])
    (window,) = lay_out(TINY, text, [(0, len(text))], slices)
    assert window.ids[0] == START
    assert window.ids[-1] == END
    for number, first, last in window.segments:
        start, end = slices[number]
        assert text[window.starts[first] : window.ends[last - 1]] == text[start:end]


@given(st.lists(st.sampled_from(["hello you.", "the answer", "x" * 30, "next time!", "ok"]), max_size=120))
def test_every_segment_is_read_once_in_a_window_of_bounded_length(words: list[str]):
    text, slices = slices_of(words)
    windows = lay_out(TINY, text, [(0, len(text))], slices)
    assert all(len(window.ids) <= LENGTH for window in windows)
    read = [number for window in windows for number, _, _ in window.segments]
    assert sorted(read) == list(range(len(slices)))
    for window in windows:
        for number, first, last in window.segments:
            assert 0 < first < last < len(window.ids)
            assert slices[number][0] <= window.starts[first]
            assert window.ends[last - 1] <= slices[number][1]


def test_a_segment_longer_than_a_window_is_read_in_part():
    text = "abc " * 400
    windows = lay_out(TINY, text, [(0, len(text))], [(0, len(text) - 1)])
    assert sum(len(window.segments) for window in windows) == 1


def test_cut_parts_are_left_out():
    text = "hello\n> quoted\nyou"
    (window,) = lay_out(TINY, text, [(0, 5), (15, 18)], [(0, 5), (15, 18)])
    shown = [PIECES[number] for number in window.ids]
    assert "q" not in shown
    assert [number for number, _, _ in window.segments] == [0, 1]


def test_the_subject_is_read_before_the_text():
    text = "Betreff: clear\n\nhello"
    assert pasted_subject(text, [(16, 21)]) == "clear"
    assert pasted_subject("hello", [(0, 5)]) == ""
    pasted = lay_out(TINY, text, [(16, 21)], [(16, 21)])
    given_ = lay_out(TINY, "hello", [(0, 5)], [(0, 5)], subject="clear")
    assert pasted[0].ids == given_[0].ids


def test_nothing_gives_an_empty_window():
    (window,) = lay_out(TINY, "", [], [])
    assert window.segments == []
