"""A letter on its way through the person's own mailbox: what may be known of it at each moment, and what follows.

Between the last dot of a mail and the server's answer nobody can know whether it went (RFC 1047). So there is a
fourth state, unknown, and no decision here ever leads from it to a second sending.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from afterview.core.words import LetterState

# One sending takes a minute at most; whoever still holds a claim after this is gone.
CLAIM_LASTS = timedelta(minutes=2)


class Tls(StrEnum):
    """How a connection is secured: from the first byte, or by STARTTLS; there is no third way."""

    FROM_THE_START = "tls"
    STARTTLS = "starttls"


class SignIn(StrEnum):
    """How the person signs in."""

    PASSWORD = "password"  # noqa: S105  # nosec B105  # a way, not a password
    GOOGLE = "google"
    MICROSOFT = "microsoft"


class PostingState(StrEnum):
    """Where one posting stands; `WITHDRAWN` when the person took the letter back to the desk."""

    APPROVED = "approved"
    POSTING = "posting"
    POSTED = "posted"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    WITHDRAWN = "withdrawn"


class Phase(StrEnum):
    """The last step of a sending that is known to have been reached, in this order."""

    CLAIMED = "claimed"
    CONNECTED = "connected"
    SECURED = "secured"
    SIGNED_IN = "signed_in"
    SENDER = "sender"
    RECIPIENT = "recipient"
    BODY = "body"
    DOT = "dot"
    ANSWERED = "answered"


class Ending(StrEnum):
    """How a step ended that did not end well; `LOST`: hung up, silent, or words that are no answer."""

    NO = "no"
    LATER = "later"
    LOST = "lost"


class Fault(StrEnum):
    """Which part of a mailbox's settings failed."""

    ADDRESS = "address"
    PORT = "port"
    TLS = "tls"
    LOGIN = "login"
    PERMISSION = "permission"
    LINE = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailAccount:
    """A person's own mailbox as they set it up; never a password. `certificate` (PEM) is one they vouch for."""

    id: int = 0
    address: str
    name: str = ""
    login: str
    sign_in: SignIn = SignIn.PASSWORD
    client_id: str = ""
    smtp_host: str
    smtp_port: int
    smtp_tls: Tls = Tls.FROM_THE_START
    imap_host: str = ""
    imap_port: int = 993
    imap_tls: Tls = Tls.FROM_THE_START
    certificate: str = ""
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One recipient whom the server would not take, and its answer."""

    recipient: str
    code: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """How a sending ended: the last phase reached, how its next step ended (None: it went), and the server's answer.

    `fault` names the setting to look at, where one is to blame. `refusals` may be there although it went.
    """

    phase: Phase
    ending: Ending | None = None
    fault: Fault | None = None
    code: int = 0
    words: str = ""
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One approved mail: its bytes as they go, who approved what when, and how far it came."""

    id: int = 0
    letter_id: int
    account_id: int | None
    state: PostingState = PostingState.APPROVED
    phase: Phase | None = None
    sender: str
    recipient: str
    message_id: str
    mail: str
    approved_at: datetime
    claimed_at: datetime | None = None
    ended_at: datetime | None = None
    fault: Fault | None = None
    answer: str = ""
    refusals: tuple[Refusal, ...] = ()


def state_after(sent: Sent) -> PostingState:
    """The state that an ended sending leads to; only what the server said after the dot, or never got, is certain."""
    if sent.ending is None:
        return PostingState.POSTED
    if sent.ending is Ending.NO and sent.fault is None:
        return PostingState.REFUSED
    if sent.phase is Phase.DOT and sent.ending is Ending.LOST:
        return PostingState.UNKNOWN
    return PostingState.APPROVED


def is_abandoned(posting: Posting, now: datetime) -> bool:
    """Whether a claim is so old that whoever held it is gone."""
    claimed = posting.state is PostingState.POSTING
    return claimed and (posting.claimed_at is None or now - posting.claimed_at > CLAIM_LASTS)


def state_after_crash(phase: Phase | None) -> PostingState:
    """The state of a claim whose holder is gone: nothing went before the dot was due; after that nobody knows."""
    return PostingState.UNKNOWN if phase in (Phase.DOT, Phase.ANSWERED) else PostingState.APPROVED


def letter_state(state: PostingState) -> LetterState:
    """What a letter is while its posting is in a state."""
    return LetterState.DRAFT if state is PostingState.WITHDRAWN else LetterState(state.value)


def may_have_gone(state: PostingState) -> bool:
    """Whether the letter is, or may be, out or on its way: then nobody can say of it that it was not sent."""
    return state in (PostingState.POSTING, PostingState.POSTED, PostingState.UNKNOWN)


def may_withdraw(state: PostingState) -> bool:
    """Whether the letter can go back to the desk without being asked about: it surely did not go."""
    return state in (PostingState.APPROVED, PostingState.REFUSED)
