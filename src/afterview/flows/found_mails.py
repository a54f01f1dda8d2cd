"""Found mails: what they propose is reviewed as a list and taken into the journal in one go."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from afterview.core.found_mail import (
    FoundApplication,
    FoundMail,
    MailKind,
    MailState,
    correct,
    group_mails,
    key_of,
    round_at,
)
from afterview.core.words import Candidate, Interview, Interviewer, Outcome, OutcomeKind
from afterview.flows.capture import find_interview, save_interview
from afterview.flows.examine import propose
from afterview.flows.foreign import NotRead, open_foreign
from afterview.flows.journal import writing
from afterview.flows.listen import NothingSaid, ReceivedReply, TooLong, receive_reply
from afterview.store.load.found_mails import load_found_mail, load_found_mails, load_found_original
from afterview.store.load.interviews import load_interviews, load_outcome
from afterview.store.record.found_mails import record_mail_state
from afterview.store.record.interviews import record_outcome

_ENDINGS = {MailKind.REJECTION: OutcomeKind.NO, MailKind.OFFER: OutcomeKind.YES}


class MailGone(Exception):
    """There is no such mail here any more."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """One application as the person accepts it: its mails' numbers, and their own words for company and role."""

    mail_ids: tuple[int, ...]
    company: str
    role: str


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of it."""

    interviews: int = 0
    outcomes: int = 0
    replies: int = 0


def list_found(candidate: Candidate) -> tuple[FoundApplication, ...]:
    """What waits to be reviewed, by application, the latest first."""
    return group_mails(load_found_mails(candidate, MailState.FOUND))


def list_unread(candidate: Candidate) -> tuple[FoundMail, ...]:
    """What was kept as it came because it could not be read."""
    return load_found_mails(candidate, MailState.UNREAD)


def count_found(candidate: Candidate) -> int:
    """How many applications wait to be reviewed."""
    return sum(1 for one in list_found(candidate) if one.proposes)


def find_mail(candidate: Candidate, mail_id: int) -> FoundMail:
    """One found mail. Raises MailGone."""
    mail = load_found_mail(candidate, mail_id)
    if mail is None:
        raise MailGone
    return mail


def read_found_text(candidate: Candidate, mail_id: int) -> tuple[FoundMail, str]:
    """A found mail and its words as text. Raises MailGone; NotRead where they cannot be read."""
    mail = load_found_mail(candidate, mail_id)
    raw = load_found_original(candidate, mail_id)
    if mail is None or not raw:
        raise MailGone
    return mail, open_foreign(raw).decoded.text


def read_found_original(candidate: Candidate, mail_id: int) -> bytes:
    """A found mail as it came. Raises MailGone."""
    raw = load_found_original(candidate, mail_id)
    if not raw:
        raise MailGone
    return raw


def set_aside(candidate: Candidate, mail_ids: tuple[int, ...]) -> None:
    """Lets mails go: their words are forgotten, and they are not found again."""
    with writing():
        record_mail_state(candidate, mail_ids, MailState.SET_ASIDE)


def take_in(candidate: Candidate, accepted: Iterable[Accepted], now: datetime, zone: str) -> TakenIn:
    """Takes applications into the journal, each whole or not at all: its interviews, how it ended, what was said.

    An interview the journal has already (same company, same day) is not written a second time.
    """
    taken = TakenIn()
    for one in accepted:
        mails = load_found_mails(candidate, MailState.FOUND, one.mail_ids)
        for application in group_mails(mails) if one.mail_ids else ():
            with writing():
                given = correct(application, one.company or application.company, one.role or application.role)
                taken = _take(candidate, given, taken, now, zone)
    return taken


def _take(candidate: Candidate, application: FoundApplication, so_far: TakenIn, now: datetime, zone: str) -> TakenIn:
    interviews = _take_rounds(candidate, application, now, zone)
    record_mail_state(candidate, tuple(mail.id for mail in application.receipts), MailState.TAKEN, interviews[0][0])
    for (number, _), mail in zip(interviews, application.rounds, strict=False):
        record_mail_state(candidate, (mail.id,), MailState.TAKEN, number)
    outcomes = _take_ending(candidate, application, [number for number, _ in interviews])
    replies = sum(_take_words(candidate, application, mail, interviews, now) for mail in application.words)
    return TakenIn(
        so_far.interviews + sum(is_new for _, is_new in interviews),
        so_far.outcomes + outcomes,
        so_far.replies + replies,
    )


def _take_rounds(
    candidate: Candidate, application: FoundApplication, now: datetime, zone: str
) -> list[tuple[int, bool]]:
    """The interviews' numbers in order, and whether each is new; one without a day where no invitation was found."""
    taken: list[tuple[int, bool]] = []
    for mail in application.rounds or (None,):
        interview = _build(candidate, application, mail, now, zone)
        known = _find_same(candidate, interview, application)
        if known:
            taken.append((known.id, False))
            continue
        if taken:
            first = find_interview(candidate, taken[0][0])
            interview = replace(interview, application_id=first.application_id, round=first.round + len(taken))
        taken.append((save_interview(candidate, interview, now), True))
    return taken


