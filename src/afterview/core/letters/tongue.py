"""Which language a short note is in, by its small words: enough to keep an English note out of a German letter."""

import re


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
    words = re.findall(r"[^\W\d_]+", note.lower())
    hits = {language: sum(word in small for word in words) for language, small in _SMALL.items()}
    return hits[base] == max(hits.values())
