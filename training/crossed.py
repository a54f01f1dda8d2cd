"""Measures the reader on writers it has never seen: `python -m training.crossed` leaves out one file at a time.

Everything is fitted anew without the file's writer; the plain mails are always learned from and never measured on."""

import sys
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from afterview.reader.kinds import LEAST
from afterview.reader.second import surroundings
from bench.score import Count, Found, Marked, count_points, f1
from training.dataset import POINTS, Example, load_examples, load_plain
from training.fit import fit, to_matrix
from training.reader import KIND_BLOCKS, KIND_BUCKETS, KIND_STRENGTH, PLAIN_WEIGHT
from training.second import first_looks, fit_second

Chances = list[list[float]]


def gather(example: Example, chances: Chances, classes: list[str]) -> list[Found]:
    """Clause chances -> points, as the reader gathers them."""
    columns = [classes.index(kind) for kind in POINTS]
    found: list[Found] = []
    last: tuple[int, int, str] | None = None
    for piece, row in zip(example.pieces, chances, strict=True):
        best = max(columns, key=row.__getitem__)
        kind = classes[best] if sum(row[at] for at in columns) >= LEAST else ""
        here = (piece.sentence, piece.clause, kind)
        if kind and last == (piece.sentence, piece.clause - 1, kind):
            found[-1] = Found(found[-1].start, piece.end, kind)
        elif kind:
            found.append(Found(piece.start, piece.end, kind))
        last = here
    return found


def count(examples: Sequence[Example], looks: Sequence[Chances], classes: list[str]) -> list[Count]:
    """The score of looks at examples."""
    return [
        count_points(
            gather(example, look, classes),
            [Marked(m.start, m.end, (m.kind,)) for m in example.mail.marks if m.kind in POINTS],
        )
        for example, look in zip(examples, looks, strict=True)
    ]


def look_at(examples: Sequence[Example], chances: np.ndarray) -> list[Chances]:
    """Rows of chances in the order of all clauses -> one list per example."""
    ends = np.cumsum([len(example.clauses) for example in examples])[:-1]
    return [part.tolist() for part in np.split(chances, ends)]


def by_words_alone(known: list[Example], unseen: list[Example]) -> list[Count]:
    """The simple peer: TF-IDF over words and pairs of words and over letters, logistic regression."""
    texts = [_texts(known), _texts(unseen)]
    labels = [kind for example in known for kind in example.kinds]
    makers = [
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=3, sublinear_tf=True),
    ]
    left = sp.hstack([maker.fit_transform(texts[0]) for maker in makers]).tocsr()
    right = sp.hstack([maker.transform(texts[1]) for maker in makers]).tocsr()
    model = LogisticRegression(C=8.0, max_iter=150, tol=1e-3).fit(left, labels)
    return count(unseen, look_at(unseen, model.predict_proba(right)), [str(one) for one in model.classes_])


def _texts(examples: Sequence[Example]) -> list[str]:
    return [example.mail.text[piece.start : piece.end].lower() for example in examples for piece in example.pieces]


def by_reader(known: list[Example], unseen: list[Example]) -> tuple[list[Count], list[Count]]:
    """Our reader after the first look and after both."""
    rows = [[clause.blocks for example in part for clause in example.clauses] for part in (known, unseen)]
    labels = [kind for example in known for kind in example.kinds]
    model = fit(to_matrix(rows[0], KIND_BLOCKS, KIND_BUCKETS), labels, KIND_STRENGTH)
    classes = [str(one) for one in model.classes_]
    first = model.predict_proba(to_matrix(rows[1], KIND_BLOCKS, KIND_BUCKETS))
    second = fit_second(known, first_looks(known, KIND_BLOCKS, KIND_BUCKETS, KIND_STRENGTH)[1])
    looks = look_at(unseen, first)
    facts = [row for example, look in zip(unseen, looks, strict=True) for row in surroundings(example.clauses, look)]
    both = (first + second.predict_proba(np.array(facts))) / 2
    return count(unseen, looks, classes), count(unseen, look_at(unseen, both), classes)


def main() -> int:
    examples, plain = load_examples(), load_plain() * PLAIN_WEIGHT
    sums: tuple[list[Count], list[Count], list[Count]] = ([], [], [])
    print("left out   words alone  first look  both looks", flush=True)
    for file in sorted({example.mail.file for example in examples}):
        unseen = [example for example in examples if example.mail.file == file]
        known = [example for example in examples if example.mail.file != file] + plain
        results = (by_words_alone(known, unseen), *by_reader(known, unseen))
        for total, part in zip(sums, results, strict=True):
            total += part
        print(f"{file:9}" + "".join(f"{f1(part):13.3f}" for part in results), flush=True)
    print(f"{'all':9}" + "".join(f"{f1(total):13.3f}" for total in sums))
    return 0


if __name__ == "__main__":
    sys.exit(main())
