"""The evaluation: own view and theirs in every area, how sure one may be, and what follows from it.

Formula and sources: docs/decisions/evaluation.md. What is not mentioned is missing, never neutral.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import erf, fsum, sqrt

from afterview.core.areas import Area, load_areas, scored_areas
from afterview.core.constants import USUAL, Constants
from afterview.core.evidence import Evidence, Source
from afterview.core.labels import Grounds, Label, decide_label, direction_of
from afterview.core.weighing import Heard, Weighed, hear, own_gap, weigh_own
from afterview.core.words import Direction

__all__ = ["AreaView", "Evaluation", "Evidence", "Label", "Source", "Unknown", "evaluate", "evaluate_over_time"]


class Unknown(StrEnum):
    """What is not known of an area: the reason to ask about it."""

    NOTHING_YET = "nothing_yet"
    OWN_VIEW_SWINGS = "own_view_swings"
    OWN_VIEW_ONLY = "own_view_only"
    THEY_DISAGREE = "they_disagree"
    LONG_AGO = "long_ago"
    ONE_VOICE = "one_voice"
    HOW_SURE = "how_sure"


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaView:
    """What can be said of one area. `mean` -2..2 with a 90 % interval `low`..`high`; `p` the chance that the area is
    above the bar; `you` and `them` the plain means of both sides (None where silent); `pieces` every piece that
    counts, with its weight."""

    area: str
    mean: float
    low: float
    high: float
    sd: float
    p: float
    label: Label
    direction: Direction | None
    interviews: int
    weight: float
    you: float | None
    them: float | None
    unknown: Unknown
    pieces: tuple[Weighed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Every scored area in its order; what to work on (at most two), what to keep (best first), what to ask (two)."""

    areas: Mapping[str, AreaView]
    gap: float
    focus: tuple[str, ...]
    keep: tuple[str, ...]
    ask: tuple[str, ...]


def evaluate(
    evidence: Iterable[Evidence],
    now: datetime,
    previous: Evaluation | None = None,
    constants: Constants = USUAL,
) -> Evaluation:
    """The evaluation of all evidence, in any order. With `previous`, labels given then are dropped only with slack.

    Circumstances ("not about you") and unknown areas are never counted.
    """
    by_area: dict[str, list[Evidence]] = defaultdict(list)
    for piece in evidence:
        by_area[piece.area].append(piece)
    scored = scored_areas()
    gap = own_gap((piece for area in scored for piece in by_area.get(area.id, ())), constants)
    views = {area.id: _view_area(area.id, by_area.get(area.id, ()), gap, now, previous, constants) for area in scored}
    return Evaluation(
        areas=views,
        gap=gap,
        focus=_choose_focus(views, constants),
        keep=_choose_keep(views, constants),
        ask=_choose_asked(views, constants),
    )


def evaluate_over_time(
    evidence: Sequence[Evidence], now: datetime, constants: Constants = USUAL, steps: int = 3
) -> Evaluation:
    """The evaluation as it stands after the last `steps` days on which evidence came: labels do not flicker."""
    days = sorted({piece.on for piece in evidence if piece.on < now.date()})[-steps:]
    held: Evaluation | None = None
    for day in days:
        then = datetime(day.year, day.month, day.day, tzinfo=now.tzinfo)
        held = evaluate([piece for piece in evidence if piece.on <= day], then, held, constants)
    return evaluate(evidence, now, held, constants)


def _view_area(
    area: str,
    pieces: Sequence[Evidence],
    gap: float,
    now: datetime,
    previous: Evaluation | None,
    constants: Constants,
) -> AreaView:
    heard = hear(_from(pieces, Source.INTERVIEWER), now.date(), constants)
    opinions, facts = _weigh_self(pieces, gap, now, constants)
    own = opinions + facts
    weight = fsum([said.weight for said in heard] + [piece.weight for piece in own])
    moved = fsum([said.weight * said.x for said in heard] + [piece.weight * piece.x for piece in own])
    mean = (moved + constants.prior_weight * constants.prior_mean) / (constants.prior_weight + weight)
    sd = constants.spread * sqrt((constants.occasion + constants.rater) / (constants.prior_weight + weight))
    p = 0.5 * (1 + erf(mean / sd / sqrt(2)))
    before = previous.areas.get(area) if previous else None
    held = (before.label, before.direction) if before else (Label.NOT_ENOUGH, None)
    label, direction = decide_label(_grounds(p, weight, heard, own), constants, held)
    return AreaView(
        area=area,
        mean=mean,
        low=mean - constants.interval * sd,
        high=mean + constants.interval * sd,
        sd=sd,
        p=p,
        label=label,
        direction=direction,
        interviews=len(heard),
        weight=weight,
        you=_mean([(piece.evidence.x, piece.weight) for piece in opinions]),
        them=_mean([(said.x, said.weight) for said in heard]),
        unknown=_find_unknown(heard, opinions, now, constants),
        pieces=tuple(piece for said in heard for piece in said.pieces) + own,
    )


