"""Stories beside a job by words alone: worlds of work, areas, words shared by their rarity, how whole the story is."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log, sqrt

from afterview.core.job import WORTH, Requirement
from afterview.core.remembering import remembered
from afterview.core.story_features import read_features
from afterview.reader.job.features import area_blocks
from afterview.reader.job.match import LONGEST_STORY, Marks, Near, Telling, judge_whole, load_weights
from afterview.reader.job.worlds import compare_worlds, weigh_worlds
from afterview.reader.model import load_linear, to_chances

STEM = 6
FLOOR = 0.02
TAGGED, UNTAGGED = 0.8, 0.04
MOST_SENTENCES = 80
# Asked for in nearly every advert and seldom proved by a story: they say little about which story to tell.
COMMON = frozenset(("experience", "job_knowledge"))
COMMON_SHARE = 0.4
_WORD = re.compile(r"[^\W\d_]{3,}")
type Chances = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Told:
    """A story cut into sentences, each with its words and the chances of its areas; and the chances over all."""

    sentences: tuple[str, ...]
    chances: tuple[Chances, ...]
    shows: Chances


def mark_plainly(advert: str, requires: Sequence[Requirement], tellings: Sequence[Telling]) -> list[Marks]:
    """The marks of each story beside the advert, by words alone."""
    told = [tell(telling) for telling in tellings]
    usual = load_weights()["local"]["usual"]
    bags = [_count(advert), *(_count(telling.text) for telling in tellings)]
    rarity = _find_rarity(bags)
    worlds, rare = weigh_worlds(advert), load_weights()["worlds"]["rarity"]
    marked = []
    for telling, story, bag in zip(tellings, told, bags[1:], strict=True):
        near = tuple(_find_near(required, story, usual) for required in requires)
        marks = {
            "words": _compare(bags[0], bag, rarity),
            "world": compare_worlds(worlds, weigh_worlds(telling.text), rare),
            "area": lean(requires, [one.area for one in near]),
            "whole": judge_whole(telling.text),
        }
        marked.append(Marks(marks=marks, near=near))
    return marked


def tell(telling: Telling) -> Told:
    """A story's sentences with the areas each speaks of; the person's own tags overrule what is read."""
    told = _read(telling.text[:LONGEST_STORY])
    return replace(told, shows={**told.shows, **read_tags(telling, tuple(told.shows))})


@remembered(512)
def _read(text: str) -> Told:
    model = load_linear("job_area")
    cut = tuple(one.text for one in read_features(text).sentences)[:MOST_SENTENCES] or ("",)
    chances = tuple(dict(zip(model.classes, to_chances(model.scores(area_blocks(one))), strict=True)) for one in cut)
    return Told(cut, chances, {area: sum(one[area] for one in chances) / len(chances) for area in model.classes})


def read_tags(telling: Telling, areas: Sequence[str]) -> dict[str, float]:
    """The chances the person's own tags give to each area; none where nothing is tagged."""
    return {area: TAGGED if area in telling.areas else UNTAGGED for area in areas} if telling.areas else {}


def lean(requires: Sequence[Requirement], areas: Sequence[float]) -> float:
    """The mean over requirements of how much a story shows their area, each by its worth."""
    worths = [WORTH[one.weight] * (COMMON_SHARE if one.area in COMMON else 1.0) for one in requires]
    return sum(worth * area for worth, area in zip(worths, areas, strict=True)) / sum(worths) if worths else 0.0


def _find_near(required: Requirement, story: Told, usual: Mapping[str, float]) -> Near:
    by_sentence = [one.get(required.area, 0.0) for one in story.chances]
    at = max(range(len(by_sentence)), key=by_sentence.__getitem__)
    shown = log((story.shows.get(required.area, FLOOR) + FLOOR) / (usual.get(required.area, FLOOR) + FLOOR))
    return Near(area=shown, nearness=by_sentence[at], words=story.sentences[at])


def _count(text: str) -> Counter[str]:
    return Counter(word[:STEM] for word in _WORD.findall(text[:LONGEST_STORY].lower()))


def _find_rarity(bags: Sequence[Counter[str]]) -> dict[str, float]:
    seen = Counter(word for bag in bags for word in bag)
    return {word: log((len(bags) + 1) / (count + 0.5)) for word, count in seen.items()}


def _compare(one: Counter[str], two: Counter[str], rarity: Mapping[str, float]) -> float:
    """The cosine of two bags of words, each word by the log of its count and its rarity."""
    sides = [{word: (1 + log(count)) * rarity[word] for word, count in bag.items()} for bag in (one, two)]
    lengths = [sqrt(sum(value * value for value in side.values())) for side in sides]
    shared = sum(value * sides[1].get(word, 0.0) for word, value in sides[0].items())
    return shared / (lengths[0] * lengths[1]) if all(lengths) else 0.0
