"""The monthly look at one's own confidence: five items from 0 to 10, only ever compared with one's own earlier answers.

The items are our own words in the form Bandura (2006) proposes for self-efficacy ("How certain are you that you can
…"), one for each part of interview self-efficacy (presenting oneself, hard moments, nerves, content, logistics). They
are not validated, and the page says so. A change counts from three points on: the 95 % reliable change of one such
item with a standard deviation near 2.2 and a reliability near .75 (Jacobson and Truax 1991); less is ups and downs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from afterview.core.say import gettext_noop as _

LOWEST, HIGHEST = 0, 10
RELIABLE = 3
APART = timedelta(days=25)
ITEMS = {
    "present": _("say what I am good at, in plain words"),
    "hard": _("stay in the talk when a question is hard"),
    "nerves": _("think clearly while I am nervous"),
    "content": _("answer with examples of my own that fit"),
    "logistics": _("arrive in time, with what I need"),
}


class Moved(StrEnum):
    """How the latest answer stands to the first one."""

    HIGHER = "higher"
    LOWER = "lower"
    UPS_AND_DOWNS = "ups_and_downs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One look: when, and the answers (0..10) by item; an item left out is missing, never zero."""

    id: int = 0
    at: datetime
    answers: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One item over time: its own answers in order, and whether it moved; None before there are two."""

    item: str
    answers: tuple[int, ...]
    moved: Moved | None


def keep_answers(given: Mapping[str, int]) -> dict[str, int]:
    """The answers to known items within 0..10, the rest left out."""
    return {item: given[item] for item in ITEMS if item in given and LOWEST <= given[item] <= HIGHEST}


def is_due(months: Iterable[Month], now: datetime) -> bool:
    """Whether a new look says something: none yet, or the latest nearly a month ago. It is never asked for."""
    latest = max((month.at for month in months), default=None)
    return latest is None or now - latest >= APART


def draw_lines(months: Iterable[Month]) -> tuple[ItemLine, ...]:
    """A line for every item that was ever answered."""
    ordered = sorted(months, key=lambda month: month.at)
    lines = []
    for item in ITEMS:
        answers = tuple(month.answers[item] for month in ordered if item in month.answers)
        if answers:
            lines.append(ItemLine(item=item, answers=answers, moved=_moved(answers)))
    return tuple(lines)


def _moved(answers: tuple[int, ...]) -> Moved | None:
    if len(answers) < 2:
        return None
    change = answers[-1] - answers[0]
    if abs(change) < RELIABLE:
        return Moved.UPS_AND_DOWNS
    return Moved.HIGHER if change > 0 else Moved.LOWER
