"""Evidence: one mark for one area from one source, and what the words of a finding are worth as a mark."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from afterview.core.words import Finding, FindingKind


class Source(StrEnum):
    """Who or what a mark comes from."""

    INTERVIEWER = "interviewer"
    SELF = "self"
    COUNT = "count"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
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

_INSTANCE = re.compile(
    r"""\d | ["“”«»]
    | \b(when|where)\ (you|we|asked|talking|it\ came) | \bfor\ (example|instance)\b | \bsuch\ as\b | \be\.g\.
    | \b(story|example|question|answer|case|task|exercise|project|presentation|test|part)\ (about|of|on|where|with|from|in)\b
    | \b(first|second|third|last|opening|closing)\ (question|answer|example|story|part|half|task)\b
    | \b(one|two|three|four|five|half|most|several)\ of\ (your|the)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SWEEPING = re.compile(r"\b(overall|in general|generally|all in all|on the whole|everything)\b", re.IGNORECASE)


def specificity(finding: Finding) -> float:
    """How much a finding's words carry: 1.0 with an instance, 0.7 specific, 0.4 general, 0 for courtesy (judgement)."""
    if finding.courtesy:
        return BOILERPLATE
    if _INSTANCE.search(finding.quote):
        return WITH_INSTANCE
    general = len(finding.quote.split()) < GENERAL_WORDS or _SWEEPING.search(finding.quote)
    return GENERAL if general else SPECIFIC


def counts(finding: Finding) -> bool:
    """Whether a finding is evidence: a strength or a pointer about an area, not taken out, not put aside."""
    return bool(finding.kind in MARKS and finding.area and finding.counted and not finding.set_aside)
