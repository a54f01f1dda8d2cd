"""The trained part of the checker: how likely a sentence carries each ingredient or fault, by packaged weights."""

import base64
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WEIGHTS = Path(__file__).parent / "weights" / "letters.json"


@dataclass(frozen=True, slots=True)
class Model:
    """Linear models, one a label: `rows` holds each feature's weights as small whole numbers, `scale` their worth."""

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    scale: tuple[float, ...]
    thresholds: dict[str, float]
    rows: dict[str, memoryview]

    def judge(self, features: Iterable[str]) -> dict[str, float]:
        """The probability 0..1 of each label for a sentence's features."""
        sums = [0] * len(self.labels)
        for row in (self.rows[feature] for feature in features if feature in self.rows):
            for index, weight in enumerate(row):
                if weight:
                    sums[index] += weight
        scored = zip(self.labels, sums, self.scale, self.bias, strict=True)
        return {label: _logistic(total * scale + bias) for label, total, scale, bias in scored}


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, score))))


@cache
def load_model(path: Path = WEIGHTS) -> Model:
    """The model in a file that `python -m training.letters_model` wrote."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    labels = tuple(stored["labels"])
    weights = memoryview(base64.b85decode(stored["weights"])).cast("b")
    rows = {
        feature: weights[index * len(labels) : (index + 1) * len(labels)]
        for index, feature in enumerate(stored["features"].split("\n"))
    }
    return Model(labels, tuple(stored["bias"]), tuple(stored["scale"]), stored["thresholds"], rows)
