"""Ask, remind and thank: what is known before a letter is begun, and beginning it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext
from icalendar import Calendar, Event

from afterview.core.ask import (
    Material,
    Recipient,
    choose_recipients,
    may_ask,
    may_remind,
    when_due,
)
from afterview.core.words import Candidate, Interview, Letter, LetterKind, Reply
from afterview.flows.capture import find_interview
from afterview.flows.drafting import (
    Drafting,
    find_request,
    gather_material,
    recipient_of,
    recipient_with,
    sign_as,
)
from afterview.flows.letters import find_letter
from afterview.store.load.interviews import load_outcome
from afterview.store.load.letters import load_letter, load_letters_of
from afterview.store.load.plans import load_standing_plans
from afterview.store.load.replies import load_replies_of, load_reply

__all__ = [
    "Asking",
    "NotYet",
    "begin_letter",
    "begin_reminder",
    "begin_thanks",
    "can_remind",
    "find_reminder",
    "find_thanks",
    "has_reply",
    "look_before_asking",
    "write_letter_calendar",
]

REMIND_FOR = timedelta(minutes=15)


class NotYet(Exception):
    """It is too early for this letter, or it was sent already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What is known before writing: the kind of letter, what it draws on, and to whom, with the letters there are."""

    kind: LetterKind
    interview: Interview
    material: Material
    recipients: tuple[tuple[Recipient, Letter | None], ...]


def look_before_asking(candidate: Candidate, interview_id: int, now: datetime) -> Asking:
    """What the ask page shows. Raises InterviewGone."""
    interview = find_interview(candidate, interview_id)
    material = gather_material(candidate, interview, now)
    kind = LetterKind.REQUEST if may_ask(material.outcome) else LetterKind.AFTER_INTERVIEW
    begun = {one.interviewer_id: one for one in load_letters_of(candidate, interview_id) if one.kind is kind}
    people = choose_recipients(interview)
    return Asking(
        kind=kind,
        interview=interview,
        material=material,
        recipients=tuple((whom, begun.get(whom.interviewer_id)) for whom in people),
    )


def begin_letter(
    candidate: Candidate, interview_id: int, interviewer_id: int | None, now: datetime, sender: str = ""
) -> int:
    """The letter to one person: the one begun before, or a new draft; returns its id. Raises InterviewGone."""
    candidate = sign_as(candidate, sender)
    asking = look_before_asking(candidate, interview_id, now)
    chosen = [pair for pair in asking.recipients if pair[0].interviewer_id == interviewer_id]
    recipient, letter = (chosen or asking.recipients)[0]
    if letter:
        return letter.id
    return Drafting(kind=asking.kind, material=asking.material, recipient=recipient).keep(candidate, now)


def has_reply(candidate: Candidate, interview_id: int) -> bool:
    """Whether anything came back about an interview."""
    return bool(load_replies_of(candidate, interview_id))


def can_remind(candidate: Candidate, request: Letter, now: datetime) -> bool:
    """Whether the one reminder may be written now."""
    letters = load_letters_of(candidate, request.interview_id)
    return may_remind(request, letters, has_reply(candidate, request.interview_id), now)


def find_reminder(candidate: Candidate, request: Letter) -> Letter | None:
    """The reminder of a request, None before it is begun."""
    letters = load_letters_of(candidate, request.interview_id)
    reminders = [one for one in letters if one.kind is LetterKind.REMINDER]
    return next((one for one in reminders if one.in_reply_to == request.message_id), None)


def begin_reminder(candidate: Candidate, request_id: int, now: datetime) -> int:
    """The reminder of a request: the one begun before, or a new draft; returns its id. Raises LetterGone, NotYet."""
    request, interview = find_letter(candidate, request_id)
    if begun := find_reminder(candidate, request):
        return begun.id
    if not can_remind(candidate, request, now):
        raise NotYet
    drafting = Drafting(
        kind=LetterKind.REMINDER,
        material=gather_material(candidate, interview, now, request.body),
        recipient=recipient_of(interview, request),
        request=request,
    )
    return drafting.keep(candidate, now, request.message_id)


def find_thanks(candidate: Candidate, reply: Reply) -> Letter | None:
    """The thank-you for a reply, None before it is begun."""
    letters = load_letters_of(candidate, reply.interview_id)
    return next((one for one in letters if one.kind is LetterKind.THANKS and one.reply_id == reply.id), None)


def begin_thanks(candidate: Candidate, reply: Reply, now: datetime, sender: str = "") -> int:
    """The thank-you for a reply, in its thread: the one begun before, or a new draft; returns its id."""
    if begun := find_thanks(candidate, reply):
        return begun.id
    candidate = sign_as(candidate, sender)
    interview = find_interview(candidate, reply.interview_id)
    request = load_letter(candidate, reply.letter_id) if reply.letter_id else None
    request = request or find_request(candidate, interview.id, reply.interviewer_id)
    recipient = recipient_with(interview, reply.interviewer_id)
    if request and recipient.interviewer_id in (None, request.interviewer_id):
        recipient = recipient_of(interview, request)
    drafting = Drafting(
        kind=LetterKind.THANKS,
        material=gather_material(candidate, interview, now, reply.reply_text or reply.text),
        recipient=recipient,
        reply=reply,
        plans=load_standing_plans(candidate),
        subject=request.subject if request else "",
    )
    return drafting.keep(candidate, now, reply.message_id or (request.message_id if request else ""))


def write_letter_calendar(candidate: Candidate, letter_id: int, now: datetime) -> bytes:
    """A calendar file with one entry, on the next kind day for a letter: to send it, or once it is sent to remind.
    Raises LetterGone, and NotYet where nothing is left to do."""
    letter, interview = find_letter(candidate, letter_id)
    reply = load_reply(candidate, letter.reply_id) if letter.reply_id else None
    outcome = load_outcome(candidate, interview.id)
    day = when_due(letter, outcome, reply.received_on if reply else None, now.date())
    if day is None:
        raise NotYet
    starts_at = datetime(day.year, day.month, day.day, 9, tzinfo=now.tzinfo).astimezone(UTC)
    calendar = Calendar()
    calendar.add("PRODID", "-//Afterview//EN")
    calendar.add("VERSION", "2.0")
    event = Event()
    event.add("UID", f"{'reminder' if letter.posted_at else 'send'}-{letter.id}@afterview.invalid")
    event.add("DTSTAMP", now.astimezone(UTC))
    event.add("DTSTART", starts_at)
    event.add("DTEND", starts_at + REMIND_FOR)
    event.add("SUMMARY", _summarise(letter) % {"name": letter.to_name or interview.company})
    event.add("TRANSP", "TRANSPARENT")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _summarise(letter: Letter) -> str:
    if letter.posted_at:
        return gettext("%(name)s: one short reminder, if nothing came")
    if letter.kind is LetterKind.THANKS:
        return gettext("%(name)s: thank them for the feedback")
    return gettext("%(name)s: send the note you wrote")
