"""Trains the story reader on texts/stories: core/weights/story.json, and stories.npz of the weights package.

`python -m training.story_reader` trains, writes and reports; with `--report` it only reports. Reported is what a
reader trained on all writers but one makes of that one's stories, and five folds by voice over all, beside rules,
TF-IDF and length alone. The same texts and packages give the same bytes.
"""

import argparse
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from afterview.core.story_features import read_features
from afterview.core.story_marks import mark_story
from afterview.core.story_model import (
    LARGEST,
    PARTS,
    VERDICTS,
    WEIGHTS,
    StoryModel,
    settle,
)
from afterview.reader.deep.meaning import STORY, read_meaning, unit
from afterview.reader.deep.stories import LONGEST_STORY, STORIES
from training.deep_export import PACKAGE, as_npz
from training.stories import LabelledStory, load_stories
from training.story_rules import read_by_rules

RAREST = 5
FLOOR = 0.1
FOLDS = 5
BIGGEST = 300_000
CAREFUL, BOLD, DEEP = 3.0, 10.0, 20.0
STRENGTH = {"task": CAREFUL, "result": CAREFUL}
YES_NO = ("own_role", "learning")
NAMES = (*PARTS, *YES_NO, "verdict")

type Labels = dict[str, int]
type Vector = np.ndarray
type Arrays = dict[str, np.ndarray]
type Fit = Callable[[Sequence[int]], Callable[[int], Labels]]


@dataclass(frozen=True)
class Row:
    """A labelled story as the trainer sees it; `meaning` is the vector its areas are told from, of length one."""

    story: LabelledStory
    marks: Mapping[str, float]
    labels: Labels
    meaning: Vector


def read_rows(stories: Iterable[LabelledStory]) -> list[Row]:
    """Stories with their marks and labels, all as numbers."""
    return [
        Row(
            story,
            mark_story(read_features(story.text)),
            read_labels(story),
            unit(read_meaning(story.text[:LONGEST_STORY], (), STORY).middle),
        )
        for story in stories
    ]


def read_labels(story: LabelledStory) -> Labels:
    """Headers -> whole numbers; a verdict's is its place in VERDICTS."""
    labels = {part: int(story.headers[part]) for part in PARTS}
    labels |= {name: int(story.headers[name] == "yes") for name in YES_NO}
    return labels | {"verdict": VERDICTS.index(story.headers["verdict"])}


# --- training --------------------------------------------------------------------------------------------------------


def train(rows: Sequence[Row], names: Sequence[str] = ()) -> StoryModel:
    """Fits every question; `names` keeps the marks to a few."""
    kept = tuple(names or sorted(_common({name for row in rows for name in row.marks}, rows)))
    table = np.array([[row.marks.get(name, 0.0) for name in kept] for row in rows])
    means, spreads = table.mean(axis=0).round(4), (table.std(axis=0) + FLOOR).round(4)
    inputs = np.clip((table - means) / spreads, -LARGEST, LARGEST) / len(kept) ** 0.5
    fitted = _fit_questions(inputs, rows)
    scales = {name: float(np.abs(row).max()) / 127 for name, (row, _) in fitted.items()}
    whole = {name: np.rint(row / scales[name]).astype(int).tolist() for name, (row, _) in fitted.items()}
    return StoryModel(
        marks=kept,
        means=tuple(means.tolist()),
        spreads=tuple(spreads.tolist()),
        questions=tuple(fitted),
        bias=tuple(round(bias, 5) for _, bias in fitted.values()),
        scale=tuple(round(scales[name] / len(kept) ** 0.5, 9) for name in fitted),
        rows=tuple(tuple(whole[name]) for name in fitted),
    )


def _common(names: Iterable[str], rows: Sequence[Row]) -> list[str]:
    return [name for name in names if sum(row.marks.get(name, 0.0) != 0 for row in rows) >= RAREST]


def _fit_questions(
    inputs: np.ndarray, rows: Sequence[Row], strength: float | None = None
) -> dict[str, tuple[np.ndarray, float]]:
    fitted: dict[str, tuple[np.ndarray, float]] = {}
    for name in NAMES:
        truth = np.array([row.labels[name] for row in rows])
        for step in (1,) if name in YES_NO else (1, 2):
            model = _logistic(name, strength).fit(inputs, truth >= step)
            question = name if name in YES_NO else f"{name} {step}"
            fitted[question] = model.coef_[0], float(model.intercept_[0])
    verdicts = _logistic("verdict", strength).fit(inputs, np.array([row.labels["verdict"] for row in rows]))
    for index, verdict in enumerate(VERDICTS):
        fitted[f"verdict {verdict}"] = verdicts.coef_[index], float(verdicts.intercept_[index])
    return fitted


def _logistic(name: str, strength: float | None = None) -> LogisticRegression:
    return LogisticRegression(C=strength or STRENGTH.get(name, BOLD), max_iter=2000)


