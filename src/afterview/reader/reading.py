"""What a reading of a mail is: its points, its status, its door, and every part that was set aside."""

from dataclasses import dataclass, field
from typing import Any

KINDS = ("strength", "develop", "advice", "not_about_you", "courtesy", "nothing")
STATUSES = ("rejection", "interview_invite", "offer", "application_ack", "feedback", "other")
LANGUAGES = ("en", "de", "fr", "es", "pt")


@dataclass(frozen=True, slots=True)
class Span:
    """A slice `[start, end)` of the decoded body with the reason it is named (quoted, signature, footer,
    disclaimer, header for what was cut; the class it told for status words)."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence or clause of the mail with how likely each of `KINDS` is.

    `heading` is the line above that speaks for it ("" where none); `sentence` numbers the sentence it belongs to.
    `areas` are three area ids, the most likely first. `quote == text[start:end]`."""

    quote: str
    start: int
    end: int
    sentence: int
    heading: str
    chances: dict[str, float]
    areas: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The likeliest of `KINDS`."""
        return max(self.chances, key=self.chances.__getitem__)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing the mail says about the candidate, word for word: `quote == text[start:end]`.

    `kind` is strength, develop, advice or not_about_you; `confidence` in 0..1 is calibrated; `asked` is True where it
    is too low to be shown as found; `courtesy` marks template praise, which counts nowhere."""

    kind: str
    quote: str
    start: int
    end: int
    area: str
    areas: tuple[str, ...]
    courtesy: bool
    confidence: float
    asked: bool

    def to_json(self) -> dict[str, Any]:
        """The point as the command line prints it."""
        return {
            "kind": self.kind,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "area": self.area,
            "areas": list(self.areas),
            "courtesy": self.courtesy,
            "confidence": self.confidence,
            "asked": self.asked,
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """A mail, read. All spans index `text`, the decoded body.

    `future_open` is True (another try is invited), False (ruled out) or None (silent); `openings` says that another
    concrete opening is named. `lang` is one of `LANGUAGES` or "other", which is trimmed and kept but not read for
    points. `points` hold what was found or is worth asking about, in the order of the mail; `segments` hold every
    sentence and clause, also those read as nothing."""

    text: str
    reply_text: str
    status: str
    status_confidence: float
    status_words: tuple[Span, ...] = ()
    future_open: bool | None = None
    door_words: Span | None = None
    openings: bool = False
    openings_words: Span | None = None
    cut: tuple[Span, ...] = ()
    lang: str = "en"
    reader: str = "local"
    subject: str = ""
    points: tuple[Point, ...] = ()
    segments: tuple[Segment, ...] = field(default=(), repr=False)

    def to_json(self) -> dict[str, Any]:
        """The reading as `afterview read --json` prints it."""
        return {
            "status": self.status,
            "status_confidence": self.status_confidence,
            "status_words": [self.text[span.start : span.end] for span in self.status_words],
            "future_open": self.future_open,
            "openings": self.openings,
            "reply_text": self.reply_text,
            "points": [point.to_json() for point in self.points],
            "lang": self.lang,
            "reader": self.reader,
        }
