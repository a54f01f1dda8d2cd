"""What the loop of each interview needs to be placed: a few columns of many tables, one query each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, QuerySet

from afterview.core.words import Candidate, Interview, LetterKind, LetterState
from afterview.store import models


@dataclass(frozen=True, slots=True, kw_only=True)
class ReflectionSeen:
    """How far a reflection is."""

    begun: bool
    completed_at: datetime | None
    looked_again: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSeen:
    """A letter without its words."""

    id: int
    kind: LetterKind
    state: LetterState
    posted_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySeen:
    """A reply without its words; `writer` is empty where unknown."""

    id: int
    received_on: date
    confirmed_at: datetime | None
    writer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopsSeen:
    """By interview id: reflections, letters and replies in order, and the day plans were chosen."""

    reflections: dict[int, ReflectionSeen]
    letters: dict[int, list[LetterSeen]]
    replies: dict[int, list[ReplySeen]]
    plans: dict[int, date]


def load_headings(
    candidate: Candidate, interview_id: int | None = None, part: slice = slice(None)
) -> tuple[Interview, ...]:
    """Interviews without panel and long texts, the latest first, those without a day before them. One query.

    `part` is which of them in that order, as a slice."""
    rows = models.Interview.objects.filter(candidate_id=candidate.id, **_only(interview_id, "pk"))
    names = ("pk", "application_id", "application__company", "application__role", "round", "starts_at", "zone")
    ordered = rows.order_by(F("starts_at").desc(nulls_first=True), "-pk")
    return tuple(_to_heading(row) for row in ordered.values(*names, "minutes", "rest_until")[part])


def _to_heading(row: dict[str, Any]) -> Interview:
    starts_at = row["starts_at"]
    return Interview(
        id=row["pk"],
        application_id=row["application_id"],
        company=row["application__company"],
        role=row["application__role"],
        round=row["round"],
        starts_at=starts_at.astimezone(ZoneInfo(row["zone"])) if starts_at and row["zone"] else starts_at,
        zone=row["zone"],
        minutes=row["minutes"],
        rest_until=row["rest_until"],
    )


def load_following(candidate: Candidate, now: datetime) -> Interview | None:
    """The next interview still to come, None where there is none."""
    rows = models.Interview.objects.filter(candidate_id=candidate.id, starts_at__gt=now).order_by("starts_at", "pk")
    following = rows.values_list("pk", flat=True).first()
    return next(iter(load_headings(candidate, following)), None) if following else None


def load_loops(candidate: Candidate, interview_ids: Iterable[int]) -> LoopsSeen:
    """Everything of the loops of these interviews. Four queries, however many there are."""
    whose: dict[str, Any] = {"candidate_id": candidate.id, "interview_id__in": tuple(interview_ids)}
    return LoopsSeen(
        reflections=_load_reflections(models.Reflection.objects.filter(**whose)),
        letters=_load_letters(models.Letter.objects.filter(**whose)),
        replies=_load_replies(models.Reply.objects.filter(**whose)),
        plans=_load_plans(models.Plan.objects.filter(**whose, interview__isnull=False)),
    )


def _only(interview_id: int | None, column: str) -> dict[str, int]:
    return {} if interview_id is None else {column: interview_id}


def _load_reflections(rows: QuerySet[models.Reflection]) -> dict[int, ReflectionSeen]:
    return {
        row.interview_id: ReflectionSeen(
            begun=bool(row.pages_done), completed_at=row.completed_at, looked_again=bool(row.later)
        )
        for row in rows.only("interview_id", "pages_done", "completed_at", "later")
    }


def _load_letters(rows: QuerySet[models.Letter]) -> dict[int, list[LetterSeen]]:
    columns = rows.order_by("drafted_at", "pk").values_list("interview_id", "pk", "kind", "state", "posted_at")
    return _group(
        (interview_id, LetterSeen(id=pk, kind=LetterKind(kind), state=LetterState(state), posted_at=posted_at))
        for interview_id, pk, kind, state, posted_at in columns
    )


def _load_replies(rows: QuerySet[models.Reply]) -> dict[int, list[ReplySeen]]:
    columns = ("interview_id", "pk", "received_on", "confirmed_at", "interviewer__name")
    return _group(
        (interview_id, ReplySeen(id=pk, received_on=on, confirmed_at=confirmed_at, writer=name or ""))
        for interview_id, pk, on, confirmed_at, name in rows.order_by("received_on", "pk").values_list(*columns)
    )


def _load_plans(rows: QuerySet[models.Plan]) -> dict[int, date]:
    return dict(rows.order_by("-chosen_on").values_list("interview_id", "chosen_on"))


def _group[Seen](pairs: Iterable[tuple[int, Seen]]) -> dict[int, list[Seen]]:
    grouped: dict[int, list[Seen]] = {}
    for interview_id, seen in pairs:
        grouped.setdefault(interview_id, []).append(seen)
    return grouped
