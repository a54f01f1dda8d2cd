"""The measures of tier 1: points matched by overlap, F1 with its interval, areas, calibration."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from afterview.reader.reading import Point

POINTS = ("strength", "develop", "advice", "not_about_you")


@dataclass(frozen=True)
class Wanted:
    """A point that a careful reader finds: its slice, the kinds accepted, whether missing it counts, its area."""

    start: int
    end: int
    kinds: tuple[str, ...]
    required: bool = True
    area: str = ""


@dataclass
class Tally:
    """Counts for micro-F1 and areas; tallies add up."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    area_first: int = 0
    area_three: int = 0
    area_of: int = 0
    quiet: int = 0
    empty: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(**{name: getattr(self, name) + getattr(other, name) for name in self.__dict__})

    @property
    def f1(self) -> float:
        """2 right / (2 right + wrong + missed), 0 where nothing was there."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)


def match(points: Sequence[Point], wanted: Sequence[Wanted]) -> tuple[Tally, list[tuple[float, bool]]]:
    """Found and wanted points of one text -> tally, and (confidence, right) of each that counts.

    Greedy, one to one, largest overlap first; overlap at least half of the shorter; courtesy earns nothing."""
    found = [point for point in points if not point.courtesy and point.kind in POINTS]
    pairs = sorted(
        ((_overlap(point, want), f, w) for f, point in enumerate(found) for w, want in enumerate(wanted)),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    taken: dict[int, int] = {}
    for share, f, w in pairs:
        if share >= 0.5 and f not in taken and w not in taken.values() and found[f].kind in wanted[w].kinds:
            taken[f] = w
    tally = Tally(empty=int(not any(w.required for w in wanted)), quiet=int(not wanted and not found))
    confidences = []
    for f, point in enumerate(found):
        want = wanted[taken[f]] if f in taken else None
        if want and not want.required:
            continue
        if want is None and any(not w.required and _overlap(point, w) >= 0.5 for w in wanted):
            continue
        tally.right += want is not None
        tally.wrong += want is None
        confidences.append((point.confidence, want is not None))
        if want and want.area:
            tally.area_of += 1
            tally.area_first += point.area == want.area
            tally.area_three += want.area in point.areas[:3]
    tally.missed = sum(1 for w, want in enumerate(wanted) if want.required and w not in taken.values())
    return tally, confidences


def _overlap(point: Point, want: Wanted) -> float:
    shared = min(point.end, want.end) - max(point.start, want.start)
    return shared / max(1, min(point.end - point.start, want.end - want.start))


def interval(tallies: Sequence[Tally], draws: int = 300, seed: int = 1) -> tuple[float, float]:
    """The 95 % bootstrap interval of F1 over texts."""
    chance = random.Random(seed)
    scores = sorted(sum((chance.choice(tallies) for _ in tallies), Tally()).f1 for _ in range(draws if tallies else 0))
    return (scores[int(draws * 0.025)], scores[int(draws * 0.975)]) if scores else (0.0, 0.0)


def calibration_error(confidences: Iterable[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error: mean gap between confidence and share right, over equal bins, weighted by size."""
    cells: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in confidences:
        cells.setdefault(min(bins - 1, int(confidence * bins)), []).append((confidence, right))
    total = sum(map(len, cells.values()))
    gaps = (abs(sum(c for c, _ in cell) - sum(r for _, r in cell)) for cell in cells.values())
    return sum(gaps) / max(1, total)


def macro_f1(truth: Sequence[str], guesses: Sequence[str]) -> float:
    """The mean F1 over the classes that occur in `truth`."""
    scores = []
    for name in sorted(set(truth)):
        right = sum(t == g == name for t, g in zip(truth, guesses, strict=True))
        said = sum(g == name for g in guesses)
        there = sum(t == name for t in truth)
        scores.append(2 * right / max(1, said + there))
    return sum(scores) / max(1, len(scores))
