"""The checker's deeper reader: layers of its own on the same first layers, fine-tuned on candidates' letters.

`python -m training.deep_letters STEP --folder FOLDER`, after `training.deep_further base` in the same folder:
`examples` (prepare the letters), `fit` with `--torch PYTHON` (fine-tune: one run for each group of writers left out,
then two that differ by chance alone and whose mean is shipped), `choose` (its share beside the linear models and the
thresholds, on writers left out), `export` (into the weights package), `report` (the held-back writer, by the first of
the two). `all` does them in turn.
"""

import argparse
import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from afterview.core.check_text import split_letter
from afterview.reader.deep.pieces import Pieces
from afterview.reader.deep.windows import lay_out
from training.deep_export import PACKAGE, add_letters
from training.deep_letters_choose import choose, report
from training.deep_mails import key_of, vary
from training.deep_scatter import Sentence, scatter, sentences
from training.letters import LabelledLetter, load_letters
from training.letters_model import HELD, LABELS
from training.letters_rows import KIND, load_sentences, our_letters
from training.texts import ROOT, LabelledMail, Mark

STEPS = ("examples", "fit", "choose", "export", "report")
VARIED, SCATTERED, LONE = 2, 2, 5
SEED = 20261123
GROUPS = 2
RUNS = ("letters", "letters-again")
PLAN: dict[str, Any] = {
    "seed": SEED,
    "begin": SEED,
    "frozen": 4,
    "layers": 8,
    "epochs": 8,
    "batch": 4,
    "rate": 2e-4,
    "head_rate": 3e-3,
    "drop": 0.1,
    "whole": 0.5,
    "out": [],
    "weights": False,
}


def as_mail(letter: LabelledLetter) -> LabelledMail:
    """A letter in the form that mails are varied and scattered in; labels stand for kinds."""
    marks = tuple(Mark(mark.label, "", mark.start, mark.end) for mark in letter.marks)
    return LabelledMail(letter.name, letter.writer, {"kind": letter.kind}, letter.text, marks)


def prepare(folder: Path, letters: Sequence[LabelledLetter]) -> None:
    """Writes `letters.json`: every letter with its variants (the first is the letter as it is)."""
    base = np.load(folder / "base.npz")
    pieces = Pieces(base["pieces"].tolist(), base["scores"].tolist())
    taken = [(letter, as_mail(letter)) for letter in letters]
    apart = {letter.name: sentences(mail) for letter, mail in taken}
    rows = []
    for letter, mail in taken:
        chance = random.Random(f"{SEED} {letter.name}")
        like = [one for one in letters if (one.writer, one.kind) == (letter.writer, letter.kind) and apart[one.name]]
        texts = [(mail.text, mail.marks), *(vary(mail, chance) for _ in range(VARIED))]
        mixed = [
            scatter([*apart[letter.name], *_some_lone(letter.kind, chance)], apart[chance.choice(like).name], chance)
            for _ in range(SCATTERED if apart[letter.name] and like else 0)
        ]
        rows.append(
            {
                "key": key_of(mail.text),
                "writer": letter.writer,
                "variants": [
                    *(_examples(text, marks, letter, pieces, whole=True) for text, marks in texts),
                    *(_examples(text, marks, letter, pieces, whole=False) for text, marks in mixed),
                ],
            }
        )
    (folder / "letters.json").write_text(json.dumps(rows), encoding="utf-8")


def _some_lone(kind: str, chance: random.Random) -> list[Sentence]:
    """A few of the single sentences that fit a kind of letter."""
    found: list[Sentence] = []
    for carried, text in chance.sample(load_sentences(), 3 * LONE):
        labels = sorted(carried)
        if all(KIND.get(label, kind) == kind for label in labels):
            found.append((text + " ", tuple(Mark(label, "", 0, len(text)) for label in labels)))
    return found[:LONE]


def _examples(
    text: str, marks: tuple[Mark, ...], letter: LabelledLetter, pieces: Pieces, *, whole: bool
) -> list[dict[str, Any]]:
    """A letter -> one example per window: its sentences as ranges of pieces, each with its labels as 0 or 1."""
    units = split_letter(text)
    places = [(unit.start, unit.end) for unit in units]
    asked = [int(KIND.get(label, letter.kind) == letter.kind) for label in LABELS]
    carried = letter.has | letter.faults
    rows = []
    for window in lay_out(pieces, text, [(places[0][0], len(text))] if places else [], places):
        segments = [[first, last, _labels(*places[at], marks), at] for at, first, last in window.segments]
        has = [int(label in carried) for label in LABELS] if whole else None
        rows.append({"ids": window.ids, "segments": segments, "asked": asked, "whole": has})
    return rows


def _labels(start: int, end: int, marks: tuple[Mark, ...]) -> list[int]:
    """Which labels a sentence has: of the marks that it shares at least half of the shorter one with."""
    found = set()
    for mark in marks:
        shared = min(mark.end, end) - max(mark.start, start)
        if shared > 0 and 2 * shared >= min(mark.end - mark.start, end - start):
            found.add(mark.kind)
    return [int(label in found) for label in LABELS]


def write_plan(folder: Path, letters: Sequence[LabelledLetter]) -> None:
    """Writes `letters-plan.json`: a run for each group of writers left out, and those whose mean is shipped."""
    writers = sorted({letter.writer for letter in letters} - HELD)
    plan = {f"letters-{at}": PLAN | {"out": [*writers[at::GROUPS], *HELD]} for at in range(GROUPS)}
    plan |= {run: PLAN | {"out": sorted(HELD), "weights": True, "seed": SEED + at} for at, run in enumerate(RUNS)}
    (folder / "letters-plan.json").write_text(json.dumps(plan, indent=1), encoding="utf-8")


def fit(folder: Path, torch: str) -> None:
    """Runs every fine-tuning with the Python that has PyTorch, one thread, one run after the other."""
    runs = ",".join(json.loads((folder / "letters-plan.json").read_text(encoding="utf-8")))
    command = [torch, "-m", "training.deep_letters_fit", str(folder), runs]
    subprocess.run(command, check=True, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)})


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=[*STEPS, "all"])
    parser.add_argument("--folder", type=Path, required=True, help="the working folder of training.deep")
    parser.add_argument("--torch", default=sys.executable, help="a Python with PyTorch, for the step `fit`")
    options = parser.parse_args(arguments)
    folder, letters = options.folder, load_letters()
    for step in STEPS if options.step == "all" else (options.step,):
        if step == "examples":
            prepare(folder, [*letters, *our_letters()])
            write_plan(folder, letters)
        elif step == "fit":
            fit(folder, options.torch)
        elif step == "choose":
            choose(folder, letters)
        elif step == "export":
            runs = [dict(np.load(folder / f"{run}-weights.npz")) for run in RUNS]
            size = add_letters({name: np.mean([run[name] for run in runs], axis=0) for name in runs[0]}, PLAN["frozen"])
            (PACKAGE / "letters.json").write_bytes((folder / "letters-chosen.json").read_bytes())
            print(f"{size / 1e6:.1f} MB")
        else:
            report(folder, letters)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
