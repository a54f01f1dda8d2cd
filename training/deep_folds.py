"""Both tiers' chances for mails whose writers neither tier has learned from, and the blend chosen on them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

import training.fit
import training.second
from afterview.reader import model, second
from afterview.reader.deep.read import Door, average, blend_areas, blend_door, sharpen
from afterview.reader.deep.tagger import DOORS, EXTRAS, Tagger, Tags
from afterview.reader.deep.windows import pasted_subject
from afterview.reader.kinds import gather_points, read_segments
from afterview.reader.model import to_chances
from afterview.reader.reading import KINDS, STATUSES, Segment
from afterview.reader.status import choose_status, read_door, read_status
from afterview.reader.trim import trim
from training.dataset import Example, is_frozen, load_plain
from training.deep_mails import AREA_LIST, key_of
from training.deep_measure import POINTS, Tally, Wanted, calibration_error, match
from training.reader import PLAIN_WEIGHT, train_area, train_kind, train_status

Said = tuple[list[Segment], Door, dict[str, float]]
BLEND = {
    "kind": 0.6,
    "sharpness": 1.0,
    "area": 0.6,
    "status": 0.6,
    "extra": 0.6,
    "door": 0.3,
    "least_door": 0.5,
    "least_opening": 0.5,
    "found": 0.6,
}


@dataclass(frozen=True)
class Unseen:
    """A mail that neither tier learned from: tier 0's segments, door and status, and the encoder's tags."""

    example: Example
    segments: list[Segment]
    door: Door
    status: dict[str, float]
    tags: Tags

    def wanted(self) -> list[Wanted]:
        marks = self.example.mail.marks
        return [Wanted(mark.start, mark.end, (mark.kind,), True, mark.area) for mark in marks if mark.kind in POINTS]


def read_unseen(examples: list[Example], folder: Path, name: str) -> list[Unseen]:
    """The mails that run `name` left out, read by tier 0 fitted without them and by the encoder of that run."""
    out = np.load(folder / f"{name}.npz")
    keys = set(map(str, out["mail"]))
    left = {key_of(example.mail.text): example for example in examples}
    known = [example for key, example in left.items() if key not in keys]
    left = {key: example for key, example in left.items() if key in keys}
    tags = _tags(out, {key: len(example.clauses) for key, example in left.items()})
    read0 = read_by_tier0(known, list(left.values()), folder / f"tier0-{name}")
    return [Unseen(example, *said, tags[key]) for (key, example), said in zip(left.items(), read0, strict=True)]


def read_shipped(examples: list[Example], tagger: Tagger) -> list[Unseen]:
    """The mails of the frozen test voices, read by the packaged weights of both tiers."""
    found = []
    for example in examples:
        if is_frozen(example.mail.voice):
            text = example.mail.text
            slices = [(piece.start, piece.end) for piece in example.pieces]
            found.append(Unseen(example, *_say(example), tagger.tag(text, trim(text).kept, slices)))
    return found


def read_by_tier0(known: list[Example], left: list[Example], weights: Path) -> list[Said]:
    """Trains tier 0 on some mails, with its own training, into a folder -> what it says of the others."""
    weights.mkdir(exist_ok=True)
    with _weights_in(weights):
        for step in (train_area, train_kind, train_status):
            step([*known, *load_plain() * PLAIN_WEIGHT])
        return [_say(example) for example in left]


def _say(example: Example) -> Said:
    text = example.mail.text
    trimmed = trim(text)
    segments, doors = read_segments(text, example.clauses)
    status = read_status(pasted_subject(text, trimmed.kept), trimmed.reply_text, segments)
    return segments, read_door(segments, doors), status


@contextmanager
def _weights_in(folder: Path) -> Iterator[None]:
    """Tier 0 writes and reads its weights in a folder meanwhile, not in the package."""
    places = [(training.fit, "WEIGHTS"), (training.second, "WEIGHTS"), (model, "FOLDER"), (second, "FOLDER")]
    before = [getattr(module, name) for module, name in places]
    for module, name in places:
        setattr(module, name, folder)
    _forget()
    try:
        yield
    finally:
        for (module, name), kept in zip(places, before, strict=True):
            setattr(module, name, kept)
        _forget()


def _forget() -> None:
    model.load_linear.cache_clear()
    second.load_second.cache_clear()


def _tags(out: Any, sizes: dict[str, int]) -> dict[str, Tags]:
    """The encoder's logits of a run -> tags per mail; windows of one mail are averaged."""
    tags: dict[str, Tags] = {}
    whole: dict[str, list[Any]] = {}
    at = 0
    for mail, count, logits in zip(out["mail"], out["counts"], out["mails"], strict=True):
        key = str(mail)
        if key not in tags:
            size = sizes[key]
            tags[key] = Tags([{}] * size, [{}] * size, [{}] * size, [False] * size, {}, {}, 0.0, "")
        for row, segment in zip(out["segments"][at : at + count], out["numbers"][at : at + count], strict=True):
            tag = tags[key]
            tag.kinds[segment] = dict(zip(KINDS, to_chances(row[:6].tolist()), strict=True))
            tag.extras[segment] = dict(zip(EXTRAS, (1 / (1 + np.exp(-row[6:9]))).tolist(), strict=True))
            tag.areas[segment] = dict(zip(AREA_LIST, to_chances(row[9:].tolist()), strict=True))
            tag.read[segment] = True
        at += count
        whole.setdefault(key, []).append(logits)
    return {key: _with_mail(tag, np.mean(whole[key], axis=0)) for key, tag in tags.items()}


