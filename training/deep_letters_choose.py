"""How much the deeper reader of letters counts beside the linear models, and from where a label counts as said."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from afterview.core.check import CITED
from training.deep_mails import key_of
from training.letters import FAULTS, LabelledLetter
from training.letters_model import (
    HELD,
    LABELS,
    Trained,
    by_models,
    choose_thresholds,
    judge_sentences,
    leave_writers_out,
    score,
    surest,
)
from training.letters_model import report as report_on
from training.letters_rows import KIND, rows_of_letters, rows_of_our_letters, rows_of_sentences
from training.letters_units import see_labelled

SHARES = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
LEAST = 0.45  # a fault is never said below this; lower, one faultless letter in ten heard of one
ENOUGH_PASSED = 0.96
Chances = np.ndarray[Any, Any]


def read_run(folder: Path, name: str, letters: Sequence[LabelledLetter]) -> dict[str, Chances]:
    """What a run says of the letters it left out, one row a sentence; zero where it had no place."""
    out = np.load(folder / f"{name}.npz")
    found: dict[str, Chances] = {}
    left = set(map(str, out["letter"]))
    for letter in letters:
        key = key_of(letter.text)
        if key in left:
            units = see_labelled(letter)
            rows = np.zeros((len(units), len(LABELS)))
            here = out["letter"] == key
            rows[out["number"][here]] = out["chances"][here]
            mute = np.array([not unit.unit.may_ask for unit in units])
            rows[np.ix_(mute, [label in KIND for label in LABELS])] = 0
            found[letter.name] = rows
    return found


def mix(linear: Chances, deep: Chances, share: float, of_cited: float) -> dict[str, float]:
    """The surest mean of the two for each label."""
    shares = np.array([of_cited if label == CITED else share for label in LABELS])
    return surest((1 - shares) * linear + shares * deep)


def macro(letters: Sequence[LabelledLetter], said: Sequence[set[str]], labels: Sequence[str]) -> float:
    """Macro-F1 over labels."""
    scores = [found for label in labels if (found := score(label, letters, said)) is not None]
    return sum(scores) / max(1, len(scores))


def passed(letters: Sequence[LabelledLetter], said: Sequence[set[str]]) -> float:
    """The share of faultless letters in which no fault is found."""
    clean = [not found & FAULTS for letter, found in zip(letters, said, strict=True) if not letter.faults]
    return sum(clean) / max(1, len(clean))


def choose(folder: Path, letters: Sequence[LabelledLetter]) -> None:
    """Writes `letters-chosen.json`, chosen on letters whose writer neither had learned from."""
    own = [letter for letter in letters if letter.writer not in HELD]
    runs = json.loads((folder / "letters-plan.json").read_text(encoding="utf-8"))
    deep = {name: rows for run in runs if run != "letters" for name, rows in read_run(folder, run, own).items()}
    more = [*rows_of_sentences(), *rows_of_our_letters()]
    linear = leave_writers_out(own, more)
    best: tuple[float, dict[str, Any]] = (-1.0, {})
    for share in SHARES:
        of_cited = share / 2
        judged = [mix(row, deep[one.name], share, of_cited) for one, row in zip(own, linear, strict=True)]
        thresholds = choose_thresholds(own, judged, LEAST)
        said = [by_models(one, row, thresholds) for one, row in zip(own, judged, strict=True)]
        report_on(f"share {share}", own, said)
        worth = macro(own, said, sorted(FAULTS)) + macro(own, said, list(KIND)) + min(passed(own, said), ENOUGH_PASSED)
        if worth > best[0]:
            best = (worth, {"share": share, "share_of_cited": of_cited, "thresholds": thresholds})
    chosen = {"labels": list(LABELS), **best[1]}
    (folder / "letters-chosen.json").write_text(json.dumps(chosen, indent=1) + "\n", encoding="utf-8")


def report(folder: Path, letters: Sequence[LabelledLetter]) -> None:
    """Prints the figures on the writer that is kept apart."""
    chosen = json.loads((folder / "letters-chosen.json").read_text(encoding="utf-8"))
    held = [letter for letter in letters if letter.writer in HELD]
    own = [letter for letter in letters if letter.writer not in HELD]
    deep = read_run(folder, "letters", held)
    model = Trained([*rows_of_letters(own), *rows_of_sentences(), *rows_of_our_letters()])
    linear = [judge_sentences(model, letter) for letter in held]
    for title, share, of_cited in (
        ("linear models", 0.0, 0.0),
        ("the deeper reader alone", 1.0, 1.0),
        ("both, as chosen", chosen["share"], chosen["share_of_cited"]),
    ):
        judged = [mix(row, deep[one.name], share, of_cited) for one, row in zip(held, linear, strict=True)]
        said = [by_models(one, row, chosen["thresholds"]) for one, row in zip(held, judged, strict=True)]
        report_on(title, held, said)
    for label in (*KIND, *sorted(FAULTS)):
        print(f"    {label:24} {macro(held, said, [label]):.2f}")
