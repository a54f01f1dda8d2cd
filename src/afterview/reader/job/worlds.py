"""Which worlds of work a text speaks of (care, kitchens, software …), by the stems of worlds.toml; nearness of two."""

import re
import tomllib
from functools import cache
from math import log, sqrt
from pathlib import Path

from afterview.core.remembering import remembered

MOST = 3.0
LONGEST = 20_000


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    with (Path(__file__).parent / "worlds.toml").open("rb") as file:
        tables = tomllib.load(file)
    return {name: _pattern(stems.split()) for name, stems in tables.items()}


def _pattern(stems: list[str]) -> re.Pattern[str]:
    pieces = [re.escape(stem[:-1]) + r"s?(?!\w)" if stem.endswith(".") else re.escape(stem) for stem in stems]
    return re.compile(rf"(?<!\w)(?:{'|'.join(pieces)})", re.IGNORECASE)


@remembered(512)
def weigh_worlds(text: str) -> dict[str, float]:
    """How strongly each world speaks out of a text: the root of the number of different words, at most 3."""
    weights = {}
    for name, pattern in _patterns().items():
        if heard := {match.lower() for match in pattern.findall(text[:LONGEST])}:
            weights[name] = min(MOST, sqrt(len(heard)))
    return weights


def compare_worlds(one: dict[str, float], two: dict[str, float], rarity: dict[str, float]) -> float:
    """The cosine of two texts' worlds, each world counting by its rarity; 0 to 1."""
    lengths = [sqrt(sum((value * rarity.get(name, 1.0)) ** 2 for name, value in each.items())) for each in (one, two)]
    shared = sum(value * two.get(name, 0.0) * rarity.get(name, 1.0) ** 2 for name, value in one.items())
    return shared / (lengths[0] * lengths[1]) if all(lengths) else 0.0


def find_rarity(texts: list[dict[str, float]]) -> dict[str, float]:
    """How rare each world is among texts: -log of its share, for the weights file."""
    shares = {name: sum(name in text for text in texts) / max(1, len(texts)) for name in _patterns()}
    return {name: max(0.1, log(1.2 / (share + 0.02))) for name, share in shares.items()}
