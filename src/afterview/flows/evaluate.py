"""Evaluate: own view beside theirs, what to keep and what to work on; any piece can be taken out."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from afterview.core.constants import USUAL
from afterview.core.evaluate import Evaluation, evaluate_over_time
from afterview.core.insight import Journal
from afterview.core.pictures import MOST_DAYS
from afterview.core.plans import settle
from afterview.core.pointers import Pointer, follow_pointers
from afterview.core.practice import practice_evidence
from afterview.core.words import Candidate, FindingKind, Plan
from afterview.flows.drafts import drop_draft
from afterview.flows.journal import writing
from afterview.store.load.check_ins import load_check_ins
from afterview.store.load.letters import load_requests_sent
from afterview.store.load.overview import (
    load_interviews_seen,
    load_outcomes_seen,
    load_reflections_seen,
    load_replies_seen,
)
from afterview.store.load.plans import load_plans, load_standing_plans
from afterview.store.load.practice import load_rehearsals, load_sheets
from afterview.store.record.findings import record_finding_corrected, record_finding_counted
from afterview.store.record.plans import record_plan, record_plans_retired

MOST_REQUESTS = 100


class FindingGone(Exception):
    """There is no such finding in this journal."""


def read_journal(candidate: Candidate, now: datetime | None = None) -> Journal:
    """Everything the pictures are made of, without the long texts; the number of queries does not grow.

    With `now`, as far back as evidence still weighs anything (`Constants.horizon_days`).
    """
    since = now - timedelta(days=USUAL.horizon_days) if now else None
    return Journal(
        interviews=load_interviews_seen(candidate, since),
        reflections=load_reflections_seen(candidate, since),
        outcomes=load_outcomes_seen(candidate, since),
        replies=load_replies_seen(candidate, since),
        check_ins=load_check_ins(candidate, MOST_DAYS),
        plans=load_plans(candidate),
        practised=practice_evidence(load_rehearsals(candidate), load_sheets(candidate), now.tzinfo if now else None),
    )


def read_pointers(candidate: Candidate, journal: Journal) -> tuple[Pointer, ...]:
    """What became of each pointer the person chose."""
    return follow_pointers(journal, load_requests_sent(candidate, MOST_REQUESTS) if journal.plans else ())


def evaluate_journal(journal: Journal, now: datetime) -> Evaluation:
    """The evaluation of a journal or a part of it; labels are held as they stood after the last words came."""
    return evaluate_over_time(journal.evidence, now)


def read_evaluation(candidate: Candidate, now: datetime) -> Evaluation:
    """The evaluation of the whole journal."""
    return evaluate_journal(read_journal(candidate, now), now)


def list_standing_plans(candidate: Candidate) -> tuple[Plan, ...]:
    """What the person keeps and works on at present."""
    return load_standing_plans(candidate)


def save_plans(candidate: Candidate, chosen: Iterable[Plan], now: datetime, form: str = "") -> None:
    """The chosen plans take the place of those that stood; drops the draft they came from."""
    settled = settle(load_standing_plans(candidate), chosen, now.date())
    with writing():
        record_plans_retired(candidate, settled.retired, now.date())
        for plan in settled.written:
            record_plan(candidate, plan)
        drop_draft(candidate, form)


def count_finding(candidate: Candidate, finding_id: int, counted: bool) -> None:
    """Takes a finding out of the picture, or puts it back. Raises FindingGone."""
    with writing():
        if not record_finding_counted(candidate, finding_id, counted):
            raise FindingGone


def correct_finding(candidate: Candidate, finding_id: int, kind: FindingKind, area: str) -> None:
    """Says what a finding is and what it is about. Raises FindingGone."""
    with writing():
        if not record_finding_corrected(candidate, finding_id, kind, area):
            raise FindingGone
