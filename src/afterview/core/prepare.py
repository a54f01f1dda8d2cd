"""Prepare: what the job asks for, which story answers it, and the one page to take along."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from afterview.core.area_phrases import listed_areas, name_words, weigh_areas
from afterview.core.areas import load_areas
from afterview.core.say import gettext_noop as _
from afterview.core.stories import StoryReading, Verdict, read_parts
from afterview.core.words import Direction, Interview, Plan, Reflection, Story

MOST_ASKED = 6
MOST_DIFFERENTLY = 2
MOST_KEEP = 3
MOST_QUESTIONS = 5
LEAST_HEARD = 2.0
LONGEST_ENDING = 110
# Areas an advert speaks of that are shown by other things than a story.
NOT_BY_STORY = frozenset(("job_knowledge", "motivation", "company_knowledge"))
NOT_STORY_AREAS = frozenset(("motivation", "company_knowledge"))
SUGGESTED_QUESTIONS = (
    _("What would a good first six months look like?"),
    _("Which result would you look at first?"),
    _("What do people who do well here have in common?"),
)


class Fit(StrEnum):
    """How a story answers what a job asks for."""

    BEST = "best"
    CAN = "can"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An area the job asks for and the advert's words that say so."""

    area: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Stories against what the job asks for: `fits[story id][area]`; `best[area]` the story to tell, where there is
    one; an area without one is where to write next."""

    asked: tuple[Asked, ...]
    fits: Mapping[int, Mapping[str, Fit]]
    best: Mapping[str, Story]
    stories: tuple[Story, ...] = ()

    @property
    def rows(self) -> tuple[tuple[Story, tuple[Fit, ...]], ...]:
        """The stories that answer anything, each with its fit for every area asked for."""
        rows = ((story, tuple(self.fits[story.id][one.area] for one in self.asked)) for story in self.stories)
        return tuple((story, fits) for story, fits in rows if set(fits) != {Fit.NONE})

    @property
    def open_areas(self) -> tuple[str, ...]:
        """The areas no story answers yet."""
        return tuple(one.area for one in self.asked if one.area not in self.best)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the brief: the person's own words, or (with `words` empty) an area's name or plan; `own` says
    whether the person wrote it."""

    area: str
    words: str = ""
    own: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The story to tell for an area; None where there is none yet."""

    area: str
    story: Story | None

    @property
    def ending(self) -> str:
        """How the story ends, in a line: what came of it, cut at a word."""
        return shorten(self.story.result, LONGEST_ENDING) if self.story else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The page to take along to one interview."""

    interview: Interview
    differently: tuple[Line, ...]
    keep: tuple[Line, ...]
    coverage: Coverage
    questions: tuple[str, ...]
    own_questions: bool
    blank_line: str
    letter: str = ""

    @property
    def told_lines(self) -> tuple[Told, ...]:
        """For each area asked for, the story to tell."""
        return tuple(Told(area=one.area, story=self.coverage.best.get(one.area)) for one in self.coverage.asked)


def read_advert(advert: str) -> tuple[Asked, ...]:
    """The areas an advert asks for that a story can show, the most spoken of first, at most six."""
    weights = {area: weight for area, weight in weigh_areas(advert).items() if area not in NOT_BY_STORY}
    ranked = sorted(weights, key=lambda area: (-weights[area] * load_areas()[area].importance, area))
    return tuple(Asked(area=area, words=name_words(advert, area)) for area in ranked[:MOST_ASKED])


def cover(stories: Sequence[Story], asked: Iterable[Asked]) -> Coverage:
    """Which story answers what: the person's own tags weigh most, then the words told, then how whole the story is.

    One story is best for one area before it is asked to carry a second.
    """
    wanted = tuple(asked)
    readings = {story.id: read_parts(story) for story in stories}
    weights = {story.id: _weigh(story, readings[story.id]) for story in stories}
    best: dict[str, Story] = {}
    used: dict[int, int] = {}
    for one in sorted(wanted, key=lambda one: sum(weights[story.id].get(one.area, 0) > 0 for story in stories)):
        able = [story for story in stories if weights[story.id].get(one.area, 0) > 0]
        if able:
            chosen = max(able, key=lambda story: (-used.get(story.id, 0), weights[story.id][one.area], story.id))
            best[one.area] = chosen
            used[chosen.id] = used.get(chosen.id, 0) + 1
    fits = {story.id: {one.area: _fit(story, one.area, weights[story.id], best) for one in wanted} for story in stories}
    return Coverage(
        asked=wanted,
        fits=fits,
        best={one.area: best[one.area] for one in wanted if one.area in best},
        stories=tuple(stories),
    )


