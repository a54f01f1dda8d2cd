"""Writes mailboxes and postings. Callers hold the transaction (`flows.journal.writing`).

A posting changes only by conditional updates: each says in which state, and by whose claim, it may happen.
"""

from collections.abc import Mapping
from datetime import datetime

from afterview.core.posting import MailAccount, Phase, Posting, PostingState, Sent, letter_state
from afterview.core.words import Candidate
from afterview.store import models

ACCOUNT_COLUMNS = (
    "address name login sign_in client_id smtp_host smtp_port smtp_tls imap_host imap_port imap_tls certificate"
    " added_at"
)


def record_account(candidate: Candidate, account: MailAccount) -> int:
    """Writes a mailbox (id 0: a new one); returns its id.

    Raises models.MailAccount.DoesNotExist when the journal has no mailbox of that id.
    """
    row = (
        models.MailAccount.objects.get(candidate_id=candidate.id, pk=account.id)
        if account.id
        else models.MailAccount(candidate_id=candidate.id)
    )
    for column in ACCOUNT_COLUMNS.split():
        setattr(row, column, getattr(account, column))
    row.save()
    return row.pk


def record_account_gone(candidate: Candidate, account_id: int) -> None:
    """Deletes a mailbox; what went through it stays."""
    models.MailAccount.objects.filter(candidate_id=candidate.id, pk=account_id).delete()


def record_posting(candidate: Candidate, posting: Posting) -> int:
    """Writes a new posting, approved; returns its id. Raises IntegrityError where the letter has a live one."""
    row = models.Posting.objects.create(
        candidate_id=candidate.id,
        letter_id=posting.letter_id,
        account_id=posting.account_id,
        state=posting.state,
        sender=posting.sender,
        recipient=posting.recipient,
        message_id=posting.message_id,
        mail=posting.mail,
        approved_at=posting.approved_at,
    )
    _follow(candidate, posting.letter_id, posting.state, None)
    return row.pk


def record_claim(candidate: Candidate, posting: Posting, claim: str, now: datetime) -> bool:
    """Claims an approved posting; False where another has it, or it is no longer approved."""
    claimed = _change(
        candidate,
        posting,
        {"state": PostingState.APPROVED},
        state=PostingState.POSTING,
        phase=Phase.CLAIMED,
        claim=claim,
        claimed_at=now,
        ended_at=None,
        fault="",
        answer="",
        refusals=[],
    )
    if claimed:
        _follow(candidate, posting.letter_id, PostingState.POSTING, None)
    return claimed


def record_dot(candidate: Candidate, posting: Posting, claim: str) -> bool:
    """Writes down that the final dot comes next; False where the claim is lost, and then it must not be sent."""
    held = {"state": PostingState.POSTING, "claim": claim}
    return _change(candidate, posting, held, phase=Phase.DOT)


def record_end(
    candidate: Candidate, posting: Posting, claim: str, sent: Sent, state: PostingState, now: datetime
) -> bool:
    """Writes down how a sending ended, also where it was taken for unknown meanwhile; False where that is too late."""
    held = {"state__in": (PostingState.POSTING, PostingState.UNKNOWN), "claim": claim}
    ended = _change(
        candidate,
        posting,
        held,
        state=state,
        phase=sent.phase,
        ended_at=now,
        fault=sent.fault or "",
        answer=f"{sent.code} {sent.words}".strip() if sent.code else sent.words,
        refusals=[f"{one.code} {one.recipient} {one.words}" for one in sent.refusals],
    )
    if ended:
        _follow(candidate, posting.letter_id, state, now)
    return ended


def record_state(
    candidate: Candidate, posting: Posting, state: PostingState, posted_at: datetime | None = None
) -> bool:
    """Brings a posting from the state it was seen in, by the claim it was seen under, to another; False where it has
    moved on meanwhile."""
    seen = {"state": posting.state, "phase": posting.phase or "", "claimed_at": posting.claimed_at}
    changed = _change(candidate, posting, seen, state=state)
    if changed:
        _follow(candidate, posting.letter_id, state, posted_at)
    return changed


def _change(candidate: Candidate, posting: Posting, when: Mapping[str, object], **values: object) -> bool:
    rows = models.Posting.objects.filter(candidate_id=candidate.id, pk=posting.id, **when)
    return rows.update(**values) == 1


def _follow(candidate: Candidate, letter_id: int, state: PostingState, at: datetime | None) -> None:
    """The letter shows where its posting stands; one that may have gone counts as sent until the person knows."""
    went = state in (PostingState.POSTED, PostingState.UNKNOWN)
    rows = models.Letter.objects.filter(candidate_id=candidate.id, pk=letter_id)
    rows.update(state=letter_state(state), posted_at=at if went else None)
    if went:
        rows.update(held_until=None)
