"""What the loop of each interview needs to be placed: a few columns of many tables, one query each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from afterview.core.words import Candidate, LetterKind, LetterState
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


def load_loops(candidate: Candidate) -> LoopsSeen:
    """Everything of every loop. Four queries, however many interviews there are."""
    return LoopsSeen(
        reflections=_load_reflections(models.Reflection.objects.filter(candidate_id=candidate.id)),
        letters=_load_letters(models.Letter.objects.filter(candidate_id=candidate.id)),
        replies=_load_replies(models.Reply.objects.filter(candidate_id=candidate.id)),
        plans=_load_plans(models.Plan.objects.filter(candidate_id=candidate.id, interview__isnull=False)),
    )


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
