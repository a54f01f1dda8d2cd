"""Calendar files: an invitation's `.ics` is read as guesses; an interview is written as one, with its own question."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext
from icalendar import Calendar, Event
from icalendar.error import InvalidCalendar

from afterview.core.capture import ProposedInterview, propose_interview
from afterview.core.invitation.found import Guess
from afterview.core.invitation.zones import find_zone, zone_of_minutes
from afterview.core.words import Format, Interview, Interviewer

LONGEST = 1_000_000
MOST_EVENTS = 50
MOST_PEOPLE = 12
USUAL_LENGTH = 60
# What the library raises over files that are no calendar; the last where its own message goes round in circles.
UNREAD = (InvalidCalendar, ValueError, LookupError, AttributeError, TypeError, OverflowError, OSError, RecursionError)
ASK_AFTER = timedelta(minutes=15)
EVENING, EVENING_LENGTH = time(19, 0), timedelta(minutes=15)
_TOO_OFTEN = re.compile(r"FREQ=(?:SECONDLY|MINUTELY|HOURLY)|INTERVAL=0+(?!\d)|COUNT=\d{4,}|COUNT=[5-9]\d\d(?!\d)", re.I)
_RULE = re.compile(r"^(RRULE|EXRULE)\b[^\n]*", re.IGNORECASE | re.MULTILINE)
_LEFT_OUT = re.compile(r"^EXDATE\b", re.IGNORECASE | re.MULTILINE)


class CalendarUnread(Exception):
    """This calendar file could not be read. Type the day and the hour instead; the rest can follow."""


class CalendarTooOften(Exception):
    """This calendar file repeats too often to be an interview. Type the day and the hour instead."""


def looks_like_calendar(raw: bytes) -> bool:
    """Whether bytes begin as a calendar file does."""
    return raw.lstrip(b"\xef\xbb\xbf\r\n\t ")[:15].upper() == b"BEGIN:VCALENDAR"


def read_calendar(raw: bytes, now: datetime, zone: str) -> ProposedInterview:
    """The first event of a calendar file as guesses; of one that repeats its first time. `zone` is the person's own.

    Raises CalendarUnread, or CalendarTooOften for rules that no interview has; neither rule nor day is expanded.
    """
    text = raw[: LONGEST + 1].decode("utf-8", "replace")
    _refuse(text)
    try:
        event = _first_event(Calendar.from_ical(text))
        said = propose_interview("\n".join(_words(event, name) for name in ("SUMMARY", "DESCRIPTION")), now, zone)
        return _propose(event, said, zone)
    except UNREAD as error:
        raise CalendarUnread from error


def write_calendar(interview: Interview, now: datetime, *, has_letter: bool = False) -> bytes:
    """An interview with a start as a calendar file: its own event; one of 15 minutes, a quarter of an hour after its
    end, that asks how it went; where the person wrote a letter to themselves, one at 19:00 the evening before, on the
    interview's own clocks. Calendars travel: of what the person wrote, nothing is in it but place and names."""
    calendar = Calendar()
    calendar.add("PRODID", "-//Afterview//EN")
    calendar.add("VERSION", "2.0")
    starts_at = interview.starts_at or now
    ends_at = starts_at.astimezone(UTC) + timedelta(minutes=interview.minutes or USUAL_LENGTH)
    met = _event(interview, "interview", starts_at.astimezone(UTC), ends_at, now)
    met.add("SUMMARY", f"{interview.company}: {interview.role}")
    met.add("LOCATION", interview.place)
    met.add("DESCRIPTION", "\n".join(_introduce(person) for person in interview.interviewers))
    asked = _event(interview, "how-did-it-go", ends_at + ASK_AFTER, ends_at + 2 * ASK_AFTER, now)
    asked.add("SUMMARY", gettext("Two minutes: how did it go?"))
    asked.add("TRANSP", "TRANSPARENT")
    for event in (*_eve(interview, starts_at, now, has_letter=has_letter), met, asked):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _eve(interview: Interview, starts_at: datetime, now: datetime, *, has_letter: bool) -> Iterable[Event]:
    day = starts_at.astimezone(ZoneInfo(interview.zone) if interview.zone else starts_at.tzinfo)
    evening = datetime.combine(day.date() - timedelta(days=1), EVENING, day.tzinfo).astimezone(UTC)
    if has_letter and evening > now:
        event = _event(interview, "evening-before", evening, evening + EVENING_LENGTH, now)
        event.add("SUMMARY", gettext("Afterview: a letter from you, for tomorrow"))
        event.add("TRANSP", "TRANSPARENT")
        yield event


