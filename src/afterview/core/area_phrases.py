"""Which areas a text speaks of, a job advert or a told story, by the words of area_phrases.toml."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

PHRASE_WEIGHT = 2.0


@cache
def _patterns() -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    with (Path(__file__).parent / "area_phrases.toml").open("rb") as file:
        tables = tomllib.load(file)
    return {area: (_words(table["words"]), _phrases(table["phrases"])) for area, table in tables.items()}


def _words(line: str) -> re.Pattern[str]:
    pieces = [re.escape(word).replace(r"\*", r"[\w'’-]*").replace(r"\?", ".?") for word in line.split()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(pieces)})(?!\w)" if pieces else r"(?!)", re.IGNORECASE)


def _phrases(line: str) -> re.Pattern[str]:
    pieces = [re.escape(phrase) for phrase in line.split("|")]
    return re.compile(rf"(?<!\w)(?:{'|'.join(pieces)})(?!\w)", re.IGNORECASE)


def listed_areas() -> frozenset[str]:
    """The areas that have words here."""
    return frozenset(_patterns())


def weigh_areas(text: str) -> dict[str, float]:
    """How strongly each area speaks out of a text: different words count 1 each, phrases 2; areas with nothing are
    left out."""
    weights = {}
    for area, (words, phrases) in _patterns().items():
        heard = {match.lower() for match in words.findall(text)}
        said = {match.lower() for match in phrases.findall(text)}
        if weight := len(heard) + PHRASE_WEIGHT * len(said):
            weights[area] = weight
    return weights


def find_areas(text: str, most: int) -> tuple[str, ...]:
    """The areas that speak out of a text most strongly, at most so many."""
    weights = weigh_areas(text)
    return tuple(sorted(weights, key=lambda area: -weights[area])[:most])
