"""Listen: a reply comes in as it is, is read, and is confirmed sentence by sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from afterview.core.language_model import LanguageModel
from afterview.core.listen import Decision, decide, is_about_the_person
from afterview.core.words import Candidate, Channel, Finding, FindingKind, Interview, Interviewer, Reply
from afterview.flows.drafts import drop_draft
from afterview.flows.foreign import OpenedMail, open_foreign
from afterview.flows.journal import deleting, writing
from afterview.flows.language_model import read_with
from afterview.post.outbound import Consent
from afterview.reader import Reading, best_reader, read
from afterview.reader.lessons import LATEST, Lesson, Lessons, learn
from afterview.store.load.interviews import load_interview
from afterview.store.load.replies import (
    load_letter_of_message,
    load_original,
    load_replies_of,
    load_reply,
    load_reply_with_text,
    load_sorted_findings,
)
from afterview.store.record.replies import record_decisions, record_reply, record_reply_gone

LONGEST = 1_000_000


class NothingSaid(Exception):
    """There are no words here yet. Paste the reply, drop the mail, or write down what was said."""


class TooLong(Exception):
    """This is longer than a reply can be (a million characters). Paste the part that is about you."""


class ReplyGone(Exception):
    """There is no such reply in this journal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedReply:
    """What came in: pasted words or a mail's bytes, from whom, when, and whether it was written or told."""

    content: str | bytes
    received_on: date
    channel: Channel = Channel.WRITTEN
    interviewer_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedModel:
    """The click that lets the person's own language model read: which model, the consent, where its key is."""

    model: LanguageModel
    consent: Consent
    folder: Path


def receive_reply(
    candidate: Candidate,
    interview_id: int,
    received: ReceivedReply,
    form: str = "",
    asked: AskedModel | None = None,
) -> int:
    """Keeps a reply with what the reader makes of it; returns its id, also when the same words were there before.

    The reader is our own, or the model that was `asked` (its name is then the reply's reader, unless it failed).

    Raises NothingSaid, TooLong or NotRead, and changes nothing then.
    """
    if len(received.content) > LONGEST and isinstance(received.content, str):
        raise TooLong
    mail = open_foreign(received.content)
    reading = _read(candidate, mail, asked)
    if not reading.text.strip():
        raise NothingSaid
    with writing():
        known = load_reply_with_text(candidate, interview_id, reading.text)
        reply_id = known or record_reply(candidate, _to_reply(candidate, interview_id, received, mail, reading))
        drop_draft(candidate, form)
    return reply_id


def _read(candidate: Candidate, mail: OpenedMail, asked: AskedModel | None) -> Reading:
    lessons = read_lessons(candidate)
    if asked is None:
        return read(mail.decoded, reader=best_reader(), lessons=lessons)
    return read_with(asked.model, mail.decoded, asked.consent, asked.folder, lessons).reading


def _to_reply(
    candidate: Candidate, interview_id: int, received: ReceivedReply, mail: OpenedMail, reading: Reading
) -> Reply:
    raw = received.content if isinstance(received.content, bytes) else b""
    letter = load_letter_of_message(candidate, mail.answers)
    interview = load_interview(candidate, interview_id)
    panel = interview.interviewers if interview else ()
    interviewer_id = received.interviewer_id or (letter[1] if letter else None) or _only_one(panel)
    return Reply(
        interview_id=interview_id,
        interviewer_id=interviewer_id,
        letter_id=letter[0] if letter else None,
        channel=received.channel,
        received_on=received.received_on,
        text=reading.text,
        reply_text=reading.reply_text,
        original=raw,
        message_id=mail.message_id if raw else "",
        future_open=reading.future_open,
        openings=reading.openings,
        reader=reading.reader,
        findings=_to_findings(reading),
    )


def read_lessons(candidate: Candidate) -> Lessons | None:
    """What the person's own sorting teaches the reader, None where it shall not learn."""
    if not candidate.learns:
        return None
    findings = load_sorted_findings(candidate, LATEST)
    return learn(Lesson(one.quote, str(one.kind), one.guessed_area, one.area) for one in findings if one.guessed_kind)


def _only_one(panel: tuple[Interviewer, ...]) -> int | None:
    return panel[0].id if len(panel) == 1 else None


def _to_findings(reading: Reading) -> tuple[Finding, ...]:
    """The points as read, then every other sentence as nothing, so that the person can say otherwise."""
    points = [
        Finding(
            kind=FindingKind(point.kind),
            area="" if point.kind == FindingKind.NOT_ABOUT_YOU else point.area,
            quote=point.quote,
            start=point.start,
            end=point.end,
            courtesy=point.courtesy,
            confidence=point.confidence,
            guessed_kind=FindingKind(point.kind),
            guessed_area=point.area,
            proposed=point.areas,
            set_aside=is_about_the_person(point.quote),
        )
        for point in reading.points
    ]
    rest = [
        Finding(
            kind=FindingKind.NOTHING,
            quote=segment.quote,
            start=segment.start,
            end=segment.end,
            guessed_kind=FindingKind.NOTHING,
            guessed_area=next(iter(segment.areas), ""),
            proposed=segment.areas,
            set_aside=is_about_the_person(segment.quote),
        )
        for segment in reading.segments
        if not any(point.start < segment.end and segment.start < point.end for point in points)
    ]
    return tuple(sorted([*points, *rest], key=lambda finding: finding.start))


def read_replies(candidate: Candidate, interview_id: int) -> tuple[Reply, ...]:
    """The replies to an interview with their findings."""
    return load_replies_of(candidate, interview_id)


def find_reply(candidate: Candidate, reply_id: int) -> tuple[Reply, Interview]:
    """A reply and its interview. Raises ReplyGone."""
    reply = load_reply(candidate, reply_id)
    interview = load_interview(candidate, reply.interview_id) if reply else None
    if reply is None or interview is None:
        raise ReplyGone
    return reply, interview


def read_original(candidate: Candidate, reply_id: int) -> bytes:
    """The raw mail of a reply, empty when there is none."""
    return load_original(candidate, reply_id)


def confirm_reply(
    candidate: Candidate,
    reply_id: int,
    decisions: Mapping[int, Decision],
    future_open: bool | None,
    now: datetime | None,
) -> None:
    """Keeps what the person says of each finding and of the door; `now` None keeps it for later, unconfirmed.

    Raises ReplyGone.
    """
    reply, _ = find_reply(candidate, reply_id)
    with writing():
        record_decisions(candidate, reply_id, decide(reply.findings, decisions), future_open, now)
        drop_draft(candidate, f"reply/{reply_id}")


def delete_reply(candidate: Candidate, reply_id: int) -> None:
    """Deletes a reply and its findings."""
    with deleting():
        record_reply_gone(candidate, reply_id)
