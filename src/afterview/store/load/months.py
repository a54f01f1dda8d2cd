"""The monthly looks at one's own confidence."""

from afterview.core.month import Month
from afterview.core.words import Candidate
from afterview.store import models


def load_months(candidate: Candidate, most: int = 24) -> tuple[Month, ...]:
    """The latest looks, the earliest of them first."""
    rows = models.Month.objects.filter(candidate_id=candidate.id).order_by("-at", "-pk")[:most]
    return tuple(Month(id=row.pk, at=row.at, answers=row.answers) for row in reversed(rows))
