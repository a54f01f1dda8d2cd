"""Evidence: one mark for one area from one source, and what the words of a finding are worth as a mark."""

import re
from datetime import date
from enum import StrEnum
from itertools import pairwise, product
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

# Two words that, side by side, speak of an instance: "when you", "story about", "second answer", "two of".
_MOMENTS = (
    "example",
    "story",
    "question",
    "answer",
    "case",
    "task",
    "exercise",
    "project",
    "presentation",
    "test",
    "part",
)
_INSTANCES = frozenset(
    [
        *product(("when", "where"), ("you", "we", "asked", "talking", "it")),
        *product(_MOMENTS, ("about", "of", "on", "where", "with", "from", "in")),
        *product(("first", "second", "third", "last", "opening", "closing"), (*_MOMENTS, "half")),
        *product(("one", "two", "three", "four", "five", "half", "most", "several"), ("of",)),
        ("for", "example"),
        ("for", "instance"),
        ("such", "as"),
        ("e", "g"),
    ]
)
_SWEEPING = frozenset(["overall", "generally", "everything"])
_SWEEPING_PAIRS = frozenset([("in", "general"), ("all", "in"), ("the", "whole")])
_WORDS = re.compile(r"[a-z']+")
_NUMBER_OR_QUOTE = re.compile(r"[\d\"“”«»]")


def specificity(finding: Finding) -> float:
    """How much a finding's words carry: 1.0 with an instance, 0.7 specific, 0.4 general, 0 for courtesy (judgement)."""
    if finding.courtesy:
        return BOILERPLATE
    words = _WORDS.findall(finding.quote.lower())
    pairs = list(pairwise(words))
    if _NUMBER_OR_QUOTE.search(finding.quote) or not _INSTANCES.isdisjoint(pairs):
        return WITH_INSTANCE
    sweeping = not _SWEEPING.isdisjoint(words) or not _SWEEPING_PAIRS.isdisjoint(pairs)
    return GENERAL if sweeping or len(words) < GENERAL_WORDS else SPECIFIC


def counts(finding: Finding) -> bool:
    """Whether a finding is evidence: a strength or a pointer about an area, not taken out, not put aside."""
    return bool(finding.kind in MARKS and finding.area and finding.counted and not finding.set_aside)


def is_partners(piece: Evidence) -> bool:
    """Whether a piece is a practice partner's mark, not how the person's own stories came."""
    return piece.source is Source.PRACTICE and bool(piece.rater)
