"""Writes practice. Callers hold the transaction (`flows.journal.writing`)."""

from afterview.core.rehearsal import PartnerSheet, Rehearsal
from afterview.core.words import Candidate
from afterview.store import models


def record_rehearsal(candidate: Candidate, rehearsal: Rehearsal) -> bool:
    """Writes one story said aloud; False where the same telling (story and moment) stands already."""
    told = {"candidate_id": candidate.id, "story_id": rehearsal.story_id, "at": rehearsal.at}
    if models.Rehearsal.objects.filter(**told).exists():
        return False
    models.Rehearsal.objects.create(
        **told, recall=rehearsal.recall, seconds=rehearsal.seconds, interview_id=rehearsal.interview_id
    )
    return True


def record_sheet(candidate: Candidate, sheet: PartnerSheet) -> int:
    """Writes a partner's sheet that has not come before; returns its id."""
    row = models.PartnerSheet.objects.create(
        candidate_id=candidate.id,
        partner=sheet.partner,
        held_on=sheet.held_on,
        came_at=sheet.came_at,
        marks=[[area, mark] for area, mark in sheet.marks],
        good=sheet.good,
        advice=sheet.advice,
        digest=sheet.digest,
    )
    return row.pk


def record_sheet_gone(candidate: Candidate, sheet_id: int) -> None:
    """Deletes a partner's sheet."""
    models.PartnerSheet.objects.filter(candidate_id=candidate.id, pk=sheet_id).delete()
