"""Trains the checker's models on `texts/letters` and writes src/afterview/core/weights/letters.json.

`python -m training.letters_model` trains and reports; with `--report` it only reports. Letters of the writers in HELD
are never trained on: they are the honest figure. Thresholds come from leaving each other writer out in turn.
"""

import argparse
import base64
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from afterview.core.check import TOO_LONG
from afterview.core.check_model import WEIGHTS
from afterview.core.check_names import Known, find_placeholders, find_wrong_names
from afterview.core.check_text import count_words, split_letter
from training.letters import FAULTS, INGREDIENTS, LabelledLetter, load_letters
from training.letters_rows import KIND, Row, rows_of_letters, rows_of_our_letters, rows_of_sentences
from training.letters_units import RULED, see_labelled

HELD = frozenset({"q3"})
LABELS = (*KIND, *sorted(FAULTS - RULED))
REGULARISATION = 2.0
RAREST = 2
BIGGEST = 320_000
LEAST_FOR_FAULT = 0.55
STEPS = np.arange(0.12, 0.86, 0.04)  # below, words that mean nothing would carry something

type Judge = Callable[[LabelledLetter], np.ndarray]


class Trained:
    """One linear model a label over a shared vocabulary."""

    def __init__(self, rows: Sequence[Row], regularisation: float = REGULARISATION) -> None:
        counts = Counter(feature for row in rows for feature in row.features)
        self.features = sorted(feature for feature, count in counts.items() if count >= RAREST)
        self.index = {feature: number for number, feature in enumerate(self.features)}
        matrix = self._matrix([row.features for row in rows])
        weights = np.array([row.weight for row in rows])
        self.weights = np.zeros((len(LABELS), len(self.features)))
        self.bias = np.full(len(LABELS), -9.0)
        for number, label in enumerate(LABELS):
            right = np.array([label in row.labels for row in rows])
            mask = np.array([label not in KIND or row.kind == KIND[label] for row in rows])
            if right[mask].sum() < RAREST:
                continue
            model = LogisticRegression(
                C=regularisation, class_weight={0: 1.0, 1: 2.0}, solver="liblinear", random_state=1
            )
            model.fit(matrix[mask], right[mask], sample_weight=weights[mask])
            self.weights[number], self.bias[number] = model.coef_[0], model.intercept_[0]

    def _matrix(self, many: Sequence[Iterable[str]]) -> csr_matrix:
        columns, ends = [], [0]
        for features in many:
            columns += [self.index[feature] for feature in features if feature in self.index]
            ends.append(len(columns))
        return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(many), len(self.features)))

    def judge(self, many: Sequence[Iterable[str]]) -> np.ndarray:
        """Probabilities, one row a sentence, one column a label."""
        return 1 / (1 + np.exp(-(self._matrix(many) @ self.weights.T + self.bias)))


def judge_sentences(model: Trained, letter: LabelledLetter) -> np.ndarray:
    """The probabilities of a letter's sentences, one row each; a greeting carries no ingredient."""
    units = see_labelled(letter)
    found = model.judge([unit.seen.features for unit in units])
    mute = np.array([not unit.unit.may_ask for unit in units])
    found[np.ix_(mute, [label in KIND for label in LABELS])] = 0
    return found


def surest(found: np.ndarray) -> dict[str, float]:
    """The highest probability of each label over a letter's sentences."""
    best = found.max(axis=0, initial=0)
    return {label: float(best[number]) for number, label in enumerate(LABELS)}


def judge_letters(model: Trained, letters: Sequence[LabelledLetter]) -> list[dict[str, float]]:
    """For each letter the highest probability of each label over its sentences."""
    return [surest(judge_sentences(model, letter)) for letter in letters]


def ruled(letter: LabelledLetter) -> set[str]:
    """The faults that are found by rule alone."""
    known = Known(to=letter.to, company=letter.company, sender=letter.sender)
    found = {"placeholder_left"} if any(find_placeholders(letter.text)) else set()
    found |= {"wrong_name"} if any(find_wrong_names(letter.text, split_letter(letter.text), known)) else set()
    found |= {"many_questions"} if "many_questions" in letter.faults else set()
    return found | ({"too_long"} if count_words(letter.text) > TOO_LONG else set())


def by_rules(letter: LabelledLetter) -> set[str]:
    """The labels by rules alone, without the models: what the models must beat."""
    wanted = {*INGREDIENTS[letter.kind].values(), *FAULTS}
    return (ruled(letter) | {label for unit in see_labelled(letter) for label in unit.seen.rules}) & wanted


def by_models(letter: LabelledLetter, judged: dict[str, float], thresholds: dict[str, float]) -> set[str]:
    """The labels by models and rules."""
    wanted = {*INGREDIENTS[letter.kind].values(), *FAULTS}
    return (ruled(letter) | {label for label in LABELS if judged[label] >= thresholds[label]}) & wanted


def score(label: str, letters: Sequence[LabelledLetter], said: Sequence[set[str]]) -> float | None:
    """F1 of one label, None where no letter has it and none is said to."""
    pairs = [
        (label in letter.has | letter.faults, label in found)
        for letter, found in zip(letters, said, strict=True)
        if KIND.get(label, letter.kind) == letter.kind
    ]
    right = sum(true and said_so for true, said_so in pairs)
    total = sum(true for true, _ in pairs) + sum(said_so for _, said_so in pairs)
    return 2 * right / total if total else None


