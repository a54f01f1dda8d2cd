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
    message, buffer, is_over = _Gathered(start), b"", False
    while not is_over:
        chunk = stream.read(CHUNK)
        is_over = not chunk
        buffer += chunk
        begin = 0
        while (cut := _find_separator(buffer, begin, is_over)) is not None:
            message.add(buffer[begin:cut])
            yield message.close()
            message, begin = _Gathered(message.end), cut
        # The tail may hold half a separator; the rest belongs to the message under way.
        keep_from = len(buffer) if is_over else max(begin, len(buffer) - _LONGEST_LINE)
        message.add(buffer[begin:keep_from])
        buffer = buffer[keep_from:]
    if message.end > message.start:
        yield message.close()


class _Gathered:
    """A message under way: its bytes as far as they are kept, and where it ends so far."""

    def __init__(self, start: int) -> None:
        self.start = self.end = start
        self._pieces: list[bytes] = []
        self._room = MOST_BYTES + _LONGEST_LINE

    def add(self, piece: bytes) -> None:
        self.end += len(piece)
        if self._room > 0:
            self._pieces.append(piece[: self._room])
            self._room -= len(piece)

    def close(self) -> Message:
        raw = b"".join(self._pieces)
        if raw.startswith(b"From "):
            raw = raw[raw.find(b"\n") + 1 :]
        return Message(self.start, self.end, raw[:MOST_BYTES], len(raw) > MOST_BYTES or self._room < 0)


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
