"""A person's name as a letter needs it: title, first name, last name."""

import re
from dataclasses import dataclass

from afterview.core.letters.tongue import words_of

_WOMAN = words_of("ms mrs miss madam frau madame mme mademoiselle mlle sra señora doña srta señorita dra")
_MAN = words_of("mr sir herr monsieur m sr señor don")
_HONOURS = words_of("dr prof professor doctor mx docteur professeur profesor profesora ing dipl dra")
_PARTICLES = words_of("van von de der den del della di da dos du la le el al bin ibn ten ter zu zur")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in parts. `woman` is None where the titles do not say; `honours` are academic titles as written."""

    full: str
    first: str
    last: str
    title: str
    honours: str
    woman: bool | None


def read_name(written: str) -> Name:
    """ "Frau Dr. Ana Weber", "Weber, Ana" or "Sam" in parts; what is not there is ""."""
    family, comma, given = (part.strip() for part in written.partition(","))
    words = f"{given} {family}".split() if comma and given else written.replace(",", " ").split()
    titles: list[str] = []
    while words and _bare(words[0]) in _WOMAN | _MAN | _HONOURS and len(words) > 1:
        titles.append(words.pop(0))
    bare = {_bare(title) for title in titles}
    honours = " ".join(title for title in titles if _bare(title) in _HONOURS)
    first, last = _split(words, bool(titles))
    woman = True if bare & _WOMAN else False if bare & _MAN else None
    return Name(" ".join(words), first, last, " ".join(titles), honours, woman)


def _split(words: list[str], titled: bool) -> tuple[str, str]:
    if len(words) < 2:
        only = " ".join(words)
        return ("", only) if titled else (only, "")
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return words[0], " ".join(words[start:])


def _bare(word: str) -> str:
    return re.sub(r"\W", "", word).lower()
