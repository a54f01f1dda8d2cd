"""Reads an advert: which clauses ask for something, how much, of which area; neighbours that say one thing joined."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from afterview.core.job import Requirement, Weight
from afterview.reader.deep import knows_meaning
from afterview.reader.job.clauses import Clause, cut_clauses
from afterview.reader.job.features import area_blocks, kind_blocks
from afterview.reader.job.skill import name_skill
from afterview.reader.model import load_linear, to_chances

NOTHING = "nothing"
MOST = 60
LONGEST = 100_000  # characters of an advert that are read
LONGEST_SKILL = 1000
AND = re.compile(r"\s+(?:and|und|et|y|e)\s+")
SURE, SHORTEST = 0.6, 8
DEEP_SHARE = 2.0  # what the reader by meaning counts beside the one by words
LEAST = 0.5  # the chance of asking for something above which a clause counts


@dataclass(frozen=True, slots=True)
class Judged:
    """A clause with the chances of each weight and of each area."""

    clause: Clause
    weights: dict[str, float]
    areas: dict[str, float]

    @property
    def asks(self) -> float:
        """The chance that something is asked for."""
        return 1 - self.weights[NOTHING]

    @property
    def weight(self) -> str:
        """The likeliest weight."""
        return max((name for name in self.weights if name != NOTHING), key=lambda name: self.weights[name])

    @property
    def area(self) -> str:
        """The likeliest area."""
        return max(self.areas, key=lambda name: self.areas[name])


def read_job(text: str, reader: str = "local") -> tuple[Requirement, ...]:
    """An advert as plain text, in English, German, French, Spanish or Portuguese -> what it asks for, in its order, at
    most sixty; every quote is the slice of the text. Any text, also an empty one; the first 100,000 characters count.

    `reader` "local", "embed" (areas by meaning too) or "best". Raises ReaderMissing for "embed" without its weights."""
    judged = [half for clause in cut_clauses(text[:LONGEST]) for half in _halve(text, judge_clause(text, clause))]
    found = [_name(text, group) for group in _join(judged)][:MOST]
    if reader == "embed" or (reader == "best" and knows_meaning()):
        found = _read_by_meaning(found, judged)
    return tuple(found)


def _read_by_meaning(found: Sequence[Requirement], judged: Sequence[Judged]) -> list[Requirement]:
    """Requirements with the area that both readers together think likeliest."""
    from afterview.reader.deep.proof import read_asked

    chances = {one.clause.start: one.areas for one in judged}
    better = []
    for one in found:
        plain, deep = chances[one.start], read_asked(one.quote)
        both = {area: plain.get(area, 0.0) + DEEP_SHARE * deep.get(area, 0.0) for area in {**plain, **deep}}
        better.append(replace(one, area=max(both, key=both.__getitem__)))
    return better


def name_area(words: str) -> str:
    """The area that a question, or a thing asked for, is about."""
    model = load_linear("job_area")
    chances = dict(zip(model.classes, to_chances(model.scores(area_blocks(words[:LONGEST_SKILL]))), strict=True))
    return max(chances, key=chances.__getitem__)


def judge_clause(text: str, clause: Clause) -> Judged:
    """The chances of one clause."""
    kind, area = load_linear("job_kind"), load_linear("job_area")
    weights = to_chances(kind.scores(kind_blocks(text, clause)))
    areas = to_chances(area.scores(area_blocks(text[clause.start : clause.end])))
    return Judged(clause, dict(zip(kind.classes, weights, strict=True)), dict(zip(area.classes, areas, strict=True)))


def _halve(text: str, whole: Judged) -> list[Judged]:
    """A clause that asks for two things of surely different areas, on both sides of an "and" -> two; else itself."""
    start, end = whole.clause.start, whole.clause.end
    found = AND.search(text, start, end) if whole.asks >= LEAST else None
    if found is None:
        return [whole]
    sides = [(start, found.start()), (found.end(), end)]
    halves = [judge_clause(text, replace(whole.clause, start=first, end=last)) for first, last in sides]
    sure = [half.areas[half.area] for half in halves]
    if halves[0].area == halves[1].area or min(sure) < SURE or any(last - first < SHORTEST for first, last in sides):
        return [whole]
    return [replace(half, weights=whole.weights) for half in halves]


def _join(judged: Sequence[Judged]) -> list[list[Judged]]:
    """Clauses that ask, neighbours of one sentence with one area and weight together."""
    groups: list[list[Judged]] = []
    before: Judged | None = None
    for one in judged:
        if one.asks < LEAST:
            before = None
            continue
        goes_on = before is not None and before.clause.sentence == one.clause.sentence
        if goes_on and before is not None and before.area == one.area and before.weight == one.weight:
            groups[-1].append(one)
        else:
            groups.append([one])
        before = one
    return groups


def _name(text: str, group: Sequence[Judged]) -> Requirement:
    start, end = group[0].clause.start, group[-1].clause.end
    quote = text[start:end]
    return Requirement(
        area=group[0].area,
        skill=name_skill(quote),
        quote=quote,
        start=start,
        end=end,
        weight=Weight(group[0].weight),
    )
