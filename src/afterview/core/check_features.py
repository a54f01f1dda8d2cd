"""What is looked at in each sentence of a letter: the ideas in it, its words and words that mean alike, its shape."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from afterview.core.check_text import WORD, Unit

SHORTEST_PREFIX, LONGEST_PREFIX = 2, 14
MOST_BETWEEN = 3
STEM = 5
_ELISION = re.compile(r"\b(j|d|l|m|t|s|n|c|qu)['’](?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Seen:
    """One unit as features see it: its ideas, its features, and the rules that hold for it."""

    ideas: frozenset[str]
    features: frozenset[str]
    rules: frozenset[str]


class Ideas:
    """Words and phrases of each idea, looked up by their first word."""

    def __init__(self, concepts: dict[str, str]) -> None:
        self.by_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.by_prefix: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for idea, phrases in concepts.items():
            for phrase in phrases.split(","):
                self._add(tuple(phrase.split()), idea)

    def _add(self, words: tuple[str, ...], idea: str) -> None:
        first, rest = words[0], words[1:]
        table, key = (self.by_prefix, first[:-1]) if first.endswith("*") else (self.by_word, first)
        table.setdefault(key, []).append((rest, idea))

    def find(self, words: Sequence[str]) -> set[str]:
        """The ideas in a sentence's lower-case words."""
        found: set[str] = set()
        for index, word in enumerate(words):
            for rest, idea in self._begun(word):
                if idea not in found and _follows(words, index + 1, rest):
                    found.add(idea)
        return found

    def _begun(self, word: str) -> Iterator[tuple[tuple[str, ...], str]]:
        yield from self.by_word.get(word, ())
        for length in range(SHORTEST_PREFIX, min(len(word), LONGEST_PREFIX) + 1):
            yield from self.by_prefix.get(word[:length], ())


def _follows(words: Sequence[str], index: int, rest: tuple[str, ...]) -> bool:
    if not rest:
        return True
    if rest[0] == "~":
        return any(_follows(words, index + skip, rest[1:]) for skip in range(MOST_BETWEEN + 1))
    if index >= len(words):
        return False
    wanted = rest[0]
    fits = words[index].startswith(wanted[:-1]) if wanted.endswith("*") else words[index] == wanted
    return fits and _follows(words, index + 1, rest[1:])


@cache
def load_tables() -> dict[str, Any]:
    """The tables of check_concepts.toml."""
    with (Path(__file__).parent / "check_concepts.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def load_ideas() -> tuple[Ideas, dict[str, tuple[frozenset[str], ...]]]:
    """The ideas, and for each label the sets of ideas that suggest it, from check_concepts.toml."""
    tables = load_tables()
    rules = {label: tuple(frozenset(rule.split("+")) for rule in listed) for label, listed in tables["rules"].items()}
    return Ideas(tables["concepts"]), rules


WORD_GROUPS = Path(__file__).parent / "weights" / "word_groups.txt"


@cache
def load_groups() -> dict[str, str]:
    """The group of each word that means like others (made by training/word_groups.py)."""
    lines = WORD_GROUPS.read_text(encoding="utf-8").splitlines()
    return {word: f"g:{number}" for number, line in enumerate(lines) for word in line.split()}


def fold(text: str) -> list[str]:
    """A sentence's words in lower case, French elisions opened."""
    return WORD.findall(_ELISION.sub(lambda found: found[1] + "e ", text.replace("’", "'")).lower())


def see_letter(
    units: Sequence[Unit], kind: str, cited: Sequence[str] = (), names: frozenset[str] = frozenset()
) -> list[Seen]:
    """Every unit of a letter as features. `cited` is what the feedback said; `names` (lower case) are masked."""
    ideas, rules = load_ideas()
    folded = [fold(unit.text) for unit in units]
    found = [frozenset(ideas.find(words)) for words in folded]
    stems = [_stems(words) for words in map(fold, cited)]
    seen = []
    for index, unit in enumerate(units):
        here = found[index]
        held = frozenset(label for label, listed in rules.items() if any(rule <= here for rule in listed))
        features = {
            f"k:{kind}",
            *_word_features(["§" if word in names else word for word in folded[index]]),
            *(load_groups()[word] for word in folded[index] if word in load_groups()),
            *(f"i:{idea}" for idea in found[index]),
            *(f"r:{label}" for label in held),
            *_shape_features(unit, index, len(units)),
            *_cited_features(_stems(folded[index]), stems),
        }
        seen.append(Seen(here, frozenset(features), held))
    return seen


def _word_features(words: Sequence[str]) -> Iterator[str]:
    padded = ["<", *("0" if word.isdigit() else word for word in words), ">"]
    for word in padded[1:-1]:
        yield word
        if len(word) > STEM:
            yield word[:STEM] + "*"
    for first, second in pairwise(padded):
        yield f"{first} {second}"
    for first, _, third in zip(padded, padded[1:], padded[2:], strict=False):
        yield f"{first} _ {third}"


def _shape_features(unit: Unit, index: int, count: int) -> Iterator[str]:
    words = len(WORD.findall(unit.text))
    yield f"s:{unit.place}"
    yield f"s:words{min(words // 5, 6)}"
    yield f"s:at{4 * index // max(count, 1)}"
    if unit.text.rstrip("\"'”»)").endswith("?"):
        yield "s:?"
    if "!" in unit.text:
        yield "s:!"
    if re.search(r"[\U0001F300-\U0001FAFF❤☺]|[:;]-?[)D]", unit.text):
        yield "s:smile"


def _stems(words: Sequence[str]) -> frozenset[str]:
    """What a sentence shares with another that speaks of the same: stems, and groups of words that mean alike."""
    long = [word for word in words if len(word) > 3]
    groups = load_groups()
    return frozenset(groups.get(word, word[:STEM]) for word in long)


def _cited_features(here: frozenset[str], cited: Sequence[frozenset[str]]) -> Iterator[str]:
    shared = max((len(here & stems) for stems in cited), default=0)
    if cited:
        yield f"c:{min(shared, 3)}"
    if shared and any(2 * len(here & stems) >= len(stems) for stems in cited):
        yield "c:most"
