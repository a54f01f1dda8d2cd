"""What the classifiers look at in a clause: hashed word and letter sequences, and a few flags of its form."""

import re
from itertools import pairwise
from zlib import crc32

from afterview.core.remembering import remembered
from afterview.reader.area_words import AREA_STEMS
from afterview.reader.feature_words import FLAGS

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_DIGITS = re.compile(r"\d+")
_NUMBERED = re.compile(r"\d")


def tokens(text: str) -> list[str]:
    """The words of a text in small letters, numbers as `0`, apostrophes straight; punctuation says nothing."""
    return [_DIGITS.sub("0", word) for word in _WORD.findall(text.lower().replace("’", "'"))]


@remembered(20_000)
def _letter_hashes(word: str) -> tuple[int, ...]:
    framed = f" {word} "
    return tuple(
        crc32(framed[at : at + length].encode("utf-8", "surrogatepass"))
        for length in (3, 4, 5)
        for at in range(len(framed) - length + 1)
    )


def _hash(feature: str) -> int:
    return crc32(feature.encode("utf-8", "surrogatepass"))


def word_hashes(words: list[str]) -> set[int]:
    """Single words, pairs and triples, and how the clause opens and ends."""
    found = {_hash("w:" + word) for word in words}
    found.update(_hash(f"b:{one}_{two}") for one, two in pairwise(words))
    found.update(_hash(f"t:{one}_{two}_{three}") for one, two, three in zip(words, words[1:], words[2:], strict=False))
    if words:
        found.update((_hash("F:" + words[0]), _hash("F:" + "_".join(words[:2])), _hash("L:" + words[-1])))
    return found


def letter_hashes(words: list[str]) -> set[int]:
    """Sequences of three to five letters within words, so that endings and compounds count."""
    found: set[int] = set()
    for word in words:
        found.update(_letter_hashes(word))
    return found


def around_hashes(before: list[str], after: list[str], heading: list[str]) -> set[int]:
    """The words of the clauses on either side and of the heading above."""
    found = {_hash("<" + word) for word in before}
    found.update(_hash(">" + word) for word in after)
    found.update(_hash("H:" + word) for word in heading)
    found.update(_hash(f"H:{one}_{two}") for one, two in pairwise(heading))
    return found


def flag_hashes(text: str, clause: int, listed: bool, has_heading: bool, place: float) -> set[int]:
    """Flags of form: litotes, shortfall, hedges, person, tense, place in the mail (0..1) and in the sentence."""
    low = text.lower().replace("’", "'")
    names = [name for name, pattern in FLAGS if pattern.search(low)]
    length = len(_WORD.findall(text))
    names += [f"clause{min(clause, 2)}", f"place{int(place * 4)}", f"length{min(5, length.bit_length())}"]
    if listed:
        names.append("listed")
    if has_heading:
        names.append("headed")
    if _NUMBERED.search(text):
        names.append("number")
    pairs = [f"{one}&{two}" for at, one in enumerate(names) for two in names[at + 1 :]]
    return {_hash("f:" + name) for name in names + pairs}


def name_hashes(names: set[str]) -> set[int]:
    """Named facts as features."""
    return {_hash("n:" + name) for name in names}


def area_hashes(text: str, heading: str, words: list[str]) -> tuple[set[int], set[int], set[int]]:
    """What an area is told from: words, letters, and words known to speak of an area, in the clause and its heading."""
    low, above = text.lower(), heading.lower()
    names = {name for name, stems in AREA_STEMS if stems.search(low)}
    names.update("above " + name for name, stems in AREA_STEMS if above and stems.search(above))
    return word_hashes(words), letter_hashes(words), name_hashes(names)
