"""Practice: what was said aloud, and what partners marked."""

from afterview.core.rehearsal import PartnerSheet, Recall, Rehearsal
from afterview.core.words import Candidate
from afterview.store import models


def load_rehearsals(candidate: Candidate) -> tuple[Rehearsal, ...]:
    """Every rehearsal, the earliest first."""
    rows = models.Rehearsal.objects.filter(candidate_id=candidate.id).order_by("at", "pk")
    columns = rows.values_list("pk", "story_id", "interview_id", "at", "recall", "seconds")
    return tuple(
        Rehearsal(id=pk, story_id=story_id, interview_id=interview_id, at=at, recall=Recall(recall), seconds=seconds)
        for pk, story_id, interview_id, at, recall, seconds in columns
    )


def load_sheets(candidate: Candidate) -> tuple[PartnerSheet, ...]:
    """Every partner's sheet, the latest first."""
    rows = models.PartnerSheet.objects.filter(candidate_id=candidate.id).order_by("-held_on", "-pk")
    return tuple(_to_sheet(row) for row in rows)


def load_sheet_of(candidate: Candidate, digest: str) -> PartnerSheet | None:
    """The sheet of these very words, None where it has not come."""
    row = models.PartnerSheet.objects.filter(candidate_id=candidate.id, digest=digest).first()
    return _to_sheet(row) if row else None


def _to_sheet(row: models.PartnerSheet) -> PartnerSheet:
    return PartnerSheet(
        id=row.pk,
        partner=row.partner,
        held_on=row.held_on,
        came_at=row.came_at,
        marks=tuple((str(area), float(mark)) for area, mark in row.marks),
        good=row.good,
        advice=row.advice,
        digest=row.digest,
    )
