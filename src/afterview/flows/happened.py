"""What happened: their words are recognised, the person confirms, the outcome is kept."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from afterview.core.due import SILENCE_DAYS
from afterview.core.steady import Fact, find_facts
from afterview.core.words import Candidate, Interview, Outcome, OutcomeKind
from afterview.flows.capture import find_interview
from afterview.flows.drafts import drop_draft
from afterview.flows.foreign import NotRead, open_foreign
from afterview.flows.journal import writing
from afterview.flows.listen import NothingSaid, ReceivedReply, TooLong, receive_reply
from afterview.flows.reflect import read_reflection
from afterview.reader import best_reader, read
from afterview.store.load.interviews import load_outcome
from afterview.store.record.interviews import record_interview, record_outcome

_MEANS = {"rejection": OutcomeKind.NO, "offer": OutcomeKind.YES}
# Below even odds the reader does not know; telling someone "they said no" on a hunch would be the worse mistake.
SURE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What their words seem to say: `kind` None where they do not say, `told_by` the words that told (verbatim),
    `invites` whether they ask to another round, `has_points` whether they say something about the interview."""

    text: str
    kind: OutcomeKind | None
    told_by: tuple[str, ...]
    invites: bool
    has_points: bool


def recognise(content: str | bytes) -> Recognised:
    """Reads a pasted or dropped mail; a guess for the person to confirm. Raises NotRead."""
    reading = read(open_foreign(content).decoded, reader=best_reader())
    is_sure = reading.status_confidence >= SURE
    told_by = dict.fromkeys(reading.text[span.start : span.end].strip() for span in reading.status_words)
    return Recognised(
        text=reading.text.strip(),
        kind=_MEANS.get(reading.status) if is_sure else None,
        told_by=tuple(told_by),
        invites=is_sure and reading.status == "interview_invite",
        has_points=any(not point.courtesy for point in reading.points),
    )


def read_outcome(candidate: Candidate, interview_id: int) -> Outcome | None:
    """What happened, None while unknown."""
    return load_outcome(candidate, interview_id)


def save_outcome(candidate: Candidate, outcome: Outcome, now: datetime, form: str = "") -> None:
    """Keeps what happened. "No answer yet" rests until two weeks after the interview; everything else ends a rest.

    Raises InterviewGone.
    """
    with writing():
        interview = find_interview(candidate, outcome.interview_id)
        record_outcome(candidate, outcome)
        until = None
        if outcome.kind is OutcomeKind.SILENCE and interview.starts_at:
            until = interview.starts_at.date() + timedelta(days=SILENCE_DAYS)
        record_interview(candidate, replace(interview, rest_until=until), now)
        drop_draft(candidate, form)


def keep_as_reply(candidate: Candidate, outcome: Outcome) -> int:
    """Keeps the words of an outcome as a reply to read later; returns its id, 0 where there are no words to keep."""
    try:
        received = ReceivedReply(content=outcome.words, received_on=outcome.on)
        return receive_reply(candidate, outcome.interview_id, received)
    except (NothingSaid, TooLong, NotRead):
        return 0


def list_facts(candidate: Candidate, interview: Interview) -> tuple[Fact, ...]:
    """What is true either way, from the log."""
    return find_facts(interview, read_reflection(candidate, interview.id))
