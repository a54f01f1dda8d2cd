"""Writes the texts the person wrote for themselves. Callers hold the transaction (`flows.journal.writing`)."""

from afterview.core.words import Candidate, Keepsake
from afterview.store import models


def record_keepsake(candidate: Candidate, keepsake: Keepsake) -> int:
    """Writes a keepsake (id 0: a new one); returns its id.

    Raises models.Keepsake.DoesNotExist when the journal has none of that id.
    """
    row = (
        models.Keepsake.objects.get(candidate_id=candidate.id, pk=keepsake.id)
        if keepsake.id
        else models.Keepsake(candidate_id=candidate.id)
    )
    row.interview_id = keepsake.interview_id
    row.kind = keepsake.kind
    row.text = keepsake.text
    row.at = keepsake.at
    row.save()
    return row.pk


def record_keepsake_gone(candidate: Candidate, keepsake_id: int) -> None:
    """Deletes a keepsake."""
    models.Keepsake.objects.filter(candidate_id=candidate.id, pk=keepsake_id).delete()
