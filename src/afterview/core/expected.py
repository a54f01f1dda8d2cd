"""Questions they may ask: from what the job asks for, from what the person was asked before, from what others doubted;
each with the story to tell and how it begins."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from afterview.core.coverage import Coverage, Showing, Shown
from afterview.core.say import gettext_noop as _
from afterview.core.words import Finding, FindingKind, Landed, Question, Story

MOST_DOUBTED = 3
MOST_ASKED_BEFORE = 4
LONGEST_BEGINNING = 160
LEAST_NEAR = 0.35  # from here on a story is offered for a question that no area names
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
_WORD = re.compile(r"[^\W\d_]{3,}")
ALIKE = 0.6

# A question an interviewer might ask to see an area; own wording.
QUESTIONS: Mapping[str, str] = {
    "teamwork": _("Tell us about a time you got something done with people who saw it differently."),
    "customer_care": _("Tell us about a person you helped who was not easy to help."),
    "problem_solving": _("Tell us about a problem nobody could explain at first. How did you get to the bottom of it?"),
    "initiative": _("When did you last start something that nobody had asked you to do?"),
    "reliability": _("Tell us about a time when one detail mattered, or a rule was in the way."),
    "learning": _("Tell us about something that went wrong and what you changed afterwards."),
    "leadership": _("Tell us about a time others looked to you. What did you do first?"),
    "clarity": _("When did you have to explain something hard to somebody who had never heard of it?"),
    "composure": _("Tell us about the tensest hour you have had at work."),
    "listening": _("Tell us about a time you heard something that others had missed."),
    "results": _("Which result of yours are you proud of, and what was your part in it?"),
    "convincing": _("When did you change somebody’s mind, or hold your ground?"),
    "job_knowledge": _("Tell us about a time your knowledge of the trade made the difference."),
    "experience": _("Which of your earlier jobs was most like this one, and how?"),
    "motivation": _("Why this work, and why here?"),
    "company_knowledge": _("What do you know about us, and what would you like to ask?"),
    "examples": _("Give us one example, start to end."),
    "structure": _("Walk us through one piece of work in two minutes."),
    "relevance": _("What, of all you have done, would help us most in this post?"),
    "practical_task": _("Show us how you would go about a task like the one in the advert."),
    "questions_asked": _("What would you like to know from us?"),
    "preparation": _("How did you prepare for today?"),
}


class Origin(StrEnum):
    """Where an expected question comes from."""

    JOB = "job"
    ASKED = "asked"
    DOUBTED = "doubted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A question they may ask. `words` are why: the advert's, or an earlier interviewer's; `is_own` whether the
    question itself is in an interviewer's words as the person noted them. `story` may be None; `begins` is its first
    sentence."""

    question: str
    origin: Origin
    area: str = ""
    words: str = ""
    is_own: bool = False
    story: Story | None = None
    begins: str = ""


def expect_from_job(coverage: Coverage) -> tuple[Expected, ...]:
    """A question for each area the job leans on, with the story that covers it."""
    return tuple(
        _answered(
            Expected(question=QUESTIONS[one.area], origin=Origin.JOB, area=one.area, words=next(iter(one.words), "")),
            coverage.best.get(one.area),
        )
        for one in coverage.asked
        if one.area in QUESTIONS
    )


def expect_from_doubts(findings: Iterable[Finding], stories: Sequence[Story], showing: Showing) -> tuple[Expected, ...]:
    """A question for each area that earlier interviewers named as to work on, the latest first, at most three."""
    doubted: dict[str, str] = {}
    for finding in findings:
        if finding.kind is FindingKind.DEVELOP and finding.counted and not finding.set_aside:
            doubted.setdefault(finding.area, finding.quote)
    chosen = [(area, words) for area, words in doubted.items() if area in QUESTIONS][:MOST_DOUBTED]
    return tuple(
        _answered(
            Expected(question=QUESTIONS[area], origin=Origin.DOUBTED, area=area, words=words),
            choose_story(stories, area, showing),
        )
        for area, words in chosen
    )


def expect_from_log(
    questions: Sequence[Question], stories: Sequence[Story], nearest: Mapping[str, tuple[int, float]]
) -> tuple[Expected, ...]:
    """What was asked before and may come again, at most four: what missed first, then what came more than once, then
    the latest. `questions` come latest first; `nearest` names for a question the story that fits and how well."""
    groups = _group_alike([one for one in questions if one.text.strip()])
    ranked = sorted(groups, key=lambda group: (-_trouble(group), -len(group)))
    by_id = {story.id: story for story in stories}
    expected = []
    for group in ranked[:MOST_ASKED_BEFORE]:
        told = next(
            (by_id[one.story_id] for one in group if one.landed is Landed.LANDED and one.story_id in by_id), None
        )
        story_id, fit = nearest.get(group[0].text, (0, 0.0))
        story = told or (by_id.get(story_id) if fit >= LEAST_NEAR else None)
        found = Expected(question=group[0].text.strip(), origin=Origin.ASKED, is_own=True)
        expected.append(_answered(found, story))
    return tuple(expected)


def choose_story(stories: Sequence[Story], area: str, showing: Showing) -> Story | None:
    """The story that shows an area best: one tagged with it before one where it was only read."""
    fits = {story.id: showing.get(story.id, {}).get(area, Shown(fit=0.0)).fit for story in stories}
    able = [story for story in stories if area in story.areas or fits[story.id] >= LEAST_NEAR]
    return max(able, key=lambda story: (area in story.areas, fits[story.id], story.id), default=None)


def begin(story: Story) -> str:
    """The first sentence of a story as it is told: of its situation, or of the first part that has words."""
    parts = (story.situation, story.task, story.action, story.result)
    told = next((part for part in parts if part.strip()), "")
    found = _SENTENCE.search(told)
    sentence = " ".join(found[0].split()) if found else ""
    return sentence if len(sentence) <= LONGEST_BEGINNING else sentence[:LONGEST_BEGINNING].rsplit(" ", 1)[0] + "…"


def _answered(expected: Expected, story: Story | None) -> Expected:
    return replace(expected, story=story, begins=begin(story)) if story else expected


def _trouble(group: Sequence[Question]) -> int:
    """2 where an answer missed, 1 where one was so-so."""
    return max({Landed.MISSED: 2, Landed.SO_SO: 1}.get(one.landed, 0) if one.landed else 0 for one in group)


def _group_alike(questions: Sequence[Question]) -> list[list[Question]]:
    """Questions that share most of their words together, in their order."""
    groups: list[tuple[frozenset[str], list[Question]]] = []
    for one in questions:
        words = frozenset(word.lower() for word in _WORD.findall(one.text))
        for known, group in groups:
            if len(words & known) >= ALIKE * max(1, min(len(words), len(known))):
                group.append(one)
                break
        else:
            groups.append((words, [one]))
    return [group for _, group in groups]
