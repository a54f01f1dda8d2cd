"""What is pasted or dropped becomes guesses; rounds share their application."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from afterview.core.words import Format, Interview, Interviewer
from afterview.flows.calendar import CalendarTooOften, CalendarUnread, read_calendar, write_calendar
from afterview.flows.capture import (
    FileTooLarge,
    InterviewGone,
    begin_next_round,
    delete_interview,
    find_interview,
    list_interviews,
    list_rounds,
    read_invitation,
    save_interview,
)
from tests.conftest import NOW

BERLIN = "Europe/Berlin"
EVENT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//EN
BEGIN:VEVENT
UID:1
DTSTAMP:20261120T100000Z
SUMMARY:Interview for Data Analyst at Northwind
{start}
{more}
END:VEVENT
END:VCALENDAR
"""


def event(start: str = "DTSTART;TZID=Europe/London:20261126T143000", *more: str) -> bytes:
    return EVENT.format(start=start, more="\n".join(more)).replace("\n\n", "\n").replace("\n", "\r\n").encode()


def test_calendar_file_becomes_guesses() -> None:
    raw = event(
        "DTSTART;TZID=Europe/London:20261126T143000",
        "DTEND;TZID=Europe/London:20261126T151500",
        "LOCATION:12 High Street\\, London",
        'ORGANIZER;CN="Kim Novak":mailto:kim@northwind.example',
        "ATTENDEE;CN=Sam Lee:mailto:sam.lee@northwind.example",
        "ATTENDEE:mailto:priya.shah@northwind.example",
        "ATTENDEE;CUTYPE=ROOM;CN=Blue Room:mailto:room@northwind.example",
    )
    found = read_calendar(raw, NOW, BERLIN)
    assert found.company is not None
    assert found.company.value == "Northwind"
    assert found.role is not None
    assert found.role.value == "Data Analyst"
    assert found.day is not None
    assert found.day.value == date(2026, 11, 26)
    assert found.hour is not None
    assert found.hour.value == time(14, 30)
    assert found.zone is not None
    assert found.zone.value == "Europe/London"
    assert found.minutes is not None
    assert found.minutes.value == 45
    assert found.place is not None
    assert found.place.value == "12 High Street, London"
    assert [(p.value.name, p.value.address) for p in found.interviewers] == [
        ("Kim Novak", "kim@northwind.example"),
        ("Sam Lee", "sam.lee@northwind.example"),
        ("Priya Shah", "priya.shah@northwind.example"),
    ]


@pytest.mark.parametrize(
    ("start", "hour", "zone"),
    [
        ("DTSTART:20261126T133000Z", time(14, 30), BERLIN),
        ("DTSTART:20261126T133000", time(13, 30), BERLIN),
        ("DTSTART;TZID=America/New_York:20261126T090000", time(9), "America/New_York"),
        ("DTSTART;VALUE=DATE:20261126", None, None),
    ],
)
def test_start_is_on_the_right_clocks(start: str, hour: time | None, zone: str | None) -> None:
    found = read_calendar(event(start, "DURATION:PT1H"), NOW, BERLIN)
    assert found.day is not None
    assert found.day.value == date(2026, 11, 26)
    assert (found.hour.value if found.hour else None) == hour
    assert (found.zone.value if found.zone else None) == zone
    assert found.minutes is not None
    assert found.minutes.value == 60


def test_weekly_event_counts_once() -> None:
    found = read_calendar(event("DTSTART:20261126T133000Z", "RRULE:FREQ=WEEKLY;COUNT=4"), NOW, BERLIN)
    assert found.day is not None
    assert found.day.value == date(2026, 11, 26)


@pytest.mark.parametrize(
    "rule",
    [
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=MINUTELY;INTERVAL=5",
        "RRULE:FREQ=HOURLY",
        "RRULE:FREQ=DAILY;INTERVAL=0",
        "RRULE:FREQ=DAILY;COUNT=501",
        "RRULE:FREQ=DAILY;COUNT=10000",
        "RRULE:FRE\n Q=SECONDLY",
        "EXRULE:FREQ=DAILY",
    ],
)
def test_rule_no_interview_has_is_refused(rule: str) -> None:
    with pytest.raises(CalendarTooOften):
        read_calendar(event("DTSTART:20261126T133000Z", rule), NOW, BERLIN)


@pytest.mark.parametrize(
    "raw",
    [
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
        b"BEGIN:VCALENDAR\r\n" + b"X" * 1_000_001,
        event("DTSTART:20261126T133000Z", *(["EXDATE:20261127T133000Z"] * 1001)),
        event("DTSTART:20261126T133000Z", "STATUS:CANCELLED"),
    ],
)
def test_broken_calendar_says_so(raw: bytes) -> None:
    with pytest.raises(CalendarUnread):
        read_calendar(raw, NOW, BERLIN)


@pytest.mark.parametrize("start", ["DTSTART:not a day", "DTSTART:20261399T133000Z", "COMMENT:no start"])
def test_calendar_without_a_good_start_gives_the_rest(start: str) -> None:
    found = read_calendar(event(start), NOW, BERLIN)
    assert found.day is None
    assert found.company is not None


