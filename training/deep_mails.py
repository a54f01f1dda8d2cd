"""Turns labelled mails into what the encoder learns from: pieces, segments with their labels, and variants of each.

Segments are the reader's own (decode, trim, split), labelled by their overlap with the marks, so that what is learned
from is cut as it will be when read.
"""

import hashlib
import random
import re
from dataclasses import dataclass
from typing import Any

from afterview.reader.deep.pieces import Pieces
from afterview.reader.deep.windows import lay_out
from afterview.reader.reading import KINDS, STATUSES
from afterview.reader.split import split
from afterview.reader.trim import trim
from training.texts import AREAS, LabelledMail, Mark

AREA_LIST = tuple(sorted(AREAS))
EXTRAS = ("door_open", "door_closed", "opening")
DOORS = ("open", "closed", "silent")
UNASKED = -100
_GREETED = re.compile(
    r"(?m)^(?:hi|hello|dear|hey|hallo|hi|liebe[r]?|guten tag|bonjour|cher|chère|hola|estimad[oa]|querid[oa]|ol[áa]|"
    r"car[oa]|prezad[oa])\s+(?:mr\.?|ms\.?|mrs\.?|dr\.?|frau|herr|madame|monsieur|sr\.?|sra\.?)?\s*([A-ZÀ-Þ][\w'-]+)",
    re.IGNORECASE,
)
_NAMES = (
    *("Amara", "Bo", "Chidi", "Dunja", "Eero", "Farida", "Gwen", "Hamza", "Ines", "Jarek", "Kaya", "Lior", "Mateus"),
    *("Nkechi", "Oskar", "Priya", "Quentin", "Rosalind", "Selma", "Tomasz", "Uma", "Viktor", "Wanda", "Ximena"),
    *("Yusuf", "Zoe", "Alejandra", "Benedikt", "Camille", "Duarte", "Elif", "Fionn"),
)


@dataclass(frozen=True)
class Edit:
    """`[start, end)` of a text is to be replaced by `words`."""

    start: int
    end: int
    words: str


def rewrite(text: str, marks: tuple[Mark, ...], edits: list[Edit]) -> tuple[str, tuple[Mark, ...]]:
    """A text with edits made and its marks moved along; a mark that lost all its words is dropped."""
    out: list[str] = []
    moved = list(range(len(text) + 1))
    last = length = 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        if edit.start < last:
            continue
        for index in range(last, edit.start):
            moved[index] = length + index - last
        length += edit.start - last
        for index in range(edit.start, edit.end):
            moved[index] = min(length + index - edit.start, length + len(edit.words))
        out += [text[last : edit.start], edit.words]
        length += len(edit.words)
        last = edit.end
    for index in range(last, len(text) + 1):
        moved[index] = length + index - last
    out.append(text[last:])
    kept = (Mark(mark.kind, mark.area, moved[mark.start], moved[mark.end]) for mark in marks)
    return "".join(out), tuple(mark for mark in kept if mark.end > mark.start)


def vary(mail: LabelledMail, chance: random.Random) -> tuple[str, tuple[Mark, ...]]:
    """One variant of a mail as another person might have typed or sent it."""
    text, marks = mail.text, mail.marks
    steps = [_swap_names, _drop_subject, _join_lines, _drop_stops, _lower, _plain_signs]
    odds = (0.7, 0.5, 0.25, 0.3, 0.35, 0.3)
    for step, odd in zip(steps, odds, strict=True):
        if chance.random() < odd:
            text, marks = rewrite(text, marks, step(text, chance))
    return text, marks


def _swap_names(text: str, chance: random.Random) -> list[Edit]:
    found = _GREETED.search(text)
    if not found:
        return []
    name = chance.choice(_NAMES)
    return [Edit(at.start(), at.end(), name) for at in re.finditer(rf"\b{re.escape(found[1])}\b", text)]


def _drop_subject(text: str, _: random.Random) -> list[Edit]:
    found = re.match(r"(?:Subject|Betreff|Objet|Asunto|Assunto):.*\n+", text)
    return [Edit(0, found.end(), "")] if found else []


def _join_lines(text: str, _: random.Random) -> list[Edit]:
    return [Edit(at.start() + 1, at.end() - 1, " ") for at in re.finditer(r"[.!?,;]\n+[^\W\d_]", text)]


def _drop_stops(text: str, chance: random.Random) -> list[Edit]:
    return [Edit(at.start(), at.end(), "") for at in re.finditer(r"[.!](?=\n|$)|,(?= )", text) if chance.random() < 0.7]


def _lower(text: str, _: random.Random) -> list[Edit]:
    return [
        Edit(at.start(), at.end(), at[0].lower()) for at in re.finditer(r"[^\W\d_]", text) if at[0] != at[0].lower()
    ]


def _plain_signs(text: str, _: random.Random) -> list[Edit]:
    plain = {"’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "'": "’"}
    return [Edit(at.start(), at.end(), plain[at[0]]) for at in re.finditer("[’“”–—…']", text)]


def label(start: int, end: int, marks: tuple[Mark, ...], kinds: frozenset[str]) -> Mark | None:
    """The mark among `kinds` that a segment overlaps most, by at least half of the shorter of the two."""
    best, most = None, 0
    for mark in marks:
        overlap = min(end, mark.end) - max(start, mark.start)
        if mark.kind in kinds and overlap > most and overlap * 2 >= min(end - start, mark.end - mark.start):
            best, most = mark, overlap
    return best


def examples(text: str, marks: tuple[Mark, ...], headers: dict[str, str], pieces: Pieces) -> list[dict[str, Any]]:
    """A mail -> one example per window; segments as ranges of pieces with kind, area and extra labels.

    Without headers the text is no whole mail: status, door and openings are `UNASKED`."""
    trimmed = trim(text)
    clauses = [(piece.start, piece.end) for piece in split(text, trimmed.kept)]
    rows = []
    for window in lay_out(pieces, text, trimmed.kept, clauses):
        segments = []
        for number, first, last in window.segments:
            start, end = clauses[number]
            mark = label(start, end, marks, frozenset(KINDS))
            extras = [int(label(start, end, marks, frozenset({extra})) is not None) for extra in EXTRAS]
            kind = KINDS.index(mark.kind) if mark else len(KINDS) - 1
            area = AREA_LIST.index(mark.area) if mark and mark.area else -1
            segments.append([first, last, kind, area, *extras, number])
        tokens = [_token_kind(start, end, marks) for start, end in zip(window.starts, window.ends, strict=True)]
        rows.append(
            {
                "ids": window.ids,
                "tokens": tokens,
                "segments": segments,
                "status": STATUSES.index(headers["status"]) if headers else UNASKED,
                "door": DOORS.index(headers["door"]) if headers else UNASKED,
                "openings": int(headers["openings"] == "yes") if headers else UNASKED,
            }
        )
    return rows


def key_of(text: str) -> str:
    """A mail's name in the working folder: it stays when other mails are added."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _token_kind(start: int, end: int, marks: tuple[Mark, ...]) -> int:
    for mark in marks:
        if mark.kind in KINDS and mark.start <= start and end <= mark.end + 1 and end > start:
            return KINDS.index(mark.kind)
    return len(KINDS) - 1
