"""Check-ins: how it was, day by day."""

from afterview.core.words import Candidate, CheckIn
from afterview.store import models


def load_check_ins(candidate: Candidate, most: int | None = None) -> tuple[CheckIn, ...]:
    """Every check-in, or the latest so many; the earliest first."""
    rows = models.CheckIn.objects.filter(candidate_id=candidate.id).order_by("-at", "-pk")[:most]
    return tuple(to_check_in(row) for row in reversed(rows))


def to_check_in(row: models.CheckIn) -> CheckIn:
    """A row as a value."""
    return CheckIn(id=row.pk, at=row.at, mood=row.mood, energy=row.energy, note=row.note, interview_id=row.interview_id)
