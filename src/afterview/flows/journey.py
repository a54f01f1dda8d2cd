"""The journey: where each interview's loop stands today, and letting one rest."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from afterview.core.journey import FOR_GOOD, JourneySeen
from afterview.core.words import Candidate, Interview, LetterKind, LetterState, Outcome
from afterview.flows.capture import InterviewGone, find_interview
from afterview.flows.journal import writing
from afterview.store.load.interviews import load_outcome, load_outcomes
from afterview.store.load.journeys import LetterSeen, LoopsSeen, load_following, load_headings, load_loops
from afterview.store.record.interviews import record_interview

USUAL_LENGTH = 60
WAITS = (LetterState.DRAFT, LetterState.APPROVED, LetterState.REFUSED)


def read_loops(
    candidate: Candidate, now: datetime, part: slice = slice(None)
) -> tuple[tuple[Interview, JourneySeen], ...]:
    """Interviews (without panel and long texts) with their loops, the latest first. Seven queries at most.

    `part` is which of them in that order, as a slice."""
    interviews = load_headings(candidate, part=part)
    ids = [one.id for one in interviews]
    outcomes = load_outcomes(candidate, ids)
    loops, following = load_loops(candidate, ids), load_following(candidate, now)
    return tuple((one, _see(one, outcomes.get(one.id), loops, following, now)) for one in interviews)


def read_journeys(candidate: Candidate, now: datetime) -> tuple[JourneySeen, ...]:
    """The loop of every interview, the latest interview first."""
    return tuple(seen for _, seen in read_loops(candidate, now))


def read_journey(candidate: Candidate, interview_id: int, now: datetime) -> JourneySeen:
    """The loop of one interview. Raises InterviewGone."""
    interview = next(iter(load_headings(candidate, interview_id)), None)
    if interview is None:
        raise InterviewGone
    loops, following = load_loops(candidate, [interview_id]), load_following(candidate, now)
    return _see(interview, load_outcome(candidate, interview_id), loops, following, now)


def rest_until_tomorrow(candidate: Candidate, interview_id: int, now: datetime) -> None:
    """Nothing of this interview is offered before tomorrow. Raises InterviewGone."""
    _rest(candidate, interview_id, now.date() + timedelta(days=1), now)


def close(candidate: Candidate, interview_id: int, now: datetime) -> None:
    """Nothing of this interview is offered any more, until it is taken up again. Raises InterviewGone."""
    _rest(candidate, interview_id, FOR_GOOD, now)


def take_up_again(candidate: Candidate, interview_id: int, now: datetime) -> None:
    """Ends a rest. Raises InterviewGone."""
    _rest(candidate, interview_id, None, now)


def _rest(candidate: Candidate, interview_id: int, until: date | None, now: datetime) -> None:
    with writing():
        interview = find_interview(candidate, interview_id)
        record_interview(candidate, replace(interview, rest_until=until), now)


def is_over(interview: Interview, now: datetime) -> bool:
    """Whether the interview's end has passed; an hour counts where its length is unknown."""
    if interview.starts_at is None:
        return False
    return interview.starts_at + timedelta(minutes=interview.minutes or USUAL_LENGTH) <= now


def _see(
    interview: Interview, outcome: Outcome | None, loops: LoopsSeen, following: Interview | None, now: datetime
) -> JourneySeen:
    reflection = loops.reflections.get(interview.id)
    letters = loops.letters.get(interview.id, [])
    reply = next(iter(reversed(loops.replies.get(interview.id, []))), None)
    follows = following if following and following.id != interview.id else None
    is_begun = bool(reflection and reflection.begun)
    return JourneySeen(
        interview_id=interview.id,
        company=interview.company,
        role=interview.role,
        held_on=_held_on(interview),
        is_over=bool(outcome or letters or reply or is_begun) or is_over(interview, now),
        reflection_begun=is_begun,
        reflected_on=_day(reflection.completed_at, now) if reflection else None,
        looked_again=bool(reflection and reflection.looked_again),
        outcome=outcome.kind if outcome else None,
        outcome_on=outcome.on if outcome else None,
        letter_id=_waiting(letters),
        asked_on=_posted(letters, LetterKind.REQUEST, now),
        reminded_on=_posted(letters, LetterKind.REMINDER, now),
        reply_id=reply.id if reply else 0,
        reply_from=reply.writer.partition(" ")[0] if reply else "",
        replied_on=reply.received_on if reply else None,
        read_on=_day(reply.confirmed_at, now) if reply else None,
        thanked_on=_posted(letters, LetterKind.THANKS, now),
        evaluated_on=loops.plans.get(interview.id),
        next_interview_id=follows.id if follows else 0,
        next_held_on=_held_on(follows),
        rest_until=interview.rest_until,
    )


def _held_on(interview: Interview | None) -> date | None:
    """The day of an interview on the clocks of its own zone."""
    return interview.starts_at.date() if interview and interview.starts_at else None


def _waiting(letters: list[LetterSeen]) -> int:
    """The request that is written and not sent, 0 where there is none."""
    return next((one.id for one in letters if one.kind is LetterKind.REQUEST and one.state in WAITS), 0)


def _posted(letters: list[LetterSeen], kind: LetterKind, now: datetime) -> date | None:
    """The day the first letter of a kind went out."""
    gone = [one.posted_at for one in letters if one.kind is kind and one.state not in WAITS]
    return next((_day(at, now) for at in gone if at), None)


def _day(at: datetime | None, now: datetime) -> date | None:
    return at.astimezone(now.tzinfo).date() if at else None
