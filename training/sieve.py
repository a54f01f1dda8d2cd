"""Trains the sieve that finds job mails in a whole mailbox: `python -m training.sieve` writes its weights.

Texts of `texts/mails` against ordinary mail of `texts/ordinary`, every second ordinary mail and every frozen voice held
back; the threshold is set on the training part alone, by cross-validation, where 97 of 100 job mails pass. The texts
are odd on purpose: in a mailbox, a mail without a word of a job comes from somebody who wrote another that has one.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from afterview.post.gather.sieve import list_words
from training.dataset import is_frozen
from training.texts import ROOT, load_mails

WEIGHTS = ROOT / "src" / "afterview" / "post" / "gather" / "sieve_weights.txt"
ORDINARY = ROOT / "texts" / "ordinary"
PASS = 3  # percent of the job mails that may stay below: odd ones, which their thread brings in
STRENGTH = 5.0
LEAST = 2  # mails a word must be in
STEPS = 40  # of weight to one whole number


@dataclass(frozen=True)
class Ordinary:
    """An invented mail that is about no application: `kinds` are its language, its kind, and "bulk" where it is."""

    kinds: tuple[str, ...]
    text: str


def load_ordinary() -> list[Ordinary]:
    """Every invented ordinary mail, in file order."""
    found = []
    for path in sorted(ORDINARY.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("=== ")[1:]:
            head, _, text = block.partition("\n")
            found.append(Ordinary(tuple(head.split()), text.strip() + "\n"))
    return found


def main(path: Path = WEIGHTS) -> None:
    """Trains, prints what the held-back part gives, writes the weights."""
    mails, ordinary = load_mails(), load_ordinary()
    learned = [mail.text for mail in mails if not is_frozen(mail.voice)]
    held = [mail.text for mail in mails if is_frozen(mail.voice) and mail.headers["status"] != "other"]
    words, weights, bias, threshold = _fit(learned, [each.text for each in ordinary[::2]])
    lines = [f"{word} {round(weight * STEPS)}" for word, weight in zip(words, weights, strict=True)]
    kept = [line for line in lines if not line.endswith(" 0")]
    path.write_text("\n".join([f"* {round((bias - threshold) * STEPS)}", *kept]) + "\n", encoding="ascii")

    from afterview.post.gather.sieve import is_like_a_job_mail, load_weights

    load_weights.cache_clear()
    for name, texts in (("job mails", held), ("ordinary mails", [each.text for each in ordinary[1::2]])):
        passed = sum(is_like_a_job_mail(show(text)) for text in texts)
        print(f"held back, {name}: {passed} of {len(texts)} pass; {len(kept)} words")


def _fit(jobs: list[str], others: list[str]) -> tuple[list[str], list[float], float, float]:
    rows = [_features(text) for text in [*jobs, *others]]
    counts: dict[str, int] = {}
    for row in rows:
        for word in row:
            counts[word] = counts.get(word, 0) + 1
    rows = [{word: value for word, value in row.items() if counts[word] >= LEAST} for row in rows]
    labels = np.array([1] * len(jobs) + [0] * len(others))
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(rows)
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=5000)
    told = cross_val_predict(model, matrix, labels, cv=10, method="decision_function")
    threshold = float(np.percentile(told[labels == 1], PASS))
    model.fit(matrix, labels)
    return list(vectors.feature_names_), list(model.coef_[0]), float(model.intercept_[0]), threshold


def show(text: str) -> bytes:
    """A text as the sieve sees it. The word "Subject" goes: every ordinary mail here has one, not every job mail."""
    return text.removeprefix("Subject:").lower().encode()


def _features(text: str) -> dict[str, float]:
    words = list_words(show(text))
    return {word.decode(): 1 / max(len(words), 1) ** 0.5 for word in words}


if __name__ == "__main__":
    main()
