"""Labelled clauses and mails for training: the reader's own splitter, labelled by overlap with the marks."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from afterview.reader.clauses import Clause, lay_out
from afterview.reader.split import Piece, split
from afterview.reader.trim import trim
from training.texts import LabelledMail, Mark, load_mails, parse_file

FROZEN = Path(__file__).parent / "frozen.json"
PLAIN = Path(__file__).parent / "plain.txt"
HELD_WRITERS = ("p2",)
POINTS = ("strength", "develop", "advice", "not_about_you")
CLASSES = (*POINTS, "courtesy", "nothing", "door_open", "door_closed", "opening")


@dataclass(frozen=True)
class Example:
    """A mail with its clauses as the reader sees them, and the class and area of each."""

    mail: LabelledMail
    pieces: list[Piece]
    clauses: list[Clause]
    kinds: list[str]
    areas: list[str]


def is_held_writer(file: str) -> bool:
    """Whether all of a writer's texts are kept for measuring."""
    return file.split("-")[0] in HELD_WRITERS


def is_frozen(voice: str) -> bool:
    """Whether a voice is in the test part: a fifth of all, by the hash of the name, and every held-back writer."""
    return is_held_writer(voice) or hashlib.sha256(voice.encode()).digest()[0] < 51


def mark_of(start: int, end: int, marks: tuple[Mark, ...]) -> Mark | None:
    """The mark that shares most with a slice, at least half of the shorter of the two."""
    shared = [(min(end, mark.end) - max(start, mark.start), mark) for mark in marks]
    fitting = [
        (size, mark) for size, mark in shared if size > 0 and size * 2 >= min(end - start, mark.end - mark.start)
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def make_example(mail: LabelledMail) -> Example:
    """A labelled mail -> its clauses with their labels."""
    pieces = split(mail.text, trim(mail.text).kept)
    marks = [mark_of(piece.start, piece.end, mail.marks) for piece in pieces]
    kinds = [mark.kind if mark else "nothing" for mark in marks]
    return Example(mail, pieces, lay_out(mail.text, pieces), kinds, [mark.area if mark else "" for mark in marks])


def load_examples() -> list[Example]:
    """Every invented mail as an example, in file order."""
    return [make_example(mail) for mail in load_mails()]


def load_plain() -> list[Example]:
    """The plain mails of plain.txt, by the author of the rules: trained on, never measured on."""
    return [make_example(mail) for mail in parse_file(PLAIN)]


def freeze(examples: list[Example]) -> None:
    """Writes which voices are the test part, with a hash over their names, beside this module."""
    voices = sorted({example.mail.voice for example in examples if is_frozen(example.mail.voice)})
    digest = hashlib.sha256("\n".join(voices).encode()).hexdigest()
    rule = "in the test part: voices whose name has a SHA-256 with a first byte below 51, and all of the writer p2"
    FROZEN.write_text(json.dumps({"rule": rule, "sha256": digest, "voices": voices}, indent=1) + "\n", encoding="utf-8")
