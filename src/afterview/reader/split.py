"""Splits what a mail says into sentences and clauses with exact offsets, each with the heading that speaks for it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from afterview.reader.split_words import (
    ABBREVIATION,
    CONCESSION,
    CONTRAST,
    LIST_MARK,
    SPEAKER,
)
from afterview.reader.trim_words import CLOSING

MIN_CLAUSE = 8  # letters; shorter ends are no clause of their own
MAX_HEADING_WORDS = 9
LOOK_AHEAD = 80

_SENTENCE_END = re.compile(r"[.!?…。！？]+[)\]\"'”’»*_]*(?=\s|$)|[。！？]")
_WORD = re.compile(r"\w+")
_DASH = re.compile(r"\s[-–—]{1,2}\s|(?<=\w)—(?=\w)|;\s|\s\((?=\w)|\)\s(?=\w)")
_HEADING_END = re.compile(r"[:：]\**_*\s*$")
_DECORATED = re.compile(r"\s*(?:#{1,6}\s|\*\*|__|==+|--+|\[)")
_INLINE_HEADING = re.compile(r"\**[^\W\d][^.:!?;,\n]{2,38}:\**\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause `[start, end)` of a text: which sentence it is part of, its place in it, and what stands around it.

    `heading` is the line above that speaks for it, `listed` says that it stands in a list, `line` numbers its line."""

    start: int
    end: int
    sentence: int
    clause: int
    heading: str
    listed: bool
    paragraph: int


@dataclass(slots=True)
class _Unit:
    """A logical line: hard-wrapped lines joined, its list mark left out."""

    start: int
    end: int
    listed: bool
    after_blank: bool
    words: str = ""
    heading: bool = False


def split(text: str, kept: tuple[tuple[int, int], ...]) -> list[Piece]:
    """The kept stretches of a text -> its clauses in order; headings are not among them."""
    pieces: list[Piece] = []
    sentence = 0
    for start, end in kept:
        units = _units(text, start, end)
        _find_headings(units)
        for number, (unit, heading) in enumerate(_under_headings(units)):
            for first, last in _sentences(text, unit.start, unit.end):
                own, first = _inline_heading(text, first, last, heading)
                for clause, (left, right) in enumerate(_clauses(text, first, last)):
                    pieces.append(Piece(left, right, sentence, clause, own, unit.listed, number))
                sentence += 1
    return pieces


def _units(text: str, start: int, end: int) -> list[_Unit]:
    """Logical lines of a stretch: a line break inside a wrapped sentence joins, any other one divides."""
    units: list[_Unit] = []
    lines = list(_lines(text, start, end))
    width = max((last - first for first, last in lines), default=0)
    wrapped = 40 <= width <= 130
    blank = True
    for number, (first, last) in enumerate(lines):
        bare = text[first:last].strip("> \t\r\xa0")
        if not bare:
            blank = True
            continue
        mark = LIST_MARK.match(text, first, last)
        speaker = SPEAKER.match(text, mark.end() if mark else first, last)
        opens = blank or mark or speaker or not units or not wrapped
        if not opens and not _is_soft_break(text, lines[number - 1], (first, last), width):
            opens = True
        if opens:
            begin = speaker.end() if speaker else mark.end() if mark else first
            begin += len(text[begin:last]) - len(text[begin:last].lstrip("> \t\r\xa0"))
            units.append(_Unit(begin, last, bool(mark or speaker), blank))
        else:
            units[-1].end = last
        blank = False
    for unit in units:
        unit.end = unit.start + len(text[unit.start : unit.end].rstrip())
        unit.words = text[unit.start : unit.end]
    return [unit for unit in units if unit.end > unit.start]


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start <= end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _is_soft_break(text: str, before: tuple[int, int], line: tuple[int, int], width: int) -> bool:
    """Whether a line only goes on because the one before it was full: its first word would not have fitted."""
    words = text[line[0] : line[1]].strip("> \t\r")
    first = words.split(maxsplit=1)[0] if words else ""
    previous = text[before[0] : before[1]].rstrip()
    room = width - len(previous) - 1 - len(first)
    if room < 0:
        return True
    goes_on = not previous.endswith((".", "!", "?", ":", "…")) and words[:1].islower()
    return goes_on and (room < 25 or previous.endswith(",")) and len(previous) > 35


