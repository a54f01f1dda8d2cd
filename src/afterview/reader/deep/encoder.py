"""The encoder in numpy: ids of pieces in, one vector for each piece out.

A BERT encoder (layers normalised after each sum; feed-forward with the tanh form of GELU, Hendrycks and Gimpel 2016).
Piece vectors and the layers that were never trained are kept in blocks of four bits, as they came; trained layers in
eight bits with one scale a row; sums are in float32.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Arrays = Mapping[str, NDArray[np.generic]]
HEADS = 12
EPSILON = 1e-12


class Encoder:
    """A trained encoder; `hidden` is the length of its vectors."""

    def __init__(self, weights: Arrays) -> None:
        """`weights` as `training.deep_export` writes them. Raises KeyError where one is missing."""
        self._codes = np.asarray(weights["words"], dtype=np.uint8)
        self._scales = np.asarray(weights["words#"], dtype=np.float16)
        self._places = np.asarray(weights["places"], dtype=np.float32)
        self._norm = (_floats(weights["norm.w"]), _floats(weights["norm.b"]))
        self.hidden = int(self._places.shape[1])
        count = len({name.split(".")[0] for name in weights if name[0] == "l" and name[1].isdigit()})
        self._layers = [_Layer(weights, number, self.hidden) for number in range(count)]

    def encode(self, ids: list[int]) -> Floats:
        """Ids of at most as many pieces as there are places -> vectors `[len(ids), hidden]`."""
        return self.encode_at(ids, (len(self._layers),))[0]

    def encode_at(self, ids: list[int], layers: Sequence[int]) -> list[Floats]:
        """The vectors after each of some layers (1 is the first), in rising order."""
        vectors, found = self._begin(ids, self._places[: len(ids)]), []
        for number, layer in enumerate(self._layers, start=1):
            vectors = layer.apply(vectors, [(0, len(ids))])
            if number in layers:
                found.append(vectors)
        return found

    def encode_each(self, texts: Sequence[list[int]]) -> list[Floats]:
        """Several texts, each read by itself, as `encode` would; at once, which is quicker where they are short."""
        ends = list(accumulate(map(len, texts)))
        spans = list(zip([0, *ends], ends, strict=False))
        places = np.concatenate([self._places[: len(ids)] for ids in texts])
        vectors = self._begin([one for ids in texts for one in ids], places)
        for layer in self._layers:
            vectors = layer.apply(vectors, spans)
        return [vectors[start:end] for start, end in spans]

    def _begin(self, ids: list[int], places: Floats) -> Floats:
        return _normalise(_unpack_rows(self._codes[ids], self._scales[ids]) + places, *self._norm)


class _Layer:
    def __init__(self, weights: Arrays, number: int, hidden: int) -> None:
        self._hidden = hidden
        self._dense = {
            name: (_unpack_dense(weights, f"l{number}.{name}"), _floats(weights[f"l{number}.{name}.b"]))
            for name in ("qkv", "out", "up", "down")
        }
        self._norms = [
            (_floats(weights[f"l{number}.norm{place}.w"]), _floats(weights[f"l{number}.norm{place}.b"]))
            for place in (1, 2)
        ]

    def apply(self, x: Floats, spans: Sequence[tuple[int, int]]) -> Floats:
        x = _normalise(x + self._multiply("out", self._attend(x, spans)), *self._norms[0])
        return _normalise(x + self._multiply("down", _gelu(self._multiply("up", x))), *self._norms[1])

    def _attend(self, x: Floats, spans: Sequence[tuple[int, int]]) -> Floats:
        """What each piece sees of the pieces in its span."""
        size = self._hidden // HEADS
        parts = self._multiply("qkv", x).reshape(len(x), 3, HEADS, size).transpose(1, 2, 0, 3)
        seen = np.empty((len(x), self._hidden), np.float32)
        for start, end in spans:
            asked, keys, values = parts[:, :, start:end]
            scores = asked @ keys.transpose(0, 2, 1) * np.float32(size**-0.5)
            scores = np.exp(scores - scores.max(axis=2, keepdims=True))
            scores /= scores.sum(axis=2, keepdims=True)
            seen[start:end] = (scores @ values).transpose(1, 0, 2).reshape(end - start, self._hidden)
        return seen

    def _multiply(self, name: str, x: Floats) -> Floats:
        weight, bias = self._dense[name]
        product: Floats = x @ weight
        product += bias
        return product


def _floats(values: NDArray[np.generic]) -> Floats:
    return np.asarray(values, dtype=np.float32)


def _unpack_dense(weights: Arrays, name: str) -> Floats:
    """Rows of eight bits with a scale each, or of four bits in blocks -> float32, transposed for `x @ weight`."""
    codes = np.asarray(weights[name])
    if codes.dtype == np.uint8:
        rows = _unpack_rows(codes.astype(np.uint8), np.asarray(weights[name + "#"], dtype=np.float16))
    else:
        rows = codes.astype(np.float32) * _floats(weights[name + "#"])[:, None]
    return np.ascontiguousarray(rows.T)


def _unpack_rows(codes: NDArray[np.uint8], scales: NDArray[np.float16]) -> Floats:
    """Rows of blocks of 32 four-bit numbers (low halves first) with a scale each -> float32 rows."""
    blocks = codes.reshape(len(codes), -1, 16)
    numbers = np.concatenate([blocks & 15, blocks >> 4], axis=2).astype(np.float32) - np.float32(8)
    rows: Floats = (numbers * scales.astype(np.float32)[:, :, None]).reshape(len(codes), -1)
    return rows


def _normalise(x: Floats, weight: Floats, bias: Floats) -> Floats:
    x = np.subtract(x, x.mean(axis=1, keepdims=True), dtype=np.float32)
    spread = np.sqrt((x * x).mean(axis=1, keepdims=True) + np.float32(EPSILON))
    normal: Floats = np.divide(x, spread, dtype=np.float32) * weight + bias
    return normal


def _gelu(x: Floats) -> Floats:
    inner = np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)
    grown: Floats = np.multiply(np.float32(0.5) * x, 1 + np.tanh(inner), dtype=np.float32)
    return grown
