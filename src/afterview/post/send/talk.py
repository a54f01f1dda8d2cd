"""smtplib's conversation with strict ears: only a whole line with a code is an answer, and only our door connects."""

import base64
import contextlib
import re
import smtplib
import socket
from collections.abc import Iterator
from typing import NoReturn

from afterview.post.outbound import Place, secure
from afterview.post.secret import Login

LONGEST_LINE, MOST_LINES = 2_000, 100
QUIT_SECONDS = 2.0
# Said instead of this computer's name, which is nobody's business; RFC 5321 4.1.3 allows an address.
HERE = "[127.0.0.1]"
SILENT, DROPPED = "it fell silent", "the line dropped"
GARBLED, IN_THE_CLEAR = "it said something that is no answer", "it spoke in the clear after STARTTLS"

_ANSWER = re.compile(rb"([2-5]\d\d)(?:([ -])([^\r\n]*))?\r?\n\Z")
_DOT = re.compile(rb"^\.", re.MULTILINE)
_UNSHOWN = re.compile(r"[^!-~]+")

type Answer = tuple[int, bytes]


# What smtplib raises where it is the one to notice that the line is gone.
Disconnected = smtplib.SMTPServerDisconnected


class LineLost(Disconnected):
    """The line broke, fell silent, or carried something that is no answer."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Talk(smtplib.SMTP):
    """A conversation over a connection that is open already. What breaks raises SMTPServerDisconnected."""

    def __init__(self, connection: socket.socket, place: Place) -> None:
        super().__init__(local_hostname=HERE)
        self.place = place
        self.sock: socket.socket | None = connection
        self.file = None

    def connect(self, *_: object, **__: object) -> NoReturn:
        """Refuses: connections are opened by `post.outbound` alone."""
        raise RuntimeError("post.outbound opens connections.")

    def getreply(self) -> Answer:
        """One answer, its lines joined. Raises LineLost for half a line, another code midway, or no end."""
        lines: list[bytes] = []
        first = b""
        dash = b"-"
        while dash == b"-":
            code, dash, words = self._read_line()
            if first not in (b"", code) or len(lines) == MOST_LINES:
                self._lose(GARBLED)
            first = code
            lines.append(words)
        return int(first), b"\n".join(lines)

    def _read_line(self) -> tuple[bytes, bytes, bytes]:
        if self.file is None:
            self.file = self._line().makefile("rb")
        try:
            line = self.file.readline(LONGEST_LINE)
        except TimeoutError:
            self._lose(SILENT)
        except OSError:
            self._lose(DROPPED)
        found = _ANSWER.match(line)
        if found is None:
            self._lose(GARBLED if line.endswith(b"\n") or len(line) == LONGEST_LINE else DROPPED)
        return found[1], found[2] or b" ", found[3] or b""

    def _line(self) -> socket.socket:
        return self.sock or self._lose(DROPPED)

    def _lose(self, why: str) -> NoReturn:
        self.close()
        raise LineLost(why)

    def start_tls(self, certificate: str) -> int:
        """Asks for TLS and turns the connection into it; returns the answer's code, 220 where it is secured now.

        Raises LineLost where anything came in the clear after the answer (RFC 3207 6), NotSecured.
        """
        code, _ = self.docmd("STARTTLS")
        if code != 220:
            return code
        if self._hears_more():
            self._lose(IN_THE_CLEAR)
        self.file = None
        self.sock = secure(self._line(), self.place.host, certificate)
        # What was said before TLS is forgotten (RFC 3207 4.2).
        self.helo_resp = self.ehlo_resp = None
        self.esmtp_features, self.does_esmtp = {}, False
        return code

    def _hears_more(self) -> bool:
        line = self._line()
        seconds = line.gettimeout()
        line.settimeout(0)
        try:
            return bool(self.file is not None and self.file.peek())
        except OSError:
            return True
        finally:
            line.settimeout(seconds)

    def sign_in(self, login: Login) -> Answer:
        """Signs in the first way both know; returns the answer, (0, b"") where there is none such."""
        offered = self.esmtp_features.get("auth", "").upper().split()
        if login.is_token:
            return self._sign_in_with_token(login) if "XOAUTH2" in offered else (0, b"")
        if "PLAIN" in offered:
            return self.docmd("AUTH", "PLAIN " + _encode(f"\0{login.name}\0{login.secret.reveal()}"))
        if "LOGIN" not in offered:
            return 0, b""
        code, words = self.docmd("AUTH", "LOGIN " + _encode(login.name))
        return self.docmd(_encode(login.secret.reveal())) if code == 334 else (code, words)

    def _sign_in_with_token(self, login: Login) -> Answer:
        token = f"user={login.name}\1auth=Bearer {login.secret.reveal()}\1\1"
        code, words = self.docmd("AUTH", "XOAUTH2 " + _encode(token))
        # A refusal comes as a question first; an empty line asks for the refusal itself.
        return self.docmd("") if code == 334 else (code, words)

    def send_body(self, mail: bytes) -> Answer:
        """Sends a mail (CRLF line ends) without its final dot; leading dots are doubled (RFC 5321 4.5.2).

        The server says nothing to it yet: (0, b"").
        """
        self.send(_DOT.sub(b"..", mail if mail.endswith(b"\r\n") else mail + b"\r\n"))
        return 0, b""

    def send_dot(self) -> Answer:
        """Sends the final dot and waits for the answer that says whose the mail is now."""
        self.send(b".\r\n")
        return self.getreply()


@contextlib.contextmanager
def taking_leave(talk: Talk) -> Iterator[Talk]:
    """Ends the conversation politely and soon, and closes the connection whatever happens."""
    try:
        yield talk
        with contextlib.suppress(smtplib.SMTPException, OSError):
            if talk.sock is not None:
                talk.sock.settimeout(QUIT_SECONDS)
                talk.docmd("QUIT")
    finally:
        talk.close()


def show_words(words: bytes) -> str:
    """A server's words as they may be shown and kept: one line of plain characters."""
    return _UNSHOWN.sub(" ", words.decode("ascii", "replace")).strip()[:300]


def _encode(words: str) -> str:
    return base64.b64encode(words.encode()).decode()
