"""Checks a letter before it is sent: which ingredients it has, which faults, and the words that told."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from afterview.core.check_features import Seen, see_letter
from afterview.core.check_model import Model, load_model
from afterview.core.check_names import Known, find_attachment_words, find_placeholders, find_wrong_names, name_words
from afterview.core.check_remarks import FAULTS, MISSING, SMALL
from afterview.core.check_text import Unit, count_words, split_letter

__all__ = ["Check", "Deeper", "Known", "Told", "check_letter"]

# A letter and its sentences' places -> for each sentence the chance, 0..1, that it carries each ingredient or fault.
Judge = Callable[[str, Sequence[tuple[int, int]]], Sequence[Mapping[str, float]]]

INGREDIENTS = {
    "request": (
        "thanks_for_interview",
        "future_consideration",
        "new_opportunities",
        "specific_pointers",
        "advice",
    ),
    "thanks": ("thanks_for_feedback", "names_cited_strengths", "names_an_action"),
}
MANY_QUESTIONS = 5
# "Well above 140": a quarter more.
TOO_LONG = 175
SHORT, LONG_SENTENCE = 25, 26


@dataclass(frozen=True, slots=True)
class Deeper:
    """A reader that sees the whole letter: for each label its share, 0..1, of the mean with the packaged weights, and
    from where the label counts as said then."""

    judge: Judge
    shares: Mapping[str, float]
    thresholds: Mapping[str, float]

    def weigh(self, label: str, chance: float, deep: float) -> float:
        """The mean of the two readers' chances."""
        share = self.shares[label]
        return (1 - share) * chance + share * deep


@dataclass(frozen=True, slots=True)
class Told:
    """The words that told: `letter[start:end]` carries the ingredient or fault, with `confidence` 0..1."""

    label: str
    start: int
    end: int
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What a letter has. `remarks`: (id, one sentence on what to do) for what is missing, faults and small things."""

    has: dict[str, bool]
    faults: tuple[str, ...]
    words: int
    questions: int
    told: tuple[Told, ...]
    remarks: tuple[tuple[str, str], ...]

    def to_json(self) -> dict[str, Any]:
        """The contract of `afterview check --json`, with the words that told and the remarks."""
        return {
            "has": self.has,
            "faults": list(self.faults),
            "words": self.words,
            "questions": self.questions,
            "told": [
                {"label": told.label, "start": told.start, "end": told.end, "confidence": round(told.confidence, 3)}
                for told in self.told
            ],
            "remarks": dict(self.remarks),
        }


def check_letter(
    letter: str, kind: str, known: Known | None = None, cited: Sequence[str] = (), deeper: Deeper | None = None
) -> Check:
    """Checks a letter of a kind, "request" or "thanks".

    `known` says whom and what it must name; `cited` lists what the feedback said, good and bad, in their words;
    what a `deeper` reader says is averaged with what the packaged weights say.
    """
    known = known or Known()
    units = split_letter(letter)
    told = [*_judge(letter, units, kind, see_letter(units, kind, cited, name_words(known)), deeper)]
    told += _find(letter, units, known)
    words, questions = count_words(letter), letter.count("?")
    carried = {one.label for one in told}
    carried |= {"too_long"} if words > TOO_LONG else set()
    carried |= {"many_questions"} if questions >= MANY_QUESTIONS else set()
    has = {label: label in carried for label in INGREDIENTS[kind]}
    faults = tuple(fault for fault in FAULTS if fault in carried)
    small = _small_things(letter, units, words)
    return Check(
        has=has,
        faults=faults,
        words=words,
        questions=questions,
        told=tuple(sorted(told, key=lambda one: (one.start, one.label))),
        remarks=(
            *((label, MISSING[label]) for label, is_there in has.items() if not is_there),
            *((fault, FAULTS[fault]) for fault in faults),
            *((name, SMALL[name]) for name in small),
        ),
    )


def _judge(
    letter: str, units: Sequence[Unit], kind: str, seen: Sequence[Seen], deeper: Deeper | None
) -> Iterable[Told]:
    """The units that the models say carry something; a fault of a whole kind is judged unit by unit too."""
    model: Model = load_model()
    deep = deeper.judge(letter, [(unit.start, unit.end) for unit in units]) if deeper else [{}] * len(units)
    for unit, features, said in zip(units, seen, deep, strict=True):
        wanted = {*FAULTS, *(INGREDIENTS[kind] if unit.may_ask else ())}
        for label, chance in model.judge(features.features).items():
            least = model.thresholds[label]
            if deeper and label in said:
                chance, least = deeper.weigh(label, chance, said[label]), deeper.thresholds[label]
            if label in wanted and chance >= least:
                yield Told(label, unit.start, unit.end, chance)


def _find(letter: str, units: tuple[Unit, ...], known: Known) -> Iterable[Told]:
    for start, end in find_placeholders(letter):
        yield Told("placeholder_left", start, end)
    for start, end in dict.fromkeys(find_wrong_names(letter, units, known)):
        yield Told("wrong_name", start, end)


def _small_things(letter: str, units: Sequence[Unit], words: int) -> Iterable[str]:
    if any(find_attachment_words(letter)):
        yield "attachment"
    if words < SHORT:
        yield "short"
    body = [unit.text for unit in units if unit.place == "body"]
    if body and sum(len(text.split()) for text in body) / len(body) > LONG_SENTENCE:
        yield "long_sentences"
