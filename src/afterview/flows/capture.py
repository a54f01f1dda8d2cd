"""Capture: an interview, its company and its panel come into the journal."""

from dataclasses import dataclass, replace
from datetime import datetime

from afterview.core.capture import ProposedInterview, propose_interview
from afterview.core.words import Candidate, Interview, Outcome
from afterview.flows.calendar import looks_like_calendar, read_calendar
from afterview.flows.drafts import drop_draft, find_saved, note_saved
from afterview.flows.foreign import open_foreign
from afterview.flows.journal import deleting, writing
from afterview.limited import run
from afterview.store.load.interviews import load_interview, load_interviews, load_outcomes
from afterview.store.load.journeys import load_headings
from afterview.store.record.interviews import record_interview, record_interview_gone

LARGEST_FILE = 25 * 1024 * 1024


class InterviewGone(Exception):
    """There is no such interview in this journal."""


class FileTooLarge(Exception):
    """This file is larger than 25 MB. Paste its text instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What was pasted or dropped: its readable text, and what it says of an interview."""

    text: str
    proposed: ProposedInterview


def read_invitation(content: str | bytes, now: datetime, zone: str) -> Brought:
    """Reads an invitation, advert, mail or calendar file; `zone` is the person's own.

    Raises FileTooLarge, CalendarUnread, CalendarTooOften or NotRead, each with a sentence that says what to do.
    """
    if len(content) > LARGEST_FILE:
        raise FileTooLarge
    raw = content if isinstance(content, bytes) else content.encode()
    if looks_like_calendar(raw):
        return Brought(text="", proposed=run(read_calendar, raw, now, zone))
    mail = open_foreign(content)
    heads = [("Subject", mail.decoded.subject), ("From", mail.decoded.sender)]
    text = "\n".join([*(f"{name}: {words}" for name, words in heads if words), "", mail.decoded.text]).strip()
    said = propose_interview(text, mail.sent_at or now, zone)
    if mail.calendar is None:
        return Brought(text=text, proposed=said)
    return Brought(text=text, proposed=_join(run(read_calendar, mail.calendar, now, zone), said))


def _join(told: ProposedInterview, said: ProposedInterview) -> ProposedInterview:
    """A calendar's own fields first, then what the mail around it says."""
    return replace(
        told,
        company=said.company or told.company,
        role=said.role or told.role,
        minutes=told.minutes or said.minutes,
        format=told.format or said.format,
        place=told.place or said.place,
        interviewers=said.interviewers or told.interviewers,
    )


def list_interviews(candidate: Candidate) -> tuple[tuple[Interview, Outcome | None], ...]:
    """Every interview with what happened, the latest first."""
    outcomes = load_outcomes(candidate)
    return tuple((interview, outcomes.get(interview.id)) for interview in load_interviews(candidate))


def list_rounds(candidate: Candidate, application_id: int) -> tuple[Interview, ...]:
    """The rounds of one application in order, without panel and long texts."""
    rounds = [one for one in load_headings(candidate) if one.application_id == application_id]
    return tuple(sorted(rounds, key=lambda one: one.round))


def find_saved_interview(candidate: Candidate, once: str) -> Interview | None:
    """The interview that a form with this mark was saved as, where it is still there."""
    saved = find_saved(candidate, once)
    return load_interview(candidate, saved) if saved is not None else None


def find_interview(candidate: Candidate, interview_id: int) -> Interview:
    """One interview. Raises InterviewGone."""
    interview = load_interview(candidate, interview_id)
    if interview is None:
        raise InterviewGone
    return interview


def begin_next_round(candidate: Candidate, interview_id: int) -> Interview:
    """The next round of the same application, not yet saved: company, role and advert stay, the rest is new.

    Raises InterviewGone.
    """
    earlier = find_interview(candidate, interview_id)
    last = max(one.round for one in list_rounds(candidate, earlier.application_id))
    return Interview(
        application_id=earlier.application_id,
        company=earlier.company,
        role=earlier.role,
        advert=earlier.advert,
        round=last + 1,
        zone=earlier.zone,
        format=earlier.format,
    )


def save_interview(candidate: Candidate, interview: Interview, now: datetime, form: str = "", once: str = "") -> int:
    """Saves an interview and drops the draft it came from; returns its id. A form that bears a mark `once` is saved
    once: sent again, it leads to the same interview."""
    with writing():
        earlier = find_saved(candidate, once)
        if earlier is not None:
            return earlier
        interview_id = record_interview(candidate, interview, now)
        drop_draft(candidate, form)
        note_saved(candidate, once, interview_id, now)
    return interview_id


def delete_interview(candidate: Candidate, interview_id: int) -> None:
    """Deletes an interview with everything in it and typed for it, and leaves no copy in the database's log."""
    with deleting():
        record_interview_gone(candidate, interview_id)