def test_written_calendar_carries_its_own_question() -> None:
    interview = Interview(
        id=7,
        company="Northwind",
        role="Analyst",
        starts_at=datetime(2026, 11, 26, 14, 30, tzinfo=UTC),
        zone="Europe/London",
        minutes=45,
        place="Gate 2; ring, please",
        interviewers=(Interviewer(name="Sam Lee", role="Head of Data"), Interviewer(name="Jo")),
    )
    text = write_calendar(interview, NOW).decode()
    assert text.count("BEGIN:VEVENT") == 2
    assert "DTSTART:20261126T143000Z" in text
    assert "DTEND:20261126T151500Z" in text
    assert "SUMMARY:Two minutes: how did it go?" in text
    assert "DTSTART:20261126T153000Z" in text
    assert "DTEND:20261126T154500Z" in text
    found = read_calendar(text.encode(), NOW, "Europe/London")
    assert found.place is not None
    assert found.place.value == "Gate 2; ring, please"


@pytest.mark.parametrize(
    ("zone", "evening"), [("Europe/London", "20261125T190000Z"), ("America/Lima", "20261126T000000Z")]
)
def test_a_letter_to_oneself_has_its_evening_and_stays_at_home(zone: str, evening: str) -> None:
    interview = Interview(
        id=7, company="Northwind", role="Analyst", starts_at=datetime(2026, 11, 26, 14, 30, tzinfo=UTC), zone=zone
    )
    text = write_calendar(interview, NOW, has_letter=True).decode()
    assert text.count("BEGIN:VEVENT") == 3
    assert "UID:evening-before-7@afterview.invalid" in text
    assert f"DTSTART:{evening}" in text
    assert "SUMMARY:Afterview: a letter from you\\, for tomorrow" in text


def test_an_evening_that_is_over_is_not_written() -> None:
    interview = Interview(
        id=7, company="Northwind", role="Analyst", starts_at=NOW + timedelta(hours=6), zone="Europe/London"
    )
    assert write_calendar(interview, NOW, has_letter=True).count(b"BEGIN:VEVENT") == 2


MAIL = """From: Sam Lee <sam.lee@northwind.example>
To: Alex <alex@mail.example>
Subject: Interview at Northwind
Date: Mon, 02 Nov 2026 09:00:00 +0000
Content-Type: text/plain; charset=utf-8

We meet next Thursday at 10:00 for the Data Analyst role.
"""


def test_mail_is_read_as_of_the_day_it_was_sent() -> None:
    brought = read_invitation(MAIL.encode(), NOW, BERLIN)
    assert brought.proposed.day is not None
    assert brought.proposed.day.value == date(2026, 11, 12)
    assert brought.proposed.interviewers[0].value == Interviewer(name="Sam Lee", address="sam.lee@northwind.example")
    assert brought.text.startswith("Subject: Interview at Northwind\nFrom: Sam Lee")


def test_mail_with_a_calendar_inside_takes_its_start() -> None:
    parts = [
        "MIME-Version: 1.0\r\nFrom: Kim <kim@northwind.example>\r\nSubject: Invitation: Northwind\r\n"
        'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee you then.\r\n',
        "--b\r\nContent-Type: text/calendar; charset=utf-8\r\n\r\n" + event().decode(),
        "--b--\r\n",
    ]
    brought = read_invitation("".join(parts).encode(), NOW, BERLIN)
    assert brought.proposed.hour is not None
    assert brought.proposed.hour.value == time(14, 30)


def test_broken_mail_is_still_read() -> None:
    brought = read_invitation(
        b"From: a\r\nDate: (c):\r\nMime-Version: 1.0\r\nTo: (c):\r\n\r\nMeet on 26 November 2026", NOW, BERLIN
    )
    assert brought.proposed.day is not None


def test_too_large_file_is_refused() -> None:
    with pytest.raises(FileTooLarge):
        read_invitation(b"x" * (25 * 1024 * 1024 + 1), NOW, BERLIN)


@pytest.mark.django_db
def test_next_round_shares_the_application(candidate: Any) -> None:
    first = save_interview(
        candidate,
        Interview(
            company="A", role="B", advert="ad", zone=BERLIN, format=Format.VIDEO, interviewers=(Interviewer(name="S"),)
        ),
        NOW,
    )
    begun = begin_next_round(candidate, first)
    assert (begun.round, begun.advert, begun.interviewers, begun.starts_at) == (2, "ad", (), None)
    second = save_interview(candidate, begun, NOW)
    assert [one.id for one in list_rounds(candidate, find_interview(candidate, first).application_id)] == [
        first,
        second,
    ]
    assert begin_next_round(candidate, first).round == 3
    delete_interview(candidate, second)
    assert [one.id for one, _ in list_interviews(candidate)] == [first]
    with pytest.raises(InterviewGone):
        begin_next_round(candidate, second)


@pytest.mark.django_db
def test_person_of_another_interview_is_not_touched(candidate: Any) -> None:
    one = save_interview(candidate, Interview(company="A", role="B", interviewers=(Interviewer(name="Sam"),)), NOW)
    two = save_interview(candidate, Interview(company="C", role="D"), NOW)
    sam = find_interview(candidate, one).interviewers[0]
    other = find_interview(candidate, two)
    save_interview(candidate, replace(other, interviewers=(Interviewer(id=sam.id, name="Eve"),)), NOW)
    assert find_interview(candidate, one).interviewers == (sam,)
