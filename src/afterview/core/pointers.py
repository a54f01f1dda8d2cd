"""What became of each pointer: asked, advised, chosen, tried, felt, confirmed by them; facts with their days, no score.

A pointer is an area the person chose to work on or to keep. This is the closed loop of evidence.md 7: what one asked
about comes back as advice, is tried in the next interview, and is in the end named by somebody else as a strength.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from afterview.core.insight import Journal
from afterview.core.letters.wordings import load_wordings
from afterview.core.pictures import name_writer
from afterview.core.words import Did, Direction, Finding, FindingKind, Interview, Plan, Reply, Tried

MOST = 12
_LETTERS_IN = ("en", "de", "fr", "es")


class Asked(NamedTuple):
    """A request that was sent: when, and its text."""

    on: date
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing somebody wrote about the area: their words, who, when, and in which interview's reply."""

    on: date
    who: str
    quote: str
    reply_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedOn:
    """Whether the person did as they had planned, in one interview, and how they marked the area there (1..5)."""

    on: date
    interview_id: int
    did: Did
    felt: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """An area and what became of it, each part in the order of time and empty where it has not come yet.

    `felt_before` is the person's own mark at the interview from which the plan was made, None where there is none.
    """

    area: str
    direction: Direction
    chosen_on: date
    stands: bool
    asked: tuple[date, ...] = ()
    advised: tuple[Said, ...] = ()
    tried: tuple[TriedOn, ...] = ()
    felt_before: float | None = None
    confirmed: tuple[Said, ...] = ()


def follow_pointers(journal: Journal, letters: Iterable[Asked]) -> tuple[Pointer, ...]:
    """One pointer per area ever chosen: those that stand first, then the latest chosen; at most twelve."""
    chosen: dict[str, list[Plan]] = {}
    for plan in sorted(journal.plans, key=lambda one: (one.chosen_on, one.id)):
        chosen.setdefault(plan.area, []).append(plan)
    shown = dict(sorted(chosen.items(), key=_place)[:MOST])
    asked, said, tried = _asked_areas(letters), _said_by_area(journal, shown.keys()), _list_tried(journal)
    return tuple(
        _follow(journal, plans, asked.get(area, ()), said.get(area, []), tried) for area, plans in shown.items()
    )


def _place(chosen: tuple[str, list[Plan]]) -> tuple[bool, int, str]:
    """Where an area's pointer comes, by the plans for it."""
    area, plans = chosen
    return plans[-1].retired_on is not None, -plans[0].chosen_on.toordinal(), area


def _follow(
    journal: Journal,
    plans: list[Plan],
    asked: Iterable[date],
    said: list[tuple[Finding, Said, Interview]],
    tried: list[tuple[date, int, Tried]],
) -> Pointer:
    latest, first = plans[-1], plans[0]
    # Praise from the interview the plan came of, or from before it, is no answer to it.
    later = [one for found, one, interview in said if _is_praise(found) and _is_after(interview, first)]
    return Pointer(
        area=latest.area,
        direction=latest.direction,
        chosen_on=first.chosen_on,
        stands=latest.retired_on is None,
        asked=tuple(sorted(asked)),
        advised=tuple(one for found, one, _ in said if found.kind in (FindingKind.ADVICE, FindingKind.DEVELOP)),
        tried=tuple(_tried(journal, {plan.id for plan in plans}, latest.area, tried)),
        felt_before=_felt(journal, first.interview_id or 0, latest.area),
        confirmed=tuple(later),
    )


def _is_praise(finding: Finding) -> bool:
    return finding.kind is FindingKind.STRENGTH and not finding.courtesy


def _is_after(interview: Interview, plan: Plan) -> bool:
    held = interview.starts_at.date() if interview.starts_at else None
    return interview.id != plan.interview_id and held is not None and held >= plan.chosen_on


def _list_tried(journal: Journal) -> list[tuple[date, int, Tried]]:
    """What was noted of any plan: the day, the interview and whether it was done; in the order of the days."""
    noted = [
        (_day_of(journal, reflection.interview_id), reflection.interview_id, tried)
        for reflection in journal.reflections.values()
        for tried in reflection.tried
    ]
    return sorted(noted, key=lambda one: one[0])


def _tried(journal: Journal, plans: set[int], area: str, noted: list[tuple[date, int, Tried]]) -> Iterator[TriedOn]:
    for on, interview_id, tried in noted:
        if tried.plan_id in plans:
            yield TriedOn(on=on, interview_id=interview_id, did=tried.did, felt=_felt(journal, interview_id, area))


def _day_of(journal: Journal, interview_id: int) -> date:
    interview = journal.interviews.get(interview_id)
    return interview.starts_at.date() if interview and interview.starts_at else date.min


def _felt(journal: Journal, interview_id: int, area: str) -> float | None:
    reflection = journal.reflections.get(interview_id)
    rating = reflection.rating(area) if reflection else None
    return rating.value if rating else None


def _said_by_area(journal: Journal, areas: Container[str]) -> dict[str, list[tuple[Finding, Said, Interview]]]:
    found: dict[str, list[tuple[Finding, Said, Interview]]] = {}
    for reply in journal.replies:
        interview = journal.interviews.get(reply.interview_id)
        for finding in reply.findings if reply.confirmed_at and interview else ():
            if finding.area not in areas or finding.kind is FindingKind.NOTHING:
                continue
            if interview and finding.counted and not finding.set_aside:
                found.setdefault(finding.area, []).append((finding, _to_said(finding, reply, interview), interview))
    return found


def _to_said(finding: Finding, reply: Reply, interview: Interview) -> Said:
    return Said(on=reply.received_on, who=name_writer(interview, reply), quote=finding.quote, reply_id=reply.id)


def _asked_areas(letters: Iterable[Asked]) -> Mapping[str, list[date]]:
    """For each area, when a letter that was sent asked about it: by the words it names the area with."""
    phrases = [(area, words) for base in _LETTERS_IN for area, words in load_wordings(base)["areas"].items()]
    found: dict[str, list[date]] = {}
    for letter in letters:
        for area in {area for area, words in phrases if words in letter.body}:
            found.setdefault(area, []).append(letter.on)
    return found
