"""Fits the second look on first looks that were taken out of fold, and writes it as readable numbers."""

import hashlib
import json

import numpy as np
from sklearn.linear_model import LogisticRegression

from afterview.reader.second import surroundings
from training.dataset import Example
from training.fit import WEIGHTS, fit, to_matrix

FOLDS = 5
Looks = list[list[list[float]]]


def fold_of(voice: str) -> int:
    """The fold of a voice: by the hash of its name, so that a voice is never split."""
    return hashlib.sha256(b"fold" + voice.encode()).digest()[0] % FOLDS


def first_looks(
    examples: list[Example], blocks: tuple[float, ...], buckets: int, strength: float
) -> tuple[list[str], Looks]:
    """The classes, and for every example the chances by a first look that has not seen its voice."""
    rows = [clause.blocks for example in examples for clause in example.clauses]
    matrix = to_matrix(rows, blocks, buckets)
    labels = np.array([kind for example in examples for kind in example.kinds])
    folds = np.array([fold_of(example.mail.voice) for example in examples for _ in example.clauses])
    chances = np.zeros((len(labels), len(set(labels))))
    for fold in range(FOLDS):
        inside = folds != fold
        model = fit(matrix[inside], list(labels[inside]), strength)
        chances[~inside] = model.predict_proba(matrix[~inside])
    found, start = [], 0
    for example in examples:
        found.append(chances[start : start + len(example.clauses)].tolist())
        start += len(example.clauses)
    return [str(one) for one in model.classes_], found


def fit_second(examples: list[Example], looks: Looks) -> LogisticRegression:
    """The second look, fitted on out-of-fold first looks."""
    facts = [row for example, look in zip(examples, looks, strict=True) for row in surroundings(example.clauses, look)]
    labels = [kind for example in examples for kind in example.kinds]
    return LogisticRegression(C=0.1, max_iter=400).fit(np.array(facts), np.array(labels))


def write_second(model: LogisticRegression) -> None:
    shape = {
        "classes": [str(one) for one in model.classes_],
        "rows": [[round(float(one), 3) for one in row] for row in model.coef_],
        "bias": [round(float(one), 3) for one in model.intercept_],
    }
    (WEIGHTS / "second.json").write_text(json.dumps(shape) + "\n", encoding="utf-8")
