"""What reading finds: a value with the words it came from, never a value without words."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess[Value]:
    """A value read from a text; `words == text[start:end]` are the words that told."""

    value: Value
    words: str
    start: int
    end: int


class DoubtKind(StrEnum):
    """Why a guess needs a look."""

    WEEKDAY = "weekday"
    DAY_OR_MONTH = "day_or_month"
    SEVERAL_DAYS = "several_days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A reason to look twice, and the words that raise it."""

    kind: DoubtKind
    words: str


def guess_at[Value](text: str, value: Value, start: int, end: int) -> Guess[Value]:
    """A guess from `text[start:end]`, white space at the ends left out."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return Guess(value=value, words=words, start=start, end=start + len(words))


def plain(word: str) -> str:
    """A word in lower case without accents or a closing dot, for looking it up."""
    bare = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).rstrip(".")


def word_set(words: str) -> frozenset[str]:
    """Words written with blanks between them."""
    return frozenset(words.split())
