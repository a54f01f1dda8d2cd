"""Writes check-ins. Callers hold the transaction (`flows.journal.writing`)."""

from afterview.core.words import Candidate, CheckIn
from afterview.store import models


def record_check_in(candidate: Candidate, check_in: CheckIn) -> int:
    """Writes how it is right now; returns the check-in's id."""
    row = models.CheckIn.objects.create(
        candidate_id=candidate.id,
        interview_id=check_in.interview_id,
        at=check_in.at,
        mood=check_in.mood,
        energy=check_in.energy,
        note=check_in.note,
    )
    return row.pk
