"""Letters as the encoder learns from them: the same layers read a candidate's letters and an interviewer's mails.

Each sentence, cut as the checker cuts it, is labelled with the ingredients and faults it carries (several, or none).
"""

import random
from collections.abc import Iterable, Sequence
from typing import Any

from afterview.reader.deep.pieces import Pieces
from afterview.reader.deep.windows import lay_out
from training.letters import LabelledLetter
from training.letters_rows import kinds_of, load_sentences
from training.letters_units import KIND, LABELS, see_labelled

TOGETHER = 6
Row = dict[str, Any]


def letter_row(
    text: str, spans: Sequence[tuple[int, int]], labels: Sequence[frozenset[str]], kind: str, pieces: Pieces
) -> list[Row]:
    """A letter of a kind with its sentences and their labels -> one example per window."""
    asked = [int(KIND.get(label, kind) == kind) for label in LABELS]
    rows = []
    for window in lay_out(pieces, text, [(0, len(text))], spans):
        carried = [
            [first, last, [int(label in labels[number]) for label in LABELS]] for number, first, last in window.segments
        ]
        rows.append({"ids": window.ids, "segments": carried, "asked": asked})
    return rows


def letter_mails(letters: Iterable[LabelledLetter], held: frozenset[str], pieces: Pieces) -> list[Row]:
    """The labelled letters but for those of held-back writers, and the single sentences a few at a time."""
    rows = []
    for letter in letters:
        if letter.writer not in held:
            units = see_labelled(letter)
            spans = [(unit.unit.start, unit.unit.end) for unit in units]
            rows += letter_row(letter.text, spans, [unit.labels for unit in units], letter.kind, pieces)
    return [*rows, *_sentence_rows(pieces)]


def _sentence_rows(pieces: Pieces) -> list[Row]:
    chance = random.Random(len(LABELS))
    rows = []
    for kind in sorted(set(KIND.values())):
        fitting = [(text, labels) for text, labels in load_sentences() if kind in kinds_of(labels)]
        chance.shuffle(fitting)
        for first in range(0, len(fitting), TOGETHER):
            text, spans, labels = "", list[tuple[int, int]](), list[frozenset[str]]()
            for words, carried in fitting[first : first + TOGETHER]:
                spans.append((len(text), len(text) + len(words)))
                labels.append(carried)
                text += words + " "
            rows += letter_row(text, spans, labels, kind, pieces)
    return rows
