"""The values of a transcript: turns of speakers, and what can be counted in them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LONGEST_BYTES = 5_000_000
MOST_TURNS = 20_000


class Fault(StrEnum):
    """Why a transcript could not be read."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NOT_TEXT = "not_text"
    WORD_FILE = "word_file"
    NO_WORDS = "no_words"


class TranscriptUnread(Exception):
    """This transcript could not be read. Save it as .vtt, .srt or .txt and bring that."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault

    def __reduce__(self) -> tuple[type["TranscriptUnread"], tuple[Fault]]:
        return TranscriptUnread, (self.fault,)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker said in one go ("" while unknown); `start` and `end` in seconds, None where not timed. A `fresh`
    turn began on a line or a dash of its own."""

    speaker: str
    text: str
    start: float | None = None
    end: float | None = None
    fresh: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """A conversation, one turn a speaker's go. `is_guessed` where the speakers were told apart by what they said."""

    turns: tuple[Turn, ...]
    is_guessed: bool = False

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who speaks, in the order they first do."""
        return tuple(dict.fromkeys(turn.speaker for turn in self.turns))

    def sample(self, speaker: str) -> str:
        """A speaker's longest turn, to be known by."""
        return max((turn.text for turn in self.turns if turn.speaker == speaker), key=len, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question and what was answered: words, seconds (None where not timed), words that blur, whether it asked for
    an example, whether one real event was told, and whether that had an own action and a result."""

    question: str
    words: int
    seconds: float | None = None
    hedges: int = 0
    wanted_example: bool = False
    told_story: bool = False
    had_action: bool = False
    had_result: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What can be counted in a conversation from one person's side; seconds None where it was not timed."""

    answers: tuple[Answer, ...] = ()
    own_words: int = 0
    other_words: int = 0
    own_seconds: float | None = None
    other_seconds: float | None = None
    hedges: int = 0
    asked_back: int = 0

    @property
    def share(self) -> float:
        """The own share of the words, 0..1."""
        total = self.own_words + self.other_words
        return self.own_words / total if total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A transcript in the journal: while it waits (`confirmed_at` None) its `text`; afterwards the facts, and the text
    only where the person chose to keep it. `interview_id` None: from practice."""

    id: int = 0
    interview_id: int | None = None
    name: str = ""
    brought_at: datetime
    confirmed_at: datetime | None = None
    text: str = ""
    me: str = ""
    is_guessed: bool = False
    facts: Facts = Facts()
