"""What the learned story reader looks at: a telling as named numbers of its counts, cues and words."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from math import log, log1p
from pathlib import Path

from afterview.core.story_features import SIGNS, Features, Sentence, is_past

COUNTS = ("own", "team", "other", "state", "present", "numbers", *SIGNS)
SHORT, MIDDLING = 30, 60
TWENTY = 20

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,:]\d+)*|[,;:–—\-?!\"“”]")


@cache
def _tables() -> dict[str, dict[str, str]]:
    with (Path(__file__).parent / "story_marks.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    joined = {name: "|".join(lines.splitlines()) for name, lines in _tables()["cues"].items()}
    return {name: re.compile(rf"(?<![\w'])(?:{one})(?!\w)", re.IGNORECASE) for name, one in joined.items()}


@cache
def _classes() -> dict[str, str]:
    listed = _tables()["classes"]
    return {word: word if name == "itself" else name for name, words in listed.items() for word in words.split()}


def mark_story(features: Features) -> dict[str, float]:
    """A counted story -> its marks by name. Totals are log(1 + n); `share` and `rate` say how much of the telling."""
    sentences = features.sentences
    plain = [sentence.text.replace("’", "'") for sentence in sentences]
    words = sum(sentence.words for sentence in sentences)
    marks = _sizes(features, words)
    for name in COUNTS:
        marks |= _spread(name, sentences, [_count(sentence, name) for sentence in sentences])
    for name, cue in _cues().items():
        found = [float(len(cue.findall(text))) for text in plain]
        marks |= _spread(f"cue {name}", sentences, found)
        marks[f"cue {name} rate"] = TWENTY * sum(found) / (words + 1)
    return marks | _class_shares(plain)


def _count(sentence: Sentence, name: str) -> float:
    return float(sentence.signs[name]) if name in sentence.signs else float(getattr(sentence, name))


def _sizes(features: Features, words: int) -> dict[str, float]:
    """How long, how it begins and ends, and who is told of most."""
    sentences = features.sentences
    lengths = [sentence.words for sentence in sentences]
    own, team, other = features.total("own"), features.total("team"), features.total("other")
    told = own + team + other + features.total("state")
    talked = features.total("present") + features.total("generic") + features.total("hypothetical")
    return {
        "words": log1p(words),
        "sentences": log1p(len(sentences)),
        "words a sentence": log1p(words / max(len(sentences), 1)),
        "shortest": log1p(min(lengths, default=0)),
        "longest": log1p(max(lengths, default=0)),
        "last words": log1p(lengths[-1] if lengths else 0),
        "short": float(words < SHORT),
        "middling": float(words < MIDDLING),
        "i over we": _ratio(own, team),
        "i over others": _ratio(own, other),
        "told over talked": _ratio(told, talked),
        "english": float(features.language == "en"),
    }


def _ratio(one: float, other: float) -> float:
    return log((one + 0.5) / (other + 0.5))


def _third(place: float) -> str:
    return "early" if place < 1 / 3 else "midway" if place < 2 / 3 else "late"


def _spread(name: str, sentences: Sequence[Sentence], found: Sequence[float]) -> dict[str, float]:
    """One count over the telling: in all, per third, in the first and the last sentence, and in how many of them."""
    sums = dict.fromkeys((name, *(f"{name} {third}" for third in ("early", "midway", "late"))), 0.0)
    for sentence, value in zip(sentences, found, strict=True):
        sums[name] += value
        sums[f"{name} {_third(sentence.place)}"] += value
    marks = {key: log1p(value) for key, value in sums.items()}
    if found:
        marks[f"{name} first"], marks[f"{name} last"] = log1p(found[0]), log1p(found[-1])
        marks[f"{name} mean"] = sum(found) / len(found)
        marks[f"{name} share"] = sum(value > 0 for value in found) / len(found)
    return marks


def _class_shares(plain: Iterable[str]) -> dict[str, float]:
    """Twenty times the share of each class of words."""
    shares: dict[str, float] = {}
    count = 0
    for text in plain:
        for at, token in enumerate(_TOKEN.findall(text)):
            name = f"class {_classify(token, at == 0)}"
            shares[name] = shares.get(name, 0.0) + TWENTY
            count += 1
    return {name: total / count for name, total in shares.items()}


def _classify(token: str, opens: bool) -> str:
    word = token.lower()
    known = _classes().get(word)
    if known:
        return known
    if not word[0].isalpha():
        return "figure" if word[0].isdigit() else word if word in "?!" else "quote" if word in '"“”' else "comma"
    return "name" if token[0].isupper() and not opens else _ending(word)


def _ending(word: str) -> str:
    if is_past(word):
        return "past"
    endings = ("ing", 5), ("ly", 3), ("s", 4)
    return next((end for end, least in endings if word.endswith(end) and len(word) >= least), "word")
