"""Reads a whole mail with the encoder: chances of every kind and area for each segment, of status and door for all."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from afterview.reader.deep.encoder import Arrays, Encoder, Floats
from afterview.reader.deep.pieces import Pieces
from afterview.reader.deep.weights import find_file, load_pieces, load_weights
from afterview.reader.deep.windows import lay_out, pasted_subject
from afterview.reader.reading import KINDS, STATUSES

EXTRAS = ("door_open", "door_closed", "opening")
DOORS = ("open", "closed", "silent")
TOGETHER = 16  # texts that are read at once, each by itself
MOST_ALONE = 200  # segments that are also read by themselves; a longer mail is read as a whole only


@dataclass(frozen=True, slots=True)
class Tags:
    """What a mail's segments and the mail as a whole seem to be; every value is a chance in 0..1.

    `kinds[i]`, `extras[i]` and `areas[i]` belong to segment i; `read[i]` is False where it had no place in the mail.
    `subject` is the mail's subject or the line pasted above it, "" where there is none."""

    kinds: list[dict[str, float]]
    extras: list[dict[str, float]]
    areas: list[dict[str, float]]
    read: list[bool]
    status: dict[str, float]
    door: dict[str, float]
    openings: float
    subject: str


class Tagger:
    """An encoder with its vocabulary, heads and calibration."""

    def __init__(self, weights: Arrays, pieces: Sequence[str], settings: Mapping[str, Any]) -> None:
        """`settings` holds `areas` (ids in the order of the head), `temperatures` per head and `blend`."""
        self._pieces = Pieces(pieces, [float(score) for score in np.asarray(weights["scores"], np.float32)])
        self._encoder = Encoder(weights)
        self._heads = {
            name: (np.asarray(weights[f"{name}.w"], np.float32), np.asarray(weights[f"{name}.b"], np.float32))
            for name in ("segment", "mail")
        }
        self._areas = tuple(settings["areas"])
        self._temperatures: Mapping[str, float] = settings["temperatures"]
        self.blend: Mapping[str, float] = settings["blend"]

    def tag(
        self,
        text: str,
        kept: Sequence[tuple[int, int]],
        segments: Sequence[tuple[int, int]],
        subject: str = "",
    ) -> Tags:
        """A decoded text, its kept stretches and its segments (slices in order) -> their chances."""
        pooled, read, whole = self._encode(text, kept, segments, subject)
        rows = self._apply("segment", pooled)
        first, second = len(KINDS), len(KINDS) + len(EXTRAS)
        alone = self._read_apart(rows, text, segments, read)
        kinds = self._mean("kind", rows[:, :first], alone[:, :first], "alone")
        areas = self._mean("area", rows[:, second:], alone[:, second:], "alone_area")
        extras = self._sigmoid("extra", rows[:, first:second])
        mail = self._apply("mail", whole[None, :])
        status = self._softmax("status", mail[:, : len(STATUSES)])[0]
        door = self._softmax("door", mail[:, len(STATUSES) : len(STATUSES) + len(DOORS)])[0]
        return Tags(
            [_named(KINDS, row) for row in kinds],
            [_named(EXTRAS, row) for row in extras],
            [_named(self._areas, row) for row in areas],
            read,
            _named(STATUSES, status),
            _named(DOORS, door),
            float(self._sigmoid("openings", mail[:, -1:])[0, 0]),
            subject or pasted_subject(text, kept),
        )

    def _encode(
        self, text: str, kept: Sequence[tuple[int, int]], segments: Sequence[tuple[int, int]], subject: str
    ) -> tuple[Floats, list[bool], Floats]:
        """Mean vectors of the segments, which had any, and the mean vector of the mail."""
        pooled = np.zeros((len(segments), self._encoder.hidden), dtype=np.float32)
        read = [False] * len(segments)
        total = np.zeros(self._encoder.hidden, dtype=np.float32)
        count = 0
        for window in lay_out(self._pieces, text, kept, segments, subject):
            vectors = self._encoder.encode(window.ids)
            for number, first, last in window.segments:
                pooled[number] = vectors[first:last].mean(axis=0)
                read[number] = True
            total += vectors.sum(axis=0)
            count += len(window.ids)
        return pooled, read, total / np.float32(count)

    def _read_apart(self, rows: Floats, text: str, segments: Sequence[tuple[int, int]], read: Sequence[bool]) -> Floats:
        """The scores of each segment when it is read out of its mail; those it has inside where that is not asked."""
        numbers = [number for number, was_read in enumerate(read) if was_read]
        wanted = any(self.blend.get(share) for share in ("alone", "alone_area"))
        apart = rows.copy()
        if wanted and numbers and len(segments) <= MOST_ALONE:
            texts = [text[slice(*segments[number])] for number in numbers]
            apart[numbers] = self._apply("segment", self._read_alone(texts))
        return apart

    def _mean(self, head: str, inside: Floats, alone: Floats, share: str) -> Floats:
        """The chances of segments read in their mail and by themselves, the second weighing `blend[share]`: by itself
        a segment is told by its words and not by its place."""
        weight = np.float32(self.blend.get(share, 0.0))
        mixed: Floats = np.add(
            (1 - weight) * self._softmax(head, inside), weight * self._softmax(head, alone), dtype=np.float32
        )
        return mixed

    def _read_alone(self, texts: Sequence[str]) -> Floats:
        """The mean vector of each text; of one longer than a window, of its last."""
        pooled = np.zeros((len(texts), self._encoder.hidden), dtype=np.float32)
        laid = [
            (number, window)
            for number, text in enumerate(texts)
            for window in lay_out(self._pieces, text, [(0, len(text))], [(0, len(text))])
        ]
        for first in range(0, len(laid), TOGETHER):
            together = laid[first : first + TOGETHER]
            for (number, window), vectors in zip(
                together, self._encoder.encode_each([window.ids for _, window in together]), strict=True
            ):
                for _, start, end in window.segments:
                    pooled[number] = vectors[start:end].mean(axis=0)
        return pooled

    def _apply(self, head: str, vectors: Floats) -> Floats:
        weight, bias = self._heads[head]
        scores: Floats = np.add(vectors @ weight.T, bias, dtype=np.float32)
        return scores

    def _softmax(self, name: str, scores: Floats) -> Floats:
        scores = np.divide(scores, self._temperatures.get(name, 1.0), dtype=np.float32)
        raised = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-1e30), dtype=np.float32)
        chances: Floats = np.divide(raised, raised.sum(axis=1, keepdims=True), dtype=np.float32)
        return chances

    def _sigmoid(self, name: str, scores: Floats) -> Floats:
        scores = np.clip(np.divide(scores, self._temperatures.get(name, 1.0), dtype=np.float32), -30, 30)
        chances: Floats = np.reciprocal(1 + np.exp(-scores), dtype=np.float32)
        return chances


def _named(names: Sequence[str], row: NDArray[np.float32]) -> dict[str, float]:
    return {name: float(value) for name, value in zip(names, row, strict=True)}


@cache
def load_tagger() -> Tagger:
    """The tagger of the installed weights package, loaded once. Raises ReaderMissing where there is none."""
    settings = json.loads(find_file("settings.json").read_text(encoding="utf-8"))
    return Tagger(load_weights("encoder.npz", "words.npz"), load_pieces(), settings)
