"""What each piece of evidence weighs: panels, caps, fading and the person's own gap (docs/decisions/evaluation.md)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from afterview.core.constants import Constants
from afterview.core.evidence import Evidence, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A piece of evidence with the mark it enters with (`x`, -2..2, own opinions less the own gap) and its weight in
    single interviewers."""

    evidence: Evidence
    x: float
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One interview's word on one area: mean mark, weight, and how many raters saw it above and below the bar."""

    interview: str
    x: float
    weight: float
    above: int
    below: int
    pieces: tuple[Weighed, ...]


def fading(on: date, today: date, constants: Constants) -> float:
    """The share of its weight (0..1] that evidence of a day still has today; evidence from the future counts whole."""
    return float(0.5 ** (max(0, (today - on).days) / constants.half_life_days))


def own_gap(evidence: Iterable[Evidence], constants: Constants) -> float:
    """How much higher (+) or lower (-) the person marks themselves than interviewers do, -1..1.

    The mean over every area of every interview that both sides marked, held back while there are few such pairs.
    """
    sides: dict[tuple[str, str], tuple[list[float], list[tuple[float, int]]]] = defaultdict(lambda: ([], []))
    for piece in evidence:
        own, theirs = sides[piece.area, piece.interview]
        if piece.source is Source.SELF:
            own.append(piece.x)
        elif piece.source is Source.INTERVIEWER and piece.quality > 0:
            theirs.append((piece.x, piece.raters))
    gaps = [fsum(own) / len(own) - _mean(theirs) for own, theirs in sides.values() if own and theirs]
    if not gaps:
        return 0.0
    gap = fsum(gaps) / (len(gaps) + constants.gap_pairs)
    return max(-constants.gap_limit, min(constants.gap_limit, gap))


def hear(pieces: Iterable[Evidence], today: date, constants: Constants) -> tuple[Heard, ...]:
    """What interviewers said of one area, one value per interview; words of quality 0 are no evidence."""
    interviews: dict[str, list[Evidence]] = defaultdict(list)
    for piece in pieces:
        if piece.quality > 0:
            interviews[piece.interview].append(piece)
    return tuple(_hear_interview(name, said, today, constants) for name, said in interviews.items())


def weigh_own(
    pieces: Sequence[Evidence], today: date, constants: Constants, *, weight: float, cap: float, gap: float = 0.0
) -> tuple[Weighed, ...]:
    """Pieces of one area that do not come from an interviewer: each of `weight`, together at most `cap`."""
    faded = [weight * fading(piece.on, today, constants) for piece in pieces]
    scale = min(1.0, cap / fsum(faded)) if faded else 1.0
    return tuple(
        Weighed(evidence=piece, x=piece.x - gap, weight=weight * scale)
        for piece, weight in zip(pieces, faded, strict=True)
    )


def _hear_interview(name: str, said: list[Evidence], today: date, constants: Constants) -> Heard:
    raters: dict[str, list[Evidence]] = defaultdict(list)
    for at, piece in enumerate(said):
        raters[piece.rater or f"\0{at}"].append(piece)
    views = [_view(pieces, today, constants) for pieces in raters.values()]
    total = sum(view.raters for view in views)
    weight = _interview_weight([view.quality for view in views for _ in range(view.raters)], constants)
    shares = [
        Weighed(evidence=piece, x=piece.x, weight=weight * view.raters / total / len(view.pieces))
        for view in views
        for piece in view.pieces
    ]
    return Heard(
        interview=name,
        x=_mean([(view.x, view.raters) for view in views]),
        weight=weight,
        above=sum(view.raters for view in views if view.x > 0),
        below=sum(view.raters for view in views if view.x < 0),
        pieces=tuple(shares),
    )


@dataclass(frozen=True, slots=True)
class _View:
    x: float
    quality: float
    raters: int
    pieces: list[Evidence]


def _view(pieces: list[Evidence], today: date, constants: Constants) -> _View:
    """One rater's view (or one line's, for several raters at once): mean mark, and the quality of the best words."""
    quality = max(piece.quality * fading(piece.on, today, constants) for piece in pieces)
    raters = max(piece.raters for piece in pieces)
    return _View(fsum(piece.x for piece in pieces) / len(pieces), quality, raters, pieces)


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
