"""Cuts an mbox into its messages while it streams by: never more than one message and a buffer in memory."""

import re
from collections.abc import Iterator
from typing import IO

MOST_BYTES = 25 * 1024 * 1024
CHUNK = 1024 * 1024
_LONGEST_LINE = 400
_FROM = b"\nFrom "
# A sentence may begin with "From " too. A separator names a sender without blanks, and a day of the week or a dash.
_SEPARATOR = re.compile(rb"From (?:\S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b|- )[^\n]*\n")


class Message:
    """One message of a stream: its bytes (no more than MOST_BYTES), where it began, where the next begins."""

    __slots__ = ("end", "is_cut", "raw", "start")

    def __init__(self, start: int, end: int, raw: bytes, is_cut: bool) -> None:
        self.start = start
        self.end = end
        self.raw = raw
        self.is_cut = is_cut


def cut_mbox(stream: IO[bytes], start: int = 0) -> Iterator[Message]:
    """The messages of an mbox that `stream` stands in at offset `start`, the beginning of a message.

    What stands before the first separator is a message too, so that nothing is left out."""
    buffer, at, kept, dropped = b"", start, [b""], 0
    held = 0
    ended = False
    while not ended:
        chunk = stream.read(CHUNK)
        ended = not chunk
        buffer += chunk
        begin = 0
        while True:
            cut = _find_separator(buffer, begin, ended)
            if cut is None:
                break
            piece = buffer[begin:cut]
            yield _join(at, held, kept, piece, dropped)
            at += held + dropped + len(piece)
            kept, held, dropped, begin = [b""], 0, 0, cut
        # The tail may hold half a separator; the rest belongs to the message under way.
        keep_from = len(buffer) if ended else max(begin, len(buffer) - _LONGEST_LINE)
        piece = buffer[begin:keep_from]
        room = max(0, MOST_BYTES + 1 - held)
        kept.append(piece[:room])
        held += len(piece[:room])
        dropped += len(piece) - len(piece[:room])
        buffer = buffer[keep_from:]
    if held + dropped:
        yield _join(at, held, kept, b"", dropped)


def _find_separator(buffer: bytes, begin: int, ended: bool) -> int | None:
    """Where the next message begins, beyond `begin`."""
    at = begin
    while True:
        found = buffer.find(_FROM, at)
        if found < 0 or (not ended and found + _LONGEST_LINE > len(buffer)):
            return None
        if _SEPARATOR.match(buffer, found + 1):
            return found + 1
        at = found + 1


def _join(start: int, held: int, kept: list[bytes], last: bytes, dropped: int) -> Message:
    raw = b"".join([*kept, last])
    end = start + held + dropped + len(last)
    is_cut = dropped > 0 or len(raw) > MOST_BYTES
    if raw.startswith(b"From "):
        raw = raw[raw.find(b"\n") + 1 :]
    return Message(start, end, raw[:MOST_BYTES], is_cut)
