"""The wordings of every part in each language, read from the toml beside this module, and the choice among them."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("en-GB", "en-US", "de", "fr", "es")
_SLOT = re.compile(r"\{(\w+)\}")


class Tone(StrEnum):
    """How a letter sounds."""

    PLAIN = "plain"
    WARM = "warm"
    FORMAL = "formal"


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is: the interviewer's `position` in the panel and a number from `chance`, so that no two of a
    panel get the same letter and the same journal always gives the same one."""

    position: int = 0
    chance: int = 0

    def pick(self, part: int, count: int) -> int:
        """An index below `count` (1 or more) for the part of that number."""
        lap = self.position // count
        return (self.position + lap * (part + 1) + self.chance // (part + 1)) % count


def base_language(language: str) -> str:
    """ "en-US" -> "en"; English where there are no letters in that language."""
    base = language.partition("-")[0].lower()
    return base if base in {name.partition("-")[0] for name in LANGUAGES} else "en"


@cache
def load_wordings(base: str) -> dict[str, Any]:
    """The toml of a base language."""
    with (Path(__file__).parent / f"{base}.toml").open("rb") as file:
        return tomllib.load(file)


def choose(table: Mapping[str, list[str]], tone: Tone, slots: Mapping[str, str], turn: Turn, part: int) -> str:
    """The wording of one part, its slots filled; "" where the journal has no words for any of them."""
    options = [*table.get(tone, []), *table.get("any", [])]
    fitting = [option for option in options if set(_SLOT.findall(option)) <= slots.keys()]
    if not fitting:
        return ""
    return fitting[turn.pick(part, len(fitting))]


def fill(wording: str, slots: Mapping[str, str]) -> str:
    """The wording with its slots filled."""
    return _SLOT.sub(lambda slot: slots[slot[1]], wording)


def to_american(wording: str) -> str:
    """Our own British wording in American spelling (never the person's words)."""
    for british, american in load_wordings("en")["american"].items():
        wording = wording.replace(british, american)
    return wording
