"""What each piece of evidence weighs: panels, halo, caps, fading and the own gap (docs/decisions/evaluation.md)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from math import fsum
from typing import NamedTuple

from afterview.core.constants import Constants
from afterview.core.evidence import Evidence, Source


class Weighed(NamedTuple):
    """A piece of evidence with the mark it enters with (`x`, -2..2, own opinions less the own gap) and its weight in
    single interviewers."""

    evidence: Evidence
    x: float
    weight: float


class Heard(NamedTuple):
    """One interview's word on one area: mean mark, weight, and how many raters saw it above and below the bar."""

    x: float
    weight: float
    above: int
    below: int
    newest: date


class Clock(dict[date, float]):
    """How much evidence has faded by a day: the share of its weight (0..1] that evidence of each day still has.

    Evidence from the future counts whole. Worked out as days are asked for."""

    def __init__(self, today: date, constants: Constants) -> None:
        self._today, self._half_life = today, constants.half_life_days

    def __missing__(self, on: date) -> float:
        faded: float = 0.5 ** (max(0, (self._today - on).days) / self._half_life)
        self[on] = faded
        return faded


class OwnGap:
    """How much higher (+) or lower (-) the person marks themselves than interviewers do, from every area of every
    interview that both sides marked; held back while there are few such pairs."""

    def __init__(self, evidence: Sequence[Evidence], constants: Constants) -> None:
        self._constants, self._pairs = constants, _pair_gaps(evidence)

    @property
    def overall(self) -> float:
        """Over all areas, -1..1."""
        return self._hold_back(self._pairs.values())

    def elsewhere(self, area: str) -> float:
        """What own opinions of an area are less by: the own part of the gap in all *other* areas. An opinion never
        corrects itself: what differs in its own area is what it has to say."""
        others = [gaps for other, gaps in self._pairs.items() if other != area]
        return self._constants.gap_share * self._hold_back(others)

    def _hold_back(self, gaps: Iterable[tuple[float, int]]) -> float:
        sums, counts = [0.0], [0]
        for total, count in gaps:
            sums.append(total)
            counts.append(count)
        gap = fsum(sums) / (sum(counts) + self._constants.gap_pairs)
        return max(-self._constants.gap_limit, min(self._constants.gap_limit, gap))


def _pair_gaps(evidence: Sequence[Evidence]) -> dict[str, tuple[float, int]]:
    """By area, the sum of own less theirs over its pairs, and how many those are."""
    own: dict[tuple[str, str], list[float]] = defaultdict(list)
    for piece in evidence:
        if piece.source is Source.SELF:
            own[piece.area, piece.interview].append(piece.x)
    theirs: dict[tuple[str, str], list[tuple[float, int]]] = defaultdict(list)
    for piece in evidence:
        if piece.source is Source.INTERVIEWER and piece.quality > 0 and (piece.area, piece.interview) in own:
            theirs[piece.area, piece.interview].append((piece.x, piece.raters))
    gaps: dict[str, list[float]] = defaultdict(list)
    for pair, marks in theirs.items():
        gaps[pair[0]].append(fsum(own[pair]) / len(own[pair]) - _mean(marks))
    return {area: (fsum(found), len(found)) for area, found in gaps.items()}


def hear(pieces: Iterable[Evidence], clock: Clock, constants: Constants) -> list[Heard]:
    """What interviewers said of one area, one value per interview; words of quality 0 are no evidence."""
    return [_hear_interview(said, clock, constants) for said in _by_interview(pieces).values()]


def weigh_together(heard: Sequence[Heard], constants: Constants) -> list[float]:
    """What each interview weighs beside the others: less than alone, since what halo puts into all of them does not
    average out (generalised least squares with one shared effect; a single interview weighs what it weighs)."""
    if len(heard) < 2:
        return [said.weight for said in heard]
    noise = constants.occasion + constants.rater
    apart = [said.weight * noise / (noise - constants.halo * said.weight) for said in heard]
    share = noise / (noise + constants.halo * fsum(apart))
    return [share * weight for weight in apart]


def weigh_heard(pieces: Iterable[Evidence], clock: Clock, constants: Constants) -> list[Weighed]:
    """The share of each piece in its interview's weight: equal for each rater, and among one rater's pieces."""
    shares = []
    for said in _by_interview(pieces).values():
        weight = _hear_interview(said, clock, constants).weight
        views = _views(said, clock)
        total = sum(view.raters for view in views)
        for view in views:
            share = weight * view.raters / total / len(view.pieces)
            shares += [Weighed(piece, piece.x, share) for piece in view.pieces]
    return shares


def weigh_own(
    pieces: Sequence[Evidence], clock: Clock, *, weight: float, cap: float, gap: float = 0.0
) -> list[Weighed]:
    """Pieces of one area that do not come from an interviewer: each of `weight`, together at most `cap`."""
    faded = [weight * clock[piece.on] for piece in pieces]
    scale = min(1.0, cap / fsum(faded)) if faded else 1.0
    return [Weighed(piece, piece.x - gap, w * scale) for piece, w in zip(pieces, faded, strict=True)]


def _by_interview(pieces: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    interviews: dict[str, list[Evidence]] = defaultdict(list)
    for piece in pieces:
        if piece.quality > 0:
            interviews[piece.interview].append(piece)
    return interviews


def _hear_interview(said: list[Evidence], clock: Clock, constants: Constants) -> Heard:
    if len(said) == 1:
        return _hear_one(said[0], clock, constants)
    views = _views(said, clock)
    qualities = [view.quality for view in views for _ in range(view.raters)]
    return Heard(
        x=_mean([(view.x, view.raters) for view in views]),
        weight=_interview_weight(qualities, constants),
        above=sum(view.raters for view in views if view.x > 0),
        below=sum(view.raters for view in views if view.x < 0),
        newest=max(piece.on for piece in said),
    )


def _hear_one(piece: Evidence, clock: Clock, constants: Constants) -> Heard:
    x, raters = piece.x, piece.raters
    weight = piece.quality * clock[piece.on] * constants.panel_weight(raters)
    return Heard(x, weight, raters if x > 0 else 0, raters if x < 0 else 0, piece.on)


class _View(NamedTuple):
    x: float
    quality: float
    raters: int
    pieces: list[Evidence]


def _views(said: list[Evidence], clock: Clock) -> list[_View]:
    """Each rater's view (or each line's, for several raters at once): mean mark, and the quality of the best words."""
    raters: dict[str, list[Evidence]] = defaultdict(list)
    for at, piece in enumerate(said):
        raters[piece.rater or f"\0{at}"].append(piece)
    return [
        _View(
            fsum(piece.x for piece in pieces) / len(pieces),
            max(piece.quality * clock[piece.on] for piece in pieces),
            max(piece.raters for piece in pieces),
            pieces,
        )
        for pieces in raters.values()
    ]


def _interview_weight(qualities: list[float], constants: Constants) -> float:
    """Mean quality times what a panel of that size is worth.

    Where a further, vaguer voice would make the panel weigh *less* than it did without, the weight without it
    stands: more evidence never makes us less sure.
    """
    best_first = sorted(qualities, reverse=True)
    sizes = range(1, len(best_first) + 1)
    return max(fsum(best_first[:size]) / size * constants.panel_weight(size) for size in sizes)


def _mean(marks: Sequence[tuple[float, int]]) -> float:
    return fsum(x * raters for x, raters in marks) / sum(raters for _, raters in marks)
