"""The meaning of a text and of its parts as vectors: all twelve layers of the encoder as they came, rare pieces first.

The pieces are shared with the tagger; `matching.npz` holds the layers, untouched by its training.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from afterview.core.remembering import remembered
from afterview.reader.deep import ReaderMissing, knows_meaning
from afterview.reader.deep.encoder import Encoder, Floats
from afterview.reader.deep.pieces import Cut, Pieces
from afterview.reader.deep.weights import load_pieces, load_weights

PLACES = 384
MIDDLE, TOP = 10, 12  # the layer that tells areas best, and the one that was trained to compare
COMMONEST = 4.0  # minus the log chance below which a piece counts (next to) nothing
LEAST = 0.05
OPENING = 40  # pieces of an advert that make up its opening
LONGEST = 1900  # pieces read of one text
STORY, JOB = "passage:", "query:"


@dataclass(frozen=True, slots=True)
class Meaning:
    """Vectors of a text: `whole` and its `opening` at the top layer, `middle` at the middle one; of its parts, one row
    each, `parts` at the top layer and `part_middles` at the middle one."""

    whole: Floats
    opening: Floats
    middle: Floats
    parts: Floats
    part_middles: Floats


class Meanings:
    """Reads texts with the full encoder."""

    def __init__(self, weights: dict[str, NDArray[np.generic]], pieces: Sequence[str]) -> None:
        scores = np.asarray(weights["scores"], np.float32)
        self._pieces = Pieces(pieces, [float(score) for score in scores])
        self._rarity = np.maximum(-scores - np.float32(COMMONEST), np.float32(LEAST))
        self._encoder = Encoder(weights)
        self.heads = weights

    def read(self, text: str, parts: Sequence[tuple[int, int]] = (), side: str = STORY) -> Meaning:
        """A text and slices of it -> their meanings; a slice without a piece of its own means what the whole does."""
        cut = self._pieces.cut(text)
        if not cut.ids:
            cut = self._pieces.cut("-")
        ids = cut.ids[:LONGEST]
        middle, top = self._encode(ids, self._pieces.cut(side).ids)
        rarity = self._rarity[ids]
        every = slice(0, len(ids))
        slices = [one if one.stop > one.start else every for one in (_find(cut, *at, len(ids)) for at in parts)]
        return Meaning(
            whole=_mean(top, rarity),
            opening=_mean(top[:OPENING], rarity[:OPENING]),
            middle=_mean(middle, rarity),
            parts=_means(top, rarity, slices),
            part_middles=_means(middle, rarity, slices),
        )

    def _encode(self, ids: list[int], lead: list[int]) -> tuple[Floats, Floats]:
        """The vectors of all pieces at the two layers, read in windows, each opened by what side it is on."""
        room = PLACES - len(lead) - 2
        middles, tops = [], []
        for at in range(0, len(ids), room):
            middle, top = self._encoder.encode_at([0, *lead, *ids[at : at + room], 2], (MIDDLE, TOP))
            middles.append(middle[len(lead) + 1 : -1])
            tops.append(top[len(lead) + 1 : -1])
        return np.concatenate(middles), np.concatenate(tops)


def _mean(vectors: Floats, weights: Floats) -> Floats:
    mean: Floats = (vectors * weights[:, None]).sum(axis=0) / weights.sum()
    return mean


def unit(vectors: NDArray[np.floating]) -> Floats:
    """Vectors along the last axis at length one."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: Floats = np.divide(vectors, np.maximum(lengths, 1e-9), dtype=np.float32)
    return scaled


def _means(vectors: Floats, weights: Floats, slices: Sequence[slice]) -> Floats:
    means = [_mean(vectors[one], weights[one]) for one in slices]
    return np.stack(means) if means else np.zeros((0, vectors.shape[1]), np.float32)


def _find(cut: Cut, start: int, end: int, most: int) -> slice:
    """The pieces that lie in a slice of the text, of the first `most`."""
    first = int(np.searchsorted(cut.ends[:most], start, side="right"))
    last = int(np.searchsorted(cut.starts[:most], end, side="left"))
    return slice(first, max(first, last))


@cache
def load_meanings() -> Meanings:
    """The reader of meanings of the installed weights, loaded once. Raises ReaderMissing where there is none."""
    weights = load_weights("words.npz")
    if not knows_meaning():
        raise ReaderMissing("The weights installed here are too old to compare stories: install afterview-weights 0.2.")
    return Meanings(weights | load_weights("matching.npz"), load_pieces())


@remembered(512)
def read_meaning(text: str, parts: tuple[tuple[int, int], ...], side: str) -> Meaning:
    """As `Meanings.read` with the installed weights; what was read a moment ago is remembered."""
    return load_meanings().read(text, parts, side)
