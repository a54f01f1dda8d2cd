"""Trains the shipped deeper reader further on later texts: `python -m training.deep_further STEP --folder FOLDER`.

Steps: `base` (the shipped weights as a base to train from), `mails` (prepare the examples), `fit` with `--torch PYTHON`
(an epoch holds every new mail and a share of the old ones, so that nothing is unlearned), `export` (into the package).
Only the upper half of the layers is trained; the lower half stays as shipped. Four runs are trained from the same
start (`plan`), and what is shipped is the mean of their weights. `all` does the four steps in turn.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from training.deep import PLAN, fit, plain_mails, prepare
from training.deep_base import unpack_rows
from training.deep_export import PACKAGE, Arrays, add_trained, write
from training.texts import load_mails

STEPS = ("base", "mails", "fit", "export")
NEW = ("n4", "m2", "m2-de", "m2-fr", "m2-es", "m2-pt")
KEPT_UP = "k1"  # of every status: counts as new in every other run, so that the status is not unlearned
RUNS = ("shipped-0", "shipped-1", "shipped-2", "shipped-3")
APART = 2  # between the seeds of two runs
FROZEN = 4
FURTHER = PLAN | {
    "frozen": FROZEN,
    "epochs": 3,
    "rate": 1e-4,
    "head_rate": 1e-3,
    "new": NEW,
    "old": 0.4,
    "weights": True,
}
_PARTS = {"qkv": ("q", "k", "v"), "out": ("ao",), "up": ("fi",), "down": ("fo",)}
_NORMS = {"norm1": "aln", "norm2": "oln"}
HEADS = ("segment.w", "segment.b", "mail.w", "mail.b")


def load_shipped() -> Arrays:
    """Every array of the reader's own files in the package."""
    return {name: one for file in ("encoder.npz", "words.npz") for name, one in np.load(PACKAGE / file).items()}


def take_apart(shipped: Arrays) -> Arrays:
    """The shipped weights under the names that `training.deep_base.prune` gives, in float32, with the heads."""
    hidden = shipped["places"].shape[1]
    places = np.zeros((512, hidden), np.float32)
    places[: len(shipped["places"])] = shipped["places"]
    base: Arrays = {
        "pieces": np.array((PACKAGE / "pieces.txt").read_text(encoding="utf-8").split("\n")),
        "scores": shipped["scores"],
        "emb.word": shipped["words"],
        "emb.word#": shipped["words#"],
        "emb.pos": places.reshape(-1),
        "emb.type": np.zeros(2 * hidden, np.float32),
        "emb.ln.w": shipped["norm.w"],
        "emb.ln.b": shipped["norm.b"],
        **{name: shipped[name] for name in HEADS},
    }
    for number in range(FURTHER["layers"]):
        for part, names in _PARTS.items():
            whole = _floats(shipped, f"l{number}.{part}")
            biases = np.split(shipped[f"l{number}.{part}.b"], len(names))
            for name, weight, bias in zip(names, np.split(whole, len(names)), biases, strict=True):
                base |= {f"l{number}.{name}.w": weight, f"l{number}.{name}.b": bias}
        for part, name in _NORMS.items():
            base |= {f"l{number}.{name}.{kind}": shipped[f"l{number}.{part}.{kind}"] for kind in "wb"}
    return base


def _floats(shipped: Arrays, name: str) -> np.ndarray[Any, Any]:
    codes, scales = shipped[name], shipped[name + "#"]
    if codes.dtype == np.uint8:
        return unpack_rows(codes, scales)
    floats: np.ndarray[Any, Any] = codes.astype(np.float32) * scales[:, None]
    return floats


def plan() -> dict[str, Any]:
    """The runs: two by chance alone, and the same two with every mail of KEPT_UP in every epoch."""
    half = len(RUNS) // 2
    return {
        run: FURTHER | {"seed": FURTHER["seed"] + APART * (at % half), "new": NEW if at < half else (*NEW, KEPT_UP)}
        for at, run in enumerate(RUNS)
    }


def export(folder: Path) -> None:
    """Writes the mean of the trained layers and heads over those of the package; all else stays as it is there."""
    runs = [dict(np.load(folder / f"{run}-weights.npz")) for run in RUNS]
    trained = {name: np.mean([run[name] for run in runs], axis=0) for name in runs[0]}
    weights = load_shipped()
    for name in sorted(trained):
        add_trained(weights, name, trained[name], FROZEN)
    settings = json.loads((PACKAGE / "settings.json").read_text(encoding="utf-8"))
    pieces = (PACKAGE / "pieces.txt").read_text(encoding="utf-8").split("\n")
    print(f"{write(weights, pieces, settings) / 1e6:.1f} MB")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=[*STEPS, "all"])
    parser.add_argument("--folder", type=Path, required=True, help="a working folder outside the repository")
    parser.add_argument("--torch", default=sys.executable, help="a Python with PyTorch, for the step `fit`")
    options = parser.parse_args(arguments)
    folder: Path = options.folder
    for step in STEPS if options.step == "all" else (options.step,):
        if step == "base":
            np.savez(folder / "base.npz", **take_apart(load_shipped()))  # type: ignore[arg-type]  # as in deep_base
        elif step == "mails":
            prepare(folder, [*load_mails(), *plain_mails()])
            (folder / "plan.json").write_text(json.dumps(plan(), indent=1), encoding="utf-8")
        elif step == "fit":
            fit(folder, options.torch, list(RUNS))
        else:
            export(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
