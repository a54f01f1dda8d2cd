"""Writes what the person says of one finding. Callers hold the transaction (`flows.journal.writing`)."""

from afterview.core.words import Candidate, FindingKind
from afterview.store import models


def record_finding_counted(candidate: Candidate, finding_id: int, counted: bool) -> bool:
    """Takes a finding out of the picture or puts it back; returns whether there is one of that id."""
    rows = models.Finding.objects.filter(candidate_id=candidate.id, pk=finding_id)
    return bool(rows.update(counted=counted))


def record_finding_corrected(candidate: Candidate, finding_id: int, kind: FindingKind, area: str) -> bool:
    """Says what a finding is about; the words and our first guess never change. Returns whether there is one."""
    rows = models.Finding.objects.filter(candidate_id=candidate.id, pk=finding_id)
    return bool(rows.update(kind=kind, area=area))
