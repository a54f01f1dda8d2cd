"""The encoder against the same sums written out number by number."""

from math import erf, exp, sqrt

import numpy as np

from afterview.reader.deep.encoder import Encoder
from tests.reader.deep.tiny import HIDDEN, LAYERS, make_weights

IDS = [0, 5, 7, 20, 33, 2]


def unpack(weights: dict[str, np.ndarray], name: str) -> np.ndarray:
    codes, scales = weights[name], weights[name + "#"].astype(float)
    if codes.dtype == np.int8:
        return codes.astype(float) * scales[:, None]
    rows = []
    for row, factors in zip(codes, scales, strict=True):
        numbers: list[float] = []
        for block, factor in zip(row.reshape(-1, 16), factors, strict=True):
            numbers += [((byte & 15) - 8) * factor for byte in map(int, block)]
            numbers += [((byte >> 4) - 8) * factor for byte in map(int, block)]
        rows.append(numbers)
    return np.array(rows)


def normal(row: np.ndarray, weight: np.ndarray, bias: np.ndarray) -> np.ndarray:
    return (row - row.mean()) / sqrt(row.var() + 1e-12) * weight + bias


def reference(weights: dict[str, np.ndarray], ids: list[int]) -> np.ndarray:
    table = unpack(weights, "words")
    x = [
        normal(table[number] + weights["places"][at], weights["norm.w"], weights["norm.b"])
        for at, number in enumerate(ids)
    ]
    size = HIDDEN // 12
    for number in range(LAYERS):

        def dense(name: str, row: np.ndarray, at: int = number) -> np.ndarray:
            return unpack(weights, f"l{at}.{name}") @ row + weights[f"l{at}.{name}.b"]

        parts = [dense("qkv", row).reshape(3, 12, size) for row in x]
        seen = []
        for query in parts:
            heads = []
            for head in range(12):
                raised = [exp(float(query[0, head] @ key[1, head]) / sqrt(size)) for key in parts]
                heads.append(sum(r * part[2, head] for r, part in zip(raised, parts, strict=True)) / sum(raised))
            seen.append(dense("out", np.concatenate(heads)))
        first, second = ((weights[f"l{number}.norm{at}.w"], weights[f"l{number}.norm{at}.b"]) for at in (1, 2))
        x = [normal(row + added, *first) for row, added in zip(x, seen, strict=True)]
        grown = [[0.5 * v * (1 + erf(v / sqrt(2))) for v in dense("up", row)] for row in x]
        x = [normal(row + dense("down", np.array(g)), *second) for row, g in zip(x, grown, strict=True)]
    return np.array(x)


def test_gives_what_the_sums_written_out_give():
    weights = make_weights()
    found = Encoder(weights).encode(IDS)
    assert found.dtype == np.float32
    assert np.abs(found - reference(weights, IDS)).max() < 0.01


def test_every_piece_sees_every_other():
    encoder = Encoder(make_weights())
    changed = encoder.encode([*IDS[:-2], 40, 2])
    assert np.abs(encoder.encode(IDS)[1] - changed[1]).max() > 1e-3


def test_the_same_ids_give_the_same_vectors():
    assert np.array_equal(Encoder(make_weights()).encode(IDS), Encoder(make_weights()).encode(IDS))


def test_several_texts_at_once_are_each_read_by_itself() -> None:
    encoder = Encoder(make_weights())
    texts = [[0, 3, 2], [0, 4, 5, 6, 2], [0, 2]]
    for together, alone in zip(encoder.encode_each(texts), map(encoder.encode, texts), strict=True):
        assert np.allclose(together, alone, atol=1e-5)