def _weigh_self(
    pieces: Sequence[Evidence], gap: float, now: datetime, constants: Constants
) -> tuple[tuple[Weighed, ...], tuple[Weighed, ...]]:
    """Own opinions, less the own gap; and counts with practice marks."""
    today, c = now.date(), constants
    opinions = _from(pieces, Source.SELF)
    counted, practised = _from(pieces, Source.COUNT), _from(pieces, Source.PRACTICE)
    return (
        weigh_own(opinions, today, c, weight=c.self_weight, cap=c.self_cap, gap=gap),
        weigh_own(counted, today, c, weight=c.count_weight, cap=c.count_cap)
        + weigh_own(practised, today, c, weight=c.practice_weight, cap=c.practice_cap),
    )


def _from(pieces: Iterable[Evidence], source: Source) -> list[Evidence]:
    return [piece for piece in pieces if piece.source is source]


def _grounds(p: float, weight: float, heard: Sequence[Heard], own: Sequence[Weighed]) -> Grounds:
    strength = direction_of(p) is Direction.STRENGTH
    marks = [piece.x for piece in own] + [said.x for said in heard]
    above = any(x > 0 for x in marks) or any(said.above for said in heard)
    below = any(x < 0 for x in marks) or any(said.below for said in heard)
    return Grounds(
        p=p,
        weight=weight,
        interviews=len(heard),
        agreeing=max((said.above if strength else said.below for said in heard), default=0),
        both_signs=above and below,
        any=bool(marks),
    )


def _mean(marks: Sequence[tuple[float, float]]) -> float | None:
    total = fsum(weight for _, weight in marks)
    if total == 0:
        return None
    return fsum(x * weight for x, weight in marks) / total


def _find_unknown(heard: Sequence[Heard], opinions: Sequence[Weighed], now: datetime, constants: Constants) -> Unknown:
    own = [piece.evidence.rating for piece in opinions]
    if not heard:
        if not own:
            return Unknown.NOTHING_YET
        return Unknown.OWN_VIEW_SWINGS if max(own) - min(own) >= constants.change_single else Unknown.OWN_VIEW_ONLY
    if any(said.above for said in heard) and any(said.below for said in heard):
        return Unknown.THEY_DISAGREE
    newest = max(piece.evidence.on for said in heard for piece in said.pieces)
    if (now.date() - newest).days > constants.half_life_days:
        return Unknown.LONG_AGO
    return Unknown.ONE_VOICE if len(heard) == 1 else Unknown.HOW_SURE


def _choose_focus(views: Mapping[str, AreaView], constants: Constants) -> tuple[str, ...]:
    """Below the bar, by importance x changeability x how sure x how far; at most two."""
    areas = load_areas()

    def priority(view: AreaView) -> float:
        area: Area = areas[view.area]
        distance = max(constants.least_distance, -view.mean)
        return area.importance * area.changeability * (1 - view.p) * distance

    below = sorted((view for view in views.values() if view.p < 0.5), key=priority, reverse=True)
    return tuple(view.area for view in below[: constants.most_focus])


def _choose_keep(views: Mapping[str, AreaView], constants: Constants) -> tuple[str, ...]:
    """Every labelled strength, the surest first; filled up to two with what else is above the bar."""
    above = sorted((view for view in views.values() if view.p > 0.5), key=lambda view: -view.p)
    strengths = [view.area for view in above if view.direction is Direction.STRENGTH]
    others = [view.area for view in above if view.direction is None]
    return tuple(strengths + others[: max(0, constants.least_keep - len(strengths))])


def _choose_asked(views: Mapping[str, AreaView], constants: Constants) -> tuple[str, ...]:
    """Where an answer would change most: importance x uncertainty."""
    areas = load_areas()
    ordered = sorted(views.values(), key=lambda view: -areas[view.area].importance * view.sd)
    return tuple(view.area for view in ordered[: constants.most_asked])
