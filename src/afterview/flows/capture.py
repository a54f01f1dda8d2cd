"""Capture: an interview, its company and its panel come into the journal."""

from datetime import datetime

from afterview.core.words import Candidate, Interview, Outcome
from afterview.flows.drafts import drop_draft
from afterview.flows.journal import writing
from afterview.store.load.interviews import load_interview, load_interviews, load_outcomes
from afterview.store.record.interviews import record_interview, record_interview_gone


class InterviewGone(Exception):
    """There is no such interview in this journal."""


def list_interviews(candidate: Candidate) -> tuple[tuple[Interview, Outcome | None], ...]:
    """Every interview with what happened, the latest first."""
    outcomes = load_outcomes(candidate)
    return tuple((interview, outcomes.get(interview.id)) for interview in load_interviews(candidate))


def find_interview(candidate: Candidate, interview_id: int) -> Interview:
    """One interview. Raises InterviewGone."""
    interview = load_interview(candidate, interview_id)
    if interview is None:
        raise InterviewGone
    return interview


def save_interview(candidate: Candidate, interview: Interview, now: datetime, form: str = "") -> int:
    """Saves an interview and drops the draft it came from; returns its id."""
    with writing():
        interview_id = record_interview(candidate, interview, now)
        drop_draft(candidate, form)
    return interview_id


def delete_interview(candidate: Candidate, interview_id: int) -> None:
    """Deletes an interview and everything in it."""
    with writing():
        record_interview_gone(candidate, interview_id)
