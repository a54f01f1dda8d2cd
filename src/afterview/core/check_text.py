"""A letter taken apart: subject, greeting, sentences with their places, and the close."""

import re
from dataclasses import dataclass
from itertools import pairwise

_SUBJECT = re.compile(r"\A\s*(?:Subject|Betreff|Objet|Asunto)\s*:.*(?:\n|\Z)", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
# A sentence ends at . ? ! … ; or an empty line; a full stop after an initial or a title does not end one.
_END = re.compile(
    r"(?:(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSra)(?<!\bSr)(?<!\bz)(?<!\bB)(?<!\b\w)[.!?…]+[\"'”“»)]*|;|\n)(?=\s|\Z)"
)
_GREETS = (
    r"dear|hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|greetings|to"
    r"|sehr geehrte\w*|liebe\w*|guten (?:tag|morgen|abend)|hallo|moin|grüezi|servus"
    r"|bonjour|bonsoir|cher|chère|chers|madame|monsieur|coucou|salut"
    r"|estimad[oa]s?|querid[oa]s?|hola|buen[oa]s\s?(?:días|tardes|noches)?|apreciad[oa]s?|muy señor(?:a|es)?"
)
_CLOSES = (
    r"best|kind|warm|with|many|yours|sincerely|regards|cheers|thanks|thank you|all the best|cordially|respectfully"
    r"|warmly|take care|love|ever|until|xx?o?"
    r"|mit|viele|beste|liebe|herzliche|freundliche|schöne|gruß|grüße|lg|vg|hochachtungsvoll"
    r"|cordialement|bien|avec|sincères|meilleures|amicalement|veuillez"
    r"|un|saludos|atentamente|cordialmente|reciba|gracias|muchas gracias|con"
)
_GREETING = re.compile(rf"({_GREETS})\b", re.IGNORECASE)
_CLOSE = re.compile(rf"({_CLOSES})\b", re.IGNORECASE)
# "Thomasin," alone on the first line.
_LONE_NAME = re.compile(r"\s*(?:[A-ZÀ-Þ][\w'’\-]+ ?){1,3}[,!:](?=[ \t]*\n)")
CLOSE_WORDS, SHORT_CLOSE = 6, 4


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or part of one: `letter[start:end]` is `text`; `place` is "subject", "greeting", "body" or "close"."""

    text: str
    start: int
    end: int
    place: str

    @property
    def may_ask(self) -> bool:
        """Whether it can carry an ingredient: greetings and short closes cannot."""
        return self.place == "body" or (self.place == "close" and len(WORD.findall(self.text)) > SHORT_CLOSE)


def split_letter(letter: str) -> tuple[Unit, ...]:
    """The units of a letter in order, its subject line left out."""
    subject = _SUBJECT.match(letter)
    spans = _spans(letter, subject.end() if subject else 0)
    units = [Unit(letter[start:end], start, end, "body") for start, end in spans]
    if units and _is_greeting(units[0].text, letter[units[0].end :]):
        units[0] = _moved(units[0], "greeting")
    for index in range(len(units) - 1, max(0, len(units) - 6), -1):
        if not _is_close(units[index].text):
            break
        units[index] = _moved(units[index], "close")
    return tuple(units)


def find_subject(letter: str) -> tuple[Unit, ...]:
    """The words of the subject line as one unit; none where there is no such line."""
    found = _SUBJECT.match(letter)
    if not found:
        return ()
    start, end = _trimmed(letter, found.start() + found.group().index(":") + 1, found.end())
    return (Unit(letter[start:end], start, end, "subject"),)


def count_words(letter: str) -> int:
    """Words of a letter, its subject line left out."""
    return len(WORD.findall(_SUBJECT.sub("", letter)))


def _spans(letter: str, begin: int) -> list[tuple[int, int]]:
    ends = [found.end() for found in _END.finditer(letter, begin)]
    edges = [begin, *ends, len(letter)]
    spans: list[tuple[int, int]] = []
    for index, (start, end) in enumerate(pairwise(edges)):
        if index == 0 and (greeting := re.match(r"\s*[^\n,:!?]{2,60}[,:!]", letter[start:end])):
            cut = start + greeting.end()
            if _is_greeting(letter[start:cut].strip(), letter[cut:]):
                spans.append(_trimmed(letter, start, cut))
                start = cut
        spans.append(_trimmed(letter, start, end))
    return [(start, end) for start, end in spans if WORD.search(letter, start, end) or "?" in letter[start:end]]


def _trimmed(letter: str, start: int, end: int) -> tuple[int, int]:
    piece = letter[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, max(start, start + len(piece.strip()))


def _is_greeting(text: str, after: str) -> bool:
    greets = _GREETING.match(text) or (_LONE_NAME.match(text + after) and not _CLOSE.match(text))
    return bool(greets) and len(WORD.findall(text)) <= CLOSE_WORDS + 2


def _is_close(text: str) -> bool:
    words = WORD.findall(text)
    is_name = len(words) <= 4 and all(word[0].isupper() or len(word) < 4 for word in words)
    return len(words) <= CLOSE_WORDS and "?" not in text and (is_name or bool(_CLOSE.match(text)))


def _moved(unit: Unit, place: str) -> Unit:
    return Unit(unit.text, unit.start, unit.end, place)
