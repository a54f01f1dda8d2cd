"""What practice leaves behind: how a story was recalled, and what a practice partner marked."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Recall(StrEnum):
    """How a story came, said aloud: the four answers, from nothing to without effort."""

    BLANKED = "blanked"
    SHAKY = "shaky"
    SOLID = "solid"
    EASY = "easy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """One story said aloud; `story_id` None once the story is gone, `seconds` None where it was not timed."""

    id: int = 0
    story_id: int | None
    interview_id: int | None = None
    at: datetime
    recall: Recall
    seconds: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerSheet:
    """What a practice partner marked: (area, 1..5 in halves), and in their words what was good and one thing to try.

    `digest` is of the sheet's words, so that the same one coming twice counts once."""

    id: int = 0
    partner: str = ""
    held_on: date
    came_at: datetime
    marks: tuple[tuple[str, float], ...]
    good: str = ""
    advice: str = ""
    digest: str = ""
