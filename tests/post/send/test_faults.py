"""Every fault a server can have at every step ends in the right state, and none is taken for another."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from afterview.core.posting import Ending, Fault, Phase, PostingState, Sent, Tls, state_after
from afterview.post.outbound import Consent, Place
from afterview.post.secret import Login, Secret
from afterview.post.send.deliver import Envelope, Patience, Server, send_mail, try_connection
from tests.post.peer import USUAL, Peer, drip, fall_silent, half_then_hang_up, hang_up, talk_without_end

CLICK = Consent(what="Send from my mailbox", when=datetime(2026, 11, 23, tzinfo=UTC))
LOGIN = Login(name="jo@peer.example", secret=Secret("hunter2-hunter2"))
TOKEN = Login(name="jo@peer.example", secret=Secret("ya29.token"), is_token=True)
MAIL = b"From: jo@peer.example\r\nSubject: Thank you\r\n\r\nDear Sam,\r\n.a line with a dot\r\n..two\r\n.\r\nJo\r\n"
ENVELOPE = Envelope(sender="jo@peer.example", recipients=("sam@northwind.example",), mail=MAIL)
QUICK = Patience(step=0.15, whole=0.5)

DOTS: list[str] = []


def send(peer: Peer, envelope: Envelope = ENVELOPE, login: Login = LOGIN, patience: Patience = QUICK) -> Sent:
    """Sends to the peer; says how it ended."""
    ended: list[Sent] = []
    DOTS.clear()
    send_mail(server_of(peer), login, envelope, CLICK, lambda: DOTS.append("dot"), ended.append, patience)
    (sent,) = ended
    return sent


def server_of(peer: Peer) -> Server:
    tls = Tls.FROM_THE_START if peer.tls_first else Tls.STARTTLS
    return Server(place=Place("127.0.0.1", peer.port), tls=tls, certificate=peer.made.authority)


@pytest.mark.parametrize("tls_first", [False, True])
def test_a_mail_goes_as_it_is(tls_first: bool) -> None:
    with Peer(tls_first=tls_first) as peer:
        sent = send(peer)
    assert sent == Sent(phase=Phase.ANSWERED, code=250, words="2.0.0 queued as 77")
    assert state_after(sent) is PostingState.POSTED
    (accepted,) = peer.accepted
    assert accepted == MAIL.replace(b"\r\n.", b"\r\n..")
    assert DOTS == ["dot"]
    assert peer.heard[0].upper() == b"EHLO [127.0.0.1]\r\n"
    assert peer.heard[-1].upper() == b"QUIT\r\n"


APPROVED, REFUSED, UNKNOWN, POSTED = (
    PostingState.APPROVED,
    PostingState.REFUSED,
    PostingState.UNKNOWN,
    PostingState.POSTED,
)
BREAKS: dict[str, Any] = {
    "hangs up": hang_up,
    "falls silent": fall_silent,
    "says half": half_then_hang_up,
    "garbles": b"\xff\xfe banana\r\n",
    "mixes codes": b"250-one\r\n550 two\r\n",
    "says one huge line": b"250 " + b"x" * 9_000 + b"\r\n",
    "does not stop talking": talk_without_end,
    "drips": drip,
}
STEPS = ("banner", "ehlo", "starttls", "ehlo again", "auth", "mail", "rcpt", "data", "dot")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("how", BREAKS)
def test_a_broken_step_before_the_dot_can_be_tried_again_and_after_it_is_unknown(step: str, how: str) -> None:
    told = BREAKS[how](USUAL[step]) if how == "says half" else BREAKS[how]
    with Peer(script={step: told}) as peer:
        sent = send(peer)
    assert state_after(sent) is (UNKNOWN if step == "dot" else APPROVED), sent
    assert sent.ending is Ending.LOST
    assert sent.fault is not Fault.LOGIN
    assert len(peer.accepted) == (step == "dot")
    assert (DOTS == ["dot"]) == (step == "dot")


@pytest.mark.parametrize("how", [hang_up, fall_silent])
def test_a_line_that_breaks_within_the_mail_sends_nothing(how: Callable[..., None]) -> None:
    many = Envelope(sender=ENVELOPE.sender, recipients=ENVELOPE.recipients, mail=MAIL + b"more\r\n" * 400_000)
    with Peer(script={"body": how}) as peer:
        sent = send(peer, many)
    assert state_after(sent) is (APPROVED if how is hang_up else UNKNOWN)
    assert peer.accepted == []


@pytest.mark.parametrize("step", STEPS)
def test_not_now_can_be_tried_again(step: str) -> None:
    with Peer(script={step: b"451-4.3.0 busy\r\n451 4.3.0 later\r\n"}) as peer:
        sent = send(peer)
    assert state_after(sent) is APPROVED
    assert sent.ending is Ending.LATER
    assert sent.fault is None
    assert peer.accepted == []


NO = {
    "banner": (APPROVED, Fault.PORT),
    "ehlo": (APPROVED, Fault.PORT),
    "starttls": (APPROVED, Fault.TLS),
    "ehlo again": (APPROVED, Fault.PORT),
    "auth": (APPROVED, Fault.PERMISSION),
    "mail": (APPROVED, Fault.PERMISSION),
    "rcpt": (REFUSED, None),
    "data": (REFUSED, None),
    "dot": (REFUSED, None),
}


@pytest.mark.parametrize("step", NO)
def test_a_no_is_final_only_where_it_is_about_the_letter(step: str) -> None:
    with Peer(script={step: b"550 5.1.1 no\r\n"}) as peer:
        sent = send(peer)
    assert (state_after(sent), sent.fault) == NO[step]
    assert peer.accepted == []


@pytest.mark.parametrize("step", STEPS)
def test_an_answer_in_several_lines_is_one(step: str) -> None:
    code = USUAL[step][:3]
    lines = USUAL[step] if b"-" in USUAL[step][:4] else code + b"-first\r\n" + code + b"-\r\n" + USUAL[step]
    with Peer(script={step: lines}) as peer:
        assert state_after(send(peer)) is POSTED
    assert len(peer.accepted) == 1


@pytest.mark.parametrize("answer", [b"250\r\n", b"250 \n", b"251 ok\r\n"])
def test_short_answers_count(answer: bytes) -> None:
    with Peer(script={"dot": answer}) as peer:
        assert state_after(send(peer)) is POSTED


@pytest.mark.parametrize(
    "answer", [b"354 go on\r\n", b"220 hello\r\n", b"334 \r\n", b"25 ok\r\n", b"2500 ok\r\n", b"\r\n"]
)
def test_an_answer_to_something_else_after_the_dot_is_unknown(answer: bytes) -> None:
    with Peer(script={"dot": answer}) as peer:
        assert state_after(send(peer)) is UNKNOWN


@pytest.mark.parametrize("how", [hang_up, fall_silent, b"500 what\r\n", b"\xff\r\n"])
def test_a_goodbye_that_fails_changes_nothing(how: Any) -> None:
    with Peer(script={"quit": how}) as peer:
        assert state_after(send(peer)) is POSTED
    assert len(peer.accepted) == 1


def test_starttls_that_is_stripped_is_refused_before_anything_is_said() -> None:
    with Peer(script={"ehlo": b"250-peer.example\r\n250 AUTH PLAIN\r\n"}) as peer:
        sent = send(peer)
    assert (state_after(sent), sent.fault) == (APPROVED, Fault.TLS)
    assert [line.split()[0].upper() for line in peer.heard] == [b"EHLO"]


def test_words_slipped_in_after_starttls_are_refused() -> None:
    with Peer(script={"starttls": b"220 go ahead\r\n250 slipped in\r\n"}) as peer:
        sent = send(peer)
    assert (state_after(sent), sent.fault) == (APPROVED, Fault.TLS)
    assert not any(b"AUTH" in line for line in peer.heard)


@pytest.mark.parametrize("host", ["mail.elsewhere.example", "127.0.0.2"])
def test_a_certificate_for_another_is_refused(host: str) -> None:
    for tls_first in (False, True):
        with Peer(host=host, tls_first=tls_first) as peer:
            sent = send(peer)
        assert (state_after(sent), sent.fault) == (APPROVED, Fault.TLS)
        assert not any(b"AUTH" in line for line in peer.heard)


def test_a_certificate_nobody_vouches_for_is_refused() -> None:
    with Peer() as peer:
        trusting = server_of(peer)
        ended: list[Sent] = []
        system = Server(place=trusting.place, tls=trusting.tls)
        send_mail(system, LOGIN, ENVELOPE, CLICK, lambda: None, ended.append, QUICK)
    assert ended[0].fault is Fault.TLS
    assert "certificate" in ended[0].words
    assert peer.accepted == []


def test_tls_where_none_is_spoken_and_none_where_tls_is() -> None:
    with Peer() as peer:
        wrong = Server(place=Place("127.0.0.1", peer.port), tls=Tls.FROM_THE_START, certificate=peer.made.authority)
        assert try_connection(wrong, LOGIN, ENVELOPE.sender, CLICK, QUICK).fault is Fault.TLS
    with Peer(tls_first=True) as peer:
        wrong = Server(place=Place("127.0.0.1", peer.port), tls=Tls.STARTTLS, certificate=peer.made.authority)
        assert try_connection(wrong, LOGIN, ENVELOPE.sender, CLICK, QUICK).fault is Fault.TLS


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (b"535 5.7.8 bad credentials\r\n", Fault.LOGIN),
        (b"534 5.7.9 application password required\r\n", Fault.LOGIN),
        (b"504 5.5.4 unknown mechanism\r\n", Fault.LOGIN),
        (b"503 already\r\n", Fault.LOGIN),
        (b"535 5.7.139 basic authentication is disabled\r\n", Fault.PERMISSION),
        (b"530 5.7.0 no\r\n", Fault.PERMISSION),
    ],
)
def test_a_refused_login_is_named_and_its_words_are_not_kept(answer: bytes, fault: Fault) -> None:
    with Peer(script={"auth": answer}) as peer:
        sent = send(peer)
    assert (state_after(sent), sent.fault, sent.code) == (APPROVED, fault, int(answer[:3]))
    assert sent.words == ""


def test_the_other_ways_to_sign_in() -> None:
    plain_only = {"ehlo again": b"250-peer.example\r\n250 AUTH LOGIN\r\n", "auth": b"334 UGFzc3dvcmQ6\r\n"}
    with Peer(script=plain_only, rcpt_answers={}) as peer:
        assert send(peer).phase is Phase.SECURED
    assert b"aHVudGVyMi1odW50ZXIy\r\n" in peer.heard
    with Peer() as peer:
        assert state_after(send(peer, login=TOKEN)) is POSTED
    assert any(line.startswith(b"AUTH XOAUTH2 ") for line in peer.heard)
    with Peer(script={"auth": b"334 eyJzdGF0dXMiOiI0MDEifQ==\r\n", "mail": b"535 5.7.8 no\r\n"}) as peer:
        assert send(peer, login=TOKEN).fault in (Fault.LOGIN, Fault.LINE)
    for login in (LOGIN, TOKEN):
        with Peer(script={"ehlo again": b"250 peer.example\r\n"}) as peer:
            assert send(peer, login=login).fault is Fault.LOGIN


def test_refused_recipients_are_named_though_the_rest_goes() -> None:
    two = Envelope(sender="jo@peer.example", recipients=("a@x.example", "b@x.example"), mail=MAIL)
    with Peer(rcpt_answers={"b@x.example": b"550 5.1.1 nobody by that name\r\n"}) as peer:
        sent = send(peer, two)
    assert state_after(sent) is POSTED
    assert [(one.recipient, one.code, one.words) for one in sent.refusals] == [
        ("b@x.example", 550, "5.1.1 nobody by that name")
    ]
    with Peer(rcpt_answers={"a@x.example": b"550 no\r\n", "b@x.example": b"450 later\r\n"}) as peer:
        sent = send(peer, two)
    assert state_after(sent) is APPROVED
    assert len(sent.refusals) == 2
    assert peer.accepted == []


def test_what_keeps_the_dot_back_keeps_the_mail_back() -> None:
    def lose_claim() -> None:
        raise RuntimeError("claimed by another")

    with Peer() as peer, pytest.raises(RuntimeError):
        send_mail(server_of(peer), LOGIN, ENVELOPE, CLICK, lose_claim, lambda _: None, QUICK)
    assert peer.accepted == []


def test_nobody_there_and_no_such_name() -> None:
    with Peer() as peer:
        pass
    assert send(peer).fault is Fault.PORT
    ended: list[Sent] = []
    for host in ("smtp with spaces", "256.1.1.1", "0x7f000001", "peer.example\r\nRCPT"):
        nowhere = Server(place=Place(host, 587), tls=Tls.STARTTLS)
        send_mail(nowhere, LOGIN, ENVELOPE, CLICK, lambda: None, ended.append, QUICK)
    assert {sent.fault for sent in ended} == {Fault.ADDRESS}
    assert {state_after(sent) for sent in ended} == {APPROVED}


def test_trying_the_connection_sends_no_mail() -> None:
    with Peer() as peer:
        assert try_connection(server_of(peer), LOGIN, "jo@peer.example", CLICK, QUICK) == Sent(phase=Phase.SENDER)
    words = [line.split()[0].upper() for line in peer.heard]
    assert words == [b"EHLO", b"STARTTLS", b"EHLO", b"AUTH", b"MAIL", b"RSET", b"QUIT"]
    with Peer(script={"mail": b"553 5.7.1 not your address\r\n"}) as peer:
        assert try_connection(server_of(peer), LOGIN, "x@y.example", CLICK, QUICK).fault is Fault.PERMISSION


def test_a_server_cannot_be_trusted_with_control_characters() -> None:
    with Peer(script={"rcpt": b"550 no\x1b[31m such \x00 <script> person\r\n"}) as peer:
        sent = send(peer)
    assert sent.words == "no [31m such <script> person"
