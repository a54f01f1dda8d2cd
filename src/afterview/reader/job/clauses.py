"""Cuts an advert into clauses, each with the heading it stands under; every clause is a slice of the text as given."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 600  # a clause is cut here at the latest, so that a page without a full stop stays readable
MOST = 600  # clauses read of one advert
LONGEST_HEADING = 60
_LETTERS = re.compile(r"[^\W\d_]{2}")
_BULLET = re.compile(r"[ \t]*(?:[-–—*•·►▪‣✓✔→+○●◦»>]|\(?(?:\d{1,2}|[a-z]|[A-Z]\d?)[.)]|[A-Z]\d\.)[ \t]+")
_SENTENCE_END = re.compile(r"(?<![\s.][A-Za-z])(?<!\be\.g)(?<!\bi\.e)(?<!\bbzw)(?<!\bca)[.!?…]+[)\"”’»]*(?=\s|$)")
_SEMICOLON = re.compile(r"\s*;\s*|\s+[–—]\s+(?=[a-zà-ü])")
_COMMA = re.compile(r",\s+(?:(?:and|und|et|y|e|ou|oder|or|sowie)\s+)?")
_COLON = re.compile(r":(?=\s)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A slice `[start, end)` of the advert. `heading` the words it stands under (a line above, or words before a
    colon); `bullet` whether its line is a point of a list; `sentence` the slice of its sentence; `place` 0 to 1."""

    start: int
    end: int
    heading: str
    bullet: bool
    sentence: tuple[int, int]
    place: float


def cut_clauses(text: str) -> list[Clause]:
    """An advert -> its clauses in order; headings are not among them. Time grows with the length only."""
    clauses: list[Clause] = []
    heading = ""
    size = max(len(text), 1)
    for start, end in _lines(text):
        bullet = _BULLET.match(text, start, end)
        first = bullet.end() if bullet else start
        if not bullet and _is_heading(text[first:end]):
            heading = text[first:end].strip(" :*#_\t")
            continue
        for sentence, under in _sentences(text, first, end, heading, colons=not bullet):
            for one in _parts(text, *sentence, commas=not bullet):
                clauses.append(Clause(*one, under, bullet is not None, sentence, one[0] / size))
        if len(clauses) >= MOST:
            break
    return clauses[:MOST]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        for at in range(start, start + len(line), LONGEST * 8):
            yield at, min(at + LONGEST * 8, start + len(line))
        start += len(line)


def _is_heading(line: str) -> bool:
    """A short line that ends like none of a text: with a colon, in capitals, or with no stop at all."""
    bare = line.strip()
    if not bare or len(bare) > LONGEST_HEADING:
        return not bare
    if bare.endswith((":", "?", "…")) or bare.isupper() or bare.startswith(("#", "**")):
        return True
    return bare[-1].isalnum() and len(bare.split()) <= 7


def _sentences(text: str, start: int, end: int, heading: str, *, colons: bool) -> Iterator[tuple[tuple[int, int], str]]:
    """Sentences of a line, each with what it stands under; with `colons` words before one count for their line."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text, start, end)]
    for last in [*ends, end]:
        if text[start:last].strip():
            colon = _COLON.search(text, start, min(last, start + LONGEST_HEADING * 2))
            if colons and colon and text[colon.end() : last].strip():
                heading = text[start : colon.start()].strip()
                start = colon.end()
            yield _tight(text, start, last), heading
        start = last


def _parts(text: str, start: int, end: int, *, commas: bool) -> Iterator[tuple[int, int]]:
    """A sentence -> its parts at semicolons and, with `commas`, at commas where both sides can stand alone."""
    for first, last in _split_at(_SEMICOLON, text, start, end, 1):
        for one, two in _split_at(_COMMA, text, first, last, 3) if commas else ((first, last),):
            for at in range(one, two, LONGEST):
                tight = _tight(text, at, min(at + LONGEST, two))
                if _LETTERS.search(text, *tight):
                    yield tight


def _split_at(sign: re.Pattern[str], text: str, start: int, end: int, least: int) -> Iterator[tuple[int, int]]:
    """Slices between the signs, none of fewer words than `least`; a shorter one goes with the one before."""
    cuts = [start]
    for found in sign.finditer(text, start, end):
        if _words(text, cuts[-1], found.start()) >= least and _words(text, found.end(), end) >= least:
            cuts.append(found.end())
    yield from zip(cuts, [*cuts[1:], end], strict=True)


def _words(text: str, start: int, end: int) -> int:
    """How many words a slice holds, counted to five at most."""
    return len(text[start : min(end, start + 80)].split(maxsplit=5))


def _tight(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())
