"""Trains, exports and measures tier 1: `python -m training.deep all --model E5 --torch PYTHON [--folder FOLDER]`.

Steps, each also a command of its own: `base` (unpack and prune), `mails` (prepare the examples), `fit` (fine-tune with
PyTorch, folds and the shipped model), `export` (write the weights package), `score` (print every figure).
"""

import argparse
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np

from afterview.reader.deep.pieces import Pieces
from training.dataset import is_frozen
from training.deep_base import prune
from training.deep_mails import examples, vary
from training.texts import ROOT, LabelledMail, load_mails

VARIANTS = 3
SEED = 20261122
PLAN: dict[str, Any] = {
    "seed": SEED,
    "frozen": 4,
    "layers": 8,
    "epochs": 5,
    "batch": 8,
    "rate": 1e-4,
    "head_rate": 1e-3,
    "drop": 0.1,
    "smooth": 0.05,
    "tokens": 0.5,
    "extras": 1.0,
    "areas": 0.5,
    "status": 0.5,
    "door": 0.3,
    "out": [],
    "folds_out": ["test"],
    "weights": False,
}


def load_pieces(folder: Path) -> Pieces:
    base = np.load(folder / "base.npz")
    return Pieces(base["pieces"].tolist(), base["scores"].tolist())


def prepare(folder: Path, mails: list[LabelledMail]) -> None:
    """Writes `examples.json`: every mail with its variants (the first is the mail as it is)."""
    pieces = load_pieces(folder)
    rows = []
    for number, mail in enumerate(mails):
        chance = random.Random(f"{SEED} {mail.voice} {len(mail.text)}")
        texts = [(mail.text, mail.marks), *(vary(mail, chance) for _ in range(VARIANTS - 1))]
        rows.append(
            {
                "number": number,
                "voice": mail.voice,
                "file": mail.file,
                "fold": "test" if is_frozen(mail.voice) else "train",
                "variants": [examples(text, marks, mail.headers, pieces) for text, marks in texts],
            }
        )
    (folder / "examples.json").write_text(json.dumps(rows), encoding="utf-8")


def write_plan(folder: Path, mails: list[LabelledMail], groups: int) -> list[str]:
    """Writes `plan.json`: the shipped model and one run per group of writers left out. Returns the runs' names."""
    files = sorted({mail.file for mail in mails})
    plan = {"shipped": PLAN | {"weights": True}}
    for group in range(groups):
        plan[f"without-{group}"] = PLAN | {"out": files[group::groups], "folds_out": []}
    (folder / "plan.json").write_text(json.dumps(plan, indent=1), encoding="utf-8")
    return list(plan)
