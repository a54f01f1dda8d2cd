"""Signs in to a mailbox; "wrong password" is believed only in a whole answer."""

import base64
import re
import socket
from collections.abc import Callable

from afterview.post.mailbox.client import LoginRefused, Mailbox, SaysNo, quote, read_in_time
from afterview.post.mailbox.wire import Answer, LineLost, Wire
from afterview.post.secret import Login

_NOT_NOW = re.compile(r"\A(?:NO|BAD) \[(?:UNAVAILABLE|INUSE|LIMIT|SERVERBUG|CONTACTADMIN|OVERQUOTA)\]", re.IGNORECASE)


def sign_in(
    connection: socket.socket, login: Login, secure: Callable[[socket.socket], socket.socket] | None = None
) -> Mailbox:
    """Signs in on a fresh connection. With `secure` the line is turned into TLS first (STARTTLS), or nothing is said.

    Raises LineLost; LoginRefused only where the server said so in a whole answer; SaysNo for anything else it refuses,
    and what `secure` raises. Nothing stays open then.
    """
    wire = Wire(connection)
    try:
        return _sign_in(wire, login, secure)
    except BaseException:
        wire.connection.close()
        raise


def _sign_in(wire: Wire, login: Login, secure: Callable[[socket.socket], socket.socket] | None) -> Mailbox:
    greeting = read_in_time(wire)
    if greeting.tag != "*" or greeting.name not in ("OK", "PREAUTH") or (secure and greeting.name == "PREAUTH"):
        raise LineLost("the server hung up" if greeting.name == "BYE" else "no IMAP server answers there")
    mailbox = Mailbox(wire, frozenset())
    if secure is not None:
        mailbox.do("STARTTLS")
        if wire.holds:
            raise LineLost("the server spoke before the line was secure")
        wire.connection = secure(wire.connection)
    mailbox.capabilities = _ask_capabilities(mailbox)
    if greeting.name != "PREAUTH":
        _authenticate(mailbox, login)
        mailbox.capabilities = _ask_capabilities(mailbox)
    return mailbox


def _ask_capabilities(mailbox: Mailbox) -> frozenset[str]:
    answers = mailbox.do("CAPABILITY")
    words = [one for answer in answers if answer.name == "CAPABILITY" for one in answer.tokens[1:]]
    return frozenset(word.decode("ascii", "replace").upper() for word in words if isinstance(word, bytes))


def _authenticate(mailbox: Mailbox, login: Login) -> None:
    name, secret = login.name, login.secret.reveal()
    if login.is_token:
        _prove(mailbox, "XOAUTH2", f"user={name}\1auth=Bearer {secret}\1\1")
    elif "AUTH=PLAIN" in mailbox.capabilities or not (name + secret).isascii():
        _prove(mailbox, "PLAIN", f"\0{name}\0{secret}")
    else:
        _conclude(mailbox, mailbox.say(f"LOGIN {quote(name)} {quote(secret)}"))


def _prove(mailbox: Mailbox, how: str, proof: str) -> None:
    tag = mailbox.say(f"AUTHENTICATE {how}")
    asked = 0
    while True:
        answer = read_in_time(mailbox.wire)
        if answer.tag == "+" and asked < 3:
            # A second question is what is wrong with a token; an empty line asks for the answer itself.
            mailbox.wire.send(base64.b64encode(proof.encode()) if asked == 0 else b"")
            asked += 1
        elif answer.tag == tag:
            _judge(answer)
            return
        elif answer.tag != "*" or answer.name == "BYE":
            raise LineLost("the server hung up")


def _conclude(mailbox: Mailbox, tag: str) -> None:
    while True:
        answer = read_in_time(mailbox.wire)
        if answer.tag == tag:
            _judge(answer)
            return
        if answer.tag != "*" or answer.name == "BYE":
            raise LineLost("the server hung up")


def _judge(answer: Answer) -> None:
    if answer.name == "OK":
        return
    if answer.name == "NO" and not _NOT_NOW.match(answer.words):
        raise LoginRefused(answer.words[:300])
    raise SaysNo(answer.words[:300])
