"""The values of one interview's loop: its steps, what is known of it, the step that is due, the timeline's stops."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from afterview.core.words import OutcomeKind

FOR_GOOD = date.max


class Step(StrEnum):
    """The steps in the order they are offered."""

    CAPTURE = "capture"
    REFLECT = "reflect"
    HAPPENED = "happened"
    ASK = "ask"
    LISTEN = "listen"
    THANK = "thank"
    EVALUATE = "evaluate"
    PREPARE = "prepare"


class When(StrEnum):
    """Where a step stands in the timeline."""

    PAST = "past"
    NEXT = "next"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneySeen:
    """What is known of one interview's loop. A date says "done on that day", None "not done".

    `held_on` is the day of the interview in its own zone, `is_over` whether its end has passed (or something later
    is noted). `letter_id` is a request drafted and not sent, `reply_id` the latest reply, `next_interview_id` the
    next interview still to come (0: none). Nothing is due before `rest_until`; `FOR_GOOD`
    once the person has closed it.
    """

    interview_id: int
    company: str
    role: str = ""
    held_on: date | None = None
    is_over: bool = False
    reflection_begun: bool = False
    reflected_on: date | None = None
    looked_again: bool = False
    outcome: OutcomeKind | None = None
    outcome_on: date | None = None
    letter_id: int = 0
    asked_on: date | None = None
    reminded_on: date | None = None
    reply_id: int = 0
    reply_from: str = ""
    replied_on: date | None = None
    read_on: date | None = None
    thanked_on: date | None = None
    evaluated_on: date | None = None
    next_interview_id: int = 0
    next_held_on: date | None = None
    rest_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """The one step that is due: its page, what to say, and `rank` (lower is more pressing, 1 to 12).

    `heading` and `sentence` are English with `%(company)s`, `%(who)s` and `%(day)s` (from `on`) to fill in.
    """

    step: Step
    interview_id: int
    address: str
    heading: str
    sentence: str
    action: str
    company: str
    who: str = ""
    on: date | None = None
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One stop of the timeline: its page, its name, where it stands and the day it was done or is planned for."""

    step: Step
    address: str
    name: str
    when: When
    on: date | None = None
