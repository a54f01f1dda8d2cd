"""The whole journal at a glance: the columns the pictures need, without the long texts. One query a table."""

from collections import defaultdict
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from afterview.core.words import (
    Arrival,
    Candidate,
    Cause,
    Channel,
    ExampleCounts,
    Finding,
    FindingKind,
    Format,
    Interview,
    Interviewer,
    Question,
    Rating,
    Reflection,
    Reply,
)
from afterview.store import models


def load_interviews_seen(candidate: Candidate) -> dict[int, Interview]:
    """Every interview by id, the latest first: company, role, start, format and panel; no notes, no adverts."""
    panel: dict[int, list[Interviewer]] = defaultdict(list)
    for interview_id, id_, name in _own(models.Interviewer, candidate, "interview_id", "pk", "name").order_by(
        "position"
    ):
        panel[interview_id].append(Interviewer(id=id_, name=name))
    columns = (
        "pk",
        "application_id",
        "application__company",
        "application__role",
        "round",
        "starts_at",
        "zone",
        "format",
    )
    rows = _own(models.Interview, candidate, *columns).order_by("-starts_at", "-pk")
    return {
        pk: Interview(
            id=pk,
            application_id=application,
            company=company,
            role=role,
            round=round_,
            starts_at=starts_at.astimezone(ZoneInfo(zone)) if starts_at and zone else starts_at,
            zone=zone,
            format=Format(format_) if format_ else None,
            interviewers=tuple(panel.get(pk, ())),
        )
        for pk, application, company, role, round_, starts_at, zone, format_ in rows
    }


def load_reflections_seen(candidate: Candidate) -> dict[int, Reflection]:
    """Every reflection by interview id: facts, marks, expectation and times; no words."""
    ratings = _load_ratings(candidate)
    questions = _load_questions(candidate)
    columns = (
        "pk", "interview_id", "minutes_late", "announced", "rushed", "wrong_place", "expectation", "begun_at",
        "completed_at", "examples_asked", "examples_stories", "examples_with_action", "examples_with_result",
    )  # fmt: skip
    found = {}
    for pk, interview_id, late, announced, rushed, wrong, expectation, begun, completed, *counts in _own(
        models.Reflection, candidate, *columns
    ):
        found[interview_id] = Reflection(
            interview_id=interview_id,
            arrival=Arrival(minutes_late=late, announced=announced, rushed=rushed, wrong_place=wrong),
            counts=_to_counts(*counts),
            questions=tuple(questions.get(pk, ())),
            ratings=tuple(ratings.get(pk, ())),
            expectation=expectation,
            begun_at=begun,
            completed_at=completed,
        )
    return found


def _load_ratings(candidate: Candidate) -> dict[int, list[Rating]]:
    found: dict[int, list[Rating]] = defaultdict(list)
    causes = {"": None, **{cause.value: cause for cause in Cause}}
    for reflection, area, value, cause in _own(models.Rating, candidate, "reflection_id", "area", "value", "cause"):
        mark = None if value is None else float(value)
        found[reflection].append(Rating(area=area, value=mark, cause=causes[cause]))
    return found


def _load_questions(candidate: Candidate) -> dict[int, list[Question]]:
    """The facts of the questions that wanted an example, by reflection."""
    facts = ("told_story", "had_action", "had_result")
    rows = _own(models.Question, candidate, "reflection_id", *facts).filter(wanted_example=True)
    found: dict[int, list[Question]] = defaultdict(list)
    for reflection, told, action, result in rows:
        known = Question(text="", wanted_example=True, told_story=told, had_action=action, had_result=result)
        found[reflection].append(known)
    return found


def _to_counts(asked: int | None, stories: int | None, action: int | None, result: int | None) -> ExampleCounts | None:
    if asked is None or stories is None or action is None or result is None:
        return None
    return ExampleCounts(asked=asked, stories=stories, with_action=action, with_result=result)


def load_replies_seen(candidate: Candidate) -> tuple[Reply, ...]:
    """Every reply with the findings that are about an area, in the order they came; no whole texts, no raw mails."""
    findings = _load_findings(candidate)
    columns = ("pk", "interview_id", "interviewer_id", "channel", "received_on", "confirmed_at")
    return tuple(
        Reply(
            id=pk,
            interview_id=interview_id,
            interviewer_id=interviewer_id,
            channel=Channel(channel),
            received_on=received_on,
            text="",
            findings=tuple(findings.get(pk, ())),
            confirmed_at=confirmed_at,
        )
        for pk, interview_id, interviewer_id, channel, received_on, confirmed_at in _own(
            models.Reply, candidate, *columns
        ).order_by("received_on", "pk")
    )


def _load_findings(candidate: Candidate) -> dict[int, list[Finding]]:
    kinds = {kind.value: kind for kind in FindingKind}
    columns = ("reply_id", "pk", "kind", "area", "quote", "start", "end", "courtesy", "set_aside", "counted")
    found: dict[int, list[Finding]] = defaultdict(list)
    rows = _own(models.Finding, candidate, *columns).exclude(kind=FindingKind.NOTHING).order_by("start", "pk")
    for reply, pk, kind, area, quote, start, end, courtesy, set_aside, counted in rows:
        found[reply].append(
            Finding(
                id=pk,
                kind=kinds[kind],
                area=area,
                quote=quote,
                start=start,
                end=end,
                courtesy=courtesy,
                set_aside=set_aside,
                counted=counted,
            )
        )
    return found


def _own(model: Any, candidate: Candidate, *columns: str) -> "QuerySet[Any, tuple[Any, ...]]":
    rows: QuerySet[Any, tuple[Any, ...]] = model.objects.filter(candidate_id=candidate.id).values_list(*columns)
    return rows
