"""Prepare: the story bank, and the one page for the next interview."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from afterview.core.prepare import Brief, draft_brief
from afterview.core.stories import MOST_AREAS, Part, StoryReading, propose_title, read_parts, read_story, take_apart
from afterview.core.words import Candidate, Interview, Keepsake, Landed, Reflection, Story
from afterview.flows.drafts import drop_draft
from afterview.flows.evaluate import evaluate_journal, read_journal
from afterview.flows.jobs import read_whole_job
from afterview.flows.journal import deleting, writing
from afterview.store.load.interviews import load_interviews
from afterview.store.load.keepsakes import load_keepsakes
from afterview.store.load.plans import load_standing_plans
from afterview.store.load.reflections import load_reflections
from afterview.store.load.stories import load_stories, load_story, load_told
from afterview.store.record.interviews import record_interview
from afterview.store.record.keepsakes import record_keepsake, record_keepsake_gone
from afterview.store.record.stories import record_story, record_story_gone

LETTER = "letter_to_me"
TOLD_IN_LIST, TOLD_ON_PAGE = 3, 50


class StoryGone(Exception):
    """There is no such story in this journal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """Where a story was told, to which question, and how it landed."""

    interview: Interview
    question: str
    landed: Landed | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySeen:
    """A story with what it has and lacks, and where it was told."""

    story: Story
    reading: StoryReading
    used: tuple[Used, ...] = ()


def list_stories(candidate: Candidate) -> tuple[StorySeen, ...]:
    """The story bank, the latest first."""
    used = _list_used(candidate, TOLD_IN_LIST)
    return tuple(
        StorySeen(story=story, reading=read_parts(story), used=tuple(used.get(story.id, ())))
        for story in load_stories(candidate)
    )


def find_story(candidate: Candidate, story_id: int) -> StorySeen:
    """One story. Raises StoryGone."""
    story = load_story(candidate, story_id)
    if story is None:
        raise StoryGone
    used = _list_used(candidate, TOLD_ON_PAGE).get(story_id, [])
    return StorySeen(story=story, reading=read_parts(story), used=tuple(used))


def _list_used(candidate: Candidate, most: int) -> dict[int, list[Used]]:
    """Where each story was told, the latest first, at most so many times."""
    used: dict[int, list[Used]] = {}
    for story_id, interview, question in load_told(candidate, most):
        used.setdefault(story_id, []).append(Used(interview=interview, question=question.text, landed=question.landed))
    return used


def propose_story(text: str, now: datetime, area: str = "") -> Story:
    """A story told in one go, taken apart as a proposal; nothing is saved. `area` is what it was told for."""
    parts = take_apart(text)
    areas = dict.fromkeys(one for one in (area, *read_story(text).areas) if one)
    return Story(
        title=propose_title(text),
        situation=parts[Part.SITUATION],
        task=parts[Part.TASK],
        action=parts[Part.ACTION],
        result=parts[Part.RESULT],
        learning=parts[Part.LEARNING],
        areas=tuple(areas)[:MOST_AREAS],
        added_on=now.date(),
    )


def save_story(candidate: Candidate, story: Story, form: str = "") -> int:
    """Saves a story and drops the draft it came from; returns its id (a new one sent twice in a day is saved once).
    Raises StoryGone."""
    with writing():
        if story.id and load_story(candidate, story.id) is None:
            raise StoryGone
        same = () if story.id else (one.id for one in load_stories(candidate) if replace(one, id=0) == story)
        story_id = next(iter(same), 0) or record_story(candidate, story)
        drop_draft(candidate, form)
    return story_id


def delete_story(candidate: Candidate, story_id: int) -> None:
    """Deletes a story; the questions it answered stay."""
    with deleting():
        record_story_gone(candidate, story_id)


# --- the brief -------------------------------------------------------------------------------------------------------


def read_brief(candidate: Candidate, interview_id: int, now: datetime) -> Brief:
    """The page for one interview. Raises InterviewGone."""
    job = read_whole_job(candidate, interview_id)
    journal = read_journal(candidate)
    evaluation = evaluate_journal(journal, now)
    letter = _find_letter(candidate, interview_id)
    return draft_brief(
        job.interview,
        load_standing_plans(candidate),
        job.coverage,
        expected=job.expected,
        focus=evaluation.focus,
        keep=evaluation.keep,
        latest=_latest(load_reflections(candidate), interview_id),
        letter=letter.text if letter else "",
    )


def _latest(reflections: Mapping[int, Reflection], but: int) -> Reflection | None:
    begun = [one for one in reflections.values() if one.begun_at and one.interview_id != but]
    return max(begun, key=lambda one: (one.begun_at, one.interview_id), default=None)


def _find_letter(candidate: Candidate, interview_id: int) -> Keepsake | None:
    """The letter written for this interview, else the latest one."""
    letters = load_keepsakes(candidate, LETTER)
    return next((letter for letter in letters if letter.interview_id == interview_id), next(iter(letters), None))


def save_brief_words(candidate: Candidate, interview: Interview, letter: str, now: datetime, form: str = "") -> None:
    """Saves what the person wrote for the page: route, questions to ask, the line for a blank mind (in `interview`)
    and the letter to themselves; an emptied letter is taken away."""
    with writing():
        record_interview(candidate, interview, now)
        before = _find_letter(candidate, interview.id)
        own = before if before and before.interview_id == interview.id else None
        if letter.strip():
            if before is None or before.text != letter.strip():
                fresh = own or Keepsake(kind=LETTER, text="", at=now, interview_id=interview.id)
                record_keepsake(candidate, replace(fresh, text=letter.strip(), at=now))
        elif own:
            record_keepsake_gone(candidate, own.id)
        drop_draft(candidate, form)


def has_own_letter(candidate: Candidate, interview_id: int) -> bool:
    """Whether a letter to themselves would be shown the evening before an interview."""
    return _find_letter(candidate, interview_id) is not None


def write_brief(candidate: Candidate, interview_id: int, now: datetime) -> str:
    """The page as one self-contained HTML file. Raises InterviewGone."""
    sheet = finders.find("app.css")
    css = Path(str(sheet)).read_text(encoding="utf-8")
    return render_to_string("prepare/brief_file.html", {"brief": read_brief(candidate, interview_id, now), "css": css})


def list_interview_ids(candidate: Candidate) -> tuple[int, ...]:
    """The numbers of the journal's interviews."""
    return tuple(sorted(interview.id for interview in load_interviews(candidate)))
