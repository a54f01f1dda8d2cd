"""The evaluation on simulated people whose true standing is known: does the interval cover it, are labels right?"""

import os
import random
import statistics
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


@dataclass(frozen=True)
class World:
    """How ratings come about: the share of variance that is the person's, leniency added, halo's part of the person."""

    name: str
    person: float = USUAL.person
    lenient: float = 0.0
    halo: float = 0.0


WORLDS = (
    World("the stated model"),
    World("reliability .30", person=0.30),
    World("interviewers lenient by .5", lenient=0.5),
    World("halo .6", halo=0.6),
)


def measure() -> Part:
    """A row per world, number of interviews, and with or without own marks; single interviewers, all evidence fresh."""
    rows = [_row(world, interviews, own) for world in WORLDS for interviews in (1, 2, 3, 5) for own in (0, interviews)]
    columns = ("world", "interviews", "own marks", "covered", "labelled", "wrong", "raw wrong", "equal weights wrong")
    note = (
        f"{PEOPLE:,} simulated people a row. Covered: the 90 % interval holds the true value. Wrong: of those given a "
        "label, the share on the wrong side of the bar. Raw: the sign of the plain mean of interviewers' marks. Equal "
        "weights: the sign of the plain mean of all marks, own ones too. Own marks correlate with the truth at .34."
    )
    return Part("You and them, on people whose truth is known", columns, tuple(rows), note)


def _row(world: World, interviews: int, own: int) -> tuple[str, ...]:
    rng = random.Random(f"{world.name} {interviews} {own}")
    covered = labelled = wrong = raw = equal = 0
    for _ in range(PEOPLE):
        truth, evidence = _person(world, interviews, own, rng)
        view = evaluate(evidence, NOW).areas["structure"]
        covered += view.low <= truth <= view.high
        if view.label in NAMED:
            labelled += 1
            wrong += (view.direction is Direction.STRENGTH) != (truth > 0)
        heard = [piece.x for piece in evidence if piece.source is Source.INTERVIEWER]
        raw += (statistics.fmean(heard) > 0) != (truth > 0)
        equal += (statistics.fmean(piece.x for piece in evidence) > 0) != (truth > 0)
    return (
        world.name,
        str(interviews),
        str(own),
        _share(covered, PEOPLE),
        _share(labelled, PEOPLE),
        _share(wrong, labelled),
        _share(raw, PEOPLE),
        _share(equal, PEOPLE),
    )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"


def _person(world: World, interviews: int, own: int, rng: random.Random) -> tuple[float, list[Evidence]]:
    """A person's true standing on -2..2 and the evidence of them; marks are rounded to halves within 1..5."""
    scale = USUAL.spread
    truth = scale * world.person**0.5 * rng.gauss()
    shown = (1 - world.halo) * truth + world.halo * scale * world.person**0.5 * rng.gauss()
    noise = scale * (1 - world.person) ** 0.5
    evidence = [
        _mark(Source.INTERVIEWER, f"i{number}", shown + world.lenient + noise * rng.gauss())
        for number in range(interviews)
    ]
    # An own mark that correlates with the truth at .34.
    spread = scale * world.person**0.5
    own_noise = spread * (1 / 0.34**2 - 1) ** 0.5
    evidence += [_mark(Source.SELF, f"i{number}", truth + own_noise * rng.gauss()) for number in range(own)]
    return truth, evidence


def _mark(source: Source, interview: str, x: float) -> Evidence:
    rating = min(5.0, max(1.0, round(2 * (x + 3)) / 2))
    return Evidence("structure", source, interview, rating, ON)
