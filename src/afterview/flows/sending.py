"""A letter through the person's own mailbox: looked at, approved, claimed, sent once, and never guessed about.

The order that loses nothing and doubles nothing: claim (one conditional update) -> talk to the server -> write down
that the final dot comes next -> send the dot -> write down the answer. Nothing here starts by itself.
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path

from django.db import IntegrityError

from afterview.core.letters.envelope import build_eml, is_address, make_own
from afterview.core.posting import (
    MailAccount,
    Posting,
    PostingState,
    Sent,
    is_abandoned,
    may_have_gone,
    may_withdraw,
    state_after,
    state_after_crash,
)
from afterview.core.words import Candidate, Interview, Letter, LetterState
from afterview.flows.drafting import find_request
from afterview.flows.journal import writing
from afterview.flows.letters import find_letter
from afterview.flows.mailbox import find_account, sign_in
from afterview.post.accounts import smtp_server
from afterview.post.mailbox.client import LoginRefused, SaysNo
from afterview.post.mailbox.open import open_mailbox
from afterview.post.mailbox.sent import find_message_id
from afterview.post.mailbox.wire import LineLost
from afterview.post.outbound import Consent, NotReached, NotSecured
from afterview.post.secret import Login
from afterview.post.send.deliver import Envelope, Patience, send_mail
from afterview.store.load.post import is_invented_letter, load_account, load_posting_of, load_postings_in
from afterview.store.record.post import record_claim, record_dot, record_end, record_posting, record_state

# Says whether a mail of this Message-ID is among the account's sent ones: True, False, or None where it could not look.
type FindInSent = Callable[[MailAccount, Login, str, Consent], bool | None]


class NotSendable(Exception):
    """This letter cannot go like this: it has no address, or is of the invented example."""


class ChangedMeanwhile(Exception):
    """The letter is not what the person looked at any more."""


class AlreadyOnItsWay(Exception):
    """This letter was approved before; it goes once."""


class ClaimLost(Exception):
    """Another took this posting over; the dot is not sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalLook:
    """A letter as it would go: the exact text, from whom, to whom; `seen` stands for all of it."""

    letter: Letter
    interview: Interview
    account: MailAccount
    sender: str
    text: str
    seen: str


def look_before_sending(candidate: Candidate, letter_id: int, account_id: int) -> FinalLook:
    """The last look. Raises LetterGone, AccountGone, NotSendable, AlreadyOnItsWay."""
    letter, interview = find_letter(candidate, letter_id)
    account = find_account(candidate, account_id)
    if letter.state is not LetterState.DRAFT:
        raise AlreadyOnItsWay
    if not is_address(letter.to_address) or is_invented_letter(candidate, letter_id):
        raise NotSendable
    text = _text_of(_write_mail(candidate, letter, account, letter.drafted_at))
    said = "\0".join(
        (letter.subject, text, letter.to_name, letter.to_address, account.address, _name(candidate, account))
    )
    seen = hashlib.sha256(said.encode(errors="replace")).hexdigest()
    sender = _name(candidate, account)
    return FinalLook(letter=letter, interview=interview, account=account, sender=sender, text=text, seen=seen)


def approve_letter(candidate: Candidate, letter_id: int, account_id: int, seen: str, now: datetime) -> Posting:
    """Fixes the mail's bytes as they will go. Raises as `look_before_sending`, and ChangedMeanwhile."""
    with writing():
        look = look_before_sending(candidate, letter_id, account_id)
        if not secrets.compare_digest(look.seen, seen):
            raise ChangedMeanwhile
        mail = _write_mail(candidate, look.letter, look.account, now)
        posting = Posting(
            letter_id=letter_id,
            account_id=account_id,
            sender=look.account.address,
            recipient=look.letter.to_address.strip(),
            message_id=look.letter.message_id,
            mail=mail.decode("ascii"),
            approved_at=now,
        )
        try:
            record_posting(candidate, posting)
        except IntegrityError as error:
            raise AlreadyOnItsWay from error
    return find_posting(candidate, letter_id)


def send_approved(candidate: Candidate, letter_id: int, folder: Path, now: datetime, passphrase: str = "") -> Posting:
    """Sends the approved mail upon the click, within a minute; returns the posting as it is then.

    Raises AlreadyOnItsWay, AccountGone, VaultError's kinds.
    """
    posting = find_posting(candidate, letter_id)
    account = find_account(candidate, posting.account_id or 0)
    consent = Consent(what="Send", when=now)
    hand_over(candidate, posting, account, sign_in(account, folder, consent, passphrase), consent)
    return find_posting(candidate, letter_id)


def hand_over(
    candidate: Candidate,
    posting: Posting,
    account: MailAccount,
    login: Login,
    consent: Consent,
    patience: Patience | None = None,
) -> None:
    """Claims a posting and hands its mail to the account's server. Raises AlreadyOnItsWay, ClaimLost."""
    claim = secrets.token_hex(16)
    with writing():
        if not record_claim(candidate, posting, claim, consent.when):
            raise AlreadyOnItsWay

    def before_dot() -> None:
        with writing():
            if not record_dot(candidate, posting, claim):
                raise ClaimLost

    def conclude(sent: Sent) -> None:
        with writing():
            record_end(candidate, posting, claim, sent, state_after(sent), consent.when)

    mail = Envelope(sender=posting.sender, recipients=(posting.recipient,), mail=posting.mail.encode("ascii"))
    send_mail(smtp_server(account), login, mail, consent, before_dot, conclude, patience)


