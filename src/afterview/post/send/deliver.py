"""One mail over the person's own server: every step is a phase, and how it ended is always one of three."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from afterview.core.posting import Ending, Fault, Phase, Refusal, Sent, Tls
from afterview.post.outbound import (
    STEP_SECONDS,
    BadPlace,
    Consent,
    NameUnknown,
    NotReached,
    NotSecured,
    Place,
    connect,
    leash,
    secure,
)
from afterview.post.secret import Login
from afterview.post.send.talk import (
    DROPPED,
    GARBLED,
    IN_THE_CLEAR,
    SILENT,
    Answer,
    Disconnected,
    LineLost,
    Talk,
    show_words,
    taking_leave,
)

# Codes by which a server says that name or password are wrong; 535 5.7.139 and 5.7.57 are about permission instead.
WRONG_LOGIN = (534, 535)
NOT_ALLOWED = (b"5.7.139", b"5.7.57")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where a person's mails are handed over, and how the connection is secured."""

    place: Place
    tls: Tls
    certificate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Who sends, who receives, and the mail's bytes with CRLF line ends."""

    sender: str
    recipients: tuple[str, ...]
    mail: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How many seconds one step may take, and the whole."""

    step: float = STEP_SECONDS
    whole: float = 60.0


class Stopped(Exception):
    """A sending that ended before its time; `sent` says where and how."""

    def __init__(self, sent: Sent) -> None:
        super().__init__(sent.phase)
        self.sent = sent


def send_mail(
    server: Server,
    login: Login,
    envelope: Envelope,
    consent: Consent,
    before_dot: Callable[[], None],
    conclude: Callable[[Sent], None],
    patience: Patience | None = None,
) -> None:
    """Hands a mail over. `before_dot` writes down that the final dot comes next, and its exceptions keep it from
    being sent; `conclude` hears how it ended, before the goodbye. Raises only what these two raise."""
    try:
        with _reach(server, login, consent, patience or Patience()) as talk:
            try:
                sent = _hand_over(talk, envelope, before_dot)
            except Stopped as stopped:
                sent = stopped.sent
            conclude(sent)
    except Stopped as stopped:
        conclude(stopped.sent)


def try_connection(
    server: Server, login: Login, sender: str, consent: Consent, patience: Patience | None = None
) -> Sent:
    """Connects, signs in and asks whether this sender may send; no mail is sent. `fault` says what failed."""
    try:
        with _reach(server, login, consent, patience or Patience()) as talk:
            _name_sender(talk, sender)
            _ask(talk, Phase.SENDER, "RSET", fault=Fault.PERMISSION)
            return Sent(phase=Phase.SENDER)
    except Stopped as stopped:
        return stopped.sent


@contextmanager
def _reach(server: Server, login: Login, consent: Consent, patience: Patience) -> Iterator[Talk]:
    """A conversation that is secured and signed in. Raises Stopped."""
    try:
        connection = connect(server.place, consent, patience.step)
    except NotReached as error:
        is_name = isinstance(error, (BadPlace, NameUnknown))
        raise _stopped(Phase.CLAIMED, Fault.ADDRESS if is_name else Fault.PORT, str(error)) from error
    with leash(connection, patience.whole):
        with _securing():
            if server.tls is Tls.FROM_THE_START:
                connection = secure(connection, server.place.host, server.certificate)
        with taking_leave(Talk(connection, server.place)) as talk:
            _greet(talk, server)
            _sign_in(talk, login)
            yield talk


def _greet(talk: Talk, server: Server) -> None:
    silent_fault = Fault.TLS if server.tls is Tls.STARTTLS else Fault.LINE
    answer = _listen(talk.getreply, Phase.CONNECTED, silent_fault, Fault.PORT)
    _expect(answer, 220, Phase.CONNECTED, Fault.PORT)
    _expect(_listen(talk.ehlo, Phase.CONNECTED), 250, Phase.CONNECTED, Fault.PORT)
    if server.tls is Tls.FROM_THE_START:
        return
    if not talk.has_extn("starttls"):
        raise _stopped(Phase.CONNECTED, Fault.TLS, "it offers no STARTTLS")
    with _securing():
        code = _listen(lambda: (talk.start_tls(server.certificate), b""), Phase.CONNECTED, Fault.TLS, Fault.TLS)[0]
    _expect((code, b"STARTTLS"), 220, Phase.CONNECTED, Fault.TLS)
    _expect(_listen(talk.ehlo, Phase.SECURED), 250, Phase.SECURED, Fault.PORT)


def _sign_in(talk: Talk, login: Login) -> None:
    code, words = _listen(lambda: talk.sign_in(login), Phase.SECURED)
    if code == 235:
        return
    # The words of this answer are not kept: a server may repeat in them what it was given.
    if code == 0:
        raise _stopped(Phase.SECURED, Fault.LOGIN)
    allowed = code in WRONG_LOGIN and not words.startswith(NOT_ALLOWED)
    fault = Fault.LOGIN if allowed or 500 <= code < 505 else Fault.PERMISSION
    raise Stopped(Sent(phase=Phase.SECURED, ending=_ending(code), fault=_unless_later(code, fault), code=code))


def _hand_over(talk: Talk, envelope: Envelope, before_dot: Callable[[], None]) -> Sent:
    _name_sender(talk, envelope.sender)
    refusals = tuple(_name_recipients(talk, envelope.recipients))
    if len(refusals) == len(envelope.recipients):
        raise Stopped(_all_refused(refusals))
    answer = _listen(lambda: talk.docmd("DATA"), Phase.RECIPIENT)
    _expect(answer, 354, Phase.RECIPIENT, None, refusals)
    _listen(lambda: talk.send_body(envelope.mail), Phase.BODY)
    before_dot()
    answer = _listen(talk.send_dot, Phase.DOT)
    _expect(answer, 250, Phase.DOT, None, refusals)
    return Sent(phase=Phase.ANSWERED, code=answer[0], words=show_words(answer[1]), refusals=refusals)


def _name_sender(talk: Talk, sender: str) -> None:
    _ask(talk, Phase.SIGNED_IN, f"MAIL FROM:<{sender}>", Fault.PERMISSION)


def _name_recipients(talk: Talk, recipients: tuple[str, ...]) -> Iterator[Refusal]:
    for recipient in recipients:
        code, words = _name_recipient(talk, recipient)
        if not 250 <= code < 260:
            yield Refusal(recipient=recipient, code=code, words=show_words(words))


def _name_recipient(talk: Talk, recipient: str) -> Answer:
    return _listen(lambda: talk.docmd(f"RCPT TO:<{recipient}>"), Phase.SENDER)


def _all_refused(refusals: tuple[Refusal, ...]) -> Sent:
    worst = next((one for one in refusals if one.code < 500), refusals[0])
    return Sent(phase=Phase.SENDER, ending=_ending(worst.code), code=worst.code, words=worst.words, refusals=refusals)


def _ask(talk: Talk, phase: Phase, command: str, fault: Fault | None) -> None:
    _expect(_listen(lambda: talk.docmd(command), phase), 250, phase, fault)


def _listen(ask: Callable[[], Answer], phase: Phase, silent: Fault = Fault.LINE, garbled: Fault = Fault.LINE) -> Answer:
    """The answer to what is asked. Raises Stopped where none comes."""
    try:
        return ask()
    except LineLost as lost:
        fault = {SILENT: silent, GARBLED: garbled, IN_THE_CLEAR: Fault.TLS}.get(lost.why, Fault.LINE)
        raise _stopped(phase, fault, lost.why) from lost
    except Disconnected as lost:
        raise _stopped(phase, Fault.LINE, DROPPED) from lost


def _expect(answer: Answer, wanted: int, phase: Phase, fault: Fault | None, refusals: tuple[Refusal, ...] = ()) -> None:
    """Raises Stopped where the answer is another than was wanted."""
    code, words = answer
    if code // 10 != wanted // 10:
        fault = _unless_later(code, fault)
        raise Stopped(
            Sent(phase=phase, ending=_ending(code), fault=fault, code=code, words=show_words(words), refusals=refusals)
        )


def _ending(code: int) -> Ending:
    return {4: Ending.LATER, 5: Ending.NO}.get(code // 100, Ending.LOST)


def _unless_later(code: int, fault: Fault | None) -> Fault | None:
    """A "not now" is nobody's wrong setting."""
    return None if _ending(code) is Ending.LATER else fault


@contextmanager
def _securing() -> Iterator[None]:
    try:
        yield
    except NotSecured as error:
        raise _stopped(Phase.CONNECTED, Fault.TLS, str(error)) from error


def _stopped(phase: Phase, fault: Fault, words: str = "") -> Stopped:
    return Stopped(Sent(phase=phase, ending=Ending.LOST, fault=fault, words=words))
