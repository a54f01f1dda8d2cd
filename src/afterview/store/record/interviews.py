"""Writes interviews, their panel and outcomes. Callers hold the transaction (`flows.journal.writing`)."""

from datetime import datetime

from afterview.core.words import Candidate, Interview, Interviewer, Outcome
from afterview.store import models
from afterview.store.record.drafts import record_orphans_gone


def record_interview(candidate: Candidate, interview: Interview, now: datetime) -> int:
    """Writes an interview (id 0: a new one; application_id 0: a new application) with its panel; returns its id.

    Raises models.Interview.DoesNotExist when the journal has no interview of that id.
    """
    application = _record_application(candidate, interview, now)
    row = (
        models.Interview.objects.get(candidate_id=candidate.id, pk=interview.id)
        if interview.id
        else models.Interview(candidate_id=candidate.id, created_at=now)
    )
    row.application = application
    row.round = interview.round
    row.starts_at = interview.starts_at
    row.zone = interview.zone
    row.minutes = interview.minutes
    row.format = interview.format or ""
    row.place = interview.place
    row.route = interview.route
    row.notes = interview.notes
    row.questions_to_ask = interview.questions_to_ask
    row.blank_line = interview.blank_line
    row.rest_until = interview.rest_until
    row.save()
    _record_panel(candidate, row, interview.interviewers)
    return row.pk


def _record_application(candidate: Candidate, interview: Interview, now: datetime) -> models.Application:
    if interview.application_id:
        application = models.Application.objects.get(candidate_id=candidate.id, pk=interview.application_id)
    else:
        application = models.Application(candidate_id=candidate.id, created_at=now)
    application.company = interview.company
    application.role = interview.role
    application.advert = interview.advert
    application.save()
    return application


def _record_panel(candidate: Candidate, row: models.Interview, panel: tuple[Interviewer, ...]) -> None:
    kept = {person.id for person in panel if person.id}
    row.interviewers.exclude(pk__in=kept).delete()
    for position, person in enumerate(panel):
        values = {"position": position, "name": person.name, "role": person.role, "address": person.address}
        if person.id:
            row.interviewers.filter(pk=person.id, candidate_id=candidate.id).update(**values)
        else:
            models.Interviewer.objects.create(candidate_id=candidate.id, interview=row, **values)


def record_outcome(candidate: Candidate, outcome: Outcome) -> None:
    """Writes what happened; a later word replaces the earlier one."""
    models.Outcome.objects.update_or_create(
        candidate_id=candidate.id,
        interview_id=outcome.interview_id,
        defaults={"kind": outcome.kind, "on": outcome.on, "words": outcome.words},
    )


def record_interview_gone(candidate: Candidate, interview_id: int) -> None:
    """Deletes an interview with everything in it, and its application when that was its last round."""
    row = models.Interview.objects.filter(candidate_id=candidate.id, pk=interview_id).first()
    if row is None:
        return
    application = row.application
    row.delete()
    if not application.interviews.exists():
        application.delete()
    record_orphans_gone(candidate)
