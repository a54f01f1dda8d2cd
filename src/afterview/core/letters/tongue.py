"""Which language words are in, by the small ones among them: it keeps an English note out of a German letter, and
begins a letter in the language that they wrote in."""

import re
from collections.abc import Iterable

from afterview.core.letters.wordings import LANGUAGES, base_language

# A text shorter than this is a note of one's own as often as theirs, and says little of its language.
FEWEST_WORDS = 12


def words_of(line: str) -> frozenset[str]:
    """The words of a line as a set."""
    return frozenset(line.split())


_SMALL = {
    "en": words_of(
        "the a an and of to in is was i my you your how what why which when with about for that this it we"
        " our on do would"
    ),
    "de": words_of(
        "der die das den dem des ein eine einen und ist war ich mein meine sie ihr ihre wie was warum welche wann mit"
        " über für dass es wir unser auf zu im am haben würden"
    ),
    "fr": words_of(
        "le la les un une des du et est était je mon ma mes vous votre vos comment que quoi pourquoi quel quelle quand"
        " avec sur pour ce cette il nous notre au en dans"
    ),
    "es": words_of(
        "el la los las un una unos del y es era yo mi mis usted su sus cómo qué por cuál cuándo con sobre para que este"
        " esta nos nuestro en al"
    ),
}


def fits(note: str, base: str) -> bool:
    """Whether a note may stand in a letter of that base language: no other language explains it better."""
    hits = _count(_words(note))
    return hits[base] == max(hits.values())


def tell_language(text: str) -> str:
    """The base language ("de") a text is surely in, "" where it is too short, mixed, or in none with letters here."""
    words = _words(text)
    hits = _count(words)
    best, second = sorted(hits, key=lambda language: hits[language], reverse=True)[:2]
    is_sure = len(words) >= FEWEST_WORDS and hits[best] * 6 >= len(words) and hits[best] >= 2 * hits[second]
    return best if is_sure else ""


def propose_language(own: str, told: Iterable[str]) -> str:
    """The language a letter begins in: the first base language told ("" where a text does not tell), else one's own.

    One's own spelling stays where it is the same language ("en-US" for a letter to English-speaking people).
    """
    kept = own if own in LANGUAGES else LANGUAGES[0]
    base = next((one for one in told if one), base_language(kept))
    return kept if base_language(kept) == base else next(one for one in LANGUAGES if base_language(one) == base)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text[:8000].lower())


def _count(words: list[str]) -> dict[str, int]:
    return {language: sum(word in small for word in words) for language, small in _SMALL.items()}
