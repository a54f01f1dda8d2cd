"""The evaluation: own view and theirs in every area, how sure one may be, and what follows from it.

Formula and sources: docs/decisions/evaluation.md. What is not mentioned is missing, never neutral.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from math import erf, fsum, sqrt

from afterview.core.areas import scored_areas
from afterview.core.constants import USUAL, Constants
from afterview.core.evaluation import AreaView, Evaluation, Unknown
from afterview.core.evidence import Evidence, Source, is_partners
from afterview.core.labels import Grounds, Label, could_hold, decide_label, direction_of
from afterview.core.priorities import choose_asked, choose_focus, choose_keep
from afterview.core.weighing import Clock, Heard, OwnGap, Weighed, hear, weigh_heard, weigh_own, weigh_together
from afterview.core.words import Direction

__all__ = [
    "AreaView",
    "Evaluation",
    "Evidence",
    "Label",
    "Source",
    "Unknown",
    "evaluate",
    "evaluate_over_time",
    "view_area",
    "weigh_pieces",
]


type Held = tuple[Label, Direction | None]
NOTHING_HELD: Held = (Label.NOT_ENOUGH, None)


def evaluate(
    evidence: Iterable[Evidence],
    now: datetime,
    previous: Evaluation | None = None,
    constants: Constants = USUAL,
) -> Evaluation:
    """The evaluation of all evidence, in any order. With `previous`, labels given then are dropped only with slack.

    Circumstances ("not about you") and unknown areas are never counted.
    """

    def held(area: str, _pieces: Sequence[Evidence], _weigher: Weigher) -> Held:
        before = previous.areas.get(area) if previous else None
        return (before.label, before.direction) if before else NOTHING_HELD

    return _evaluate(evidence, now, constants, held)


def evaluate_over_time(
    evidence: Iterable[Evidence], now: datetime, constants: Constants = USUAL, steps: int = 3
) -> Evaluation:
    """The evaluation where each label is held as it stood after the last `steps` days on which evidence of its area
    came: so labels do not flicker while evidence fades."""

    # Areas are told of on the same days: what has faded by one of them is worked out once.
    clock_of = cache(lambda day: Clock(day, constants))

    def held(_area: str, pieces: Sequence[Evidence], weigher: Weigher) -> Held:
        days = sorted({piece.on for piece in pieces if piece.on < now.date()})[-steps:]
        then = []
        for day in reversed(days):
            earlier = replace(weigher, clock=clock_of(day))
            then.append(earlier.weigh([piece for piece in pieces if piece.on <= day]).grounds)
            if not could_hold(then[-1], constants):
                break  # what was said before that day made no difference on it
        label = NOTHING_HELD
        for grounds in reversed(then):
            label = decide_label(grounds, constants, label)
        return label

    return _evaluate(evidence, now, constants, held)


def view_area(area: str, pieces: Sequence[Evidence], gap: float, now: datetime, held: Held = NOTHING_HELD) -> AreaView:
    """What can be said of one area from its own pieces, with the person's gap elsewhere as known."""
    return _view(area, pieces, Weigher(gap=gap, clock=Clock(now.date(), USUAL), constants=USUAL), lambda *_: held)


def weigh_pieces(view: AreaView, now: datetime, constants: Constants = USUAL) -> list[Weighed]:
    """Every piece of an area with the weight it has in the view; the weights sum up to the view's."""
    weigher = Weigher(gap=view.gap, clock=Clock(now.date(), constants), constants=constants)
    opinions, facts = weigher.weigh_self(_by_source(view.pieces))
    said = _by_source(view.pieces)[Source.INTERVIEWER]
    return [*weigh_heard(said, weigher.clock, constants), *opinions, *facts]


