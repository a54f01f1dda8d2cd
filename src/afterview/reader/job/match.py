"""Which stories prove best what a job asks for: marks of nearness by words or by meaning, weighed by what was learnt.

Tier "local" needs the standard library only; "embed" adds the meaning of sentences where the weights are installed.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from afterview.core.job import Requirement
from afterview.core.remembering import remembered
from afterview.core.stories import Verdict, read_story
from afterview.reader.deep import knows_meaning

WEIGHTS = Path(__file__).parent.parent / "weights" / "match.json"
LONGEST_STORY = 10_000
WHOLE = {Verdict.SUFFICIENT: 1.0, Verdict.THIN: 0.0, Verdict.NOT_AN_EXAMPLE: -1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A story to weigh: its name, its words, and the areas the person says it shows (none where they said nothing)."""

    name: str
    text: str
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """One requirement beside one story: how much the story shows its area (a log ratio to what is usual), how near
    its nearest sentence is, and that sentence."""

    area: float
    nearness: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """A story beside a whole job: named marks, and what each requirement finds in it, in their order."""

    marks: Mapping[str, float]
    near: tuple[Near, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A story as proof of one requirement: `fit` 0 to 1, and the story's words that speak most to it."""

    name: str
    fit: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Names of stories, the best for this job first; and for each requirement its proofs, the best first."""

    best: tuple[str, ...]
    proofs: tuple[tuple[Requirement, tuple[Proof, ...]], ...]
    reader: str


@cache
def load_weights(path: Path = WEIGHTS) -> dict[str, dict[str, dict[str, float]]]:
    """What each mark is worth: `[reader]["rank" | "fit"][mark]`, and `["worlds"]["rarity"][world]`."""
    weights: dict[str, dict[str, dict[str, float]]] = json.loads(path.read_text(encoding="utf-8"))
    return weights


def match_stories(
    advert: str, requires: Sequence[Requirement], tellings: Sequence[Telling], reader: str = "best"
) -> Match:
    """An advert, what it asks for (as read, or as the person changed it) and stories -> which prove it best.

    `reader` is "local", "embed" or "best" (embed where it is installed). Raises ReaderMissing for "embed" without."""
    if reader == "best":
        reader = "embed" if knows_meaning() else "local"
    marked = mark_stories(advert, requires, tellings, reader)
    worth = load_weights()[reader]
    names = [telling.name for telling in tellings]
    ranks = [sum(worth["rank"][name] * value for name, value in one.marks.items()) for one in marked]
    best = sorted(range(len(names)), key=lambda at: (-ranks[at], at))
    proofs = []
    for number, required in enumerate(requires):
        found = [_prove(name, one.near[number], worth["fit"]) for name, one in zip(names, marked, strict=True)]
        proofs.append((required, tuple(sorted(found, key=lambda proof: -proof.fit))))
    return Match(best=tuple(names[at] for at in best), proofs=tuple(proofs), reader=reader)


def mark_stories(advert: str, requires: Sequence[Requirement], tellings: Sequence[Telling], reader: str) -> list[Marks]:
    """The marks of each story. Raises ReaderMissing for "embed" without its weights."""
    if reader == "embed":
        from afterview.reader.deep.proof import mark_deeply

        return mark_deeply(advert, requires, tellings)
    from afterview.reader.job.plain import mark_plainly

    return mark_plainly(advert, requires, tellings)


@remembered(512)
def judge_whole(text: str) -> float:
    """1 for a whole story, 0 for a thin one, -1 for what is no example."""
    return WHOLE[read_story(text[:LONGEST_STORY]).verdict]


def _prove(name: str, near: Near, worth: Mapping[str, float]) -> Proof:
    score = worth["start"] + worth["area"] * near.area + worth["nearness"] * near.nearness
    return Proof(name=name, fit=1 / (1 + exp(-max(-30.0, min(30.0, score)))), words=near.words)
