"""Steady: how it is, what to offer when (never more than an offer), and what is true either way."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from afterview.core.invitation.found import plain
from afterview.core.say import gettext_noop as _
from afterview.core.words import CheckIn, Interview, Reflection

# How it is right now, 5 light to 1 heavy: words, never a grade; only ever compared with oneself.
MOODS = {5: _("Light"), 4: _("Fine"), 3: _("In between"), 2: _("Low"), 1: _("Heavy")}
# Optional beside it, 5 full to 1 empty.
ENERGIES = {1: _("Empty"), 2: _("Little"), 3: _("In between"), 4: _("Good"), 5: _("Full")}
HEAVY = 1
LOW = 2
# A fall of three points of ten, on five words (evidence: the reliable change of one such item).
FALL = 2
OFFER_HOURS = 36
REVIEW_DAYS = 400
# Whole words, in the four languages of the pages, without accents. False alarms are fine: the offer fits both cases.
_HARD_WORDS = (
    "kill myself", "end my life", "end it all", "want to die", "wish i was dead", "wish i were dead", "suicide",
    "suicidal", "hurt myself", "no reason to live", "no way out", "cannot go on", "can't go on",
    "better off without me",
    "umbringen", "nicht mehr leben", "sterben", "selbstmord", "suizid", "keinen ausweg", "kann nicht mehr",
    "me tuer", "mourir", "en finir", "plus envie de vivre", "me suicider", "n'en peux plus",
    "matarme", "morirme", "quiero morir", "suicidarme", "no quiero vivir", "no puedo mas", "quitarme la vida",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLine:
    """Someone to reach now: for whom, its name, and a number, an address or both."""

    place: str
    name: str
    number: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLines:
    """The lines, and the day they were last looked at."""

    reviewed: date
    lines: tuple[HelpLine, ...]


@cache
def load_help_lines() -> HelpLines:
    """The lines of help_lines.toml (packaged beside this module)."""
    with (Path(__file__).parent / "help_lines.toml").open("rb") as file:
        held = tomllib.load(file)
    return HelpLines(reviewed=held["reviewed"], lines=tuple(HelpLine(**line) for line in held["lines"]))


def needs_review(lines: HelpLines, on: date) -> bool:
    """Whether the lines were last looked at more than 400 days before a day."""
    return on - lines.reviewed > timedelta(days=REVIEW_DAYS)


def may_offer_help(check_ins: Sequence[CheckIn], now: datetime) -> bool:
    """Whether to show, gently, where help is: after a recent check-in that was heavy twice running, fell by two words
    or more, or whose note says so. `check_ins` from the earliest; nothing about it is kept."""
    if not check_ins or now - check_ins[-1].at > timedelta(hours=OFFER_HOURS):
        return False
    latest = check_ins[-1]
    before = check_ins[-2].mood if len(check_ins) > 1 else latest.mood + FALL - 1
    heavy_twice = latest.mood <= HEAVY and before <= HEAVY
    return heavy_twice or before - latest.mood >= FALL or says_hard(latest.note)


def says_hard(words: str) -> bool:
    """Whether a text has one of a short list of phrases that a friend would not pass over."""
    spoken = f" {' '.join(plain(words).replace('’', chr(39)).split())} "
    spoken = "".join(letter if letter.isalnum() or letter in " '" else " " for letter in spoken)
    return any(f" {phrase} " in f" {' '.join(spoken.split())} " for phrase in _HARD_WORDS)


def should_lead_with_exercise(check_ins: Sequence[CheckIn], now: datetime) -> bool:
    """Whether the exercise comes first: the latest check-in is of today and low; it helps those most."""
    return bool(check_ins) and check_ins[-1].mood <= LOW and check_ins[-1].at.date() == now.date()


class FactKind(StrEnum):
    """What kind of true thing it is."""

    ROUND = "round"
    EXAMPLES = "examples"
    RESULTS = "results"
    QUESTIONS = "questions"
    LANDED = "landed"
    ON_TIME = "on_time"
    WORKED = "worked"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One true thing from the log: how many, and the person's own words where they are the thing."""

    kind: FactKind
    count: int = 0
    words: str = ""


def find_facts(interview: Interview, reflection: Reflection | None) -> tuple[Fact, ...]:
    """What is true either way, at most four, only from what was logged; empty where nothing was."""
    found: list[Fact] = []
    if interview.round > 1:
        found.append(Fact(kind=FactKind.ROUND, count=interview.round))
    if reflection:
        found += _find_in_reflection(reflection)
    if interview.interviewers:
        found.append(Fact(kind=FactKind.PEOPLE, count=len(interview.interviewers)))
    return tuple(found[:4])


def _find_in_reflection(reflection: Reflection) -> Iterable[Fact]:
    asked = reflection.questions
    told = sum(1 for question in asked if question.told_story)
    results = sum(1 for question in asked if question.told_story and question.had_result)
    landed = sum(1 for question in asked if question.landed == "landed")
    if reflection.worked:
        yield Fact(kind=FactKind.WORKED, words=reflection.worked[0].what)
    if told:
        yield Fact(kind=FactKind.EXAMPLES, count=told)
    if results:
        yield Fact(kind=FactKind.RESULTS, count=results)
    if landed:
        yield Fact(kind=FactKind.LANDED, count=landed)
    if asked:
        yield Fact(kind=FactKind.QUESTIONS, count=len(asked))
    if reflection.arrival.minutes_late is not None and reflection.arrival.minutes_late <= 0:
        yield Fact(kind=FactKind.ON_TIME)