def went_from_here(candidate: Candidate, letter_id: int) -> bool:
    """Whether a letter is, or may be, out through one's own mailbox: nobody can say of it that it was not sent."""
    posting = load_posting_of(candidate, letter_id)
    return posting is not None and may_have_gone(posting.state)


def find_posting(candidate: Candidate, letter_id: int) -> Posting:
    """The latest posting of a letter. Raises AlreadyOnItsWay where there is none to act upon."""
    posting = load_posting_of(candidate, letter_id)
    if posting is None:
        raise AlreadyOnItsWay
    return posting


def read_posting(candidate: Candidate, letter_id: int, now: datetime) -> Posting | None:
    """The latest posting of a letter as it may be taken for now, None where it never was approved or was taken back."""
    settle_abandoned(candidate, now)
    posting = load_posting_of(candidate, letter_id)
    return None if posting is None or posting.state is PostingState.WITHDRAWN else posting


def settle_abandoned(candidate: Candidate, now: datetime) -> tuple[Posting, ...]:
    """Takes claims whose holder is gone for what they can be: not sent before the dot was due, unknown after.

    Sends nothing, and twice is as good as once. Returns those it settled.
    """
    abandoned = [one for one in load_postings_in(candidate, (PostingState.POSTING,)) if is_abandoned(one, now)]
    if not abandoned:
        return ()
    with writing():
        return tuple(
            one
            for one in abandoned
            if record_state(candidate, one, state_after_crash(one.phase), one.claimed_at or one.approved_at)
        )


def list_unknown(candidate: Candidate, now: datetime) -> tuple[tuple[Posting, Letter, Interview], ...]:
    """The postings of which nobody knows whether they went, each with its letter and interview."""
    settle_abandoned(candidate, now)
    waiting = load_postings_in(candidate, (PostingState.UNKNOWN,))
    return tuple((one, *find_letter(candidate, one.letter_id)) for one in waiting)


def say_it_went(candidate: Candidate, letter_id: int) -> None:
    """The person found it in their Sent folder. Raises AlreadyOnItsWay where that is not in question."""
    posting = _find_in(candidate, letter_id, PostingState.UNKNOWN)
    with writing():
        record_state(candidate, posting, PostingState.POSTED, posting.claimed_at or posting.approved_at)


def say_it_never_went(candidate: Candidate, letter_id: int) -> None:
    """The person is sure that it did not go: it is a draft again. Raises AlreadyOnItsWay where nobody asks that."""
    posting = _find_in(candidate, letter_id, PostingState.UNKNOWN)
    with writing():
        record_state(candidate, posting, PostingState.WITHDRAWN)


def take_back(candidate: Candidate, letter_id: int) -> None:
    """A letter that surely did not go becomes a draft again. Raises AlreadyOnItsWay where it may have gone."""
    posting = find_posting(candidate, letter_id)
    if not may_withdraw(posting.state):
        raise AlreadyOnItsWay
    with writing():
        record_state(candidate, posting, PostingState.WITHDRAWN)


def can_look_in_sent(account: MailAccount | None) -> bool:
    """Whether the Sent folder of a mailbox can be looked into from here."""
    return account is not None and bool(account.imap_host)


def find_in_sent(account: MailAccount, login: Login, message_id: str, consent: Consent) -> bool | None:
    """Looks into the Sent folder over IMAP; None where that could not be done."""
    try:
        with open_mailbox(account, login, consent) as opened:
            return find_message_id(opened, message_id)
    except (NotReached, NotSecured, LineLost, LoginRefused, SaysNo, ValueError):
        return None


def look_in_sent(
    candidate: Candidate,
    letter_id: int,
    folder: Path,
    now: datetime,
    find: FindInSent = find_in_sent,
    passphrase: str = "",
) -> bool | None:
    """Looks for an unknown letter among the sent mails, upon the click; found, it is posted.

    Not found proves nothing, for many servers keep no copy of what goes through them: then the person says.
    Raises AlreadyOnItsWay, AccountGone, VaultError's kinds.
    """
    posting = _find_in(candidate, letter_id, PostingState.UNKNOWN)
    account = load_account(candidate, posting.account_id or 0)
    if account is None or not can_look_in_sent(account):
        return None
    consent = Consent(what="Look in my Sent folder", when=now)
    is_there = find(account, sign_in(account, folder, consent, passphrase), posting.message_id, consent)
    if is_there:
        say_it_went(candidate, letter_id)
    return is_there


def _find_in(candidate: Candidate, letter_id: int, state: PostingState) -> Posting:
    posting = find_posting(candidate, letter_id)
    if posting.state is not state:
        raise AlreadyOnItsWay
    return posting


def _write_mail(candidate: Candidate, letter: Letter, account: MailAccount, moment: datetime) -> bytes:
    request = find_request(candidate, letter.interview_id, letter.interviewer_id)
    references = (request.message_id,) if request else ()
    own = make_own(_name(candidate, account), account.address)
    return build_eml(letter, candidate.name or account.name, moment, references, own)


def _name(candidate: Candidate, account: MailAccount) -> str:
    return account.name or candidate.name


def _text_of(mail: bytes) -> str:
    """The text as whoever opens the mail reads it."""
    return str(message_from_bytes(mail, policy=policy.default).get_content()).replace("\r\n", "\n")
