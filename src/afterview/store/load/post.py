"""Mailboxes and postings."""

from django.db.models import Q, QuerySet

from afterview.core.posting import Fault, MailAccount, Phase, Posting, PostingState, Refusal, SignIn, Tls
from afterview.core.words import Candidate
from afterview.store import models


def load_accounts(candidate: Candidate) -> tuple[MailAccount, ...]:
    """The candidate's mailboxes, in the order they were added."""
    return tuple(to_account(row) for row in models.MailAccount.objects.filter(candidate_id=candidate.id).order_by("pk"))


def load_account(candidate: Candidate, account_id: int) -> MailAccount | None:
    """One mailbox, None when the journal has none of that number."""
    row = models.MailAccount.objects.filter(candidate_id=candidate.id, pk=account_id).first()
    return to_account(row) if row else None


def load_posting(candidate: Candidate, posting_id: int) -> Posting | None:
    """One posting, None when the journal has none of that number."""
    row = _posting_rows(candidate).filter(pk=posting_id).first()
    return to_posting(row) if row else None


def load_posting_of(candidate: Candidate, letter_id: int) -> Posting | None:
    """The latest posting of a letter, None where it never was approved."""
    row = _posting_rows(candidate).filter(letter_id=letter_id).last()
    return to_posting(row) if row else None


def load_postings_in(candidate: Candidate, states: tuple[PostingState, ...]) -> tuple[Posting, ...]:
    """The postings that are in one of these states, the oldest first."""
    return tuple(to_posting(row) for row in _posting_rows(candidate).filter(state__in=states))


def is_invented_letter(candidate: Candidate, letter_id: int) -> bool:
    """Whether a letter is to somebody of the invented example."""
    rows = models.Letter.objects.filter(candidate_id=candidate.id, pk=letter_id)
    return rows.filter(Q(invented=True) | Q(interview__invented=True)).exists()


def _posting_rows(candidate: Candidate) -> QuerySet[models.Posting]:
    return models.Posting.objects.filter(candidate_id=candidate.id).order_by("pk")


def to_account(row: models.MailAccount) -> MailAccount:
    """A row as a value."""
    return MailAccount(
        id=row.pk,
        address=row.address,
        name=row.name,
        login=row.login,
        sign_in=SignIn(row.sign_in),
        client_id=row.client_id,
        smtp_host=row.smtp_host,
        smtp_port=row.smtp_port,
        smtp_tls=Tls(row.smtp_tls),
        imap_host=row.imap_host,
        imap_port=row.imap_port,
        imap_tls=Tls(row.imap_tls),
        certificate=row.certificate,
        added_at=row.added_at,
    )


def to_posting(row: models.Posting) -> Posting:
    """A row as a value."""
    return Posting(
        id=row.pk,
        letter_id=row.letter_id,
        account_id=row.account_id,
        state=PostingState(row.state),
        phase=Phase(row.phase) if row.phase else None,
        sender=row.sender,
        recipient=row.recipient,
        message_id=row.message_id,
        mail=row.mail,
        approved_at=row.approved_at,
        claimed_at=row.claimed_at,
        ended_at=row.ended_at,
        fault=Fault(row.fault) if row.fault else None,
        answer=row.answer,
        refusals=tuple(to_refusal(one) for one in row.refusals),
    )


def to_refusal(written: object) -> Refusal:
    """ "550 sam@northwind.example no such person" as a value; what is not written so has code 0."""
    code, _, rest = str(written).partition(" ")
    recipient, _, words = rest.partition(" ")
    return Refusal(recipient=recipient, code=int(code) if code.isdecimal() else 0, words=words)
