"""A raw-socket SMTP server on loopback that does at each step what it is told: answer, garble, fall silent, hang up."""

import base64
import contextlib
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.post.certificates import make_certificate

STEPS = ("banner", "ehlo", "starttls", "ehlo again", "auth", "mail", "rcpt", "data", "dot", "quit")
USUAL: dict[str, bytes] = {
    "banner": b"220 peer.example ESMTP\r\n",
    "ehlo": b"250-peer.example\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN XOAUTH2\r\n",
    "starttls": b"220 go ahead\r\n",
    "ehlo again": b"250-peer.example\r\n250 AUTH PLAIN LOGIN XOAUTH2\r\n",
    "auth": b"235 2.7.0 welcome\r\n",
    "mail": b"250 2.1.0 sender ok\r\n",
    "rcpt": b"250 2.1.5 recipient ok\r\n",
    "data": b"354 go on\r\n",
    "dot": b"250 2.0.0 queued as 77\r\n",
    "quit": b"221 bye\r\n",
}
LONG_SILENCE = 5.0


class HangUp(Exception):
    """The server has done what it was told and hangs up."""


@dataclass
class Peer:
    """One server for many connections. `script` maps a step to its answer: bytes, or a callable that is given the
    connection; `heard` has each command, `accepted` each mail it took responsibility for."""

    script: dict[str, bytes | Callable[[socket.socket], None]] = field(default_factory=dict)
    tls_first: bool = False
    send_most: int | None = None
    read_most: int | None = None
    rcpt_answers: dict[str, bytes] = field(default_factory=dict)
    host: str = "127.0.0.1"
    heard: list[bytes] = field(default_factory=list)
    accepted: list[bytes] = field(default_factory=list)

    def __enter__(self) -> "Peer":
        self.made = make_certificate(self.host)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(LONG_SILENCE + 2)

    def _serve(self) -> None:
        while not self._over.is_set():
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with contextlib.suppress(OSError, HangUp, ValueError):
                self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        connection.settimeout(LONG_SILENCE)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sent = self.read = 0
        self._counts = self.tls_first
        try:
            if self.tls_first:
                connection = self.made.context.wrap_socket(connection, server_side=True)
            self._lines = connection.makefile("rb")
            self._answer(connection, "banner")
            secured = self.tls_first
            while True:
                line = self._read_line()
                self.heard.append(line)
                word = line.split()[0].upper() if line.split() else b""
                if word == b"EHLO":
                    self._answer(connection, "ehlo again" if secured else "ehlo")
                elif word == b"STARTTLS":
                    self._answer(connection, "starttls")
                    if self.script.get("starttls", USUAL["starttls"])[:3] != b"220":  # type: ignore[index]
                        continue
                    connection = self.made.context.wrap_socket(connection, server_side=True)
                    self._lines = connection.makefile("rb")
                    secured = self._counts = True
                elif word == b"RCPT":
                    whom = line.partition(b"<")[2].partition(b">")[0].decode()
                    self._answer(connection, "rcpt", self.rcpt_answers.get(whom))
                elif word == b"DATA":
                    self._answer(connection, "data")
                    if self.script.get("data", USUAL["data"])[:1] != b"3":  # type: ignore[index]
                        continue
                    self._take_mail(connection)
                else:
                    self._answer(connection, {b"AUTH": "auth", b"MAIL": "mail", b"QUIT": "quit"}.get(word, "mail"))
                    if word == b"QUIT":
                        return
        finally:
            if hasattr(self, "_lines"):
                with contextlib.suppress(OSError):
                    self._lines.close()
            connection.close()

    def _take_mail(self, connection: socket.socket) -> None:
        told = self.script.get("body")
        if callable(told):
            told(connection)
        body = b""
        while (line := self._read_line()) != b".\r\n":
            body += line
        answer = self.script.get("dot", USUAL["dot"])
        # Responsible from here on, whatever becomes of the answer (RFC 1047); not where it says no.
        if callable(answer) or answer[:1] not in (b"4", b"5"):
            self.accepted.append(body)
        self._answer(connection, "dot")

    def _read_line(self) -> bytes:
        if self.read_most is None or not self._counts:
            line = self._lines.readline()
        else:
            line = b""
            while not line.endswith(b"\n"):
                if self.read >= self.read_most:
                    raise HangUp
                byte = self._lines.read(1)
                if not byte:
                    raise HangUp
                line += byte
                self.read += 1
        if not line:
            raise HangUp
        return line

    def _answer(self, connection: socket.socket, step: str, instead: bytes | None = None) -> None:
        told = instead or self.script.get(step, USUAL[step])
        if callable(told):
            told(connection)
            return
        if self.send_most is not None and self._counts:
            told, left = told[: self.send_most - self.sent], self.send_most - self.sent
            self.sent += len(told)
            connection.sendall(told)
            if len(told) >= left:
                raise HangUp
            return
        connection.sendall(told)


def hang_up(connection: socket.socket) -> None:
    """Says nothing and closes."""
    raise HangUp


def fall_silent(connection: socket.socket) -> None:
    """Says nothing until the other side gives up."""
    with contextlib.suppress(OSError):
        while connection.recv(4096):
            pass
    raise HangUp


def half_then_hang_up(answer: bytes) -> Callable[[socket.socket], None]:
    """The first half of an answer, then nothing more."""

    def act(connection: socket.socket) -> None:
        connection.sendall(answer[: len(answer) // 2])
        raise HangUp

    return act


def talk_without_end(connection: socket.socket) -> None:
    """A multi-line answer that does not end."""
    with contextlib.suppress(OSError):
        for _ in range(20_000):
            connection.sendall(b"250-and\r\n" * 50)
    raise HangUp


def drip(connection: socket.socket) -> None:
    """A byte at a time, each just soon enough."""
    with contextlib.suppress(OSError):
        for _ in range(200):
            connection.sendall(b"2")
            time.sleep(0.05)
    raise HangUp


def decode(words: bytes) -> bytes:
    """base64, for looking into AUTH lines."""
    return base64.b64decode(words)
