"""The word lists of cues.toml as patterns: what a heading says, what a clause says, what leads up to a skill."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

type Patterns = Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Cues:
    """Patterns by name for headings and for clauses, and the two that bound a skill."""

    heading: Patterns
    said: Patterns
    lead: re.Pattern[str]
    stop: re.Pattern[str]


@cache
def load_cues() -> Cues:
    """The lists, read once."""
    with (Path(__file__).parent / "cues.toml").open("rb") as file:
        tables = tomllib.load(file)
    lead = _either(tables["skill"]["lead"])
    stop = tables["skill"]["stop"]
    return Cues(
        heading={name: _begins(lines) for name, lines in tables["heading"].items()},
        said={name: _begins(lines) for name, lines in tables["said"].items()},
        lead=re.compile(rf"(?:(?:{lead})\s+)+", re.IGNORECASE),
        stop=re.compile(rf"[;:!?()\n]|[,.](?=\s|$)|\s(?:{stop})\s", re.IGNORECASE),
    )


def _either(lines: str) -> str:
    return "|".join(line for line in lines.splitlines() if line)


def _begins(lines: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either(lines)})", re.IGNORECASE)
