"""Trains the heads that tell a letter's faults by meaning: `faults.npz` of the weights package.

`python -m training.letters_meaning` trains on every letter but those of the writers kept apart, and writes. A sentence
is the mean of its pieces at layer 10 of `matching.npz`, read in its letter; single sentences are read alone. The same
texts and packages give the same bytes.
"""

from collections.abc import Iterable
from functools import lru_cache, partial

import numpy as np
from sklearn.linear_model import LogisticRegression

from afterview.core.check_text import split_letter
from afterview.reader.deep.letters import FAULTS, read_places
from training.deep_export import PACKAGE, as_npz
from training.letters import LabelledLetter, load_letters
from training.letters_model import HELD, LABELS, Judge
from training.letters_rows import KIND, load_sentences, our_letters
from training.letters_units import see_labelled

CARRIED = tuple(label for label in LABELS if label not in KIND)
STRENGTH = 30.0
type Table = np.ndarray
type Heads = tuple[Table, Table]


@lru_cache(maxsize=4096)
def read_letter(text: str) -> Table:
    """A letter's sentences as vectors, one row each."""
    return read_places(text, [(unit.start, unit.end) for unit in split_letter(text)])


@lru_cache(maxsize=1)
def read_sentences() -> tuple[Table, Table]:
    """The single sentences as vectors, and which faults each has."""
    sentences = load_sentences()
    vectors = np.concatenate([read_places(text, [(0, len(text))]) for _, text in sentences])
    return vectors, np.array([[label in labels for label in CARRIED] for labels, _ in sentences])


def fit(letters: Iterable[LabelledLetter]) -> Heads:
    """Letters -> a row of weights a fault, and its bias; from the single sentences and our own letters too."""
    taken = [*letters, *our_letters()]
    lone, lone_carried = read_sentences()
    inputs = np.concatenate([*(read_letter(letter.text) for letter in taken), lone])
    marked = [[label in unit.labels for label in CARRIED] for letter in taken for unit in see_labelled(letter)]
    carried = np.concatenate([np.array(marked), lone_carried])
    models = [
        LogisticRegression(C=STRENGTH, class_weight={0: 1.0, 1: 2.0}, solver="liblinear", random_state=1).fit(
            inputs, column
        )
        for column in carried.T
    ]
    return np.stack([model.coef_[0] for model in models]), np.array([model.intercept_[0] for model in models])


def judge(heads: Heads, letter: LabelledLetter) -> Table:
    """The chances of a letter's sentences, one row each, one column for every label; nan where it is no fault."""
    weights, bias = heads
    chances = 1 / (1 + np.exp(-(read_letter(letter.text) @ weights.T + bias)))
    whole = np.full((len(chances), len(LABELS)), np.nan)
    whole[:, [LABELS.index(label) for label in CARRIED]] = chances
    return whole


def learn(letters: Iterable[LabelledLetter]) -> Judge:
    """What judges a letter's sentences by the heads fitted on some letters."""
    return partial(judge, fit(letters))


def main() -> None:
    weights, bias = fit(letter for letter in load_letters() if letter.writer not in HELD)
    heads = {
        "fault.labels": np.array(CARRIED),
        "fault.w": weights.astype(np.float16),
        "fault.b": bias.astype(np.float32),
    }
    print(f"{(PACKAGE / FAULTS).write_bytes(as_npz(heads)) / 1000:.1f} kB")


if __name__ == "__main__":
    main()