def _evaluate(
    evidence: Iterable[Evidence],
    now: datetime,
    constants: Constants,
    find_held: Callable[[str, Sequence[Evidence], "Weigher"], Held],
) -> Evaluation:
    by_area: dict[str, list[Evidence]] = {area.id: [] for area in scored_areas()}
    for piece in evidence:
        if piece.area in by_area:
            by_area[piece.area].append(piece)
    gap = OwnGap([piece for pieces in by_area.values() for piece in pieces], constants)
    clock = Clock(now.date(), constants)
    views = {
        area: _view(area, pieces, Weigher(gap=gap.elsewhere(area), clock=clock, constants=constants), find_held)
        for area, pieces in by_area.items()
    }
    return Evaluation(
        areas=views,
        gap=gap.overall,
        focus=choose_focus(views, constants),
        keep=choose_keep(views, constants),
        ask=choose_asked(views, constants),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """One area's evidence added up."""

    mean: float
    sd: float
    grounds: Grounds
    heard: Sequence[Heard]
    opinions: Sequence[Weighed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weigher:
    """Adds up the evidence of one area on one day."""

    gap: float
    clock: Clock
    constants: Constants

    def weigh(self, pieces: Sequence[Evidence]) -> Sum:
        """The formula of docs/decisions/evaluation.md."""
        c, sources = self.constants, _by_source(pieces)
        heard = hear(sources[Source.INTERVIEWER], self.clock, c)
        opinions, facts = self.weigh_self(sources)
        own = opinions + facts
        weight = fsum([said.weight for said in heard] + [piece.weight for piece in own])
        marks = list(zip(weigh_together(heard, c), (said.x for said in heard), strict=True))
        marks += [(piece.weight, piece.x) for piece in own]
        total = c.prior_weight + fsum(w for w, _ in marks)
        mean = (fsum(w * x for w, x in marks) + c.prior_weight * c.prior_mean) / total
        sd = c.spread * sqrt((c.occasion + c.rater) / total)
        p = 0.5 * (1 + erf(mean / sd / sqrt(2)))
        return Sum(mean=mean, sd=sd, grounds=_grounds(p, weight, heard, own), heard=heard, opinions=opinions)

    def weigh_self(self, sources: Mapping[Source, Sequence[Evidence]]) -> tuple[list[Weighed], list[Weighed]]:
        """Own opinions, less the own gap; and counts with practice marks."""
        c, clock = self.constants, self.clock
        opinions = weigh_own(sources[Source.SELF], clock, weight=c.self_weight, cap=c.self_cap, gap=self.gap)
        counted = weigh_own(sources[Source.COUNT], clock, weight=c.count_weight, cap=c.count_cap)
        practised = weigh_own(sources[Source.PRACTICE], clock, weight=c.practice_weight, cap=c.practice_cap)
        return opinions, counted + practised


def _view(
    area: str,
    pieces: Sequence[Evidence],
    weigher: Weigher,
    find_held: Callable[[str, Sequence[Evidence], Weigher], Held],
) -> AreaView:
    constants, seen = weigher.constants, weigher.weigh(pieces)
    held = find_held(area, pieces, weigher) if could_hold(seen.grounds, constants) else NOTHING_HELD
    label, direction = decide_label(seen.grounds, constants, held)
    return AreaView(
        area=area,
        mean=seen.mean,
        low=seen.mean - constants.interval * seen.sd,
        high=seen.mean + constants.interval * seen.sd,
        sd=seen.sd,
        p=seen.grounds.p,
        label=label,
        direction=direction,
        interviews=len(seen.heard),
        weight=seen.grounds.weight,
        you=_mean([(piece.evidence.x, piece.weight) for piece in seen.opinions]),
        them=_mean([(said.x, said.weight) for said in seen.heard]),
        unknown=_find_unknown(seen, weigher),
        gap=weigher.gap,
        pieces=tuple(piece for piece in pieces if piece.source is not Source.INTERVIEWER or piece.quality > 0),
        partner=_mean([(piece.x, 1.0) for piece in pieces if is_partners(piece)]),
    )


def _by_source(pieces: Iterable[Evidence]) -> dict[Source, list[Evidence]]:
    sources: dict[Source, list[Evidence]] = {source: [] for source in Source}
    for piece in pieces:
        sources[piece.source].append(piece)
    return sources


def _grounds(p: float, weight: float, heard: Sequence[Heard], own: Sequence[Weighed]) -> Grounds:
    strength = direction_of(p) is Direction.STRENGTH
    above = any(piece.x > 0 for piece in own) or any(said.x > 0 or said.above for said in heard)
    below = any(piece.x < 0 for piece in own) or any(said.x < 0 or said.below for said in heard)
    return Grounds(
        p=p,
        weight=weight,
        interviews=len(heard),
        agreeing=max((said.above if strength else said.below for said in heard), default=0),
        both_signs=above and below,
        any=bool(own or heard),
    )


def _mean(marks: Sequence[tuple[float, float]]) -> float | None:
    total = fsum(weight for _, weight in marks)
    if total == 0:
        return None
    return fsum(x * weight for x, weight in marks) / total


def _find_unknown(seen: Sum, weigher: Weigher) -> Unknown:
    heard, own = seen.heard, [piece.evidence.rating for piece in seen.opinions]
    if not heard:
        if not own:
            return Unknown.NOTHING_YET
        swings = max(own) - min(own) >= weigher.constants.change_single
        return Unknown.OWN_VIEW_SWINGS if swings else Unknown.OWN_VIEW_ONLY
    if any(said.above for said in heard) and any(said.below for said in heard):
        return Unknown.THEY_DISAGREE
    if weigher.clock[max(said.newest for said in heard)] < 0.5:
        return Unknown.LONG_AGO
    return Unknown.ONE_VOICE if len(heard) == 1 else Unknown.HOW_SURE
