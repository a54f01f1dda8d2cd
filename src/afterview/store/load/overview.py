"""The journal at a glance: the columns the pictures need, without the long texts. One query a table.

`since` leaves out interviews before that moment; those without a date stay.
"""

from collections import defaultdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import FloatField, IntegerField, Q, QuerySet
from django.db.models.functions import Cast

from afterview.core.words import (
    Arrival,
    Candidate,
    Cause,
    Channel,
    Did,
    ExampleCounts,
    Finding,
    FindingKind,
    Format,
    Interview,
    Interviewer,
    Outcome,
    OutcomeKind,
    Question,
    Rating,
    Reflection,
    Reply,
    Tried,
)
from afterview.store import models

INTERVIEW_COLUMNS = "pk application_id application__company application__role round starts_at zone format"
REFLECTION_COLUMNS = (
    "pk interview_id minutes_late announced rushed wrong_place expectation begun_at completed_at"
    " examples_asked examples_stories examples_with_action examples_with_result"
)
REPLY_COLUMNS = "pk interview_id interviewer_id channel received_on confirmed_at"
FINDING_COLUMNS = "reply_id pk kind area quote start end"


def load_interviews_seen(candidate: Candidate, since: datetime | None = None) -> dict[int, Interview]:
    """Interviews by id, the latest first: company, role, start, format and panel; no notes, no adverts."""
    panel: dict[int, list[Interviewer]] = defaultdict(list)
    people = _rows(models.Interviewer, candidate, since, "interview__").order_by("position")
    for interview_id, id_, name in people.values_list("interview_id", "pk", "name"):
        panel[interview_id].append(Interviewer(id=id_, name=name))
    rows = _rows(models.Interview, candidate, since, "").order_by("-starts_at", "-pk")
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
        for pk, application, company, role, round_, starts_at, zone, format_ in _columns(rows, INTERVIEW_COLUMNS)
    }


def load_reflections_seen(candidate: Candidate, since: datetime | None = None) -> dict[int, Reflection]:
    """Reflections by interview id: facts, marks, expectation and times; no words."""
    ratings = _load_ratings(candidate, since)
    questions = _load_questions(candidate, since)
    tried = _load_tried(candidate, since)
    found = {}
    rows = _columns(_rows(models.Reflection, candidate, since, "interview__"), REFLECTION_COLUMNS)
    for pk, interview_id, late, announced, rushed, wrong, expectation, begun, completed, *counts in rows:
        found[interview_id] = Reflection(
            interview_id=interview_id,
            arrival=Arrival(minutes_late=late, announced=announced, rushed=rushed, wrong_place=wrong),
            counts=_to_counts(*counts),
            questions=tuple(questions.get(pk, ())),
            ratings=tuple(ratings.get(pk, ())),
            tried=tuple(tried.get(pk, ())),
            expectation=expectation,
            begun_at=begun,
            completed_at=completed,
        )
    return found


def _load_ratings(candidate: Candidate, since: datetime | None) -> dict[int, list[Rating]]:
    found: dict[int, list[Rating]] = defaultdict(list)
    causes = {"": None, **{cause.value: cause for cause in Cause}}
    rows = _rows(models.Rating, candidate, since, "reflection__interview__")
    # Straight to a float: a Decimal of each on the way would cost more than all the rest of the row.
    mark = Cast("value", FloatField())
    for reflection, area, cause, value in rows.values_list("reflection_id", "area", "cause", mark):
        found[reflection].append(Rating(area=area, value=value, cause=causes[cause]))
    return found


def _load_tried(candidate: Candidate, since: datetime | None) -> dict[int, list[Tried]]:
    found: dict[int, list[Tried]] = defaultdict(list)
    rows = _rows(models.Tried, candidate, since, "reflection__interview__")
    for reflection, plan, did in _columns(rows, "reflection_id plan_id did"):
        found[reflection].append(Tried(plan_id=plan, did=Did(did)))
    return found


def _load_questions(candidate: Candidate, since: datetime | None) -> dict[int, list[Question]]:
    """By reflection, the facts of the questions that wanted an example, where the person has no counts of their own."""
    rows = _rows(models.Question, candidate, since, "reflection__interview__")
    rows = rows.filter(wanted_example=True, reflection__examples_asked__isnull=True)
    found: dict[int, list[Question]] = defaultdict(list)
    for reflection, told, action, result in _columns(rows, "reflection_id told_story had_action had_result"):
        known = Question(text="", wanted_example=True, told_story=told, had_action=action, had_result=result)
        found[reflection].append(known)
    return found


def _to_counts(asked: int | None, stories: int | None, action: int | None, result: int | None) -> ExampleCounts | None:
    if asked is None or stories is None or action is None or result is None:
        return None
    return ExampleCounts(asked=asked, stories=stories, with_action=action, with_result=result)


def load_outcomes_seen(candidate: Candidate, since: datetime | None = None) -> dict[int, Outcome]:
    """Outcomes by interview id: what happened, and when; no words."""
    rows = _columns(_rows(models.Outcome, candidate, since, "interview__"), "interview_id kind on")
    return {interview: Outcome(interview_id=interview, kind=OutcomeKind(kind), on=on) for interview, kind, on in rows}


def load_replies_seen(candidate: Candidate, since: datetime | None = None) -> tuple[Reply, ...]:
    """Replies with the findings that say something, in the order they came; no whole texts, no raw mails."""
    findings = _load_findings(candidate, since)
    rows = _rows(models.Reply, candidate, since, "interview__").order_by("received_on", "pk")
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
        for pk, interview_id, interviewer_id, channel, received_on, confirmed_at in _columns(rows, REPLY_COLUMNS)
    )


def _load_findings(candidate: Candidate, since: datetime | None) -> dict[int, list[Finding]]:
    kinds = {kind.value: kind for kind in FindingKind}
    found: dict[int, list[Finding]] = defaultdict(list)
    rows = _rows(models.Finding, candidate, since, "reply__interview__").exclude(kind=FindingKind.NOTHING)
    # As numbers, and a plain test here: the journal's own yes and no would cost as much again as all the rest.
    marks = [Cast(name, IntegerField()) for name in ("courtesy", "set_aside", "counted")]
    columns = rows.values_list(*FINDING_COLUMNS.split(), *marks)
    for reply, pk, kind, area, quote, start, end, courtesy, aside, counted in columns:
        found[reply].append(
            Finding(
                id=pk,
                kind=kinds[kind],
                area=area,
                quote=quote,
                start=start,
                end=end,
                courtesy=courtesy == 1,
                set_aside=aside == 1,
                counted=counted == 1,
            )
        )
    return found


def _rows(model: Any, candidate: Candidate, since: datetime | None, path: str) -> "QuerySet[Any]":
    rows: QuerySet[Any] = model.objects.filter(candidate_id=candidate.id).order_by("pk")
    if since is None:
        return rows
    return rows.filter(Q(**{f"{path}starts_at__gte": since}) | Q(**{f"{path}starts_at__isnull": True}))


def _columns(rows: "QuerySet[Any]", names: str) -> "QuerySet[Any, tuple[Any, ...]]":
    return rows.values_list(*names.split())
