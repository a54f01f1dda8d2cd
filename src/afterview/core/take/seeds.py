"""Stories brought in from elsewhere, before they are looked over."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from afterview.core.area_phrases import find_areas
from afterview.core.stories import MOST_AREAS, Part, propose_title, take_apart
from afterview.core.words import Story

LONGEST_FILE = 2_000_000
LONGEST_CELL = 20_000
MOST_SEEDS = 200
LONGEST_TITLE = 200


class Fault(StrEnum):
    """Why a file gave no stories."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    BROKEN = "broken"
    NO_COLUMNS = "no_columns"
    NOTHING = "nothing"


class SeedsUnread(Exception):
    """No stories could be read from this file. Bring a JSON Resume or a CSV with a heading."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault

    def __reduce__(self) -> tuple[type["SeedsUnread"], tuple[Fault]]:
        return SeedsUnread, (self.fault,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """What a file holds of one story: named parts, or one `text`; `where` it comes from, like an employer."""

    title: str = ""
    situation: str = ""
    task: str = ""
    action: str = ""
    result: str = ""
    learning: str = ""
    text: str = ""
    where: str = ""


def grow(seed: Seed, today: date) -> Story:
    """A story to look over: the named parts as they are, a text without any taken apart."""
    parts = {part.value: getattr(seed, part.value) for part in Part}
    if not any(parts.values()):
        parts = {part.value: words for part, words in take_apart(seed.text[:LONGEST_CELL]).items()}
    elif seed.text:
        parts["action"] = "\n".join(words for words in (parts["action"], seed.text) if words)
    if seed.where:
        parts["situation"] = " ".join(words for words in (f"{seed.where}.", parts["situation"]) if words)
    told = " ".join(parts.values())
    title = seed.title or propose_title(seed.text or told)
    return Story(title=title[:LONGEST_TITLE], areas=find_areas(told, MOST_AREAS), added_on=today, **parts)
