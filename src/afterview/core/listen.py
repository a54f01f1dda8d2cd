"""Listen: a reply as the person confirms it: what comes first, what is put aside, what it says in sum."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from afterview.core.say import gettext_noop as _
from afterview.core.words import Finding, FindingKind

# Below this share of words a reply about the candidate is "they did not say much".
VAGUE_POINTS = 1

# Words about what somebody is, not about what they did; deliberately few (false alarms put kind words aside).
_PERSON = re.compile(
    r"\byou(?:'re| are| seem(?:ed)?| come? across as| came across as| were)\s+(?:\w+\s+){0,3}?"
    r"(?:arrogant|lazy|stupid|dull|boring|unlikeable|immature|rude|cold|weird|odd|slow|naive|too old|too young|"
    r"not very bright|a know-it-all|full of yourself)\b"
    r"|\byour (?:personality|character|looks|appearance|accent|age|weight)\b",
    re.IGNORECASE,
)

ORDER = (
    FindingKind.STRENGTH,
    FindingKind.DEVELOP,
    FindingKind.ADVICE,
    FindingKind.NOT_ABOUT_YOU,
    FindingKind.NOTHING,
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What the person says a finding is."""

    kind: FindingKind
    area: str = ""
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Sorted:
    """A reply's findings in the order they are shown: the good first, what is about the person put aside."""

    strengths: tuple[Finding, ...] = ()
    develop: tuple[Finding, ...] = ()
    advice: tuple[Finding, ...] = ()
    not_about_you: tuple[Finding, ...] = ()
    courtesy: tuple[Finding, ...] = ()
    aside: tuple[Finding, ...] = ()
    nothing: tuple[Finding, ...] = ()


def is_about_the_person(words: str) -> bool:
    """Whether a sentence judges what somebody is rather than what they did (evidence: feedback harms near the self)."""
    return bool(_PERSON.search(words))


def sort_findings(findings: Iterable[Finding]) -> Sorted:
    """Findings into the groups of the page; within a group as they stand in the reply."""
    groups: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda one: one.start):
        groups.setdefault(_group(finding), []).append(finding)
    return Sorted(**{name: tuple(ones) for name, ones in groups.items()})


def _group(finding: Finding) -> str:
    if finding.set_aside:
        return "aside"
    if finding.courtesy and finding.kind is FindingKind.STRENGTH:
        return "courtesy"
    if finding.kind is FindingKind.STRENGTH:
        return "strengths"
    return str(finding.kind)


def decide(findings: Iterable[Finding], decisions: Mapping[int, Decision]) -> tuple[Finding, ...]:
    """Findings with the person's decisions; what was not decided stays as read. Words and our guess never change."""
    return tuple(_decided(finding, decisions.get(finding.id)) for finding in findings)


def _decided(finding: Finding, decision: Decision | None) -> Finding:
    if decision is None:
        return finding
    is_praise = decision.kind is FindingKind.STRENGTH
    return finding._replace(
        kind=decision.kind,
        area="" if decision.kind in (FindingKind.NOTHING, FindingKind.NOT_ABOUT_YOU) else decision.area,
        counted=decision.counted,
        courtesy=finding.courtesy and is_praise and finding.kind is decision.kind,
    )


def heading_of(findings: Iterable[Finding]) -> str:
    """One plain sentence on what a reply holds, never a count of faults alone."""
    sorted_ = sort_findings(findings)
    good, work = len(sorted_.strengths), len(sorted_.develop) + len(sorted_.advice)
    if good + work < VAGUE_POINTS:
        return _("They did not say much. That is common, often for legal reasons. Nothing to read into.")
    if not work:
        return _("They name what they liked.")
    if not good:
        return _("They took the trouble to say what would help.")
    return _("They name what they liked, and what would help next time.")
