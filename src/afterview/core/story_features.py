"""What can be counted in a told story: whose deeds, when, what was wanted, what came of it; sentence by sentence."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "de", "fr", "es", "pt")
SIGNS = ("generic", "hypothetical", "refusal", "anchor", "task", "trouble", "somebody", "result", "vague", "learning")

_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s|\Z)|\n|\Z")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*|[,;:–—-]")
_ABBREVIATION = re.compile(r"\b(?:[Mm]r|[Mm]rs|[Mm]s|[Dd]r|[Pp]rof|[Ss]t|z\.B|e\.g|i\.e|approx|etc|vs|No|bzw|ca)\.$")
_OWN_WORDS = frozenset(("i", "i've", "i'd", "i'm", "i'll"))
_HABIT_WORDS = frozenset(("i", "you", "we"))
_TEAM_WORDS = frozenset(("we", "we've", "we'd"))
_OTHER_WORDS = frozenset(
    ("he", "she", "they", "it", "you", "who", "which", "someone", "everyone", "nobody", "that", "there")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence with its place (0 first to 1 last) and what was counted in it. Deeds are past ones: `own` the
    teller's, `team` of a "we", `other` of others; `state` past being or having; `present` what "I" or "you" do in
    general or just now; `numbers` figures."""

    text: str
    start: int
    end: int
    place: float
    words: int
    own: float
    team: float
    other: float
    state: float
    present: float
    numbers: int
    signs: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """A told story's sentences and language."""

    language: str
    sentences: tuple[Sentence, ...]

    def total(self, name: str) -> float:
        """The sum over all sentences of a count ("own", "words" …) or a sign ("task" …)."""
        return sum(_value(sentence, name) for sentence in self.sentences)


def _value(sentence: Sentence, name: str) -> float:
    return float(sentence.signs[name]) if name in sentence.signs else float(getattr(sentence, name))


@cache
def load_words() -> dict[str, dict[str, str]]:
    """The word lists of story_words.toml."""
    with (Path(__file__).parent / "story_words.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _words_of(table: str) -> frozenset[str]:
    return frozenset(load_words()[table]["en"].split())


@cache
def _pattern(sign: str, language: str) -> re.Pattern[str]:
    lines = load_words()[sign].get(language, "").splitlines()
    return re.compile(rf"(?<![\w'])(?:{'|'.join(lines)})(?!\w)", re.IGNORECASE)


def guess_language(text: str) -> str:
    """The language of a text among those known, by its commonest words; English where nothing tells."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = {
        language: sum(words.count(word) for word in load_words()["small"][language].split()) for language in LANGUAGES
    }
    return max(LANGUAGES, key=lambda language: counts[language])


def read_features(text: str) -> Features:
    """Counts what a story holds; any text, also an empty one."""
    plain = text.replace("’", "'")
    language = guess_language(plain)
    spans = [span for span in _split(plain) if plain[span[0] : span[1]].strip()]
    places = [index / (len(spans) - 1) if len(spans) > 1 else 1.0 for index in range(len(spans))]
    sentences = []
    teller = "own"
    for (start, end), place in zip(spans, places, strict=True):
        sentence, teller = _read_sentence(text[start:end], start, place, language, teller)
        sentences.append(sentence)
    return Features(language=language, sentences=tuple(sentences))


def _split(text: str) -> list[tuple[int, int]]:
    """Spans of sentences that cover the whole text, so that taking a telling apart loses nothing."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.end() == len(text) or not _ABBREVIATION.search(text[max(start, match.end() - 8) : match.end()]):
            spans.append((start, match.end()))
            start = match.end()
    return spans


def _read_sentence(text: str, start: int, place: float, language: str, teller: str) -> tuple[Sentence, str]:
    plain = text.replace("’", "'").lower()
    tokens = _WORD.findall(plain)
    signs = {sign: len(_pattern(sign, language).findall(plain)) for sign in SIGNS}
    deeds = {"own": 0.0, "team": 0.0, "other": 0.0, "state": 0.0, "present": 0.0}
    if language == "en":
        teller = _count_deeds(tokens, deeds, teller)
    else:
        deeds["own"] = float(len(_perfect("own", language).findall(plain)))
        deeds["team"] = float(len(_perfect("team", language).findall(plain)))
    sentence = Sentence(
        text=text.strip(),
        start=start,
        end=start + len(text),
        place=place,
        words=sum(token[0].isalnum() for token in tokens),
        numbers=sum(token[0].isdigit() for token in tokens),
        signs=signs,
        **deeds,
    )
    return sentence, teller


@cache
def _perfect(whose: str, language: str) -> re.Pattern[str]:
    lines = load_words()["perfect"][f"{whose}_{language}"].splitlines()
    return re.compile(rf"(?<!\w)(?:{'|'.join(lines)})(?!\w)", re.IGNORECASE)


def _count_deeds(tokens: list[str], deeds: dict[str, float], teller: str) -> str:
    """Adds an English sentence's past verbs to their subjects; a clause without a subject ("Rang the shop") goes on
    with the one before. Returns the subject the sentence ends with."""
    subject, before = teller, ","
    for token in tokens:
        if token in _OWN_WORDS:
            subject = "own"
        elif token in _TEAM_WORDS:
            subject = "team"
        elif token in _OTHER_WORDS:
            subject = "other"
        elif is_past(token) and before not in _words_of("no_deed_before"):
            subject = subject if _follows(before) else "other"
            deeds["state" if token in _words_of("state") else subject] += 0.5 if token in _words_of("notice") else 1.0
        elif token in _words_of("state"):
            deeds["state"] += 1.0
        elif before in _HABIT_WORDS and token not in _words_of("no_habit") and token[0].isalpha():
            deeds["present"] += 1.0
        before = token
    return subject


def is_past(token: str) -> bool:
    """Whether a lower-case English word is the past form of a doing verb."""
    if token in _words_of("past") or token in _words_of("notice"):
        return True
    return token.endswith("ed") and len(token) > 4 and token not in _words_of("present")


def _follows(before: str) -> bool:
    """Whether a verb behind this word still has the running subject."""
    known = _OWN_WORDS | _TEAM_WORDS | _OTHER_WORDS | _words_of("between")
    return before in known or not before[0].isalnum() or before.endswith("ly")
