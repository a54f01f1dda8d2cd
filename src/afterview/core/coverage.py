"""Coverage: which of the person's stories answers each area a job asks for, and where one is still to be written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from afterview.core.areas import load_areas
from afterview.core.job import WORTH, Requirement
from afterview.core.words import Story

MOST_ASKED = 8
LEAST_FIT = 0.28  # from here on a story can answer an area
TAGGED_FIT = 0.45  # what the person's own word for it is worth at least
# Areas an advert speaks of that are shown by other things than a story: papers, knowledge, arriving, having prepared.
NOT_BY_STORY = frozenset(
    "job_knowledge experience motivation company_knowledge punctuality preparation practical_task rapport examples"
    " relevance structure questions_asked body_language not_about_you".split()
)


class Fit(StrEnum):
    """How a story answers what a job asks for."""

    BEST = "best"
    CAN = "can"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An area the job asks for, and the advert's words that say so (the skill, where the person added it)."""

    area: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How well a story shows an area, 0 to 1, and its own words that do."""

    fit: float
    words: str = ""


type Showing = Mapping[int, Mapping[str, Shown]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Stories against what the job asks for: `fits[story id][area]`; `best[area]` the story to tell, where there is
    one; `why[area]` that story's words; an area without one is where to write next."""

    asked: tuple[Asked, ...] = ()
    fits: Mapping[int, Mapping[str, Fit]]
    best: Mapping[str, Story]
    why: Mapping[str, str]
    stories: tuple[Story, ...] = ()

    @property
    def rows(self) -> tuple[tuple[Story, tuple[Fit, ...]], ...]:
        """The stories that answer anything, each with its fit for every area asked for."""
        rows = ((story, tuple(self.fits[story.id][one.area] for one in self.asked)) for story in self.stories)
        return tuple((story, fits) for story, fits in rows if set(fits) - {Fit.NONE})

    @property
    def open_areas(self) -> tuple[str, ...]:
        """The areas no story answers yet."""
        return tuple(one.area for one in self.asked if one.area not in self.best)


def gather_asked(requires: Iterable[Requirement]) -> tuple[Asked, ...]:
    """The areas of a job that a story can show, those it leans on most first, at most eight."""
    words: dict[str, list[str]] = {}
    worth: dict[str, float] = {}
    for one in requires:
        if one.area in load_areas() and one.area not in NOT_BY_STORY:
            words.setdefault(one.area, []).append(one.quote or one.skill)
            worth[one.area] = worth.get(one.area, 0.0) + WORTH[one.weight] * (1 + load_areas()[one.area].importance)
    ranked = sorted(worth, key=lambda area: -worth[area])
    return tuple(Asked(area=area, words=tuple(dict.fromkeys(words[area]))) for area in ranked[:MOST_ASKED])


def cover(stories: Sequence[Story], asked: Iterable[Asked], showing: Showing) -> Coverage:
    """Which story answers what. One story is best for one area before it is asked to carry a second; the area that
    fewest stories can answer chooses first."""
    wanted = tuple(asked)
    fit = {story.id: {one.area: _weigh(story, one.area, showing) for one in wanted} for story in stories}
    able = {one.area: [story for story in stories if fit[story.id][one.area].fit >= LEAST_FIT] for one in wanted}
    best: dict[str, Story] = {}
    used: dict[int, int] = {}
    for one in sorted((one for one in wanted if able[one.area]), key=lambda one: len(able[one.area])):
        chosen = max(able[one.area], key=lambda s: (-used.get(s.id, 0), fit[s.id][one.area].fit, s.id))
        best[one.area] = chosen
        used[chosen.id] = used.get(chosen.id, 0) + 1
    return Coverage(
        asked=wanted,
        fits={
            story.id: {one.area: _name(story, one.area, able[one.area], best) for one in wanted} for story in stories
        },
        best=best,
        why={area: fit[story.id][area].words for area, story in best.items()},
        stories=tuple(stories),
    )


def _weigh(story: Story, area: str, showing: Showing) -> Shown:
    """What was found of it; a tag of the person's own makes it possible in any case."""
    found = showing.get(story.id, {}).get(area, Shown(fit=0.0))
    return Shown(fit=max(found.fit, TAGGED_FIT), words=found.words) if area in story.areas else found


def _name(story: Story, area: str, able: Sequence[Story], best: Mapping[str, Story]) -> Fit:
    if area in best and best[area].id == story.id:
        return Fit.BEST
    return Fit.CAN if story in able else Fit.NONE
