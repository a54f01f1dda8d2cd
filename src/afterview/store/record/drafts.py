"""Keeps and drops what was typed and not yet saved."""

import re
from datetime import datetime, timedelta

from afterview.core.words import Candidate
from afterview.store import models

# A draft's name says what it is about: "reflect/12/arrival" is about interview 12.
ABOUT = {
    **dict.fromkeys(("interview", "interviews", "reflect", "brief", "you-and-them"), models.Interview),
    **dict.fromkeys(("letter", "letters"), models.Letter),
    **dict.fromkeys(("reply", "replies"), models.Reply),
    **dict.fromkeys(("story", "stories"), models.Story),
}
# What was saved by a form that is good for one save; kept for a week, for whoever goes back.
ONCE = "once/"
ONCE_KEPT = timedelta(days=7)
NAMED = re.compile(r"([a-z-]+)/([0-9]{1,18})(?:/|$)")


def record_draft(candidate: Candidate, form: str, fields: dict[str, list[str]], now: datetime) -> None:
    """Keeps the typed fields of a form, replacing what was there."""
    models.Draft.objects.update_or_create(
        candidate_id=candidate.id, form=form, defaults={"fields": fields, "saved_at": now}
    )


def record_draft_gone(candidate: Candidate, form: str) -> None:
    """Drops the draft of a form."""
    models.Draft.objects.filter(candidate_id=candidate.id, form=form).delete()


def record_orphans_gone(candidate: Candidate) -> None:
    """Drops the drafts about what is no longer in the journal, so that deleted means deleted."""
    for row in models.Draft.objects.filter(candidate_id=candidate.id):
        about = NAMED.match(row.form)
        model = ABOUT.get(about[1]) if about else None
        if about and model and not model._default_manager.filter(candidate_id=candidate.id, pk=int(about[2])).exists():
            row.delete()


def record_once(candidate: Candidate, once: str, saved: int, now: datetime) -> None:
    """Notes which number the form with this mark was saved under; a second note of one mark is refused."""
    marks = models.Draft.objects.filter(candidate_id=candidate.id, form__startswith=ONCE)
    marks.filter(saved_at__lt=now - ONCE_KEPT).delete()
    models.Draft.objects.create(
        candidate_id=candidate.id, form=ONCE + once, fields={"saved": [str(saved)]}, saved_at=now
    )
