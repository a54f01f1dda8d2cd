"""A mail handed to a real server: aiosmtpd with STARTTLS and a login of its own."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, Session

from afterview.core.posting import Ending, Fault, Phase, PostingState, Sent, Tls, state_after
from afterview.post.outbound import Place
from afterview.post.secret import Login, Secret
from afterview.post.send.deliver import Envelope as Letter
from afterview.post.send.deliver import Patience, Server, send_mail, try_connection
from tests.post.certificates import make_certificate
from tests.post.send.test_faults import CLICK, MAIL

PATIENT = Patience(step=5, whole=15)


class Inbox:
    """Takes mails for everybody at northwind.example but Nobody."""

    def __init__(self) -> None:
        self.taken: list[tuple[list[str], bytes]] = []

    async def handle_RCPT(
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("nobody"):
            return "550 5.1.1 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.taken.append((envelope.rcpt_tos, envelope.content))
        return "250 2.0.0 queued"


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def server(inbox: Inbox) -> Iterator[Server]:
    made = make_certificate("127.0.0.1")

    def knows(server: Any, session: Session, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
        return AuthResult(success=(given.login, given.password) == (b"jo", "p\u00e4ss wörd".encode()), handled=False)

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(
        inbox,
        hostname="127.0.0.1",
        port=port,
        tls_context=made.context,
        require_starttls=True,
        authenticator=knows,
        auth_required=True,
    )
    controller.start()
    yield Server(place=Place("127.0.0.1", port), tls=Tls.STARTTLS, certificate=made.authority)
    controller.stop()


def _send(server: Server, *recipients: str, password: str = "p\u00e4ss wörd") -> Sent:
    ended: list[Sent] = []
    letter = Letter(sender="jo@peer.example", recipients=recipients, mail=MAIL)
    login = Login(name="jo", secret=Secret(password))
    send_mail(server, login, letter, CLICK, lambda: None, ended.append, PATIENT)
    return ended[0]


def test_it_arrives_byte_for_byte(server: Server, inbox: Inbox) -> None:
    assert state_after(_send(server, "sam@northwind.example")) is PostingState.POSTED
    assert inbox.taken == [(["sam@northwind.example"], MAIL)]


def test_a_wrong_password_is_one_and_sends_nothing(server: Server, inbox: Inbox) -> None:
    sent = _send(server, "sam@northwind.example", password="wrong")
    assert (sent.phase, sent.ending, sent.fault) == (Phase.SECURED, Ending.NO, Fault.LOGIN)
    assert inbox.taken == []


def test_who_is_not_taken_is_named(server: Server, inbox: Inbox) -> None:
    sent = _send(server, "sam@northwind.example", "nobody@northwind.example")
    assert state_after(sent) is PostingState.POSTED
    assert [one.recipient for one in sent.refusals] == ["nobody@northwind.example"]
    assert state_after(_send(server, "nobody@northwind.example")) is PostingState.REFUSED
    assert [to for to, _ in inbox.taken] == [["sam@northwind.example"]]


def test_a_trial_leaves_no_mail(server: Server, inbox: Inbox) -> None:
    login = Login(name="jo", secret=Secret("p\u00e4ss wörd"))
    assert try_connection(server, login, "jo@peer.example", CLICK, PATIENT).ending is None
    assert inbox.taken == []