def train_deeper(rows: Sequence[Row]) -> Arrays:
    """Linear models on the meanings, for all questions but those of YES_NO, which counting tells better."""
    table = np.array([row.meaning for row in rows])
    centre, spread = table.mean(axis=0), float(table.std()) * table.shape[1] ** 0.5
    fitted = _fit_questions((table - table.mean(axis=0)) / spread, rows, DEEP)
    kept = {name: one for name, one in fitted.items() if name not in YES_NO}
    weights = np.array([row for row, _ in kept.values()]) / spread
    biases = np.array([bias for _, bias in kept.values()]) - weights @ centre
    return {
        "story.questions": np.array(list(kept)),
        "story.w": weights.astype(np.float32),
        "story.b": biases.astype(np.float32),
    }


def write_deeper(heads: Arrays) -> None:
    """Writes the models on meanings into the weights package."""
    print(f"{(PACKAGE / STORIES).write_bytes(as_npz(heads)) // 1000} kB")


def write_model(model: StoryModel) -> None:
    """Writes the model; raises ValueError where it grew too big to ship."""
    named = zip(model.questions, model.bias, model.scale, model.rows, strict=True)
    questions = {name: {"bias": bias, "scale": scale, "weights": row} for name, bias, scale, row in named}
    stored = {"marks": model.marks, "means": model.means, "spreads": model.spreads, "questions": questions}
    text = json.dumps(stored, separators=(",", ":"), ensure_ascii=False) + "\n"
    if len(text.encode()) > BIGGEST:
        raise ValueError(f"{len(text.encode())} bytes are more than {BIGGEST}")
    WEIGHTS.write_text(text, encoding="utf-8")
    print(f"{len(model.marks)} marks, {len(text.encode()) // 1000} kB")


# --- measuring -------------------------------------------------------------------------------------------------------


def ways(rows: Sequence[Row]) -> dict[str, Fit]:
    """Each way of reading, as a function from the rows it may learn from to a reader of a row."""

    def rules(_: Sequence[int]) -> Callable[[int], Labels]:
        return lambda index: read_by_rules(rows[index].story.text)

    def learned(names: Sequence[str]) -> Fit:
        def fit(known: Sequence[int]) -> Callable[[int], Labels]:
            model = train([rows[index] for index in known], names)
            return lambda index: settle(model.judge(rows[index].marks), {})

        return fit

    def tf_idf(known: Sequence[int]) -> Callable[[int], Labels]:
        vectors = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
        inputs = vectors.fit_transform(rows[index].story.text for index in known)
        models = {name: _logistic(name).fit(inputs, [rows[index].labels[name] for index in known]) for name in NAMES}
        return lambda index: {
            name: int(model.predict(vectors.transform([rows[index].story.text]))[0]) for name, model in models.items()
        }

    def deeper(known: Sequence[int]) -> Callable[[int], Labels]:
        chosen = [rows[index] for index in known]
        model, heads = train(chosen), train_deeper(chosen)
        names = heads["story.questions"].tolist()

        def read(index: int) -> Labels:
            scores = heads["story.w"] @ rows[index].meaning + heads["story.b"]
            return settle(model.judge(rows[index].marks, dict(zip(names, scores.tolist(), strict=True))), {})

        return read

    every = {"learned, deeper too": deeper, "learned": learned(()), "rules alone": rules, "tf-idf alone": tf_idf}
    return every | {"length alone": learned(("words", "sentences"))}


def split_rows(rows: Sequence[Row]) -> dict[str, list[tuple[list[int], list[int]]]]:
    """Each way of holding stories back: pairs of what is learnt from and what is read."""
    files = [row.story.file for row in rows]
    splits = {f"{one} held back": [_hold(files, one)] for one in sorted(set(files))}
    folds = [str(_fold(row.story.voice)) for row in rows]
    return splits | {"five folds": [_hold(folds, one) for one in sorted(set(folds))]}


def _hold(keys: Sequence[str], held: str) -> tuple[list[int], list[int]]:
    kept = [index for index, key in enumerate(keys) if key != held]
    return kept, [index for index, key in enumerate(keys) if key == held]


def _fold(voice: str) -> int:
    return hashlib.sha256(voice.encode()).digest()[0] % FOLDS


def report(rows: Sequence[Row]) -> None:
    """Prints verdict macro-F1, how often each part is exactly right, and F1 of the yes or no questions."""
    print(f"{'':37s}verdict  S   T   A   R   own learnt")
    for held, pairs in split_rows(rows).items():
        for way, fit in ways(rows).items():
            read: dict[int, Labels] = {}
            for known, asked in pairs:
                reader = fit(known)
                read |= {index: reader(index) for index in asked}
            print(f"{held + ': ' + way:37s} {_figures([rows[index].labels for index in read], list(read.values()))}")


def _figures(truth: Sequence[Labels], read: Sequence[Labels]) -> str:
    def f1(name: str) -> float:
        return float(f1_score([t[name] for t in truth], [r[name] for r in read], average="macro"))

    exact = [np.mean([t[part] == r[part] for t, r in zip(truth, read, strict=True)]) for part in PARTS]
    return f"{f1('verdict'):.3f}  " + " ".join(f"{one:.2f}"[1:] for one in (*exact, *map(f1, YES_NO)))


def main() -> int:
    parser = argparse.ArgumentParser(description="Trains and measures the story reader.")
    parser.add_argument("--report", action="store_true", help="measure only")
    asked = parser.parse_args()
    rows = read_rows(load_stories())
    if not asked.report:
        write_model(train(rows))
        write_deeper(train_deeper(rows))
    report(rows)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
