"""Replies with their findings."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from afterview.core.words import Candidate, Channel, Finding, FindingKind, Reply
from afterview.store import models


def load_replies(candidate: Candidate) -> tuple[Reply, ...]:
    """Every reply with its findings, in the order they came. Two queries; the raw mails stay in the table."""
    return tuple(to_reply(row) for row in _reply_rows(candidate).defer("original"))


def load_replies_of(candidate: Candidate, interview_id: int) -> tuple[Reply, ...]:
    """The replies to one interview, in the order they came."""
    return tuple(to_reply(row) for row in _reply_rows(candidate).filter(interview_id=interview_id).defer("original"))


def load_reply_days(candidate: Candidate, since: date) -> tuple[Reply, ...]:
    """Which interviews were answered, and when, from a day on; no words."""
    rows = models.Reply.objects.filter(candidate_id=candidate.id, received_on__gte=since).order_by("received_on", "pk")
    return tuple(
        Reply(id=pk, interview_id=interview_id, channel=Channel(channel), received_on=on, text="")
        for pk, interview_id, channel, on in rows.values_list("pk", "interview_id", "channel", "received_on")
    )


def load_reply(candidate: Candidate, reply_id: int) -> Reply | None:
    """One reply with its findings, None when the journal has none of that number."""
    row = _reply_rows(candidate).filter(pk=reply_id).defer("original").first()
    return to_reply(row) if row else None


def load_sorted_findings(candidate: Candidate, most: int) -> tuple[Finding, ...]:
    """The latest findings of replies that the person confirmed, the oldest of them first; the example's left out."""
    rows = models.Finding.objects.filter(
        candidate_id=candidate.id, reply__confirmed_at__isnull=False, invented=False
    ).order_by("-reply__confirmed_at", "-pk")[:most]
    return tuple(_to_finding(row) for row in reversed(rows))


def load_doubts(candidate: Candidate, most: int) -> tuple[Finding, ...]:
    """What confirmed replies named as to work on and the person lets count, the latest first."""
    rows = models.Finding.objects.filter(
        candidate_id=candidate.id,
        kind=FindingKind.DEVELOP,
        counted=True,
        set_aside=False,
        reply__confirmed_at__isnull=False,
    )
    return tuple(_to_finding(row) for row in rows.order_by("-reply__received_on", "-pk")[:most])


def load_original(candidate: Candidate, reply_id: int) -> bytes:
    """The raw mail a reply came as; empty when it was pasted or told."""
    row = models.Reply.objects.filter(candidate_id=candidate.id, pk=reply_id).values_list("original", flat=True).first()
    return bytes(row or b"")


def load_reply_with_text(candidate: Candidate, interview_id: int, text: str) -> int | None:
    """The id of the reply to an interview that has exactly this text, None when there is none."""
    rows = models.Reply.objects.filter(candidate_id=candidate.id, interview_id=interview_id, text=text)
    return rows.values_list("pk", flat=True).first()


def load_letter_of_message(candidate: Candidate, message_ids: Iterable[str]) -> tuple[int, int | None] | None:
    """(letter id, interviewer id) of the letter that one of these Message-IDs names, None when none does."""
    rows = models.Letter.objects.filter(candidate_id=candidate.id, message_id__in=[one for one in message_ids if one])
    return rows.values_list("pk", "interviewer_id").first()


def _reply_rows(candidate: Candidate) -> QuerySet[models.Reply]:
    rows = models.Reply.objects.filter(candidate_id=candidate.id).order_by("received_on", "pk")
    return rows.prefetch_related("findings")


def to_reply(row: models.Reply) -> Reply:
    """A row with its findings as a value, without the raw mail."""
    findings = sorted(row.findings.all(), key=lambda one: (one.start, one.pk))
    return Reply(
        id=row.pk,
        interview_id=row.interview_id,
        interviewer_id=row.interviewer_id,
        letter_id=row.letter_id,
        channel=Channel(row.channel),
        received_on=row.received_on,
        text=row.text,
        reply_text=row.reply_text,
        message_id=row.message_id,
        future_open=row.future_open,
        openings=row.openings,
        reader=row.reader,
        findings=tuple(_to_finding(one) for one in findings),
        confirmed_at=row.confirmed_at,
    )


def _to_finding(row: models.Finding) -> Finding:
    return Finding(
        id=row.pk,
        kind=FindingKind(row.kind),
        area=row.area,
        quote=row.quote,
        start=row.start,
        end=row.end,
        courtesy=row.courtesy,
        confidence=row.confidence,
        guessed_kind=FindingKind(row.guessed_kind) if row.guessed_kind else None,
        guessed_area=row.guessed_area,
        proposed=tuple(row.proposed),
        set_aside=row.set_aside,
        counted=row.counted,
    )