def _event(interview: Interview, name: str, starts_at: datetime, ends_at: datetime, now: datetime) -> Event:
    event = Event()
    event.add("UID", f"{name}-{interview.id}@afterview.invalid")
    event.add("DTSTAMP", now.astimezone(UTC))
    event.add("DTSTART", starts_at)
    event.add("DTEND", ends_at)
    return event


def _introduce(person: Interviewer) -> str:
    return f"{person.name}, {person.role}" if person.role else person.name


def _refuse(text: str) -> None:
    """Refuses by the text alone, before any library sees it."""
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    if len(text) > LONGEST or len(_LEFT_OUT.findall(unfolded)) > 1_000:
        raise CalendarUnread
    for rule in _RULE.finditer(unfolded):
        if rule[1].upper() == "EXRULE" or _TOO_OFTEN.search(rule[0]):
            raise CalendarTooOften


def _first_event(calendar: Any) -> Any:
    events = calendar.walk("VEVENT")[:MOST_EVENTS]
    standing = [event for event in events if str(event.get("STATUS", "")).upper() != "CANCELLED"]
    first = min(standing, key=lambda event: str(event.get("DTSTART", "")) == "", default=None)
    if first is None:
        raise CalendarUnread
    return first


def _words(event: Any, name: str) -> str:
    return str(event.get(name, "")).strip()


def _guess[Value](value: Value, words: str) -> Guess[Value]:
    return Guess(value=value, words=words, start=0, end=len(words))


def _propose(event: Any, said: ProposedInterview, own: str) -> ProposedInterview:
    start = event.decoded("DTSTART") if "DTSTART" in event else None
    shown = str(event["DTSTART"].to_ical().decode()) if "DTSTART" in event else ""
    moment, zone = _in_zone(start, own) if isinstance(start, datetime) else (None, "")
    day = moment.date() if moment else start if isinstance(start, date) else None
    place = _words(event, "LOCATION")
    return ProposedInterview(
        company=said.company,
        role=said.role,
        day=_guess(day, shown) if day else None,
        hour=_guess(moment.time(), shown) if moment else None,
        zone=_guess(zone, shown) if moment else None,
        minutes=_find_minutes(event, start),
        format=said.format,
        place=said.place
        if said.format and said.format.value is Format.VIDEO
        else _guess(place, place)
        if place
        else None,
        interviewers=tuple(_find_people(event))[:MOST_PEOPLE] or said.interviewers,
    )


def _in_zone(start: datetime, own: str) -> tuple[datetime, str]:
    """The start on the clocks of its own zone; of one in UTC on the person's clocks, of one in no zone as it is."""
    if start.tzinfo is None:
        return start, own
    zone = find_zone(getattr(start.tzinfo, "key", "") or str(start.tzinfo))
    if zone in (None, "UTC", "Etc/UTC"):
        offset = start.utcoffset() or timedelta()
        zone = own if not offset else zone_of_minutes(int(offset.total_seconds() // 60))
    return start.astimezone(ZoneInfo(zone or own)).replace(tzinfo=None), zone or own


def _find_minutes(event: Any, start: date | None) -> Guess[int] | None:
    length: timedelta | None = None
    if "DURATION" in event:
        length = event.decoded("DURATION")
    elif "DTEND" in event and isinstance(start, datetime):
        end = event.decoded("DTEND")
        length = end - start if isinstance(end, datetime) else None
    minutes = int(length.total_seconds() // 60) if length else 0
    return _guess(minutes, f"{minutes} min") if 5 <= minutes <= 600 else None


def _find_people(event: Any) -> Iterable[Guess[Interviewer]]:
    """Attendees, then the organiser where nobody else is named; rooms and machines are left out."""
    attendees = event.get("ATTENDEE", [])
    listed = attendees if isinstance(attendees, list) else [attendees]
    organiser = [event["ORGANIZER"]] if "ORGANIZER" in event else []
    seen: set[str] = set()
    for person in [*organiser, *listed]:
        address = re.sub(r"(?i)^mailto:", "", str(person)).strip()
        kind = str(person.params.get("CUTYPE", "INDIVIDUAL")).upper()
        name = str(person.params.get("CN", "")).strip().strip('"')
        if kind != "INDIVIDUAL" or "@" not in address or address.casefold() in seen:
            continue
        seen.add(address.casefold())
        named = name if name and "@" not in name else _name_of(address)
        yield _guess(Interviewer(name=named, address=address), f"{name or address}")


def _name_of(address: str) -> str:
    """ "sam.lee@…" as a name; one that is told, not known."""
    return " ".join(part.capitalize() for part in re.split(r"[._-]+", address.partition("@")[0]) if part)
