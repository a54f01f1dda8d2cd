"""Writes plans. Callers hold the transaction (`flows.journal.writing`)."""

from collections.abc import Iterable
from datetime import date

from afterview.core.words import Candidate, Plan
from afterview.store import models


def record_plan(candidate: Candidate, plan: Plan) -> int:
    """Writes a plan (id 0: a new one); returns its id.

    Raises models.Plan.DoesNotExist when the journal has no plan of that id.
    """
    row = (
        models.Plan.objects.get(candidate_id=candidate.id, pk=plan.id)
        if plan.id
        else models.Plan(candidate_id=candidate.id)
    )
    row.area = plan.area
    row.direction = plan.direction
    row.if_words = plan.if_words
    row.then_words = plan.then_words
    row.chosen_on = plan.chosen_on
    row.interview_id = plan.interview_id
    row.retired_on = plan.retired_on
    row.save()
    return row.pk


def record_plans_retired(candidate: Candidate, plan_ids: Iterable[int], on: date) -> None:
    """Lets plans go; they stay in the journal with the day."""
    rows = models.Plan.objects.filter(candidate_id=candidate.id, pk__in=list(plan_ids), retired_on__isnull=True)
    rows.update(retired_on=on)
