"""The concrete moments of an interview, taken from the reflection and fitted to the sentences that carry them."""

import re
from collections.abc import Iterator

from afterview.core.letters.tongue import fits, words_of
from afterview.core.words import Landed, Reflection

LONGEST = 14

_ASKS = words_of(
    "how what why which when where who whose tell describe explain walk give show name do does did have has"
    " can could would will are is if imagine suppose talk take wie was warum welche welcher welches wann wo wer"
    " erzählen beschreiben nennen haben können würden comment que quel quelle quels quelles pourquoi quand où"
    " qui parlez décrivez racontez avez pouvez cómo qué cuál cuáles cuándo dónde quién por hábleme cuénteme"
    " describa ha puede"
)
_PAST = words_of(
    "told gave drew said made kept took found went showed led built wrote began came had held knew let put ran"
    " saw sat spoke spent stood taught thought won brought chose did felt got heard met read"
)
_DETERMINERS = words_of("my the a an our their his her this that these those")
# What worked in the body or the clock says nothing about what was spoken of.
_NOT_SPOKEN = re.compile(
    r"\b(eye|smil\w*|postur\w*|hands?|handshake|voice|nerv\w*|calm\w*|breath\w*|late|early|on time|dress\w*|camera)\b",
    re.I,
)


def find_moments(reflection: Reflection | None, base: str) -> tuple[dict[str, str], ...]:
    """Each moment as the slots it fills (one of asked, topic, did, doing, note), in the person's order."""
    if reflection is None:
        return ()
    asked = [_from_question(text, base) for text in _landed(reflection)]
    worked = [_from_worked(_tidy(worked.what), base) for worked in reflection.worked]
    return tuple(slots for slots in [*asked, *worked] if slots)


def _landed(reflection: Reflection) -> Iterator[str]:
    return (_tidy(question.text) for question in reflection.questions if question.landed is Landed.LANDED)


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(' .?!¿¡;:,"“”„«»')


def _is_usable(text: str, base: str) -> bool:
    return 0 < len(text.split()) <= LONGEST and fits(text, base)


def _from_question(text: str, base: str) -> dict[str, str]:
    if not _is_usable(text, base):
        return {}
    if text.split()[0].lower() in _ASKS:
        return {"asked": text}
    return {"topic" if base == "en" else "note": _lower_first(text, base)}


def _from_worked(text: str, base: str) -> dict[str, str]:
    if not _is_usable(text, base) or _NOT_SPOKEN.search(text):
        return {}
    return _fit_english(text) if base == "en" else {"note": _lower_first(text, base)}


def _fit_english(text: str) -> dict[str, str]:
    first = text.split()[0].lower()
    rest = _lower_first(text, "en")
    if first == "i":
        return {"did": text}
    if first in _PAST or (first.endswith("ed") and len(first) > 4):
        return {"did": f"I {rest}"}
    if first in _DETERMINERS or (first.endswith("ing") and len(first) > 4):
        return {"doing": rest}
    return {}


def _lower_first(text: str, base: str) -> str:
    """The first letter small, where the word is an ordinary one; German keeps it, its nouns are capital."""
    first = text.split()[0]
    is_ordinary = first == "A" or first[1:].islower()
    if base == "de" or first == "I'm" or not is_ordinary:
        return text
    return text[0].lower() + text[1:]
