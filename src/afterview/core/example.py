"""The invented example journal as values: four interviews in three months, told from a day that is called today."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from afterview.core.reflect import Page
from afterview.core.words import (
    Arrival,
    Cause,
    CheckIn,
    Did,
    Direction,
    Finding,
    FindingKind,
    Format,
    Interview,
    Interviewer,
    Keepsake,
    Landed,
    Letter,
    LetterKind,
    LetterState,
    Outcome,
    OutcomeKind,
    Plan,
    Question,
    Rating,
    Reflection,
    Reply,
    Story,
    Tried,
    Worked,
)

ZONE = "Europe/London"
ADDRESS = "Maya Lindqvist <maya@example.org>"
SENTENCE = re.compile(r"\S[^.!?\n]*[.!?]?")

type Section = Mapping[str, Any]


@cache
def load_example() -> dict[str, Any]:
    """The example as written in example.toml (packaged beside this module)."""
    with (Path(__file__).parent / "example.toml").open("rb") as file:
        return tomllib.load(file)


def build_story(section: Section, today: date) -> Story:
    """A story of the bank."""
    parts = {name: section[name] for name in ("title", "situation", "task", "action", "result", "learning")}
    return Story(**parts, areas=tuple(section["areas"]), added_on=today + timedelta(section["added"]))


def build_interview(section: Section, today: date) -> Interview:
    """An interview with its panel, without ids. One that falls on a weekend is moved to the Monday."""
    day = today + timedelta(section["day"])
    day += timedelta((7 - day.weekday()) if day.weekday() > 4 else 0)
    texts = ("company", "role", "place", "route", "notes", "questions_to_ask", "blank_line")
    return Interview(
        **{name: section.get(name, "") for name in texts},
        advert=section.get("advert", "").strip(),
        starts_at=datetime.combine(day, section["time"], ZoneInfo(ZONE)),
        zone=ZONE,
        minutes=section["minutes"],
        format=Format(section["format"]),
        interviewers=tuple(Interviewer(**person) for person in section["panel"]),
    )


def build_reflection(
    section: Section, interview: Interview, stories: Mapping[str, int], plans: Mapping[str, int]
) -> Reflection:
    """A whole reflection; `stories` and `plans` are ids by key."""
    noted = _moment(interview, 0, section["hour"])
    return Reflection(
        interview_id=interview.id,
        arrival=Arrival(
            minutes_late=section["minutes_late"],
            announced=section["announced"],
            rushed=False,
            trouble=section.get("trouble", ""),
        ),
        questions=tuple(_build_question(question, stories) for question in section["questions"]),
        ratings=tuple(_build_ratings(section)),
        worked=tuple(Worked(**worked) for worked in section["worked"]),
        tried=tuple(Tried(plan_id=plans[key], did=Did(did)) for key, did in section.get("tried", {}).items()),
        moment=section["moment"],
        change=section["change"],
        later=section["later"],
        expectation=section["expectation"],
        pages_done=tuple(Page),
        begun_at=noted,
        completed_at=noted + timedelta(minutes=11),
    )


def _build_question(question: Section, stories: Mapping[str, int]) -> Question:
    return Question(
        text=question["text"],
        story_id=stories.get(question.get("story", "")),
        story_words=question.get("words", ""),
        landed=Landed(question["landed"]),
        wanted_example=question["wanted"],
        told_story=question.get("told"),
        had_action=question.get("action"),
        had_result=question.get("result"),
    )


def _build_ratings(section: Section) -> Iterator[Rating]:
    for area, value in section["marks"].items():
        cause = section.get("causes", {}).get(area)
        yield Rating(area=area, value=float(value), cause=Cause(cause) if cause else None)


def build_outcome(section: Section, interview: Interview) -> Outcome:
    """What happened."""
    kind = OutcomeKind(section["kind"])
    return Outcome(interview_id=interview.id, kind=kind, on=_day(interview, section["after"]), words=section["words"])


def build_letter(section: Section, interview: Interview, reply: Reply | None) -> Letter:
    """A letter that was sent; a thank-you answers `reply`."""
    person = interview.interviewers[section["person"] - 1]
    drafted = _moment(interview, section["after"], 9)
    return Letter(
        interview_id=interview.id,
        interviewer_id=person.id,
        kind=LetterKind(section["kind"]),
        subject=section["subject"],
        body=section["body"].strip(),
        state=LetterState.POSTED,
        message_id=f"<{section['key']}@example.org>",
        in_reply_to=reply.message_id if reply else "",
        reply_id=reply.id if reply else None,
        to_name=person.name,
        to_address=person.address,
        drafted_at=drafted,
        posted_at=drafted + timedelta(minutes=6),
    )


def build_reply(section: Section, interview: Interview, letter: Letter) -> Reply:
    """A reply as it came, read and confirmed, with the letter it answers below it."""
    person = interview.interviewers[section["person"] - 1]
    received = _moment(interview, section["after"], section["hour"])
    own = section["text"].strip()
    quoted = "\n".join(f"> {line}".rstrip() for line in letter.body.splitlines())
    text = f"{own}\n\nOn {letter.posted_at:%d/%m/%Y}, Maya Lindqvist wrote:\n{quoted}\n"
    reply = Reply(
        interview_id=interview.id,
        interviewer_id=person.id,
        letter_id=letter.id,
        received_on=received.date(),
        text=text,
        reply_text=own,
        message_id=f"<{section['answers']}-reply@{person.address.partition('@')[2]}>",
        future_open=section["door"],
        openings=section["openings"],
        reader="local",
        findings=tuple(_build_findings(section["findings"], text, len(own))),
        confirmed_at=received + timedelta(hours=3),
    )
    return replace(reply, original=_write_mail(reply, letter, person, received))


def _write_mail(reply: Reply, letter: Letter, person: Interviewer, received: datetime) -> bytes:
    heads = {
        "From": f"{person.name} <{person.address}>",
        "To": ADDRESS,
        "Subject": f"Re: {letter.subject}",
        "Date": format_datetime(received),
        "Message-ID": reply.message_id,
        "In-Reply-To": letter.message_id,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    lines = [f"{name}: {value}" for name, value in heads.items()]
    return "\r\n".join([*lines, "", *reply.text.splitlines(), ""]).encode()


def _build_findings(sections: list[Section], text: str, end: int) -> Iterator[Finding]:
    """The points in the order of the text, with every other sentence of the reply as nothing."""
    points = [_build_finding(section, text) for section in sections]
    rest = [
        Finding(kind=FindingKind.NOTHING, quote=found.group(), start=found.start(), end=found.end(),
                guessed_kind=FindingKind.NOTHING)
        for found in SENTENCE.finditer(text, 0, end)
        if not any(point.start < found.end() and found.start() < point.end for point in points)
    ]  # fmt: skip
    return iter(sorted([*points, *rest], key=lambda finding: finding.start))


def _build_finding(section: Section, text: str) -> Finding:
    start = text.index(section["quote"])
    guessed = section.get("guessed", section["area"])
    return Finding(
        kind=FindingKind(section["kind"]),
        area=section["area"],
        quote=section["quote"],
        start=start,
        end=start + len(section["quote"]),
        courtesy=section.get("courtesy", False),
        confidence=section["sure"],
        guessed_kind=FindingKind(section["kind"]),
        guessed_area=guessed,
        proposed=tuple(dict.fromkeys(filter(None, (guessed, section["area"])))),
    )


def build_plan(section: Section, interview: Interview) -> Plan:
    """A plan, with the day it was let go where there is one."""
    gone = section.get("retired_after")
    return Plan(
        area=section["area"],
        direction=Direction(section["direction"]),
        if_words=section["if_words"],
        then_words=section["then_words"],
        chosen_on=_day(interview, section["after"]),
        interview_id=interview.id,
        retired_on=None if gone is None else _day(interview, gone),
    )


def build_check_in(section: Section, interview: Interview) -> CheckIn:
    """A check-in on an interview."""
    return _check_in(section, _moment(interview, section["after"], section["hour"]), interview.id)


def build_own_check_in(section: Section, today: date) -> CheckIn:
    """A check-in of a day without an interview."""
    at = datetime.combine(today + timedelta(section["day"]), time(section["hour"]), ZoneInfo(ZONE))
    return _check_in(section, at, None)


def _check_in(section: Section, at: datetime, interview_id: int | None) -> CheckIn:
    told = {name: section[name] for name in ("mood", "energy", "note")}
    return CheckIn(at=at.astimezone(UTC), interview_id=interview_id, **told)


def build_keepsake(section: Section, interview: Interview) -> Keepsake:
    """A text Maya wrote for herself."""
    at = _moment(interview, section["after"], section["hour"])
    return Keepsake(kind=section["kind"], text=section["text"], at=at, interview_id=interview.id)


def _day(interview: Interview, after: int) -> date:
    if interview.starts_at is None:
        raise ValueError("an interview of the example has no day")
    return interview.starts_at.date() + timedelta(after)


def _moment(interview: Interview, after: int, hour: int) -> datetime:
    return datetime.combine(_day(interview, after), time(hour), ZoneInfo(ZONE))
