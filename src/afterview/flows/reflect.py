"""Reflect: each page is kept as it is answered; stopping anywhere loses nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from afterview.core.reflect import Page, is_complete, plans_in_force, with_page_done
from afterview.core.words import Candidate, CheckIn, Interview, OutcomeKind, Plan, Reflection
from afterview.flows.drafts import drop_draft
from afterview.flows.journal import writing
from afterview.flows.steady import SENT_AGAIN
from afterview.store.load.check_ins import load_check_ins
from afterview.store.load.interviews import load_outcome
from afterview.store.load.plans import load_plans
from afterview.store.load.reflections import load_reflection
from afterview.store.load.stories import load_stories
from afterview.store.record.check_ins import record_check_in
from afterview.store.record.reflections import record_reflection


def read_reflection(candidate: Candidate, interview_id: int) -> Reflection | None:
    """The reflection of an interview, None before it was begun."""
    return load_reflection(candidate, interview_id)


def list_story_titles(candidate: Candidate) -> dict[int, str]:
    """The titles of the story bank by id, to name the story that was told."""
    return {story.id: story.title for story in load_stories(candidate)}


def draft_name(interview_id: int, page: str) -> str:
    """The name under which a page's typed fields are kept."""
    return f"reflect/{interview_id}/{page}"


def keep_page(
    candidate: Candidate,
    interview_id: int,
    page: Page,
    answer: Callable[[Reflection], Reflection],
    now: datetime,
    *,
    done: bool = True,
) -> Reflection:
    """Keeps a page's answers and drops its draft; `done` when the person went on, not when they stopped there."""
    with writing():
        before = load_reflection(candidate, interview_id) or Reflection(interview_id=interview_id)
        after = answer(before)
        after = with_page_done(after, page) if done else after
        after = replace(after, begun_at=before.begun_at or now)
        record_reflection(candidate, after)
        drop_draft(candidate, draft_name(interview_id, page))
    return after


def keep_later(candidate: Candidate, interview_id: int, words: str, now: datetime) -> None:
    """Keeps what came back overnight; earlier words stay above it."""
    with writing():
        before = load_reflection(candidate, interview_id) or Reflection(interview_id=interview_id, begun_at=now)
        later = "\n\n".join(part for part in (before.later, words.strip()) if part)
        record_reflection(candidate, replace(before, later=later))
        drop_draft(candidate, draft_name(interview_id, "later"))


def finish_reflection(candidate: Candidate, interview_id: int, now: datetime) -> bool:
    """Marks the reflection complete once every page was gone through; says whether it is."""
    with writing():
        reflection = load_reflection(candidate, interview_id)
        if reflection is None or not is_complete(reflection):
            return False
        record_reflection(candidate, replace(reflection, completed_at=reflection.completed_at or now))
    return True


def keep_mood(candidate: Candidate, interview_id: int, mood: int, now: datetime) -> None:
    """Keeps how it is right now (1 heavy to 5 light) as a check-in; the same tap within an hour counts once."""
    with writing():
        latest = next(iter(load_check_ins(candidate, 1)), None)
        if latest and (latest.interview_id, latest.mood) == (interview_id, mood) and now - latest.at < SENT_AGAIN:
            return
        record_check_in(candidate, CheckIn(at=now, mood=mood, interview_id=interview_id))


def is_outcome_known(candidate: Candidate, interview_id: int) -> bool:
    """Whether the person knows how it ended; silence is not an answer yet."""
    outcome = load_outcome(candidate, interview_id)
    return outcome is not None and outcome.kind is not OutcomeKind.SILENCE


def list_plans_to_ask(candidate: Candidate, interview: Interview, today: date) -> tuple[Plan, ...]:
    """The plans that were in force on the day of an interview, to ask what became of them; at most two."""
    held_on = interview.starts_at.date() if interview.starts_at else today
    return plans_in_force(load_plans(candidate), interview.id, held_on)
