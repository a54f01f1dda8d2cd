"""Transcripts: what was brought in, and the facts that were kept."""

from typing import Any

from afterview.core.transcript.turns import Answer, Facts, Kept
from afterview.core.words import Candidate
from afterview.store import models


def load_transcript(candidate: Candidate, transcript_id: int) -> Kept | None:
    """One transcript, None when the journal has none of that number."""
    row = models.Transcript.objects.filter(candidate_id=candidate.id, pk=transcript_id).first()
    return to_kept(row) if row else None


def load_transcripts(candidate: Candidate, interview_id: int | None) -> tuple[Kept, ...]:
    """The transcripts of an interview, or (None) of practice, the latest first; without their text."""
    of: dict[str, Any] = {"interview_id": interview_id} if interview_id else {"interview__isnull": True}
    rows = models.Transcript.objects.filter(candidate_id=candidate.id, **of)
    return tuple(to_kept(row) for row in rows.defer("text").order_by("-brought_at", "-pk"))


def to_kept(row: models.Transcript) -> Kept:
    """A row as a value; its text is read only where it was asked for."""
    return Kept(
        id=row.pk,
        interview_id=row.interview_id,
        name=row.name,
        brought_at=row.brought_at,
        confirmed_at=row.confirmed_at,
        text="" if "text" in row.get_deferred_fields() else row.text,
        me=row.me,
        is_guessed=row.is_guessed,
        facts=Facts(
            answers=tuple(_to_answer(answer) for answer in row.answers),
            own_words=row.own_words,
            other_words=row.other_words,
            own_seconds=row.own_seconds,
            other_seconds=row.other_seconds,
            hedges=row.hedges,
            asked_back=row.asked_back,
        ),
    )


def _to_answer(fields: dict[str, Any]) -> Answer:
    return Answer(**fields)
