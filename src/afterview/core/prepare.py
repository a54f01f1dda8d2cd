"""Prepare: what the job asks for, which story answers it, and the one page to take along."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from afterview.core.area_phrases import listed_areas
from afterview.core.areas import load_areas
from afterview.core.coverage import Coverage
from afterview.core.expected import Expected, Origin
from afterview.core.say import gettext_noop as _
from afterview.core.words import Direction, Interview, Plan, Reflection, Story

MOST_TOLD = 6
MOST_EXPECTED = 3
MOST_DIFFERENTLY = 2
MOST_KEEP = 3
MOST_QUESTIONS = 5
LONGEST_ENDING = 110
NOT_STORY_AREAS = frozenset(("motivation", "company_knowledge"))
SUGGESTED_QUESTIONS = (
    _("What would a good first six months look like?"),
    _("Which result would you look at first?"),
    _("What do people who do well here have in common?"),
)


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
    expected: tuple[Expected, ...] = ()

    @property
    def told_lines(self) -> tuple[Told, ...]:
        """For each area asked for, the story to tell; the six the job leans on most."""
        asked = self.coverage.asked[:MOST_TOLD]
        return tuple(Told(area=one.area, story=self.coverage.best.get(one.area)) for one in asked)


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
    plans: Sequence[Plan],
    coverage: Coverage,
    *,
    expected: Sequence[Expected] = (),
    focus: Sequence[str] = (),
    keep: Sequence[str] = (),
    latest: Reflection | None = None,
    letter: str = "",
) -> Brief:
    """The brief of an interview. `focus` and `keep` are the evaluation's areas, `latest` the reflection before it; of
    the questions expected, those that the job's areas do not stand for already."""
    own = tuple(line.strip(" \t-•*") for line in interview.questions_to_ask.splitlines() if line.strip(" \t-•*"))
    return Brief(
        interview=interview,
        differently=choose_differently(plans, focus, latest),
        keep=choose_keep(plans, keep, latest),
        coverage=coverage,
        expected=tuple(one for one in expected if one.origin is not Origin.JOB)[:MOST_EXPECTED],
        questions=(own or SUGGESTED_QUESTIONS)[:MOST_QUESTIONS],
        own_questions=bool(own),
        blank_line=interview.blank_line.strip(),
        letter=letter,
    )
