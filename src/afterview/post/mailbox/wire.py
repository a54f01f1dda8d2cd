"""IMAP as bytes: whole answers out of a connection, with their literals, behind caps; a cut line is never an answer."""

import re
import socket
from dataclasses import dataclass

LONGEST_LINE = 4 * 1024 * 1024  # a search in a large folder answers in one line
LARGEST_LITERAL = 26 * 1024 * 1024
MOST_BYTES = 64 * 1024 * 1024  # in answer to one command
DEEPEST = 20
_LITERAL = re.compile(rb"\{(\d{1,10})\+?\}\Z")
_NUMBER = re.compile(rb"\d{1,18}\Z")

type Token = bytes | int | list[Token] | None


class LineLost(OSError):
    """The connection broke, fell silent, or said what is no IMAP; nothing is known of what was asked last."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: `tag` is "*", "+" or the command's own, `tokens` the rest, `words` its text for people."""

    tag: str
    tokens: list[Token]
    words: str

    @property
    def name(self) -> str:
        """The first word in capitals: OK, NO, BAD, BYE, SEARCH, LIST …"""
        first = self.tokens[0] if self.tokens else b""
        return first.decode("ascii", "replace").upper() if isinstance(first, bytes) else ""


class Wire:
    """A connection that answers are read from and lines are written to."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self._held = bytearray()
        self._allowed = MOST_BYTES

    @property
    def holds(self) -> bool:
        """Whether bytes came that nobody has read yet."""
        return bool(self._held)

    def send(self, line: bytes) -> None:
        """One line. Raises LineLost; ValueError for a line that would be two."""
        if any(byte in line for byte in b"\r\n\0"):
            raise ValueError("One line at a time.")
        self._allowed = MOST_BYTES
        try:
            self.connection.sendall(line + b"\r\n")
        except OSError as error:
            raise LineLost("the connection broke") from error

    def read(self) -> Answer:
        """The next whole answer. Raises LineLost; TimeoutError where nothing at all came in time."""
        pieces: list[bytes] = []
        while True:
            line = self._read_line(started=bool(pieces))
            pieces.append(line)
            literal = _LITERAL.search(line)
            if literal is None:
                return _parse(pieces)
            size = int(literal[1])
            if size > LARGEST_LITERAL:
                raise LineLost("the server sent more than a mail can be")
            pieces.append(self._read_bytes(size))

    def _read_line(self, started: bool) -> bytes:
        searched = 0
        while True:
            end = self._held.find(b"\r\n", searched)
            if end >= 0:
                line = bytes(self._held[:end])
                del self._held[: end + 2]
                return line
            if len(self._held) > LONGEST_LINE:
                raise LineLost("the server sent a line without an end")
            searched = max(0, len(self._held) - 1)
            self._fill(started or bool(self._held))

    def _read_bytes(self, size: int) -> bytes:
        while len(self._held) < size:
            self._fill(started=True)
        taken = bytes(self._held[:size])
        del self._held[:size]
        return taken

    def _fill(self, started: bool) -> None:
        try:
            came = self.connection.recv(65536)
        except TimeoutError:
            if started:
                raise LineLost("the server fell silent") from None
            raise
        except OSError as error:
            raise LineLost("the connection broke") from error
        self._allowed -= len(came)
        if not came or self._allowed < 0:
            raise LineLost("the server hung up" if not came else "the server sent more than was asked for")
        self._held += came


def _parse(pieces: list[bytes]) -> Answer:
    """Lines and literals in turn -> an answer. Raises LineLost for what is none."""
    first, _, rest = pieces[0].partition(b" ")
    tag = first.decode("ascii", "replace")
    words = rest.decode("utf-8", "replace")
    if tag == "+" or _is_status(rest):
        return Answer(tag, [rest.partition(b" ")[0]] if tag != "+" else [], words)
    reader = _Reader([rest, *pieces[1:]])
    return Answer(tag, reader.read_all(), words)


def _is_status(rest: bytes) -> bool:
    """Whether free words follow, in which quotes and brackets mean nothing."""
    return rest.split(b" ", 1)[0].upper() in (b"OK", b"NO", b"BAD", b"BYE", b"PREAUTH")


class _Reader:
    """Reads tokens: atoms, numbers, strings, NIL and lists of these."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces
        self._line = _without_size(pieces[0]) if len(pieces) > 1 else pieces[0]
        self._piece = 0
        self._at = 0

    def read_all(self) -> list[Token]:
        tokens: list[Token] = []
        while not self._is_over():
            tokens.append(self._read_token(0))
        return tokens

    def _is_over(self) -> bool:
        while self._at < len(self._line) and self._line[self._at] == 0x20:
            self._at += 1
        return self._at >= len(self._line) and self._piece + 2 >= len(self._pieces)

    def _read_token(self, depth: int) -> Token:
        if self._at >= len(self._line):
            return self._read_literal()
        byte = self._line[self._at]
        if byte == 0x28:
            return self._read_list(depth + 1)
        if byte == 0x22:
            return self._read_string()
        return self._read_atom()

    def _read_list(self, depth: int) -> list[Token]:
        if depth > DEEPEST:
            raise LineLost("the server sent what is no IMAP")
        self._at += 1
        tokens: list[Token] = []
        while True:
            if self._is_over():
                raise LineLost("the server sent what is no IMAP")
            if self._at < len(self._line) and self._line[self._at] == 0x29:
                self._at += 1
                return tokens
            tokens.append(self._read_token(depth))

    def _read_literal(self) -> bytes:
        if self._piece + 2 >= len(self._pieces):
            raise LineLost("the server sent what is no IMAP")
        literal = self._pieces[self._piece + 1]
        self._piece += 2
        following = self._pieces[self._piece]
        self._line = _without_size(following) if self._piece + 1 < len(self._pieces) else following
        self._at = 0
        return literal

    def _read_string(self) -> bytes:
        taken, at = bytearray(), self._at + 1
        while at < len(self._line) and self._line[at] != 0x22:
            at += self._line[at] == 0x5C
            taken += self._line[at : at + 1]
            at += 1
        if at >= len(self._line):
            raise LineLost("the server sent what is no IMAP")
        self._at = at + 1
        return bytes(taken)

    def _read_atom(self) -> Token:
        begin, inside = self._at, 0
        while self._at < len(self._line):
            byte = self._line[self._at]
            inside += (byte == 0x5B) - (byte == 0x5D)
            # BODY[HEADER.FIELDS (FROM)] is one atom, blanks and all.
            if inside <= 0 and byte in b" ()":
                break
            self._at += 1
        atom = self._line[begin : self._at]
        if not atom:
            raise LineLost("the server sent what is no IMAP")
        if _NUMBER.match(atom):
            return int(atom)
        return None if atom.upper() == b"NIL" else atom


def _without_size(line: bytes) -> bytes:
    return _LITERAL.sub(b"", line)