def _with_mail(tag: Tags, row: Any) -> Tags:
    status = dict(zip(STATUSES, to_chances(row[:6].tolist()), strict=True))
    door = dict(zip(DOORS, to_chances(row[6:9].tolist()), strict=True))
    return replace(tag, status=status, door=door, openings=float(1 / (1 + np.exp(-row[9]))))


def points_of(mail: Unseen, blend: dict[str, float]) -> Any:
    """The points of a mail under a blend (`kind` 0 is tier 0 alone, 1 the encoder alone)."""
    segments = []
    for at, segment in enumerate(mail.segments):
        if not mail.tags.read[at]:
            segments.append(segment)
            continue
        chances = sharpen(average(segment.chances, mail.tags.kinds[at], blend["kind"]), blend["sharpness"])
        areas = blend_areas(segment.areas, mail.tags.areas[at], blend["area"])
        segments.append(replace(segment, chances=chances, areas=areas))
    return gather_points(mail.example.mail.text, segments)


def measure(mails: list[Unseen], blend: dict[str, float]) -> dict[str, Any]:
    """Every figure of a blend on unseen mails."""
    read = [match(points_of(mail, blend), mail.wanted()) for mail in mails]
    tally = sum((one for one, _ in read), Tally())
    confidences = [pair for _, pairs in read for pair in pairs]
    statuses = [choose_status(average(mail.status, mail.tags.status, blend["status"]))[0] for mail in mails]
    doors = [blend_door(mail.segments, mail.door, mail.tags, blend) for mail in mails]
    names = {True: "open", False: "closed", None: "silent"}
    heads = [mail.example.mail.headers for mail in mails]
    return {
        "n": len(mails),
        "tallies": [one for one, _ in read],
        "f1": tally.f1,
        "precision": tally.precision,
        "recall": tally.recall,
        "area": tally.area_first / max(1, tally.area_of),
        "area3": tally.area_three / max(1, tally.area_of),
        "areas": (tally.area_first + tally.area_three) / max(1, tally.area_of),
        "quiet": tally.quiet / max(1, tally.empty),
        "ece": calibration_error(confidences),
        "found": precise_from(confidences),
        "status": np.mean([head["status"] == said for head, said in zip(heads, statuses, strict=True)]),
        "door": np.mean([head["door"] == names[said[0]] for head, said in zip(heads, doors, strict=True)]),
        "openings": np.mean([(head["openings"] == "yes") == said[2] for head, said in zip(heads, doors, strict=True)]),
    }


def precise_from(confidences: list[tuple[float, bool]], precision: float = 0.9) -> float:
    """The lowest confidence from which points are right at least as often as `precision` (in steps of 0.01)."""
    for step in range(40, 100):
        kept = [right for confidence, right in confidences if confidence >= step / 100]
        if kept and sum(kept) >= precision * len(kept):
            return step / 100
    return 0.99


def choose(mails: list[Unseen]) -> dict[str, float]:
    """The blend that reads unseen mails best: each weight by its own figure, then sharpness by calibration."""
    blend = dict(BLEND)
    for name, figure, values in (
        ("kind", "f1", (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)),
        ("sharpness", "ece", (0.85, 1.0, 1.25, 1.5, 1.8, 2.1, 2.4, 2.8)),
        ("area", "areas", (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)),
        ("status", "status", (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)),
        ("extra", "door", (0.3, 0.5, 0.7, 0.9)),
        ("door", "door", (0.0, 0.2, 0.3, 0.4, 0.5, 0.6)),
        ("least_door", "door", (0.3, 0.35, 0.4, 0.45, 0.5, 0.55)),
        ("least_opening", "openings", (0.3, 0.4, 0.5, 0.6)),
    ):
        sign = -1 if figure == "ece" else 1
        scores = {value: sign * float(measure(mails, blend | {name: value})[figure]) for value in values}
        blend[name] = max(scores, key=scores.__getitem__)
    blend["found"] = measure(mails, blend)["found"]
    return blend


def tier(number: int, blend: dict[str, float]) -> dict[str, float]:
    """A blend that lets one tier speak alone."""
    alone = dict.fromkeys(("kind", "area", "status", "extra"), float(number))
    return blend | alone | ({"least_door": 0.5, "least_opening": 0.5, "sharpness": 1.0} if number == 0 else {})


def load_plan(folder: Path) -> dict[str, Any]:
    plan: dict[str, Any] = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    return plan
