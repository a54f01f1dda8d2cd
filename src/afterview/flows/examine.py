"""Examines one mail that may belong to the journal: opened in a child, read, and told what it is, of which company."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from afterview.core.capture import NoSuchTime, ProposedInterview, place_in_time, propose_interview
from afterview.core.found_mail import FoundMail, MailKind, MailState, kind_of, name_company
from afterview.core.words import Candidate
from afterview.flows.calendar import CalendarTooOften, CalendarUnread, read_calendar
from afterview.flows.foreign import NotRead, OpenedMail, open_foreign
from afterview.limited import run
from afterview.post.gather import digest_mail
from afterview.reader import read
from afterview.store.load.found_mails import load_interview_of_letter

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SUBJECT = re.compile(rb"^subject:[ \t]*([^\r\n]{0,300})", re.IGNORECASE | re.MULTILINE)
ENOUGH = 4_000  # letters that tell what a mail is; a newsletter has many more
UNDATED = timedelta(days=365)


def examine_mail(
    candidate: Candidate, raw: bytes, place: str, now: datetime, zone: str, is_known: bool
) -> FoundMail | None:
    """What a mail is; None where it is about no application. `is_known`: it is from somebody met, or in a thread.

    One that cannot be read comes back as UNREAD, to be kept as it came."""
    mail = FoundMail(digest=digest_mail(raw), place=place, found_at=now)
    try:
        opened = open_foreign(raw)
    except NotRead:
        found = _SUBJECT.search(raw[:65536])
        subject = found[1].decode("utf-8", "replace") if found else ""
        return replace(mail, state=MailState.UNREAD, subject=tidy(subject))
    return tell_mail(candidate, mail, opened, now, zone, is_known)


def tell_mail(
    candidate: Candidate, mail: FoundMail, opened: OpenedMail, now: datetime, zone: str, is_known: bool
) -> FoundMail | None:
    """An opened mail, told; None where it is about no application."""
    reading = read(replace(opened.decoded, text=opened.decoded.text[:ENOUGH]))
    kind = kind_of(reading.status, reading.status_confidence, is_known)
    if kind is None:
        return None
    proposed = propose(opened, now, zone)
    return replace(
        mail,
        kind=kind,
        sent_at=opened.sent_at,
        subject=tidy(opened.decoded.subject)[:500],
        sender=tidy(opened.name)[:200],
        address=opened.address[:320],
        message_id=opened.message_id,
        answers=opened.answers,
        company=tidy(name_company(proposed.company.value if proposed.company else "", opened.name, opened.address)),
        role=tidy(proposed.role.value if proposed.role else "")[:200],
        starts_at=_place(proposed, zone, opened.sent_at or now) if kind is MailKind.INVITATION else None,
        has_points=any(not point.courtesy for point in reading.points),
        interview_id=load_interview_of_letter(candidate, opened.answers),
    )


def propose(opened: OpenedMail, now: datetime, zone: str) -> ProposedInterview:
    """What a mail says of an interview: a calendar file's own fields where it has one, else its words."""
    heads = f"Subject: {opened.decoded.subject}\nFrom: {opened.decoded.sender}\n\n"
    said = propose_interview(heads + opened.decoded.text, opened.sent_at or now, zone)
    if opened.calendar is None:
        return said
    try:
        told = run(read_calendar, opened.calendar, opened.sent_at or now, zone)
    except (CalendarUnread, CalendarTooOften, NotRead):
        return said
    return replace(said, day=told.day, hour=told.hour, zone=told.zone, minutes=told.minutes or said.minutes)


def _place(proposed: ProposedInterview, zone: str, sent_at: datetime) -> datetime | None:
    """When the interview begins; None where day or hour are not said, or lie years from the mail."""
    if proposed.day is None or proposed.hour is None:
        return None
    try:
        moment = place_in_time(proposed.day.value, proposed.hour.value, proposed.zone.value if proposed.zone else zone)
        return moment.astimezone(UTC) if abs(moment - sent_at) < UNDATED else None
    except (NoSuchTime, OverflowError, ValueError):
        return None


def tidy(words: str) -> str:
    """One line without control characters or half characters, fit for any database and page."""
    return _CONTROL.sub(" ", words).encode("utf-8", "replace").decode("utf-8").strip()
