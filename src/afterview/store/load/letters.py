"""Letters."""

from django.db.models import QuerySet

from afterview.core.pointers import Asked
from afterview.core.words import Candidate, Letter, LetterKind, LetterState
from afterview.store import models


def load_letters(candidate: Candidate) -> tuple[Letter, ...]:
    """Every letter, in the order they were drafted."""
    return tuple(to_letter(row) for row in _letter_rows(candidate))


def load_letters_of(candidate: Candidate, interview_id: int) -> tuple[Letter, ...]:
    """The letters about one interview, in the order they were drafted."""
    return tuple(to_letter(row) for row in _letter_rows(candidate).filter(interview_id=interview_id))


def load_requests_sent(candidate: Candidate, most: int) -> tuple[Asked, ...]:
    """What the latest requests that were sent asked, and when; the earliest first."""
    rows = _letter_rows(candidate).filter(kind=LetterKind.REQUEST, posted_at__isnull=False)
    latest = rows.order_by("-posted_at", "-pk").values_list("posted_at", "body")[:most]
    return tuple(Asked(posted_at.date(), body) for posted_at, body in reversed(latest) if posted_at)


def load_letter(candidate: Candidate, letter_id: int) -> Letter | None:
    """One letter, None when the journal has none of that number."""
    row = _letter_rows(candidate).filter(pk=letter_id).first()
    return to_letter(row) if row else None


def _letter_rows(candidate: Candidate) -> QuerySet[models.Letter]:
    return models.Letter.objects.filter(candidate_id=candidate.id).order_by("drafted_at", "pk")


def to_letter(row: models.Letter) -> Letter:
    """A row as a value."""
    return Letter(
        id=row.pk,
        interview_id=row.interview_id,
        interviewer_id=row.interviewer_id,
        kind=LetterKind(row.kind),
        subject=row.subject,
        body=row.body,
        state=LetterState(row.state),
        message_id=row.message_id,
        in_reply_to=row.in_reply_to,
        reply_id=row.reply_id,
        to_name=row.to_name,
        to_address=row.to_address,
        drafted_at=row.drafted_at,
        held_until=row.held_until,
        posted_at=row.posted_at,
    )
