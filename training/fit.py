"""Fits a linear classifier over hashed blocks and writes it as the signed bytes that the reader loads."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression

WEIGHTS = Path(__file__).parent.parent / "src" / "afterview" / "reader" / "weights"


def to_matrix(rows: Sequence[Sequence[set[int]]], weights: Sequence[float], buckets: int) -> sp.csr_matrix:
    """Hashed blocks of many rows -> one sparse matrix, a block scaled as `Linear.scores` scales it."""
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for blocks in rows:
        for weight, hashes in zip(weights, blocks, strict=True):
            if hashes and weight:
                columns.extend(sorted(hashed & (buckets - 1) for hashed in hashes))
                values.extend([weight / len(hashes) ** 0.5] * len(hashes))
        ends.append(len(columns))
    matrix = sp.csr_matrix((np.array(values, np.float64), np.array(columns), np.array(ends)), (len(rows), buckets))
    matrix.sum_duplicates()
    return matrix


def fit(
    matrix: sp.csr_matrix, labels: Sequence[str], strength: float, rows: np.ndarray | None = None
) -> LogisticRegression:
    """Multinomial logistic regression; `strength` is the inverse of the penalty."""
    model = LogisticRegression(C=strength, max_iter=150, tol=1e-3)
    return model.fit(matrix, np.array(labels), sample_weight=rows)


def write_linear(name: str, model: LogisticRegression, weights: Sequence[float], buckets: int) -> None:
    """Writes `NAME.json` and `NAME.bin`: the same model gives the same bytes."""
    table = model.coef_ if len(model.classes_) > 2 else np.vstack([-model.coef_ / 2, model.coef_ / 2])
    bias = (
        model.intercept_ if len(model.classes_) > 2 else np.array([-model.intercept_[0] / 2, model.intercept_[0] / 2])
    )
    scale = float(np.abs(table).max()) / 127
    bytes_ = np.rint(table / scale).astype(np.int8)
    shape = {
        "classes": [str(one) for one in model.classes_],
        "buckets": buckets,
        "scale": round(scale, 9),
        "bias": [round(float(one), 6) for one in bias],
        "blocks": list(weights),
    }
    WEIGHTS.mkdir(exist_ok=True)
    (WEIGHTS / f"{name}.json").write_text(json.dumps(shape) + "\n", encoding="utf-8")
    (WEIGHTS / f"{name}.bin").write_bytes(bytes_.tobytes())
