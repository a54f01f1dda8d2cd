"""Lays a mail out as windows of pieces for the encoder, and says in which window each segment is read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from afterview.reader.deep.pieces import END, START, Pieces

LENGTH = 384
STRIDE = 256
_SUBJECT = re.compile(r"\s*(?:Subject|Betreff|Objet|Asunto|Assunto)\s?:([^\n]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces to read in one pass, with the slices of the text they came from (`(0, 0)` for added signs).

    `segments` holds (number of the segment, first piece, piece after its last) for those read here."""

    ids: list[int]
    starts: list[int]
    ends: list[int]
    segments: list[tuple[int, int, int]]


def lay_out(
    pieces: Pieces,
    text: str,
    kept: Sequence[tuple[int, int]],
    segments: Sequence[tuple[int, int]],
    subject: str = "",
) -> list[Window]:
    """The kept stretches of a text and the slices of its segments, in order -> windows of at most `LENGTH` pieces.

    A subject (given, or a pasted line at the top) stands before the text. Each segment is read in the window where it
    lies farthest from the edges; one without a piece of its own is read in none."""
    ids, starts, ends = _pieces_of(pieces, text, kept, subject)
    ranges = _ranges(starts, ends, segments)
    first_of = list(range(0, len(ids) - LENGTH + 2 + STRIDE, STRIDE)) if len(ids) > LENGTH - 2 else [0]
    chosen: list[list[tuple[int, int, int]]] = [[] for _ in first_of]
    for number, (first, last) in enumerate(ranges):
        if last > first:
            home = max(range(len(first_of)), key=lambda at: min(first - first_of[at], first_of[at] + LENGTH - 2 - last))
            shift = 1 - first_of[home]
            first, last = max(first + shift, 1), min(last + shift, LENGTH - 1)
            if last > first:
                chosen[home].append((number, first, last))
    windows = []
    for first, found in zip(first_of, chosen, strict=True):
        part = slice(first, first + LENGTH - 2)
        windows.append(
            Window([START, *ids[part], END], [0, *starts[part], 0], [0, *ends[part], 0], found),
        )
    return windows


def _pieces_of(
    pieces: Pieces, text: str, kept: Sequence[tuple[int, int]], subject: str
) -> tuple[list[int], list[int], list[int]]:
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    if words := subject or pasted_subject(text, kept):
        cut = pieces.cut(words[:300])
        ids += [*cut.ids, END]
        starts += [0] * (len(cut.ids) + 1)
        ends += [0] * (len(cut.ids) + 1)
    for start, end in kept:
        cut = pieces.cut(text[start:end])
        ids += cut.ids
        starts += [start + first for first in cut.starts]
        ends += [start + last for last in cut.ends]
        if ids and ids[-1] != END:
            ids.append(END)
            starts.append(end)
            ends.append(end)
    return ids, starts, ends


def pasted_subject(text: str, kept: Sequence[tuple[int, int]]) -> str:
    """The words of a `Subject:` line above the kept text, "" where there is none."""
    found = _SUBJECT.match(text[: kept[0][0] if kept else 0])
    return found[1].strip() if found else ""


def _ranges(starts: list[int], ends: list[int], segments: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """For each segment the pieces that lie in it by more than their edge; segments come in order and do not overlap."""
    found = []
    at = 0
    while at < len(starts) and ends[at] == 0:
        at += 1
    for start, end in segments:
        while at < len(starts) and ends[at] <= start:
            at += 1
        first = at
        while at < len(starts) and starts[at] < end:
            at += 1
        found.append((first, at))
    return found
