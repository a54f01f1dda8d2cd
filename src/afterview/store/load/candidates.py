"""Whose journal it is."""

from afterview.core.words import Candidate
from afterview.store import models
from afterview.store.journal import to_candidate


def load_only_candidate() -> Candidate | None:
    """The candidate of a journal for one person, None before it is opened."""
    row = models.Candidate.objects.order_by("pk").first()
    return to_candidate(row) if row else None