def choose_thresholds(
    letters: Sequence[LabelledLetter], judged: Sequence[dict[str, float]], least: float = LEAST_FOR_FAULT
) -> dict[str, float]:
    """For each label where F1 is best, smoothed over its neighbours; a fault is never said below `least`."""
    chosen = {}
    for label in LABELS:
        scores = [
            score(label, letters, [{label} if one[label] >= step else set() for one in judged]) or 0.0 for step in STEPS
        ]
        smooth = np.convolve(np.pad(scores, 1, mode="edge"), [0.25, 0.5, 0.25], mode="valid")
        best = float(STEPS[int(smooth.argmax())])
        chosen[label] = round(best if label in KIND else max(best, least), 2)
    return chosen


def report(title: str, letters: Sequence[LabelledLetter], said: Sequence[set[str]]) -> None:
    """Prints macro-F1 of ingredients and faults, and the share of faultless letters passed."""

    def macro(labels: Iterable[str]) -> float:
        scores = [found for label in labels if (found := score(label, letters, said)) is not None]
        return sum(scores) / len(scores) if scores else float("nan")

    clean = [found for letter, found in zip(letters, said, strict=True) if not letter.faults]
    passed = sum(not found & FAULTS for found in clean) / max(len(clean), 1)
    figures = f"ingredients {macro(KIND):.3f}  faults {macro(FAULTS):.3f}  faultless {passed:.3f}"
    print(f"{title:42} {len(letters):4} letters  {figures}")


def train(letters: Iterable[LabelledLetter]) -> Trained:
    """The linear models of some letters, of the single sentences and of our own letters."""
    return Trained([*rows_of_letters(letters), *_rows_for_all()])


@cache
def _rows_for_all() -> tuple[Row, ...]:
    return (*rows_of_sentences(), *rows_of_our_letters())


def learn(letters: Iterable[LabelledLetter]) -> Judge:
    """What judges a letter's sentences by the linear models of some letters."""
    return partial(judge_sentences, train(letters))


def leave_writers_out(
    letters: Sequence[LabelledLetter], learn: Callable[[Iterable[LabelledLetter]], Judge]
) -> list[np.ndarray]:
    """Each letter's sentences judged by what was learned without its writer."""
    judges = {
        writer: learn(letter for letter in letters if letter.writer != writer)
        for writer in sorted({letter.writer for letter in letters})
    }
    return [judges[letter.writer](letter) for letter in letters]


def export(model: Trained, thresholds: dict[str, float], path: Path) -> None:
    """Writes the weights as whole numbers of one byte; the features that weigh least are left out until it fits."""
    order = np.argsort(-np.abs(model.weights).max(axis=0), kind="stable")
    path.parent.mkdir(exist_ok=True)
    for share in np.arange(1.0, 0.0, -0.02):
        kept = np.sort(order[: int(len(order) * share)])
        stored = json.dumps(_pack(model, thresholds, kept), ensure_ascii=False, separators=(",", ":"))
        if len(stored.encode()) <= BIGGEST:
            break
    path.write_text(stored, encoding="utf-8")
    print(f"{path.name}: {len(kept)} of {len(order)} features, {path.stat().st_size // 1024} kB")


def _pack(model: Trained, thresholds: dict[str, float], kept: np.ndarray) -> dict[str, object]:
    scale = np.maximum(np.abs(model.weights).max(axis=1), 1e-9) / 127
    small = np.rint(model.weights[:, kept] / scale[:, None]).astype(np.int8)
    return {
        "labels": LABELS,
        "bias": [round(float(one), 4) for one in model.bias],
        "scale": [round(float(one), 6) for one in scale],
        "thresholds": thresholds,
        "features": "\n".join(model.features[number] for number in kept),
        "weights": base64.b85encode(small.T.tobytes()).decode("ascii"),
    }


def main() -> int:
    """Trains, reports and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--report", action="store_true", help="only report")
    parser.add_argument("--labels", action="store_true", help="one line a label as well")
    arguments = parser.parse_args()
    random.seed(1)
    letters = load_letters()
    own = [letter for letter in letters if letter.writer not in HELD]
    held = [letter for letter in letters if letter.writer in HELD]
    judged = [surest(found) for found in leave_writers_out(own, learn)]
    thresholds = choose_thresholds(own, judged)
    said = [by_models(letter, one, thresholds) for letter, one in zip(own, judged, strict=True)]
    report("rules alone, writers trained on", own, [by_rules(letter) for letter in own])
    report("models, each writer left out in turn", own, said)
    _report_each("language", own, said, lambda letter: letter.lang)
    model = train(own)
    if held:
        found = judge_letters(model, held)
        last = [by_models(letter, one, thresholds) for letter, one in zip(held, found, strict=True)]
        report("rules alone, held-back writer", held, [by_rules(letter) for letter in held])
        report("models, held-back writer", held, last)
        if arguments.labels:
            _report_labels(held, last)
    if arguments.labels:
        _report_labels(own, said)
    if not arguments.report:
        export(model, thresholds, WEIGHTS)
    return 0


def _report_each(
    title: str, letters: Sequence[LabelledLetter], said: Sequence[set[str]], part: Callable[[LabelledLetter], str]
) -> None:
    for value in sorted({part(letter) for letter in letters}):
        some = [(letter, found) for letter, found in zip(letters, said, strict=True) if part(letter) == value]
        report(f"  {title} {value}", [letter for letter, _ in some], [found for _, found in some])


def _report_labels(letters: Sequence[LabelledLetter], said: Sequence[set[str]]) -> None:
    for label in (*KIND, *sorted(FAULTS)):
        found = score(label, letters, said)
        print(f"    {label:24} {found:.2f}" if found is not None else f"    {label:24} -")


if __name__ == "__main__":
    raise SystemExit(main())
