"""Small linear classifiers read straight from bytes: hashed features, one signed byte a weight."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

FOLDER = Path(__file__).parent / "weights"


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear classifier over hashed features in blocks; `tables[class]` holds one signed byte per bucket."""

    classes: tuple[str, ...]
    buckets: int
    scale: float
    bias: tuple[float, ...]
    blocks: tuple[float, ...]
    tables: tuple[memoryview, ...]

    def scores(self, blocks: Sequence[Iterable[int]]) -> list[float]:
        """Hashes per block -> a raw score per class; a block counts by its weight over the root of its size."""
        totals = list(self.bias)
        mask = self.buckets - 1
        for weight, hashes in zip(self.blocks, blocks, strict=True):
            slots = [hashed & mask for hashed in hashes]
            if not slots:
                continue
            factor = self.scale * weight / len(slots) ** 0.5
            for at, table in enumerate(self.tables):
                totals[at] += factor * sum(map(table.__getitem__, slots))
        return totals


def to_chances(scores: Sequence[float], temperature: float = 1.0) -> list[float]:
    """Raw scores -> chances that add up to 1 (softmax at a temperature)."""
    top = max(scores)
    raised = [exp((score - top) / temperature) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]


@cache
def load_linear(name: str) -> Linear:
    """A packaged classifier by name: `NAME.json` says its shape, `NAME.bin` holds its tables."""
    shape = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    whole = memoryview((FOLDER / f"{name}.bin").read_bytes()).cast("b")
    buckets = int(shape["buckets"])
    return Linear(
        tuple(shape["classes"]),
        buckets,
        float(shape["scale"]),
        tuple(shape["bias"]),
        tuple(shape["blocks"]),
        tuple(whole[at * buckets : (at + 1) * buckets] for at in range(len(shape["classes"]))),
    )
