"""An IMAP server of our own: knows what it holds, may cut its answers at any byte, and notes what it is told."""

import base64
import re
import socket
import threading
from dataclasses import dataclass, field


@dataclass
class Held:
    """One folder: its UIDVALIDITY (None: the server has none) and its mails by UID."""

    validity: int | None = 1
    mails: dict[int, bytes] = field(default_factory=dict)
    uses: str = ""

    @property
    def next_uid(self) -> int:
        return max(self.mails, default=0) + 1


class FakeServer:
    """`connect()` gives a connection to a thread that serves it; `cut_after` bytes of answers the line breaks."""

    def __init__(self, folders: dict[str, Held], password: str = "swordfish") -> None:
        self.folders = folders
        self.password = password
        self.cut_after: int | None = None
        self.said: list[bytes] = []
        self.sent = 0
        self.has_plain = True
        self.refusal = "NO [AUTHENTICATIONFAILED] wrong"
        self.extra: dict[str, bytes] = {}
        self.news: threading.Event = threading.Event()
        self._threads: list[threading.Thread] = []

    def connect(self, seconds: float = 5.0) -> socket.socket:
        ours, theirs = socket.socketpair()
        theirs.settimeout(seconds)
        thread = threading.Thread(target=self._serve, args=(ours,), daemon=True)
        thread.start()
        self._threads.append(thread)
        return theirs

    def wait(self) -> None:
        for thread in self._threads:
            thread.join(timeout=90)

    def _serve(self, line: socket.socket) -> None:
        self.sent = 0
        with line:
            try:
                self._talk(line)
            except (OSError, _Cut):
                return

    def _send(self, line: socket.socket, answer: bytes) -> None:
        if self.cut_after is not None and self.sent + len(answer) > self.cut_after:
            line.sendall(answer[: self.cut_after - self.sent])
            raise _Cut
        self.sent += len(answer)
        line.sendall(answer)

    def _talk(self, line: socket.socket) -> None:
        heard = line.makefile("rb")
        self._send(line, b"* OK [CAPABILITY IMAP4rev1] ready\r\n")
        folder: Held | None = None
        while True:
            command = heard.readline()
            if not command.endswith(b"\r\n"):
                return
            self.said.append(command.rstrip())
            tag, _, rest = command.rstrip().partition(b" ")
            verb = rest.split(b" ")[0].upper().decode()
            if verb in self.extra:
                self._send(line, self.extra[verb].replace(b"TAG", tag))
                continue
            if verb == "AUTHENTICATE":
                self._send(line, b"+ \r\n")
                proof = base64.b64decode(heard.readline())
                self._close(line, tag, proof.endswith(b"\0" + self.password.encode()))
            elif verb == "LOGIN":
                self._close(line, tag, rest.endswith(f'"{self.password}"'.encode()))
            elif verb == "EXAMINE":
                name = re.sub(rb"\\(.)", rb"\1", rest.partition(b" ")[2].strip(b'"')).decode()
                folder = self.folders.get(name)
                self._examine(line, tag, folder)
            elif verb == "IDLE":
                self._idle(line, tag, heard)
            elif verb == "LOGOUT":
                self._send(line, b"* BYE\r\n" + tag + b" OK bye\r\n")
                return
            else:
                self._answer(line, tag, verb, rest, folder or Held())

    def _close(self, line: socket.socket, tag: bytes, is_right: bool) -> None:
        self._send(line, tag + (b" OK in" if is_right else b" " + self.refusal.encode()) + b"\r\n")

    def _examine(self, line: socket.socket, tag: bytes, folder: Held | None) -> None:
        if folder is None:
            self._send(line, tag + b" NO no such folder\r\n")
            return
        told = b"* %d EXISTS\r\n* FLAGS (\\Seen)\r\n" % len(folder.mails)
        if folder.validity is not None:
            told += b"* OK [UIDVALIDITY %d] valid\r\n* OK [UIDNEXT %d] next\r\n" % (folder.validity, folder.next_uid)
        self._send(line, told + tag + b" OK [READ-ONLY] done\r\n")

    def _idle(self, line: socket.socket, tag: bytes, heard: object) -> None:
        self._send(line, b"+ idling\r\n")
        if self.news.wait(timeout=2):
            self._send(line, b"* 9 EXISTS\r\n")
        done = heard.readline()  # type: ignore[attr-defined]  # a file
        assert done == b"DONE\r\n", done
        self._send(line, tag + b" OK done\r\n")

    def _answer(self, line: socket.socket, tag: bytes, verb: str, rest: bytes, folder: Held) -> None:
        told = b""
        if verb == "CAPABILITY":
            told = b"* CAPABILITY IMAP4rev1 IDLE" + (b" AUTH=PLAIN" if self.has_plain else b"") + b"\r\n"
        elif verb == "LIST":
            for name, one in self.folders.items():
                told += f'* LIST (\\HasNoChildren {one.uses}) "/" "{name}"\r\n'.encode()
        elif verb == "UID" and rest.upper().startswith(b"UID SEARCH"):
            told = b"* SEARCH" + b"".join(b" %d" % uid for uid in self._search(rest, folder)) + b"\r\n"
        elif verb == "UID" and rest.upper().startswith(b"UID FETCH"):
            told = self._fetch(rest, folder)
        else:
            self._send(line, tag + b" BAD what\r\n")
            return
        self._send(line, told + tag + b" OK done\r\n")

    def _search(self, rest: bytes, folder: Held) -> list[int]:
        if b"HEADER" in rest:
            wanted = rest.rpartition(b' "')[2].rstrip(b'"')
            return [uid for uid, raw in folder.mails.items() if b"Message-ID: " + wanted in raw]
        low = int(re.search(rb"UID (\d+):\*", rest)[1])  # type: ignore[index]  # our own client said it
        return [uid for uid in folder.mails if uid >= low] or list(folder.mails)[-1:]

    def _fetch(self, rest: bytes, folder: Held) -> bytes:
        told = b""
        for number, (uid, raw) in enumerate(folder.mails.items(), start=1):
            if str(uid).encode() not in rest.split(b" ")[2].split(b","):
                continue
            if b"BODY.PEEK[]" in rest:
                told += b"* %d FETCH (UID %d BODY[] {%d}\r\n%s)\r\n" % (number, uid, len(raw), raw)
            else:
                head = raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
                what = b"BODY[HEADER.FIELDS (FROM)]"
                told += b"* %d FETCH (RFC822.SIZE %d %s {%d}\r\n%s UID %d)\r\n" % (
                    number, len(raw), what, len(head), head, uid,
                )  # fmt: skip
        return told


class _Cut(Exception):
    """The line breaks here."""
