"""Scores points against points that careful readers marked: greedy one-to-one, by overlap and kind."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    """A predicted point: a slice and its kind."""

    start: int
    end: int
    kind: str
    areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Marked:
    """An expected point: a slice, the kinds accepted for it, its area, and whether both readers asked for it."""

    start: int
    end: int
    kinds: tuple[str, ...]
    area: str = ""
    required: bool = True


@dataclass(frozen=True)
class Count:
    """Right, predicted and expected points of a text; of the right ones, how many have an area, and have it right."""

    right: int
    predicted: int
    expected: int
    area_known: int = 0
    area_first: int = 0
    area_three: int = 0


def overlaps(found: Found, marked: Marked) -> int:
    """How many letters two slices share, 0 where it is less than half of the shorter one."""
    shared = min(found.end, marked.end) - max(found.start, marked.start)
    return shared if shared > 0 and shared * 2 >= min(found.end - found.start, marked.end - marked.start) else 0


def count_points(found: Sequence[Found], marked: Sequence[Marked]) -> Count:
    """Greedy matching, largest overlap first; what matches an unrequired point is neither right nor wrong."""
    pairs = sorted(
        ((overlaps(f, m), -i, -j) for i, f in enumerate(found) for j, m in enumerate(marked) if f.kind in m.kinds),
        reverse=True,
    )
    used: dict[int, int] = {}
    taken: set[int] = set()
    for shared, i, j in pairs:
        if shared and -i not in used and -j not in taken:
            used[-i] = -j
            taken.add(-j)
    loose = [f for i, f in enumerate(found) if i not in used]
    wrong = sum(1 for f in loose if not any(_spares(f, m) for m in marked))
    hits = [(found[i], marked[j]) for i, j in used.items() if marked[j].required]
    known = sum(1 for _, m in hits if m.area)
    first = sum(1 for f, m in hits if m.area and f.areas[:1] == (m.area,))
    three = sum(1 for f, m in hits if m.area and m.area in f.areas[:3])
    return Count(len(hits), len(hits) + wrong, sum(m.required for m in marked), known, first, three)


def _spares(found: Found, marked: Marked) -> bool:
    return not marked.required and found.kind in marked.kinds and overlaps(found, marked) > 0


def f1(counts: Sequence[Count]) -> float:
    """Micro-F1 over texts."""
    right, both = sum(c.right for c in counts), sum(c.predicted + c.expected for c in counts)
    return 2 * right / both if both else 0.0


def interval(
    counts: Sequence[Count], of: Callable[[Sequence[Count]], float] = f1, rounds: int = 500
) -> tuple[float, float]:
    """A 95 % bootstrap interval over texts (Efron 1979), with a fixed seed."""
    rng = random.Random(0)
    drawn = sorted(of(rng.choices(counts, k=len(counts))) for _ in range(rounds))
    return drawn[int(rounds * 0.025)], drawn[int(rounds * 0.975) - 1]


def calibration_error(pairs: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error: mean gap between confidence and share right, over equal bins."""
    total = 0.0
    for at in range(bins):
        inside = [(c, ok) for c, ok in pairs if min(bins - 1, int(c * bins)) == at]
        if inside:
            total += abs(sum(c for c, _ in inside) - sum(ok for _, ok in inside))
    return total / max(1, len(pairs))
