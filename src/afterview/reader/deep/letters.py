"""Reads a candidate's own letter: with layers fine-tuned on letters, above the first layers that all readers share,
and, for its faults, by the meaning of each sentence as all twelve layers have it.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from afterview.core.check import Deeper
from afterview.reader.deep.encoder import Arrays, Encoder, Floats
from afterview.reader.deep.meaning import STORY, load_meanings, unit
from afterview.reader.deep.pieces import Pieces
from afterview.reader.deep.weights import find_file, load_pieces, load_weights
from afterview.reader.deep.windows import lay_out

LETTERS, FAULTS = "letters.npz", "faults.npz"
LONGEST = 8_000  # letters of a letter whose meaning is read
FIRST = ("l0.", "l1.", "l2.", "l3.", "norm.", "places", "words", "scores")


class LetterReader:
    """An encoder with one head: of each sentence, what it carries."""

    def __init__(self, weights: Arrays, pieces: Sequence[str], labels: Sequence[str]) -> None:
        """`weights` as the exports write them; `labels` in the order of the head."""
        self._pieces = Pieces(pieces, [float(score) for score in np.asarray(weights["scores"], np.float32)])
        self._encoder = Encoder(weights)
        self._head = (np.asarray(weights["letter.w"], np.float32), np.asarray(weights["letter.b"], np.float32))
        self._labels = tuple(labels)

    def judge(self, letter: str, places: Sequence[tuple[int, int]]) -> list[Mapping[str, float]]:
        """A letter and its sentences' places in order -> the chance, 0..1, of each label for each sentence.

        A sentence without a piece of its own gets no label at all."""
        judged: list[Mapping[str, float]] = [{}] * len(places)
        kept = [(places[0][0], len(letter))] if places else []
        weight, bias = self._head
        for window in lay_out(self._pieces, letter, kept, places):
            vectors = self._encoder.encode(window.ids)
            for number, first, last in window.segments:
                scores = np.clip(vectors[first:last].mean(axis=0) @ weight.T + bias, -30, 30)
                chances = np.reciprocal(1 + np.exp(-scores))
                judged[number] = {name: float(one) for name, one in zip(self._labels, chances, strict=True)}
        return judged


def judge_faults(letter: str, places: Sequence[tuple[int, int]]) -> list[Mapping[str, float]]:
    """As `LetterReader.judge`, the faults alone, by the meaning of each sentence in its letter."""
    heads = load_weights(FAULTS)
    vectors = read_places(letter, places)
    scores = vectors @ np.asarray(heads["fault.w"], np.float32).T + np.asarray(heads["fault.b"], np.float32)
    chances = np.reciprocal(1 + np.exp(-np.clip(scores, -30, 30)))
    labels = tuple(map(str, heads["fault.labels"]))
    return [dict(zip(labels, row, strict=True)) for row in chances.tolist()]


def read_places(letter: str, places: Sequence[tuple[int, int]]) -> Floats:
    """A letter and places in it -> a vector of length one for each, one row a place. Not remembered: a letter that is
    being typed is never the same twice."""
    return unit(load_meanings().read(letter[:LONGEST], places, STORY).part_middles)


def join(tuned: Mapping[str, float], meant: Mapping[str, float]) -> Mapping[str, float]:
    """What both say of a sentence: their mean where both know a label; nothing of one without a piece of its own."""
    return {label: (chance + meant.get(label, chance)) / 2 for label, chance in tuned.items()}


def knows_letters() -> bool:
    """Whether the installed weights hold layers and heads that read letters (since their version 0.5)."""
    return find_file(LETTERS).is_file() and find_file(FAULTS).is_file()


@cache
def load_deeper() -> Deeper:
    """The deeper reader of letters of the installed weights, loaded once. Raises ReaderMissing where there is none."""
    shared = load_weights("words.npz", "encoder.npz")
    first = {name: values for name, values in shared.items() if name.startswith(FIRST)}
    chosen = json.loads(find_file("letters.json").read_text(encoding="utf-8"))
    reader = LetterReader(first | load_weights(LETTERS), load_pieces(), chosen["labels"])

    def judge(letter: str, places: Sequence[tuple[int, int]]) -> list[Mapping[str, float]]:
        tuned, meant = reader.judge(letter, places), judge_faults(letter, places)
        return [join(one, other) for one, other in zip(tuned, meant, strict=True)]

    return Deeper(judge=judge, shares=chosen["shares"], thresholds=chosen["thresholds"])
