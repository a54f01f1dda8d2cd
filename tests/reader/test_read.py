"""Whatever comes in, a reading comes out whose quotes are exact slices."""

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterview.reader import KINDS, STATUSES, Reading, read

_LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            [
                "> quoted",
                "-- ",
                "On 2 Nov 2026, Jo <j@x.example> wrote:",
                "Strengths:",
                "- calm",
                "From: a@b.example",
                "",
            ]
        ),
        st.sampled_from(["You were calm, but we missed numbers.", "Leider fehlten Zahlen.", "Do apply again."]),
    ),
    max_size=25,
)


def _is_exact(reading: Reading) -> bool:
    spans = [(point.quote, point.start, point.end) for point in reading.points]
    spans += [(segment.quote, segment.start, segment.end) for segment in reading.segments]
    return all(quote and quote == reading.text[start:end] for quote, start, end in spans)


@settings(max_examples=60, deadline=None)
@given(_LINES.map("\n".join))
def test_any_text_gives_exact_slices_and_reads_the_same_twice(text: str) -> None:
    reading = read(text)
    assert _is_exact(reading)
    assert reading == read(text)
    assert all(0 <= span.start < span.end <= len(reading.text) or span.start == span.end for span in reading.cut)
    assert reading.status in STATUSES
    assert all(set(segment.chances) == set(KINDS) for segment in reading.segments)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_reading(raw: bytes) -> None:
    assert _is_exact(read(raw))
    assert _is_exact(read(b"MIME-Version: 1.0\nContent-Type: text/html\n\n" + raw))


def test_trimming_a_reply_again_changes_nothing() -> None:
    text = "You were calm.\n\nBest,\nAnn\n\nOn 2 Nov 2026, Jo Hart <jo@home.example> wrote:\n> Hello"
    reply = read(text).reply_text
    assert read(reply).reply_text == reply


def test_unknown_reader_is_refused_in_one_sentence() -> None:
    with pytest.raises(ValueError, match="no reader called 'oracle'"):
        read("Hi", reader="oracle")


def test_a_language_it_does_not_know_is_kept_but_not_read() -> None:
    reading = read("Hai risposto bene alle domande della commissione, ma gli esempi non erano molto chiari per noi.")
    assert reading.lang == "other"
    assert reading.points == ()
    assert reading.segments


def test_json_holds_what_the_command_line_promises() -> None:
    value = read("You asked clear questions. Next time bring numbers. Do apply again.").to_json()
    assert {"status", "future_open", "openings", "reply_text", "points"} <= value.keys()
    for point in value["points"]:
        assert {"kind", "quote", "start", "end", "area", "courtesy", "confidence"} <= point.keys()


def test_reading_needs_no_framework() -> None:
    code = (
        "import sys; from afterview.reader import read; read('Hi');"
        "print([name for name in ('django', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "unit", ["You did well. ", "> a\n", "<", "a", "ab; ", " but", "(a ", "x:\n", "From: a@b.c\n", "On 3 May x@y.z "]
)
def test_work_grows_with_length_only(unit: str) -> None:
    """Eight times the text may cost sixteen times the work, not sixty-four: a ratio of CPU time, not a limit."""

    def cost(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        start = time.process_time()
        read(text)
        return time.process_time() - start

    cost(5_000)
    small, large = cost(5_000), cost(40_000)
    assert large < 32 * max(small, 0.01)