def _find_headings(units: list[_Unit]) -> None:
    for number, unit in enumerate(units):
        following = units[number + 1] if number + 1 < len(units) else None
        unit.heading = _is_heading(unit, following)


def _is_heading(unit: _Unit, following: _Unit | None) -> bool:
    """A short line that names what follows: it ends with a colon, is decorated, or stands right above a list."""
    bare = unit.words.strip("*_#=-[] \t")
    count = len(_WORD.findall(bare))
    if following is None or not 1 <= count <= MAX_HEADING_WORDS or CLOSING.match(unit.words):
        return False
    if _HEADING_END.search(unit.words):
        return not unit.listed or not following.listed
    if bare.endswith((".", "!", "?", ",", ";")) or unit.listed:
        return False
    if _DECORATED.match(unit.words):
        return True
    return (count <= 6 and following.listed) or (count <= 5 and bare.isupper() and count > 0 and len(bare) > 3)


def _under_headings(units: list[_Unit]) -> Iterator[tuple[_Unit, str]]:
    """Each unit that is no heading, with the heading that speaks for it."""
    heading, in_list, taken = "", False, 0
    for unit in units:
        if unit.heading:
            heading, in_list, taken = unit.words.strip("*_#=-[]: \t"), False, 0
            continue
        if heading and taken and not unit.listed and (in_list or unit.after_blank):
            heading = ""
        in_list = in_list or unit.listed
        taken += 1
        yield unit, heading


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a unit, without outer white space."""
    first = start
    for found in _SENTENCE_END.finditer(text, start, end):
        if found.end() < end and not _ends_sentence(text, found, first):
            continue
        if span := _stripped(text, first, found.end()):
            yield span
        first = found.end()
    if span := _stripped(text, first, end):
        yield span


def _ends_sentence(text: str, found: re.Match[str], first: int) -> bool:
    """A full stop after an abbreviation, an initial or a list number ends nothing, nor do dots before a small one."""
    if found.group()[0] not in ".…":
        return True
    before = text[max(first, found.start() - 12) : found.start()].rsplit(maxsplit=1)
    word = before[-1] if before else ""
    if ABBREVIATION.fullmatch(word) or (len(word) == 1 and word.isalpha() and word not in "Iiaàéyeo"):
        return False
    if word.isdigit() and len(word) < 3 and found.start() - first < 4:
        return False
    after = text[found.end() : found.end() + 12].lstrip()
    return not (found.group().startswith(("..", "…")) and after[:1].islower())


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    words = text[start:end]
    left, right = start + len(words) - len(words.lstrip("> \t\r\n\xa0*_•")), start + len(words.rstrip())
    return (left, right) if right > left and _WORD.search(text, left, right) else None


def _inline_heading(text: str, start: int, end: int, heading: str) -> tuple[str, int]:
    """`Strengths: you …` gives its own heading to the words behind it, which keep the line's whole slice."""
    found = _INLINE_HEADING.match(text, start, end)
    if not found or len(_WORD.findall(found.group())) > 5:
        return heading, start
    return f"{heading} {found.group().strip(' :*')}".strip(), start


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The clauses of a sentence: divided at contrast words, semicolons, dashes, brackets and after a concession."""
    cuts = sorted(set(_cuts(text, start, end)))
    spans: list[tuple[int, int]] = []
    first = start
    for cut in [*cuts, end]:
        if cut < end and (_letters(text, first, cut) < MIN_CLAUSE or _letters(text, cut, end) < MIN_CLAUSE):
            continue
        if span := _stripped(text, first, cut):
            spans.append(span)
        first = cut
    return spans


def _letters(text: str, start: int, end: int) -> int:
    """How many letters and digits a slice has, counted only as far as the question needs it."""
    return sum(map(len, _WORD.findall(text, start, min(end, start + LOOK_AHEAD))))


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    for found in _DASH.finditer(text, start, end):
        yield found.end() if "(" not in found.group() else found.start()
    for found in CONTRAST.finditer(text, start, end):
        yield found.start() + len(found.group()) - len(found.group().lstrip(" ,\n\t>"))
    if opening := CONCESSION.match(text, start, end):
        comma = text.find(",", opening.end() + 4, end)
        if comma > 0:
            yield comma + 1
