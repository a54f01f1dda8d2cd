"""From a pasted invitation, advert or mail to a proposed interview: every guess with its words, nothing invented."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from afterview.core.invitation.days import DayFound, find_days, pick_day
from afterview.core.invitation.found import Doubt, Guess, guess_at
from afterview.core.invitation.hours import HourFound, find_hours, find_minutes, pick_hour
from afterview.core.invitation.job import find_company, find_role
from afterview.core.invitation.people import find_people
from afterview.core.invitation.place import find_format, find_place
from afterview.core.invitation.zones import is_month_first, prefer_own, zone_after, zone_named
from afterview.core.words import Format, Interviewer

LONGEST = 30_000
_HEADER = re.compile(
    r"\A(?:[ \t>*]*(?:From|To|Cc|Sent|Date|Subject|Von|An|Gesendet|Datum|Betreff|De|À|Envoyé|Objet|Para|Enviado|"
    r"Asunto)[ \t]*:[^\n]*\n)+",
    re.I,
)
_MAIL = re.compile(r"^[ \t>*]*(?:From|Von|De|Subject|Betreff|Objet|Asunto)[ \t]*:", re.IGNORECASE | re.MULTILINE)
_AMERICAN = re.compile(
    r"\d\s?(?:[ap]\.?m\.?)?\s?\(?(?:[ECMP][SD]?T\b|(?:Eastern|Central|Mountain|Pacific)\s)", re.IGNORECASE
)
_SENT = re.compile(r"^[ \t>*]*(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado)[ \t]*:[^\n]*$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedInterview:
    """What a text says of an interview, each part with its words; None (or empty) where it does not say.

    `zone` is a name of the time zone database, named by the text; without it hours are meant in the person's own.
    """

    company: Guess[str] | None = None
    role: Guess[str] | None = None
    day: Guess[date] | None = None
    hour: Guess[time] | None = None
    zone: Guess[str] | None = None
    minutes: Guess[int] | None = None
    format: Guess[Format] | None = None
    place: Guess[str] | None = None
    interviewers: tuple[Guess[Interviewer], ...] = ()
    doubt: Doubt | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was found."""
        return not (self.company or self.role or self.day or self.hour or self.place or self.interviewers)


class NoSuchTime(Exception):
    """The clocks skip this time on that day: they go forward. Choose a time an hour later or earlier."""


def propose_interview(text: str, now: datetime, zone: str) -> ProposedInterview:
    """What the text says of an interview. `now` settles "next Thursday" and days without a year; `zone` is the
    person's own zone. Only the first 30,000 characters are read."""
    text = _smooth(text)
    timed = _hide_header_dates(text)
    month_first = is_month_first(zone) or bool(_AMERICAN.search(timed))
    found = pick_day(find_days(timed, now.date(), month_first))
    hour = pick_hour(timed, find_hours(timed), (found.start, found.end) if found else None)
    place, company = find_place(text), find_company(text)
    return ProposedInterview(
        company=company,
        role=find_role(text),
        day=guess_at(text, found.day, found.start, found.end) if found else None,
        hour=guess_at(text, hour.begins, hour.start, hour.end) if hour else None,
        zone=_find_zone(timed, found, hour, zone),
        minutes=_find_minutes(timed, hour),
        format=find_format(text, place),
        place=place,
        interviewers=find_people(text, company.value if company else ""),
        doubt=found.doubt if found else None,
    )


def place_in_time(day: date, hour: time, zone: str) -> datetime:
    """The moment a clock in `zone` shows `hour` on `day`; of a time shown twice in autumn the first.

    Raises NoSuchTime where the clocks skip it in spring.
    """
    moment = datetime.combine(day, hour, tzinfo=ZoneInfo(zone))
    if moment.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise NoSuchTime
    return moment


def _smooth(text: str) -> str:
    """The text with plain blanks, few of them in a row, and without endless "words", which would only cost time."""
    text = text[:LONGEST].replace("\r\n", "\n").replace("\u00a0", " ").replace("\u202f", " ")
    text = re.sub(r"(?:[ \t]*\n){3,}", "\n\n", re.sub(r"[ \t]{4,}", "   ", text))
    return re.sub(r"(?<!\S)(?!https?://)\S{160,}|(?<!\S)\S{2000,}", " ", text)


def _hide_header_dates(text: str) -> str:
    """The text with the day a mail was sent blanked out, so that it is not taken for the interview's."""
    header = _HEADER.match(text)
    if not header or not _MAIL.search(header[0]):
        return text
    hidden = _SENT.sub(lambda line: " " * len(line[0]), header[0])
    return hidden + text[header.end() :]


def _find_zone(text: str, found: DayFound | None, hour: HourFound | None, own: str) -> Guess[str] | None:
    if hour is None:
        return None
    guess = zone_after(text, hour.end) or zone_named(text)
    if guess is None or found is None:
        return guess
    zone = prefer_own(guess.value, own, datetime.combine(found.day, hour.begins))
    return Guess(value=zone, words=guess.words, start=guess.start, end=guess.end)


def _find_minutes(text: str, hour: HourFound | None) -> Guess[int] | None:
    if hour and hour.minutes and 10 <= hour.minutes <= 600:
        return guess_at(text, hour.minutes, hour.start, hour.end)
    return find_minutes(text)
