"""Evidence: one mark for one area from one source, and what the words of a finding are worth as a mark."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from typing import NamedTuple

from afterview.core.words import Finding, FindingKind


class Source(StrEnum):
    """Who or what a mark comes from."""

    INTERVIEWER = "interviewer"
    SELF = "self"
    COUNT = "count"
    PRACTICE = "practice"


class Evidence(NamedTuple):
    """One mark: `rating` 1..5 (halves and means allowed), `raters` ≥ 1 behind it, `quality` 0..1 (interviewers only).

    Marks of one named `rater` about one area of one interview count as that one rater's view. `key` says where the
    mark comes from in the journal.
    """

    area: str
    source: Source
    interview: str
    rating: float
    on: date
    raters: int = 1
    quality: float = 1.0
    rater: str = ""
    key: str = ""

    @property
    def x(self) -> float:
        """The mark on the scale -2..2 with the bar at 0."""
        return self.rating - 3


# What words are worth; judgement. Praise is one step above the bar, a pointer one below.
MARKS = {FindingKind.STRENGTH: 4.0, FindingKind.DEVELOP: 2.0}
WITH_INSTANCE, SPECIFIC, GENERAL, BOILERPLATE = 1.0, 0.7, 0.4, 0.0
GENERAL_WORDS = 7

_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LETTERS_ONLY = bytes(code if chr(code).isalpha() else ord(" ") for code in range(256))
_NUMBER_OR_QUOTE = re.compile(r"[\d\"“”«»„]")


@dataclass(frozen=True, slots=True)
class _Telling:
    """Words that say how much other words carry: pairs that, side by side, speak of an instance; words and pairs that
    sweep over everything; and the words any of these pairs begins with."""

    instances: frozenset[tuple[str, str]]
    first_words: frozenset[str]
    sweeping: frozenset[str]
    sweeping_pairs: frozenset[tuple[str, str]]


@cache
def _telling() -> _Telling:
    """What evidence_words.toml lists, of all languages at once: what tells in one is no word in another."""
    with (Path(__file__).parent / "evidence_words.toml").open("rb") as file:
        languages = tomllib.load(file).values()
    tables = [table for language in languages for table in language["instances"]]
    words = {word for language in languages for word in language["sweeping"]}
    split = [tuple(phrase.split()) for phrase in words]
    two = tuple(one for one in split if len(one) > 1)
    instances = frozenset(pair for first, second in tables for pair in product(first.split(), second.split()))
    return _Telling(
        instances=instances,
        first_words=frozenset(pair[0] for pair in (*instances, *two)),
        sweeping=frozenset(one[0] for one in split if len(one) == 1),
        sweeping_pairs=frozenset((one[0], one[1]) for one in two),
    )


def specificity(finding: Finding) -> float:
    """How much a finding's words carry: 1.0 with an instance, 0.7 specific, 0.4 general, 0 for courtesy (judgement)."""
    if finding.courtesy:
        return BOILERPLATE
    if _NUMBER_OR_QUOTE.search(finding.quote):
        return WITH_INSTANCE
    words, telling = _split(finding.quote.lower()), _telling()
    # Most words begin no pair at all: those of a year's letters need not be made.
    pairs = () if telling.first_words.isdisjoint(words) else tuple(pairwise(words))
    if not telling.instances.isdisjoint(pairs):
        return WITH_INSTANCE
    sweeping = not telling.sweeping.isdisjoint(words) or not telling.sweeping_pairs.isdisjoint(pairs)
    return GENERAL if sweeping or len(words) < GENERAL_WORDS else SPECIFIC


def _split(text: str) -> list[str]:
    """The words of a text."""
    if text.isascii() and "'" not in text:
        return text.encode("ascii").translate(_LETTERS_ONLY).decode("ascii").split()  # the same, in a fifth of the time
    return _WORDS.findall(text)


def counts(finding: Finding) -> bool:
    """Whether a finding is evidence: a strength or a pointer about an area, not taken out, not put aside."""
    return bool(finding.kind in MARKS and finding.area and finding.counted and not finding.set_aside)


def is_partners(piece: Evidence) -> bool:
    """Whether a piece is a practice partner's mark, not how the person's own stories came."""
    return piece.source is Source.PRACTICE and bool(piece.rater)
