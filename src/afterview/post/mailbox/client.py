"""A mailbox that is only looked at: it knows no command that marks, moves, stores or deletes anything.

EXAMINE opens folders for reading alone, BODY.PEEK leaves mails unread. Nothing that a mail or a server said is ever
part of a command, other than numbers and the names of folders, each checked.
"""

import contextlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from afterview.post.mailbox.wire import Answer, LineLost, Token, Wire

MESSAGE_ID = re.compile(r"<[!#-;=?-\[\]-~]{3,250}>\Z")  # as our own are: no blank, no quote, no backslash
HEADS = "BODY.PEEK[HEADER.FIELDS (FROM REPLY-TO TO IN-REPLY-TO REFERENCES MESSAGE-ID)]"
BATCH = 100
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_CODE = re.compile(r"\A\w+ \[(UIDVALIDITY|UIDNEXT) (\d{1,10})\]", re.IGNORECASE)


class SaysNo(OSError):
    """The server would not do it; its words are the message."""


class LoginRefused(SaysNo):
    """The server said no to the name or the password, in a whole answer."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder's name as the server writes it, and its uses in small letters, like "\\sent"."""

    name: str
    uses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Examined:
    """A folder, opened for reading; `uid_validity` None where the server promises nothing about its numbers, `next_uid`
    where it does not say."""

    name: str
    uid_validity: int | None
    mails: int
    next_uid: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What a mail says of itself without being opened."""

    uid: int
    size: int
    head: bytes


class Mailbox:
    """A signed-in connection; `with` says goodbye. Every method raises LineLost and SaysNo."""

    def __init__(self, wire: Wire, capabilities: frozenset[str]) -> None:
        self.wire = wire
        self._number = 0
        self.capabilities = capabilities

    def __enter__(self) -> "Mailbox":
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError, ValueError):
            self.do("LOGOUT")
        self.wire.connection.close()

    @property
    def can_wait(self) -> bool:
        """Whether the server tells by itself when a mail has come (IDLE)."""
        return "IDLE" in self.capabilities

    def list_folders(self) -> tuple[Folder, ...]:
        """Every folder that can be opened."""
        found = [_to_folder(answer) for answer in self.do('LIST "" "*"') if answer.name == "LIST"]
        return tuple(folder for folder in found if folder and "\\noselect" not in folder.uses)

    def examine(self, name: str) -> Examined:
        """Opens a folder for reading alone. Raises ValueError for a name that no folder has."""
        answers = self.do("EXAMINE " + quote(name))
        codes = {found[1].upper(): int(found[2]) for one in answers if (found := _CODE.match(one.words))}
        counts = [one.tokens[0] for one in answers if one.tokens[1:2] == [b"EXISTS"]]
        mails = counts[-1] if counts and isinstance(counts[-1], int) else 0
        return Examined(name, codes.get("UIDVALIDITY"), mails, codes.get("UIDNEXT"))

    def find_uids(self, above: int = 0, since: date | None = None) -> tuple[int, ...]:
        """The numbers of the mails above a number, and come since a day, in order."""
        day = f" SINCE {since.day}-{_MONTHS[since.month - 1]}-{since.year}" if since else ""
        answers = self.do(f"UID SEARCH UID {above + 1}:*{day}")
        numbers = {one for answer in answers if answer.name == "SEARCH" for one in answer.tokens[1:]}
        # "5:*" names the last mail even where its number is 4.
        return tuple(sorted(one for one in numbers if isinstance(one, int) and one > above))

    def fetch_heads(self, uids: Sequence[int]) -> Iterator[Head]:
        """The heads of some mails, those that are still there, in any order."""
        for begin in range(0, len(uids), BATCH):
            some = ",".join(str(int(uid)) for uid in uids[begin : begin + BATCH])
            for fields in self._fetch(f"UID FETCH {some} (UID RFC822.SIZE {HEADS})"):
                uid, size, head = fields.get("UID"), fields.get("RFC822.SIZE"), fields.get("BODY")
                if isinstance(uid, int):
                    yield Head(uid, size if isinstance(size, int) else 0, head if isinstance(head, bytes) else b"")

    def fetch_mail(self, uid: int) -> bytes | None:
        """A whole mail as it came, None where it is gone."""
        for fields in self._fetch(f"UID FETCH {int(uid)} (UID BODY.PEEK[])"):
            body = fields.get("BODY")
            if fields.get("UID") == uid and isinstance(body, bytes):
                return body
        return None

    def wait(self, seconds: float) -> bool:
        """Waits until the server says that something is new in the open folder, no longer than so many seconds."""
        tag = self.say("IDLE")
        self._until_plus(tag)
        usual = self.wire.connection.gettimeout()
        self.wire.connection.settimeout(seconds)
        try:
            came = self._hear()
        finally:
            self.wire.connection.settimeout(usual)
        self.wire.send(b"DONE")
        self._finish(tag, "IDLE")
        return came

    def has_message_id(self, message_id: str) -> bool:
        """Whether the open folder holds a mail of this Message-ID, which must be one of our own making.

        Raises ValueError for any other: what others wrote is never part of a command.
        """
        if not MESSAGE_ID.match(message_id):
            raise ValueError("This is no Message-ID of ours.")
        answers = self.do(f"UID SEARCH HEADER Message-ID {quote(message_id)}")
        return any(isinstance(one, int) for answer in answers if answer.name == "SEARCH" for one in answer.tokens[1:])

    def _fetch(self, command: str) -> Iterator[dict[str, Token]]:
        for answer in self.do(command):
            if answer.tokens[1:2] == [b"FETCH"] and len(answer.tokens) > 2 and isinstance(answer.tokens[2], list):
                pairs = answer.tokens[2]
                yield {_name(key): value for key, value in zip(pairs[::2], pairs[1::2], strict=False)}

    def _hear(self) -> bool:
        try:
            while True:
                answer = self.wire.read()
                if answer.name == "BYE":
                    raise LineLost("the server hung up")
                if answer.tokens[1:2] in ([b"EXISTS"], [b"RECENT"]):
                    return True
        except TimeoutError:
            return False

    def do(self, command: str) -> list[Answer]:
        """Says one command and hears it to its end; returns what came in between."""
        return self._finish(self.say(command), command.split(" ", 1)[0])

    def say(self, command: str) -> str:
        self._number += 1
        tag = f"A{self._number}"
        self.wire.send(f"{tag} {command}".encode())
        return tag

    def _finish(self, tag: str, what: str) -> list[Answer]:
        heard: list[Answer] = []
        while True:
            answer = read_in_time(self.wire)
            if answer.tag == tag:
                if answer.name != "OK":
                    raise SaysNo(f"{what}: {answer.words[:300]}")
                return heard
            if answer.name == "BYE" and what != "LOGOUT":
                raise LineLost("the server hung up")
            if answer.tag != "*":
                raise LineLost("the server sent what is no IMAP")
            heard.append(answer)

    def _until_plus(self, tag: str) -> None:
        while True:
            answer = read_in_time(self.wire)
            if answer.tag == "+":
                return
            if answer.tag == tag:
                raise SaysNo(answer.words[:300])
            if answer.name == "BYE":
                raise LineLost("the server hung up")


def read_in_time(wire: Wire) -> Answer:
    """The next answer; silence is a lost line."""
    try:
        return wire.read()
    except TimeoutError as error:
        raise LineLost("the server fell silent") from error


def quote(words: str) -> str:
    """Words as one quoted string of a command. Raises ValueError for what could end it."""
    if any(ord(letter) < 32 or ord(letter) > 126 for letter in words):
        raise ValueError("This cannot be part of a command.")
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _name(key: Token) -> str:
    name = key.decode("ascii", "replace").upper() if isinstance(key, bytes) else ""
    return "BODY" if name.startswith("BODY[") else name


def _to_folder(answer: Answer) -> Folder | None:
    if len(answer.tokens) < 4 or not isinstance(answer.tokens[1], list):
        return None
    uses = frozenset(one.decode("ascii", "replace").lower() for one in answer.tokens[1] if isinstance(one, bytes))
    name = answer.tokens[3]
    written = (
        str(name) if isinstance(name, int) else (name or b"NIL").decode("latin-1") if not isinstance(name, list) else ""
    )
    try:
        quote(written)
    except ValueError:
        return None  # a name that cannot be asked for safely is left alone
    return Folder(written, uses) if written else None
