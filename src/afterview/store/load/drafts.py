"""What was typed and not yet saved."""

from afterview.core.words import Candidate
from afterview.store import models


def load_draft(candidate: Candidate, form: str) -> dict[str, list[str]]:
    """The typed fields of a form by name, every value a list; empty when there is no draft."""
    row = models.Draft.objects.filter(candidate_id=candidate.id, form=form).first()
    return dict(row.fields) if row else {}