def _weigh(story: Story, reading: StoryReading) -> dict[str, float]:
    heard = weigh_areas(" ".join((story.title, story.situation, story.task, story.action, story.result)))
    whole = {Verdict.SUFFICIENT: 1.0, Verdict.THIN: 0.0, Verdict.NOT_AN_EXAMPLE: -1.0}[reading.verdict]
    weights = {area: 5.0 + weight + whole for area, weight in heard.items() if area in story.areas}
    weights |= {area: 5.0 + whole for area in story.areas if area not in heard}
    if not story.areas:
        weights |= {area: weight + whole for area, weight in heard.items() if weight >= LEAST_HEARD}
    return weights


def _fit(story: Story, area: str, weights: Mapping[str, float], best: Mapping[str, Story]) -> Fit:
    if area in best and best[area].id == story.id:
        return Fit.BEST
    return Fit.CAN if weights.get(area, 0) > 0 else Fit.NONE


def areas_stories_show() -> tuple[str, ...]:
    """The areas a story can show, in the order of areas.toml."""
    spoken = listed_areas()
    return tuple(area for area in load_areas() if area in spoken and area not in NOT_STORY_AREAS)


def is_eve(interview: Interview, now: datetime) -> bool:
    """Whether the interview is tomorrow or still to come today: then the letter to oneself is shown."""
    if interview.starts_at is None or interview.starts_at < now:
        return False
    return (interview.starts_at.date() - now.astimezone(interview.starts_at.tzinfo).date()).days <= 1


def choose_differently(plans: Iterable[Plan], focus: Sequence[str], latest: Reflection | None) -> tuple[Line, ...]:
    """At most two things to do differently: the person's plans; without any the areas to work on, with the plan
    written for them; without those the change the person named last."""
    chosen = [_plan_line(plan) for plan in plans if plan.direction is Direction.FOCUS]
    chosen = chosen or [Line(area=area, own=False) for area in focus]
    if not chosen and latest and latest.change.strip():
        chosen = [Line(area="", words=latest.change.strip())]
    return tuple(chosen[:MOST_DIFFERENTLY])


def choose_keep(plans: Iterable[Plan], keep: Sequence[str], latest: Reflection | None) -> tuple[Line, ...]:
    """At most three things to keep: the person's plans, then what worked last, then areas that carry."""
    chosen = [_plan_line(plan) for plan in plans if plan.direction is Direction.STRENGTH]
    chosen += [Line(area="", words=one.what.strip()) for one in latest.worked] if latest else []
    chosen += [Line(area=area, own=False) for area in keep if area not in {line.area for line in chosen}]
    return tuple(chosen[:MOST_KEEP])


def shorten(text: str, longest: int) -> str:
    """A text of at most so many characters, cut behind a sentence or a word."""
    plain = " ".join(text.split())
    if len(plain) <= longest:
        return plain
    cut = plain[: longest - 1]
    sentence = cut.rfind(". ")
    return cut[: sentence + 1] if sentence > longest // 3 else cut.rsplit(" ", 1)[0].rstrip(",;:–- ") + "…"


def _plan_line(plan: Plan) -> Line:
    then = plan.then_words.strip().rstrip(".")
    return Line(area=plan.area, words=then)


def draft_brief(
    interview: Interview,
    stories: Sequence[Story],
    plans: Sequence[Plan],
    *,
    focus: Sequence[str] = (),
    keep: Sequence[str] = (),
    latest: Reflection | None = None,
    letter: str = "",
) -> Brief:
    """The brief of an interview. `focus` and `keep` are the evaluation's areas, `latest` the reflection before it."""
    own = tuple(line.strip(" \t-•*") for line in interview.questions_to_ask.splitlines() if line.strip(" \t-•*"))
    return Brief(
        interview=interview,
        differently=choose_differently(plans, focus, latest),
        keep=choose_keep(plans, keep, latest),
        coverage=cover(stories, read_advert(interview.advert)),
        questions=(own or SUGGESTED_QUESTIONS)[:MOST_QUESTIONS],
        own_questions=bool(own),
        blank_line=interview.blank_line.strip(),
        letter=letter,
    )
