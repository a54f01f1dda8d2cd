"""A partner's sheet: what comes back is read, whatever stands around it, or one fault is named."""

import contextlib
import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview.core.sheet import (
    LONGEST,
    USUAL_AREAS,
    Fault,
    FilledSheet,
    SheetUnread,
    digest_of,
    read_sheet,
    read_sheet_file,
    sheet_areas,
    write_sheet,
)

FILLED = FilledSheet(
    partner="Sam",
    held_on=date(2026, 11, 20),
    marks=(("examples", 4.0), ("structure", 3.5)),
    good="You named the number.",
    advice="Begin with the result.",
)
TEXT = write_sheet(FILLED)


def fault_of(given_text: str | bytes) -> Fault:
    with pytest.raises(SheetUnread) as caught:
        read_sheet(given_text) if isinstance(given_text, str) else read_sheet_file(given_text)
    return caught.value.fault


def test_a_sheet_comes_back_as_it_went() -> None:
    assert read_sheet(TEXT) == FILLED
    assert TEXT.splitlines()[-1] == "End: 2 marks"


def test_mails_and_chats_may_quote_it() -> None:
    quoted = "Hi, here it is\r\n> " + TEXT.replace("\n", "\r\n> ") + "Cheers\r\n"
    assert read_sheet(quoted) == FILLED
    assert read_sheet_file(TEXT.encode("utf-16")) == FILLED
    assert read_sheet_file(b"\xef\xbb\xbf" + TEXT.encode()) == FILLED


def test_little_is_enough() -> None:
    sheet = FilledSheet(marks=(("clarity", 5.0),))
    assert read_sheet(write_sheet(sheet)) == sheet
    assert read_sheet(TEXT.replace("2026-11-20", "yesterday")).held_on is None


@pytest.mark.parametrize(
    ("given_text", "fault"),
    [
        ("", Fault.EMPTY),
        (" \n", Fault.EMPTY),
        (b"", Fault.EMPTY),
        ("Dear Jo,\nno sheet here", Fault.NOT_A_SHEET),
        (b"\x00\xff\xfe\x80" * 90, Fault.NOT_A_SHEET),
        (TEXT[: len(TEXT) // 2], Fault.CUT_SHORT),
        (TEXT.replace("examples 4\n", ""), Fault.CUT_SHORT),
        (TEXT.replace("examples 4", "examples 9"), Fault.CUT_SHORT),
        (TEXT.replace("examples", "not_about_you"), Fault.CUT_SHORT),
        (TEXT.replace("examples", "punctuality"), Fault.CUT_SHORT),
        (TEXT.replace("sheet 1", "sheet 2"), Fault.TOO_NEW),
        ("Afterview sheet 1\nEnd: 0 marks", Fault.NO_MARKS),
        ("x" * (LONGEST + 1), Fault.TOO_LONG),
        (b"x" * (4 * LONGEST + 1), Fault.TOO_LONG),
        ("<html><form id=sheet></form></html>", Fault.EMPTY_FORM),
        ("<form>" + "x" * LONGEST, Fault.EMPTY_FORM),
    ],
)
def test_each_fault_is_named(given_text: str | bytes, fault: Fault) -> None:
    assert fault_of(given_text) is fault


def test_a_fault_survives_the_way_from_a_child() -> None:
    assert pickle.loads(pickle.dumps(SheetUnread(Fault.CUT_SHORT))).fault is Fault.CUT_SHORT


def test_words_are_cut_and_cleaned() -> None:
    hostile = TEXT.replace("Sam", "S\u202eam" * 60).replace("You named", "\x00\u2066<script>" + "a" * 3000)
    read = read_sheet(hostile)
    assert len(read.partner) == 80
    assert "\u202e" not in read.partner
    assert len(read.good) == 1000
    assert read.good.startswith("<script>")


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_comes_is_a_sheet_or_a_fault(before: str, after: str) -> None:
    for text in (before, f"Afterview sheet 1\n{before}\nEnd: 1 marks", f"{before}\n{TEXT}{after}"):
        with contextlib.suppress(SheetUnread):
            assert read_sheet(text).marks


def test_two_sheets_differ_by_any_word() -> None:
    assert digest_of(FILLED) == digest_of(read_sheet(TEXT))
    assert digest_of(FILLED) != digest_of(FilledSheet(marks=FILLED.marks))


def test_areas_are_those_one_can_hear() -> None:
    assert set(USUAL_AREAS) <= set(sheet_areas())
    assert "not_about_you" not in sheet_areas()
