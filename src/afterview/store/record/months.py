"""Writes the monthly looks. Callers hold the transaction (`flows.journal.writing`)."""

from afterview.core.month import Month
from afterview.core.words import Candidate
from afterview.store import models


def record_month(candidate: Candidate, month: Month) -> int:
    """Writes a look; returns its id."""
    row = models.Month.objects.create(candidate_id=candidate.id, at=month.at, answers=dict(month.answers))
    return row.pk


def record_months_gone(candidate: Candidate) -> None:
    """Deletes every look."""
    models.Month.objects.filter(candidate_id=candidate.id).delete()
