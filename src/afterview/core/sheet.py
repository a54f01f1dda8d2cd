"""A practice partner's sheet: the few lines of text it comes back as, written and read.

    Afterview sheet 1
    From: Sam
    Day: 2026-11-23
    examples 4
    structure 3.5
    Good: You named the number.
    Try: Begin with the result.
    End: 2 marks

Plain lines survive a chat, a mail's quote marks and a text file; the last line says how many marks there should be.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from afterview.core.areas import scored_areas

HEAD = "Afterview sheet"
VERSION = 1
LONGEST = 20_000
LONGEST_WORDS = 1_000
LONGEST_NAME = 80
# Shown ticked when a sheet is made: what anyone who listens can judge.
USUAL_AREAS = ("examples", "relevance", "structure", "results", "convincing", "clarity", "listening")
GROUPS = ("answers", "delivery", "arriving")
_HEAD = re.compile(r"Afterview sheet (\d{1,4})$")
_MARK = re.compile(r"([a-z_]{2,40}) ([1-5](?:\.[05])?)$")
_END = re.compile(r"End: (\d{1,3}) marks?$")
_QUOTED = re.compile(r"^[>|\s*]+")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


class Fault(StrEnum):
    """Why a sheet could not be read."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    EMPTY_FORM = "empty_form"
    NOT_A_SHEET = "not_a_sheet"
    TOO_NEW = "too_new"
    CUT_SHORT = "cut_short"
    NO_MARKS = "no_marks"


class SheetUnread(Exception):
    """This is no sheet that could be read. Ask for the whole text, from "Afterview sheet" to "End"."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault

    def __reduce__(self) -> tuple[type["SheetUnread"], tuple[Fault]]:
        return SheetUnread, (self.fault,)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledSheet:
    """What a sheet says: who filled it in, when (None where it does not say), marks 1..5 in halves by area, words."""

    partner: str = ""
    held_on: date | None = None
    marks: tuple[tuple[str, float], ...]
    good: str = ""
    advice: str = ""


def sheet_areas() -> tuple[str, ...]:
    """The areas a partner can mark, in the order of areas.toml: what is heard and seen in one talk."""
    return tuple(area.id for area in scored_areas() if area.group in GROUPS and area.id != "punctuality")


def write_sheet(sheet: FilledSheet) -> str:
    """A filled sheet as its lines of text."""
    lines = [f"{HEAD} {VERSION}"]
    lines += [f"From: {sheet.partner}"] if sheet.partner else []
    lines += [f"Day: {sheet.held_on.isoformat()}"] if sheet.held_on else []
    lines += [f"{area} {mark:g}" for area, mark in sheet.marks]
    lines += [f"Good: {sheet.good}"] if sheet.good else []
    lines += [f"Try: {sheet.advice}"] if sheet.advice else []
    return "\n".join([*lines, f"End: {len(sheet.marks)} marks"]) + "\n"


def digest_of(sheet: FilledSheet) -> str:
    """What tells two sheets apart: the SHA-256 of their lines, in hexadecimal."""
    return hashlib.sha256(write_sheet(sheet).encode()).hexdigest()


def read_sheet_file(raw: bytes) -> FilledSheet:
    """A returned file. Raises SheetUnread."""
    if len(raw) > 4 * LONGEST:
        raise SheetUnread(Fault.TOO_LONG)
    coding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return read_sheet(raw.decode(coding, "replace"))


def read_sheet(text: str) -> FilledSheet:
    """A returned text, with whatever stands before and after it. Raises SheetUnread. Linear in the text."""
    if not text.strip():
        raise SheetUnread(Fault.EMPTY)
    if len(text) > LONGEST:
        raise SheetUnread(Fault.EMPTY_FORM if "<form" in text else Fault.TOO_LONG)
    lines = [_QUOTED.sub("", _UNSEEN.sub("", line)).rstrip() for line in text.splitlines()]
    start = next((at for at, line in enumerate(lines) if _HEAD.match(line)), None)
    if start is None:
        raise SheetUnread(Fault.EMPTY_FORM if "<form" in text else Fault.NOT_A_SHEET)
    version = _HEAD.match(lines[start])
    if version and int(version[1]) > VERSION:
        raise SheetUnread(Fault.TOO_NEW)
    return _read_lines(lines[start + 1 :])


def _read_lines(lines: list[str]) -> FilledSheet:
    marks: dict[str, float] = {}
    said = {"From": "", "Day": "", "Good": "", "Try": ""}
    for line in lines:
        if end := _END.match(line):
            return _settle(marks, said, int(end[1]))
        name, colon, words = line.partition(": ")
        if mark := _MARK.match(line):
            if mark[1] in sheet_areas():
                marks[mark[1]] = float(mark[2])
        elif colon and name in said:
            said[name] = words.strip()
    raise SheetUnread(Fault.CUT_SHORT)


def _settle(marks: dict[str, float], said: dict[str, str], expected: int) -> FilledSheet:
    if len(marks) != expected:
        raise SheetUnread(Fault.CUT_SHORT)
    if not marks:
        raise SheetUnread(Fault.NO_MARKS)
    return FilledSheet(
        partner=said["From"][:LONGEST_NAME],
        held_on=_read_day(said["Day"]),
        marks=tuple((area, marks[area]) for area in sheet_areas() if area in marks),
        good=said["Good"][:LONGEST_WORDS],
        advice=said["Try"][:LONGEST_WORDS],
    )


def _read_day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
