"""Writes replies and what their sentences were confirmed to be."""

from datetime import datetime

from afterview.core.words import Candidate, Finding, Reply
from afterview.store import models
from afterview.store.record.drafts import record_orphans_gone


def record_reply(candidate: Candidate, reply: Reply) -> int:
    """Writes a new reply with its findings; returns its id. The text and the raw mail are never written again."""
    row = models.Reply.objects.create(
        candidate_id=candidate.id,
        interview_id=reply.interview_id,
        interviewer_id=reply.interviewer_id,
        letter_id=reply.letter_id,
        channel=reply.channel,
        received_on=reply.received_on,
        text=reply.text,
        reply_text=reply.reply_text,
        original=reply.original,
        message_id=reply.message_id,
        future_open=reply.future_open,
        openings=reply.openings,
        reader=reply.reader,
        confirmed_at=reply.confirmed_at,
    )
    models.Finding.objects.bulk_create(_to_row(candidate, row.pk, finding) for finding in reply.findings)
    return row.pk


def record_decisions(
    candidate: Candidate, reply_id: int, findings: tuple[Finding, ...], future_open: bool | None, now: datetime | None
) -> None:
    """Writes what the person confirmed of a reply's findings and door; `now` None leaves it unconfirmed."""
    for finding in findings:
        models.Finding.objects.filter(candidate_id=candidate.id, reply_id=reply_id, pk=finding.id).update(
            kind=finding.kind,
            area=finding.area,
            courtesy=finding.courtesy,
            set_aside=finding.set_aside,
            counted=finding.counted,
        )
    row = models.Reply.objects.filter(candidate_id=candidate.id, pk=reply_id)
    row.update(future_open=future_open)
    if now is not None:
        row.update(confirmed_at=now)


def record_finding_counted(candidate: Candidate, finding_id: int, counted: bool) -> None:
    """Takes one finding out of the evaluation, or back in."""
    models.Finding.objects.filter(candidate_id=candidate.id, pk=finding_id).update(counted=counted)


def record_reply_gone(candidate: Candidate, reply_id: int) -> None:
    """Deletes a reply with its findings."""
    models.Reply.objects.filter(candidate_id=candidate.id, pk=reply_id).delete()
    record_orphans_gone(candidate)


def _to_row(candidate: Candidate, reply_id: int, finding: Finding) -> models.Finding:
    return models.Finding(
        candidate_id=candidate.id,
        reply_id=reply_id,
        kind=finding.kind,
        area=finding.area,
        quote=finding.quote,
        start=finding.start,
        end=finding.end,
        courtesy=finding.courtesy,
        confidence=finding.confidence,
        guessed_kind=finding.guessed_kind or "",
        guessed_area=finding.guessed_area,
        proposed=list(finding.proposed),
        set_aside=finding.set_aside,
        counted=finding.counted,
    )
