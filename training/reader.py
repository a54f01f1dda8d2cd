"""Trains the reader's classifiers on the invented mails and writes their weights: `python -m training.reader`.

Voices of the test part (frozen.json) are never trained on. The same texts and packages give the same bytes."""

import sys

import numpy as np

from afterview.reader.features import area_hashes
from afterview.reader.kinds import read_segments
from afterview.reader.read import _pasted_subject
from afterview.reader.status import status_blocks
from afterview.reader.trim import trim
from training.dataset import Example, freeze, is_frozen, load_examples, load_plain
from training.fit import fit, to_matrix, write_linear
from training.second import first_looks, fit_second, write_second

KIND_STRENGTH = 8.0
KIND_BLOCKS, KIND_BUCKETS = (1.0, 1.0, 0.5, 0.5), 1 << 16
PLAIN_WEIGHT = 2  # plain mails are few but read like most real ones
AREA_STRENGTH = 8.0
AREA_BLOCKS, AREA_BUCKETS = (1.0, 1.0, 2.0), 1 << 14
STATUS_BLOCKS, STATUS_BUCKETS = (2.0, 1.0, 1.0), 1 << 15


def train_kind(examples: list[Example]) -> None:
    rows = [clause.blocks for example in examples for clause in example.clauses]
    labels = [kind for example in examples for kind in example.kinds]
    model = fit(to_matrix(rows, KIND_BLOCKS, KIND_BUCKETS), labels, KIND_STRENGTH)
    write_linear("kind", model, KIND_BLOCKS, KIND_BUCKETS)
    _, looks = first_looks(examples, KIND_BLOCKS, KIND_BUCKETS, KIND_STRENGTH)
    write_second(fit_second(examples, looks))


def train_area(examples: list[Example]) -> None:
    pairs = [pair for example in examples for pair in area_rows(example)]
    matrix = to_matrix([row for row, _ in pairs], AREA_BLOCKS, AREA_BUCKETS)
    model = fit(matrix, [area for _, area in pairs], AREA_STRENGTH)
    write_linear("area", model, AREA_BLOCKS, AREA_BUCKETS)


def area_rows(example: Example) -> list[tuple[tuple[set[int], ...], str]]:
    """The clauses of a mail that have an area, as the area is told from them."""
    text = example.mail.text
    return [
        (area_hashes(text[c.piece.start : c.piece.end], c.piece.heading, list(c.words)), area)
        for c, area in zip(example.clauses, example.areas, strict=True)
        if area
    ]


def train_status(examples: list[Example]) -> None:
    rows = [blocks_of_mail(example) for example in examples]
    labels = [example.mail.headers["status"] for example in examples]
    model = fit(to_matrix(rows, STATUS_BLOCKS, STATUS_BUCKETS), labels, 8.0)
    write_linear("status", model, STATUS_BLOCKS, STATUS_BUCKETS)


def blocks_of_mail(example: Example) -> tuple[set[int], ...]:
    """A mail as the status is told from it."""
    text = example.mail.text
    trimmed = trim(text)
    segments, _ = read_segments(text, example.clauses)
    return status_blocks(_pasted_subject(text, trimmed.kept), trimmed.reply_text, segments)


def main() -> int:
    np.random.seed(0)
    examples = load_examples()
    freeze(examples)
    trained_on = [example for example in examples if not is_frozen(example.mail.voice)] + load_plain() * PLAIN_WEIGHT
    for step in (train_area, train_kind, train_status):
        print(step.__name__, flush=True)
        step(trained_on)
    return 0


if __name__ == "__main__":
    sys.exit(main())
