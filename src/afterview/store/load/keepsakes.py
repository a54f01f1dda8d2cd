"""The texts a person wrote for themselves."""

from afterview.core.words import Candidate, Keepsake
from afterview.store import models


def load_keepsakes(candidate: Candidate, kind: str) -> tuple[Keepsake, ...]:
    """Every keepsake of a kind, the latest first."""
    rows = models.Keepsake.objects.filter(candidate_id=candidate.id, kind=kind).order_by("-at", "-pk")
    return tuple(to_keepsake(row) for row in rows)


def to_keepsake(row: models.Keepsake) -> Keepsake:
    """A row as a value."""
    return Keepsake(id=row.pk, kind=row.kind, text=row.text, at=row.at, interview_id=row.interview_id)
