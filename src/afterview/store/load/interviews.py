"""Interviews with their company, role and panel; outcomes."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from afterview.core.words import Candidate, Format, Interview, Interviewer, Outcome, OutcomeKind
from afterview.store import models


def load_interviews(candidate: Candidate) -> tuple[Interview, ...]:
    """Every interview, the latest first; those without a date come first of all. Two queries."""
    rows = _interview_rows(candidate)
    dated = [row for row in rows if row.starts_at]
    undated = [row for row in rows if not row.starts_at]
    dated.sort(key=lambda row: (row.starts_at, row.pk), reverse=True)
    return tuple(to_interview(row) for row in [*undated, *dated])


def load_interview(candidate: Candidate, interview_id: int) -> Interview | None:
    """One interview, None when the journal has none of that number."""
    row = _interview_rows(candidate).filter(pk=interview_id).first()
    return to_interview(row) if row else None


def load_outcome(candidate: Candidate, interview_id: int) -> Outcome | None:
    """What happened after an interview, None while unknown."""
    row = models.Outcome.objects.filter(candidate_id=candidate.id, interview_id=interview_id).first()
    return to_outcome(row) if row else None


def load_outcomes(candidate: Candidate, interview_ids: Iterable[int] | None = None) -> dict[int, Outcome]:
    """Every outcome by interview id, or those of some interviews."""
    rows = models.Outcome.objects.filter(candidate_id=candidate.id)
    if interview_ids is not None:
        rows = rows.filter(interview_id__in=tuple(interview_ids))
    return {row.interview_id: to_outcome(row) for row in rows}


def _interview_rows(candidate: Candidate) -> QuerySet[models.Interview]:
    rows = models.Interview.objects.filter(candidate_id=candidate.id)
    return rows.select_related("application").prefetch_related("interviewers").order_by("-pk")


def to_interview(row: models.Interview) -> Interview:
    """A row with its application and panel as a value; the start in the interview's own zone."""
    starts_at = row.starts_at
    if starts_at and row.zone:
        starts_at = starts_at.astimezone(ZoneInfo(row.zone))
    return Interview(
        id=row.pk,
        application_id=row.application_id,
        company=row.application.company,
        role=row.application.role,
        advert=row.application.advert,
        round=row.round,
        starts_at=starts_at,
        zone=row.zone,
        minutes=row.minutes,
        format=Format(row.format) if row.format else None,
        place=row.place,
        route=row.route,
        notes=row.notes,
        questions_to_ask=row.questions_to_ask,
        blank_line=row.blank_line,
        rest_until=row.rest_until,
        interviewers=_to_panel(row.interviewers.all()),
    )


def _to_panel(rows: Iterable[models.Interviewer]) -> tuple[Interviewer, ...]:
    ordered = sorted(rows, key=lambda row: row.position)
    return tuple(Interviewer(id=row.pk, name=row.name, role=row.role, address=row.address) for row in ordered)


def to_outcome(row: models.Outcome) -> Outcome:
    """A row as a value."""
    return Outcome(interview_id=row.interview_id, kind=OutcomeKind(row.kind), on=row.on, words=row.words)
