"""Keeps and drops what was typed and not yet saved."""

from datetime import datetime

from afterview.core.words import Candidate
from afterview.store import models


def record_draft(candidate: Candidate, form: str, fields: dict[str, list[str]], now: datetime) -> None:
    """Keeps the typed fields of a form, replacing what was there."""
    models.Draft.objects.update_or_create(
        candidate_id=candidate.id, form=form, defaults={"fields": fields, "saved_at": now}
    )


def record_draft_gone(candidate: Candidate, form: str) -> None:
    """Drops the draft of a form."""
    models.Draft.objects.filter(candidate_id=candidate.id, form=form).delete()
