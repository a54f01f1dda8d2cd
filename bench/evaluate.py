"""The evaluation on simulated people whose true standing is known: does the interval cover it, are labels right?"""

import os
import random
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from afterview.core.constants import Constants
from afterview.core.evaluate import evaluate
from afterview.core.evidence import Evidence, Source
from afterview.core.labels import Label
from afterview.core.words import Direction
from bench.table import Part

PEOPLE = int(os.environ.get("AFTERVIEW_PEOPLE", "10000"))
NOW = datetime(2026, 11, 22, tzinfo=UTC)
ON = date(2026, 11, 21)
USUAL = Constants()
NAMED = {Label.FIRST_SIGN, Label.LIKELY, Label.ESTABLISHED}
SIX = ("structure", "examples", "rapport", "motivation", "listening", "clarity")


@dataclass(frozen=True)
class World:
    """How ratings come about: the share of variance that is the person's, leniency added, halo's part of the person
    (the same for all areas), what own marks are off by; and the areas marked."""

    name: str
    person: float = USUAL.person
    lenient: float = 0.0
    halo: float = 0.0
    own_bias: float = 0.0
    areas: tuple[str, ...] = SIX[:1]


WORLDS = (
    World("the stated model"),
    World("reliability .30", person=0.30),
    World("interviewers lenient by .5", lenient=0.5),
    World("halo .6", halo=0.6),
    World("six areas: the stated model", areas=SIX),
    World("six areas: lenient by .5", lenient=0.5, areas=SIX),
    World("six areas: halo .6", halo=0.6, areas=SIX),
    World("six areas: own marks a point lower", own_bias=-1.0, areas=SIX),
)
COLUMNS = (
    "world", "interviews", "own marks", "covered", "labelled", "wrong",
    "published: covered", "published: labelled", "published: wrong", "raw wrong", "equal weights wrong",
)  # fmt: skip
NOTE = (
    f"{PEOPLE:,} simulated areas a row. Covered: the 90 % interval holds the true value. Wrong: of those given a "
    "label, the share on the wrong side of the bar. Published: the formula before halo was given a part of its own in "
    "interviewers' marks and before the own gap was learned in other areas. Raw: the sign of the plain mean of "
    "interviewers' marks. Equal weights: the sign of the plain mean of all marks, own ones too; these two name every "
    "area, ours only where it is sure enough. Own marks correlate with the truth at .34."
)


@dataclass
class Tally:
    """Counts over the people of a row."""

    seen: int = 0
    covered: int = 0
    labelled: int = 0
    wrong: int = 0

    def add(self, covered: bool, side: bool | None, truth: float) -> None:
        """One area: whether the interval holds the truth, and the side it was said to be on, if any."""
        self.seen += 1
        self.covered += covered
        if side is not None:
            self.labelled += 1
            self.wrong += side != (truth > 0)

    @property
    def told(self) -> tuple[str, str, str]:
        """Covered, labelled and wrong among the labelled."""
        parts = ((self.covered, self.seen), (self.labelled, self.seen), (self.wrong, self.labelled))
        covered, labelled, wrong = (100 * part / max(whole, 1) for part, whole in parts)
        return f"{covered:.0f} %", f"{labelled:.0f} %", f"{wrong:.1f} %"


def measure() -> Part:
    """A row per world, number of interviews, and with or without own marks; single interviewers, all evidence fresh."""
    rows = [_row(world, interviews, own) for world in WORLDS for interviews in (1, 2, 3, 5) for own in (0, interviews)]
    return Part("You and them, on people whose truth is known", COLUMNS, tuple(rows), NOTE)


def _row(world: World, interviews: int, own: int) -> tuple[str, ...]:
    rng = random.Random(f"{world.name} {interviews} {own}")
    ours, published, raw, equal = Tally(), Tally(), Tally(), Tally()
    for _ in range(PEOPLE // len(world.areas)):
        truths, evidence = _person(world, interviews, own, rng)
        views = evaluate(evidence, NOW).areas
        for truth, before in zip(truths, _as_published(evidence, world.areas), strict=True):
            view = views[before.area]
            side = view.direction is Direction.STRENGTH if view.label in NAMED else None
            ours.add(view.low <= truth <= view.high, side, truth)
            published.add(before.low <= truth <= before.high, before.side, truth)
            raw.add(True, before.theirs > 0, truth)
            equal.add(True, before.all > 0, truth)
    return (
        world.name, str(interviews), str(own), *ours.told, *published.told, raw.told[2], equal.told[2],
    )  # fmt: skip


@dataclass(frozen=True)
class Published:
    """What the published formula says of an area, and the plain means of their marks and of all."""

    area: str
    low: float
    high: float
    side: bool | None
    theirs: float
    all: float


def _as_published(evidence: Sequence[Evidence], areas: Sequence[str]) -> Iterator[Published]:
    """The formula of the design on fresh marks of single interviewers: one own gap over all areas, no halo."""
    marks: dict[str, tuple[list[float], list[float]]] = {area: ([], []) for area in areas}
    for piece in evidence:
        marks[piece.area][piece.source is Source.SELF].append(piece.x)
    differences = [mine - their for theirs, own in marks.values() for their, mine in zip(theirs, own, strict=False)]
    gap = max(-1.0, min(1.0, sum(differences) / (len(differences) + 4)))
    for area, (theirs, own) in marks.items():
        weight = min(0.25 * len(own), 0.5)
        total = 0.56 / 0.44 + len(theirs) + weight
        mean = (sum(theirs) + (weight * (statistics.fmean(own) - gap) if own else 0.0)) / total
        spread = 0.9 * (0.56 / total) ** 0.5
        p = statistics.NormalDist().cdf(mean / spread)
        side = (p >= 0.5) if max(p, 1 - p) >= USUAL.first_sign else None
        reach = USUAL.interval * spread
        yield Published(
            area, mean - reach, mean + reach, side, statistics.fmean(theirs), statistics.fmean(theirs + own)
        )


def _person(world: World, interviews: int, own: int, rng: random.Random) -> tuple[list[float], list[Evidence]]:
    """A person's true standing in each area on -2..2 and the evidence; marks are rounded to halves within 1..5."""
    spread = USUAL.spread * world.person**0.5
    noise = USUAL.spread * (1 - world.person) ** 0.5
    # An own mark that correlates with the truth at .34.
    own_noise = spread * (1 / 0.34**2 - 1) ** 0.5
    impression = spread * rng.gauss()
    truths, evidence = [], []
    for area in world.areas:
        truth = spread * rng.gauss()
        shown = (1 - world.halo) * truth + world.halo * impression + world.lenient
        felt = truth + world.own_bias
        evidence += [_mark(area, Source.INTERVIEWER, at, shown + noise * rng.gauss()) for at in range(interviews)]
        evidence += [_mark(area, Source.SELF, at, felt + own_noise * rng.gauss()) for at in range(own)]
        truths.append(truth)
    return truths, evidence


def _mark(area: str, source: Source, interview: int, x: float) -> Evidence:
    rating = min(5.0, max(1.0, round(2 * (x + 3)) / 2))
    return Evidence(area, source, f"i{interview}", rating, ON)