def _find_same(candidate: Candidate, interview: Interview, application: FoundApplication) -> Interview | None:
    by_letter = {mail.interview_id for mail in application.mails if mail.interview_id}
    for known in load_interviews(candidate):
        same_company = key_of(known.company) == key_of(interview.company)
        if known.id in by_letter and not application.rounds:
            return known
        if same_company and interview.starts_at and known.starts_at:
            if known.starts_at.astimezone(UTC).date() == interview.starts_at.astimezone(UTC).date():
                return known
        elif same_company and interview.starts_at is None:
            return known
    return None


def _build(
    candidate: Candidate, application: FoundApplication, mail: FoundMail | None, now: datetime, zone: str
) -> Interview:
    """An interview as its invitation tells it; without one, company and role alone."""
    first = application.mails[0]
    company = application.company or first.sender or first.address or "?"
    plain = Interview(company=company, role=application.role or "?", zone=zone)
    if mail is None:
        return plain
    try:
        opened = open_foreign(load_found_original(candidate, mail.id))
    except NotRead:
        return replace(plain, starts_at=mail.starts_at)
    said = propose(opened, now, zone)
    own_zone = said.zone.value if said.zone else zone
    return replace(
        plain,
        zone=own_zone,
        starts_at=mail.starts_at.astimezone(ZoneInfo(own_zone)) if mail.starts_at else None,
        minutes=said.minutes.value if said.minutes else None,
        format=said.format.value if said.format else None,
        place=said.place.value if said.place else "",
        interviewers=tuple(guess.value for guess in said.interviewers),
    )


def _take_ending(candidate: Candidate, application: FoundApplication, interviews: list[int]) -> int:
    mail = application.ending
    if mail is None or mail.kind is None:
        return 0
    number = interviews[round_at(application, mail)]
    record_mail_state(candidate, (mail.id,), MailState.TAKEN, number)
    if load_outcome(candidate, number):
        return 0  # what the person said themselves stands
    record_outcome(candidate, Outcome(interview_id=number, kind=_ENDINGS[mail.kind], on=mail.day))
    return 1


def _take_words(
    candidate: Candidate,
    application: FoundApplication,
    mail: FoundMail,
    interviews: list[tuple[int, bool]],
    now: datetime,
) -> int:
    """A mail that says something about the person becomes a reply, unconfirmed."""
    number = mail.interview_id or interviews[round_at(application, mail)][0]
    return 1 if keep_as_reply(candidate, mail, number, now) else 0


def keep_as_reply(candidate: Candidate, mail: FoundMail, interview_id: int, now: datetime) -> int:
    """A found mail as a reply to an interview, its writer on the panel; returns the reply's id, 0 where it says
    nothing. The mail is taken either way."""
    writer = _find_writer(candidate, mail, interview_id, now)
    raw = load_found_original(candidate, mail.id)
    try:
        received = ReceivedReply(content=raw, received_on=mail.day, interviewer_id=writer)
        reply_id = receive_reply(candidate, interview_id, received)
    except (NothingSaid, TooLong, NotRead):
        reply_id = 0
    record_mail_state(candidate, (mail.id,), MailState.TAKEN, interview_id, reply_id or None)
    return reply_id


def _find_writer(candidate: Candidate, mail: FoundMail, interview_id: int, now: datetime) -> int | None:
    """Who of the panel wrote it, by address, else by name; a writer who is not of it yet comes to it."""
    interview = find_interview(candidate, interview_id)
    if not mail.sender or not mail.address:
        return None
    for person in interview.interviewers:
        if mail.address == person.address.lower() or key_of(person.name) == key_of(mail.sender):
            return person.id
    writer = Interviewer(name=mail.sender, address=mail.address)
    save_interview(candidate, replace(interview, interviewers=(*interview.interviewers, writer)), now)
    panel = find_interview(candidate, interview_id).interviewers
    return next((one.id for one in panel if one.address == mail.address), None)
