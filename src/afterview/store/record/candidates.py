"""Writes what the candidate says of themselves."""

from afterview.core.words import Candidate
from afterview.store import models


def record_candidate(candidate: Candidate) -> None:
    """Writes name, letters' language, whether the example is loaded and whether the reader may learn."""
    models.Candidate.objects.filter(pk=candidate.id).update(
        name=candidate.name,
        language=candidate.language,
        has_example=candidate.has_example,
        learns=candidate.learns,
    )
