"""How much the deeper reader of letters counts beside the linear models, and from where a label counts as said."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from training import letters_meaning, letters_model
from training.deep_mails import key_of
from training.letters import FAULTS, LabelledLetter
from training.letters_model import (
    HELD,
    LABELS,
    by_models,
    choose_thresholds,
    leave_writers_out,
    score,
    surest,
)
from training.letters_model import report as report_on
from training.letters_rows import KIND
from training.letters_units import see_labelled

CITED = "names_cited_strengths"  # a deeper reader sees the letter alone, not what the feedback said
SHARES = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
OF_FAULTS = 2 / 3  # the linear models, the fine-tuned layers and the meaning of a sentence count alike
LEAST = 0.41  # a fault is never said below this; lower, one faultless letter in fifteen heard of one
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


def share_out(share: float) -> dict[str, float]:
    """The share of ingredients -> that of every label."""
    shares = {label: share if label in KIND else OF_FAULTS for label in LABELS}
    return shares | {CITED: share / 2}


def mix(linear: Chances, deep: Chances, meant: Chances, shares: Mapping[str, float]) -> dict[str, float]:
    """The surest mean for each label; what is meant (of faults alone, nan elsewhere) counts as much as the layers."""
    joined = np.where(np.isnan(meant), deep, (deep + meant) / 2)
    each = np.array([shares[label] for label in LABELS])
    return surest((1 - each) * linear + each * joined)


def macro(letters: Sequence[LabelledLetter], said: Sequence[set[str]], labels: Sequence[str]) -> float:
    """Macro-F1 over labels."""
    scores = [found for label in labels if (found := score(label, letters, said)) is not None]
    return sum(scores) / max(1, len(scores))


def choose(folder: Path, letters: Sequence[LabelledLetter]) -> None:
    """Writes `letters-chosen.json`, chosen on letters whose writer neither had learned from."""
    own = [letter for letter in letters if letter.writer not in HELD]
    runs = json.loads((folder / "letters-plan.json").read_text(encoding="utf-8"))
    deep = {name: rows for run in runs if run != "letters" for name, rows in read_run(folder, run, own).items()}
    linear, meant = leave_writers_out(own, letters_model.learn), leave_writers_out(own, letters_meaning.learn)
    best: tuple[float, dict[str, Any]] = (-1.0, {})
    for share in SHARES:
        shares = share_out(share)
        judged = [mix(*rows, shares) for rows in zip(linear, (deep[one.name] for one in own), meant, strict=True)]
        thresholds = choose_thresholds(own, judged, LEAST)
        said = [by_models(one, row, thresholds) for one, row in zip(own, judged, strict=True)]
        report_on(f"share {share}", own, said)
        worth = macro(own, said, list(KIND))
        if worth > best[0]:
            best = (worth, {"shares": shares, "thresholds": thresholds})
    chosen = {"labels": list(LABELS), **best[1]}
    (folder / "letters-chosen.json").write_text(json.dumps(chosen, indent=1) + "\n", encoding="utf-8")


def report(folder: Path, letters: Sequence[LabelledLetter]) -> None:
    """Prints the figures on the writer that is kept apart."""
    chosen = json.loads((folder / "letters-chosen.json").read_text(encoding="utf-8"))
    held = [letter for letter in letters if letter.writer in HELD]
    own = [letter for letter in letters if letter.writer not in HELD]
    deep = read_run(folder, "letters", held)
    by_words, by_meaning = letters_model.learn(own), letters_meaning.learn(own)
    rows = [(by_words(letter), deep[letter.name], by_meaning(letter)) for letter in held]
    for title, shares in (
        ("linear models", dict.fromkeys(LABELS, 0.0)),
        ("the deeper reader alone", dict.fromkeys(LABELS, 1.0)),
        ("both, as chosen", chosen["shares"]),
    ):
        judged = [mix(*three, shares) for three in rows]
        said = [by_models(one, row, chosen["thresholds"]) for one, row in zip(held, judged, strict=True)]
        report_on(title, held, said)
    for label in (*KIND, *sorted(FAULTS)):
        print(f"    {label:24} {macro(held, said, [label]):.2f}")
