"""The frozen values every layer speaks in: what a person's journal holds, free of framework and database.

An `id` of 0 means "not recorded yet". Ratings run from 1 to 5 in halves. Times are aware datetimes.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class Format(StrEnum):
    """How the interview was held."""

    ON_SITE = "on_site"
    VIDEO = "video"
    PHONE = "phone"


class Landed(StrEnum):
    """How an answer seemed to arrive."""

    LANDED = "landed"
    SO_SO = "so_so"
    MISSED = "missed"


class Cause(StrEnum):
    """Whose cause a low mark was; one outside the person's control is never counted against them."""

    MINE = "mine"
    PARTLY = "partly"
    NOT_MINE = "not_mine"


class Did(StrEnum):
    """Whether a plan was carried out."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class OutcomeKind(StrEnum):
    """What happened after the interview."""

    NO = "no"
    SILENCE = "silence"
    YES = "yes"
    WITHDREW = "withdrew"
    CLOSED = "closed"


class LetterKind(StrEnum):
    """The four letters."""

    AFTER_INTERVIEW = "after_interview"
    REQUEST = "request"
    REMINDER = "reminder"
    THANKS = "thanks"


class LetterState(StrEnum):
    """A letter's past facts; `UNKNOWN` is never resent by itself."""

    DRAFT = "draft"
    APPROVED = "approved"
    POSTING = "posting"
    POSTED = "posted"
    UNKNOWN = "unknown"
    REFUSED = "refused"


class Channel(StrEnum):
    """How a reply reached the person: written by them, or told (phone, in passing)."""

    WRITTEN = "written"
    TOLD = "told"


class FindingKind(StrEnum):
    """What a sentence of a reply is."""

    STRENGTH = "strength"
    DEVELOP = "develop"
    ADVICE = "advice"
    NOT_ABOUT_YOU = "not_about_you"
    NOTHING = "nothing"


class Direction(StrEnum):
    """What an evaluation or a plan says of an area."""

    STRENGTH = "strength"
    FOCUS = "focus"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """The person whose journal it is. `language` is the letters' language, like "en-GB"; `has_example` while the
    invented example fills the journal; `learns` while the reader may learn from corrections."""

    id: int
    name: str = ""
    language: str = "en-GB"
    has_example: bool = False
    learns: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Interviewer:
    """One person of the panel."""

    id: int = 0
    name: str
    role: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """One round with one company. `application_id` groups the rounds of an application; nothing is offered before
    `rest_until`."""

    id: int = 0
    application_id: int = 0
    company: str
    role: str
    advert: str = ""
    round: int = 1
    starts_at: datetime | None = None
    zone: str = ""
    minutes: int | None = None
    format: Format | None = None
    place: str = ""
    route: str = ""
    notes: str = ""
    questions_to_ask: str = ""
    blank_line: str = ""
    rest_until: date | None = None
    interviewers: tuple[Interviewer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that was asked. The four facts are None while unknown ("I am not sure"); `story_words` names the
    story that was told where it is not one of the bank's."""

    text: str
    story_id: int | None = None
    story_words: str = ""
    landed: Landed | None = None
    wanted_example: bool | None = None
    told_story: bool | None = None
    had_action: bool | None = None
    had_result: bool | None = None


class Rating(NamedTuple):
    """The person's own mark for one area of this interview; `value` None means "I am not sure"."""

    area: str
    value: float | None
    cause: Cause | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """Something that worked, and why."""

    what: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Facts of the arrival. `minutes_late` is negative when early; `rushed` when the first minute was not settled."""

    minutes_late: int | None = None
    announced: bool | None = None
    rushed: bool | None = None
    trouble: str = ""
    wrong_place: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleCounts:
    """How many questions wanted an example, how many of them got a true story, and how many of those stories had
    the person's own action and a result."""

    asked: int
    stories: int
    with_action: int
    with_result: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What became of an earlier plan in this interview."""

    plan_id: int
    did: Did


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflection:
    """What the person noted after one interview; `expectation` is the sealed chance of a yes in percent. `counts`
    are the person's own where they differ from the questions; `moment` is one to keep; `later` came back overnight."""

    interview_id: int
    arrival: Arrival = Arrival()
    questions: tuple[Question, ...] = ()
    counts: ExampleCounts | None = None
    ratings: tuple[Rating, ...] = ()
    moment: str = ""
    worked: tuple[Worked, ...] = ()
    change: str = ""
    tried: tuple[Tried, ...] = ()
    expectation: int | None = None
    later: str = ""
    body_language_skipped: bool = False
    pages_done: tuple[str, ...] = ()
    begun_at: datetime | None = None
    completed_at: datetime | None = None

    def rating(self, area: str) -> Rating | None:
        """The rating of an area, None when there is none."""
        return next((rating for rating in self.ratings if rating.area == area), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What happened, when, and the words that said so (verbatim; may be empty)."""

    interview_id: int
    kind: OutcomeKind
    on: date
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """How it is right now: `mood` 1 (heavy) to 5 (light), `energy` 1 to 5 or None; only ever compared with oneself."""

    id: int = 0
    at: datetime
    mood: int
    energy: int | None = None
    note: str = ""
    interview_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter to one person (`interviewer_id` None: whoever `to_name` and `to_address` say, like a recruiter).

    `message_id` is fixed when drafted, so that the reply finds it. `held_until` is when a draft that the person
    sleeps on comes back.
    """

    id: int = 0
    interview_id: int
    interviewer_id: int | None = None
    kind: LetterKind
    subject: str
    body: str
    state: LetterState = LetterState.DRAFT
    message_id: str = ""
    in_reply_to: str = ""
    reply_id: int | None = None
    to_name: str = ""
    to_address: str = ""
    drafted_at: datetime
    held_until: datetime | None = None
    posted_at: datetime | None = None


class Finding(NamedTuple):
    """One sentence or clause of a reply as read and confirmed; `quote == text[start:end]` of the reply's text.

    `guessed_kind`, `guessed_area` and `proposed` (up to three areas in order) stay what the reader said. A named tuple,
    since pages make thousands of them at once, and so costs a third."""

    kind: FindingKind
    quote: str
    start: int
    end: int
    id: int = 0
    area: str = ""
    courtesy: bool = False
    confidence: float = 0.0
    guessed_kind: FindingKind | None = None
    guessed_area: str = ""
    proposed: tuple[str, ...] = ()
    set_aside: bool = False
    counted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What they wrote or said. `text` is the decoded body, verbatim; `original` the mail's raw bytes (may be empty)."""

    id: int = 0
    interview_id: int
    interviewer_id: int | None = None
    letter_id: int | None = None
    channel: Channel = Channel.WRITTEN
    received_on: date
    text: str
    reply_text: str = ""
    original: bytes = b""
    message_id: str = ""
    future_open: bool | None = None
    openings: bool = False
    reader: str = ""
    findings: tuple[Finding, ...] = ()
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """An area to keep or to work on, with the person's own if-then words; `retired_on` once it is let go."""

    id: int = 0
    area: str
    direction: Direction
    if_words: str = ""
    then_words: str = ""
    chosen_on: date
    interview_id: int | None = None
    retired_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A true personal example in five parts, tagged with areas."""

    id: int = 0
    title: str
    situation: str = ""
    task: str = ""
    action: str = ""
    result: str = ""
    learning: str = ""
    areas: tuple[str, ...] = ()
    added_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Keepsake:
    """A text the person wrote for themselves: `kind` "values", "friend" or "letter_to_me"."""

    id: int = 0
    kind: str
    text: str
    at: datetime
    interview_id: int | None = None
