"""How well the local reader reads: held-back voices, other writers, and real mails where AFTERVIEW_REAL names them.

The real files are never part of the project; without the variable their rows are left out."""

import json
import os
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from afterview.reader import Reading, read
from afterview.reader.feature_words import FLAGS
from afterview.reader.split import split
from afterview.reader.trim import trim
from bench.score import Count, Found, Marked, calibration_error, count_points, f1, interval, overlaps
from bench.table import Part
from training.dataset import POINTS, is_frozen
from training.texts import LabelledMail, load_mails

Row = tuple[str, str, str]
PATTERNS = dict(FLAGS)


def measure() -> Part:
    """Every row that can be measured here."""
    held_back = [mail for mail in load_mails() if is_frozen(mail.voice)]
    rows = [*_own(held_back), *_speed(held_back)]
    if folder := os.environ.get("AFTERVIEW_REAL"):
        rows += _real_points(Path(folder)) + _real_status(Path(folder)) + _real_replies(Path(folder))
    note = "F1 is micro-F1 of points with a 95 % bootstrap interval over mails; rules are keyword flags alone."
    return Part("The reader", ("What", "n", "Figure"), tuple(rows), note)


def found_by_reader(text: str) -> tuple[Reading, list[Found]]:
    """The reading and its points, courtesy left out."""
    reading = read(text)
    return reading, [Found(p.start, p.end, p.kind, p.areas) for p in reading.points if not p.courtesy]


def found_by_rules(text: str) -> list[Found]:
    """What keyword flags alone would say, the simple peer: praise, lack, advice or a reason outside."""
    found = []
    for piece in split(text, trim(text).kept):
        words = text[piece.start : piece.end].lower()
        has = {name for name, pattern in PATTERNS.items() if pattern.search(words)}
        kind = (
            "not_about_you"
            if "outside" in has
            else "advice"
            if has & {"imperative", "future"}
            else "develop"
            if has & {"shortfall", "lack"} and "litotes" not in has
            else "strength"
            if has & {"praise", "litotes"} and "you" in has
            else ""
        )
        if kind:
            found.append(Found(piece.start, piece.end, kind))
    return found


def _figure(counts: Sequence[Count]) -> str:
    low, high = interval(counts)
    return f"F1 {f1(counts):.3f} ({low:.2f}–{high:.2f})"


def _marks(mail: LabelledMail) -> list[Marked]:
    return [Marked(m.start, m.end, (m.kind,), m.area) for m in mail.marks if m.kind in POINTS]


def _own(mails: list[LabelledMail]) -> list[Row]:
    read_ = [(mail, *found_by_reader(mail.text)) for mail in mails]
    rows: list[Row] = []
    for title, languages in (("all languages", ("en", "de", "fr", "es", "pt")), ("English", ("en",))):
        part = [(m, r, f) for m, r, f in read_ if m.headers["lang"] in languages]
        counts = [count_points(f, _marks(m)) for m, _, f in part]
        rules = [count_points(found_by_rules(m.text), _marks(m)) for m, _, _ in part]
        size = f"{len(part)} mails, {sum(c.expected for c in counts)} points"
        rows.append((f"Points, held-back voices, {title}", size, _figure(counts)))
        rows.append((f"The same by keyword rules, {title}", size, _figure(rules)))
    counts = [count_points(f, _marks(m)) for m, _, f in read_]
    right = sum(c.area_known for c in counts) or 1
    first, three = sum(c.area_first for c in counts) / right, sum(c.area_three for c in counts) / right
    rows.append(("Area right at first / among three", f"{right} points", f"{first:.2f} / {three:.2f}"))
    rows += [_share("Status, six classes", [r.status == m.headers["status"] for m, r, _ in read_])]
    rows += [_share("Door", [_door(r) == m.headers["door"] for m, r, _ in read_])]
    rows += [_share("Texts without a point left quiet", [not f for m, _, f in read_ if not _marks(m)])]
    rows += [_share("Shown as found and right", _shown_right(read_)), _calibration(read_)]
    return rows


def _door(reading: Reading) -> str:
    return {True: "open", False: "closed", None: "silent"}[reading.future_open]


def _share(title: str, right: Sequence[bool]) -> Row:
    return title, str(len(right)), f"{sum(right) / max(1, len(right)):.3f}"


def _is_right(reading: Reading, at: int, mail: LabelledMail) -> bool:
    point = reading.points[at]
    found = Found(point.start, point.end, point.kind)
    return any(point.kind in marked.kinds and overlaps(found, marked) for marked in _marks(mail))


def _shown_right(read_: Sequence[tuple[LabelledMail, Reading, list[Found]]]) -> list[bool]:
    return [_is_right(r, at, m) for m, r, _ in read_ for at, p in enumerate(r.points) if not (p.asked or p.courtesy)]


def _calibration(read_: Sequence[tuple[LabelledMail, Reading, list[Found]]]) -> Row:
    pairs = [
        (p.confidence, _is_right(r, at, m)) for m, r, _ in read_ for at, p in enumerate(r.points) if not p.courtesy
    ]
    return "Expected calibration error of points", str(len(pairs)), f"{calibration_error(pairs):.3f}"


def _speed(mails: list[LabelledMail]) -> list[Row]:
    costs = []
    for mail in mails:
        start = time.process_time()
        read(mail.text)
        costs.append((time.process_time() - start) * 1000)
    return [("CPU milliseconds a mail, median", str(len(costs)), f"{statistics.median(costs):.1f}")]


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _real_points(folder: Path) -> list[Row]:
    texts = _lines(folder / "feedback.jsonl")

    def counts(reader: Callable[[str], list[Found]]) -> list[Count]:
        return [count_points(reader(text["text"]), _expected(text)) for text in texts]

    size = f"{len(texts)} texts"
    return [
        ("Points, real feedback", size, _figure(counts(lambda text: found_by_reader(text)[1]))),
        ("The same by keyword rules", size, _figure(counts(found_by_rules))),
    ]


def _expected(text: dict[str, Any]) -> list[Marked]:
    return [
        Marked(p["start"], p["start"] + len(p["quote"]), tuple(p["kinds"]), "", p["required"]) for p in text["points"]
    ]


def _real_status(folder: Path) -> list[Row]:
    mails = [
        mail for mail in _lines(folder / "status.jsonl") if not mail.get("ambiguous") and mail["label"] != "feedback"
    ]
    read_ = [(mail, read(_with_subject(mail))) for mail in mails]
    told = [mail["label"] == "rejection" for mail, reading in read_ if reading.status == "rejection"]
    missed = [reading.status == "rejection" for mail, reading in read_ if mail["label"] == "rejection"]
    doors = [mail["future_open"] == reading.future_open for mail, reading in read_ if "future_open" in mail]
    return [
        _share("Status, four common classes, real mails", [reading.status == mail["label"] for mail, reading in read_]),
        _share("Rejection precision, real", told),
        _share("Rejection recall, real", missed),
        _share("Door of real rejections", doors),
    ]


def _with_subject(mail: dict[str, Any]) -> str:
    return f"Subject: {mail['subject']}\n\n{mail['text']}" if mail.get("subject") else str(mail["text"])


def _real_replies(folder: Path) -> list[Row]:
    pairs = _lines(folder / "reply_pairs.jsonl")
    same = [_bare(read(pair["input"]).reply_text, pair) == _bare(pair["expected_reply"], pair) for pair in pairs]
    return [_share("Replies trimmed exactly, fixtures of two projects", same)]


def _bare(reply: str, pair: dict[str, Any]) -> str:
    return "".join(reply.split()) if pair["exact"].startswith("whitespace") else reply.strip()
