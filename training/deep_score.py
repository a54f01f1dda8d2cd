"""Prints every figure of tier 0, tier 1 and both together: unseen writers, held-back voices, real texts, cost."""

import copy
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from afterview.reader import read
from afterview.reader.deep.read import read_deeply
from afterview.reader.deep.tagger import Tagger, load_tagger
from afterview.reader.reading import Reading
from training.dataset import load_examples
from training.deep_export import PACKAGE
from training.deep_folds import Unseen, measure, read_shipped, read_unseen, tier
from training.deep_measure import POINTS, Tally, Wanted, calibration_error, interval, macro_f1, match

LANGUAGES = ("en", "de", "fr", "es", "pt")
FIGURES = ("f1", "precision", "recall", "area", "area3", "quiet", "ece", "status", "door", "openings")
Reads = Callable[[str], Reading]


def score_own(folder: Path, blend: dict[str, float], groups: list[str]) -> None:
    """Figures on our own texts: writers that no tier learned from, then the frozen voices by the shipped weights."""
    examples = load_examples()
    unseen = [mail for name in groups for mail in read_unseen(examples, folder, name)]
    if unseen:
        _table("writers left out", unseen, blend)
    _table("held-back voices", read_shipped(examples, _shipped()), blend)


def _table(title: str, mails: list[Unseen], blend: dict[str, float]) -> None:
    print(f"\n{title}: {len(mails)} mails")
    print("".join(["tier".ljust(14), *(name.rjust(10) for name in FIGURES)]))
    for name, chosen in (("0", tier(0, blend)), ("1", tier(1, blend)), ("both", blend)):
        _row(name, mails, chosen)
        for language in LANGUAGES:
            part = [mail for mail in mails if mail.example.mail.headers["lang"] == language]
            if part:
                _row(f"  {name} {language}", part, chosen)


def _row(name: str, mails: list[Unseen], blend: dict[str, float]) -> None:
    figures = measure(mails, blend)
    low, high = interval(figures["tallies"])
    cells = "".join(f"{figures[figure]:10.3f}" for figure in FIGURES)
    print(f"{name.ljust(14)}{cells}  n={len(mails)} F1 {low:.3f}-{high:.3f}")


def score_real(folder: Path) -> None:
    """Figures on real texts, which nothing is learned or chosen from: `feedback.jsonl` and `status.jsonl`."""
    tagger = _shipped()
    speakers: list[tuple[str, Reads]] = [
        ("0", read),
        ("1", lambda text: read_deeply(text, _alone(tagger))),
        ("both", lambda text: read_deeply(text, tagger)),
    ]
    for name, speak in speakers:
        passages = _rows(folder / "feedback.jsonl")
        began = time.process_time()
        results = [match(speak(row["text"]).points, [_wanted(point) for point in row["points"]]) for row in passages]
        spent = (time.process_time() - began) / len(passages)
        tallies = [tally for tally, _ in results]
        total = sum(tallies, Tally())
        low, high = interval(tallies)
        wrong = calibration_error([pair for _, pairs in results for pair in pairs])
        print(
            f"real feedback, tier {name}: F1 {total.f1:.3f} ({low:.3f}-{high:.3f}) P {total.precision:.3f}"
            f" R {total.recall:.3f} ECE {wrong:.3f}, {len(tallies)} passages, {spent * 1000:.0f} ms CPU each"
        )
        mails = _rows(folder / "status.jsonl")
        said = [speak(row["text"]) for row in mails]
        truth, guesses = [row["label"] for row in mails], [reading.status for reading in said]
        right = sum(t == g for t, g in zip(truth, guesses, strict=True)) / len(mails)
        refused = [t == "rejection" for t in truth]
        told = [g == "rejection" for g in guesses]
        both = sum(t and g for t, g in zip(refused, told, strict=True))
        print(
            f"real status, tier {name}: accuracy {right:.3f} macro-F1 {macro_f1(truth, guesses):.3f} rejection"
            f" P {both / max(1, sum(told)):.3f} R {both / max(1, sum(refused)):.3f}, {len(mails)} mails"
        )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _shipped() -> Tagger:
    sys.path.insert(0, str(PACKAGE.parent))
    return load_tagger()


def _alone(tagger: Tagger) -> Tagger:
    alone = copy.copy(tagger)
    alone.blend = tier(1, dict(tagger.blend))
    return alone


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _wanted(point: dict[str, Any]) -> Wanted:
    kinds = tuple(kind for kind in point["kinds"] if kind in POINTS)
    return Wanted(point["start"], point["start"] + len(point["quote"]), kinds, bool(point["required"]))
