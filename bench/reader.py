"""How well the reader reads, beside its peers: held-back voices, other writers, and real mails where AFTERVIEW_REAL
names a folder of them. The real files are never part of the project; without the variable their rows are left out."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from afterview.reader import Reading, read
from bench.replies import measure_replies
from bench.score import Count, Found, Marked, calibration_error, count_points, f1, interval, overlaps
from bench.speakers import SPEAKERS, points_of
from bench.table import Part
from training.dataset import POINTS, is_frozen, is_held_writer
from training.texts import LabelledMail, load_mails

type Row = tuple[str, ...]
type Read = list[tuple[LabelledMail, Reading]]
TIERS = ("local", "embed")
LANGUAGES = ("en", "de", "fr", "es", "pt")
COLUMNS = ("What", "n", *SPEAKERS)
NOTE = (
    "Points: micro-F1 with a 95 % bootstrap interval over texts; TF-IDF learns from the same texts as the two tiers. "
    "Held-back voices: a fifth of every writer's voices. A new writer: all of whose texts are held back."
)


def measure() -> Part:
    """Every row that can be measured here."""
    held_back = [mail for mail in load_mails() if is_frozen(mail.voice)]
    voices = [mail for mail in held_back if not is_held_writer(mail.file)]
    writers = [mail for mail in held_back if is_held_writer(mail.file)]
    rows = [*_own("held-back voices", voices), *_own("a new writer", writers), *_cost(voices)]
    if folder := os.environ.get("AFTERVIEW_REAL"):
        rows += _real_points(Path(folder)) + _real_status(Path(folder)) + _real_replies(Path(folder))
    return Part("The reader", COLUMNS, tuple(rows), NOTE)


def _row(title: str, n: object, tiers: Sequence[str]) -> Row:
    """A row that only our tiers have."""
    return (title, str(n), *[""] * (len(SPEAKERS) - len(TIERS)), *tiers)


def _score(title: str, texts: Sequence[tuple[str, list[Marked]]]) -> Row:
    counts = [[count_points(speak(text), marks) for text, marks in texts] for speak in SPEAKERS.values()]
    size = f"{len(texts)} texts, {sum(one.expected for one in counts[0])} points"
    return (f"Points, {title}", size, *map(_figure, counts))


def _figure(counts: Sequence[Count]) -> str:
    low, high = interval(counts)
    return f"{f1(counts):.3f} ({low:.2f}–{high:.2f})"


def _marks(mail: LabelledMail) -> list[Marked]:
    return [Marked(m.start, m.end, (m.kind,), m.area) for m in mail.marks if m.kind in POINTS]


def _own(where: str, mails: list[LabelledMail]) -> list[Row]:
    if not mails:
        return []
    rows = [_score(where, [(mail.text, _marks(mail)) for mail in mails])]
    for language in LANGUAGES:
        part = [(mail.text, _marks(mail)) for mail in mails if mail.headers["lang"] == language]
        if part:
            rows.append(_score(f"{where}, {language}", part))
    reads = [[(mail, read(mail.text, reader=tier)) for mail in mails] for tier in TIERS]
    for title, tell in (
        ("Area right at first / among three", _areas),
        ("Status, six classes", lambda part: _share([r.status == m.headers["status"] for m, r in part])),
        ("Door", lambda part: _share([_door(r) == m.headers["door"] for m, r in part])),
        ("Texts without a point left quiet", lambda p: _share([not points_of(r) for m, r in p if not _marks(m)])),
        ("Shown as found, and right", _shown_right),
        ("Calibration error of points", _calibration),
    ):
        rows.append(_row(f"{title}, {where}", len(mails), [tell(part) for part in reads]))
    return rows


def _areas(part: Read) -> str:
    counts = [count_points(points_of(reading), _marks(mail)) for mail, reading in part]
    right = sum(c.area_known for c in counts) or 1
    return f"{sum(c.area_first for c in counts) / right:.2f} / {sum(c.area_three for c in counts) / right:.2f}"


def _door(reading: Reading) -> str:
    return {True: "open", False: "closed", None: "silent"}[reading.future_open]


def _share(right: Sequence[bool]) -> str:
    return f"{sum(right) / max(1, len(right)):.3f}"


def _is_right(reading: Reading, at: int, mail: LabelledMail) -> bool:
    point = reading.points[at]
    found = Found(point.start, point.end, point.kind)
    return any(point.kind in marked.kinds and overlaps(found, marked) for marked in _marks(mail))


def _shown_right(part: Read) -> str:
    shown = [_is_right(r, at, m) for m, r in part for at, p in enumerate(r.points) if not (p.asked or p.courtesy)]
    return f"{_share(shown)} of {len(shown)}"


def _calibration(part: Read) -> str:
    pairs = [(p.confidence, _is_right(r, at, m)) for m, r in part for at, p in enumerate(r.points) if not p.courtesy]
    return f"{calibration_error(pairs):.3f}"


def _cost(mails: list[LabelledMail]) -> list[Row]:
    return [
        _row("CPU milliseconds a mail, median", len(mails), [_milliseconds(mails, tier) for tier in TIERS]),
        _row("Memory beyond start-up, MB, one mail", 1, [_megabytes(tier) for tier in TIERS]),
    ]


def _milliseconds(mails: list[LabelledMail], tier: str) -> str:
    costs = []
    for mail in mails:
        start = time.process_time()
        read(mail.text, reader=tier)
        costs.append((time.process_time() - start) * 1000)
    return f"{statistics.median(costs):.1f}"


def _megabytes(tier: str) -> str:
    """Peak memory of a process that reads one ordinary mail, less that of one that only imports the reader."""
    code = (
        "import resource, sys; from afterview.reader import read\n"
        "if sys.argv[1:]: read(sys.stdin.read(), reader=sys.argv[1])\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    text = (
        "Dear Jo,\nthank you for coming in.\nYour example was clear; the numbers were missing.\nBest wishes, Sam\n" * 5
    )

    def peak(*arguments: str) -> float:
        run = [sys.executable, "-c", code, *arguments]
        return float(subprocess.run(run, input=text, capture_output=True, text=True, check=True).stdout)

    return f"{peak(tier) - peak():.0f}"


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _real_points(folder: Path) -> list[Row]:
    return [_score("real feedback", [(text["text"], _expected(text)) for text in _lines(folder / "feedback.jsonl")])]


def _expected(text: dict[str, Any]) -> list[Marked]:
    return [
        Marked(p["start"], p["start"] + len(p["quote"]), tuple(p["kinds"]), "", p["required"]) for p in text["points"]
    ]


def _real_status(folder: Path) -> list[Row]:
    mails = [
        mail for mail in _lines(folder / "status.jsonl") if not mail.get("ambiguous") and mail["label"] != "feedback"
    ]
    reads = [[(mail, read(_with_subject(mail), reader=tier)) for mail in mails] for tier in TIERS]

    def tell(title: str, right: Callable[[Any], list[bool]]) -> Row:
        return _row(title, len(right(reads[0])), [_share(right(part)) for part in reads])

    return [
        tell("Status, four common classes, real mails", lambda part: [r.status == m["label"] for m, r in part]),
        tell(
            "Rejection precision, real", lambda p: [m["label"] == "rejection" for m, r in p if r.status == "rejection"]
        ),
        tell("Rejection recall, real", lambda p: [r.status == "rejection" for m, r in p if m["label"] == "rejection"]),
        tell(
            "Door of real rejections", lambda p: [m["future_open"] == r.future_open for m, r in p if "future_open" in m]
        ),
    ]


def _with_subject(mail: dict[str, Any]) -> str:
    return f"Subject: {mail['subject']}\n\n{mail['text']}" if mail.get("subject") else str(mail["text"])


def _real_replies(folder: Path) -> list[Row]:
    pairs = _lines(folder / "reply_pairs.jsonl")
    empty = [""] * (len(SPEAKERS) - 1)
    return [
        (f"Replies cut exactly / losing over a fifth, {name}", str(len(pairs)), *empty, f"{same} / {lost}")
        for name, same, lost in measure_replies(pairs)
    ]
