"""Plans: the areas chosen to keep or to work on, with the person's own if-then words."""

from afterview.core.words import Candidate, Direction, Plan
from afterview.store import models


def load_plans(candidate: Candidate) -> tuple[Plan, ...]:
    """Every plan, the retired ones too, in the order they were chosen."""
    rows = models.Plan.objects.filter(candidate_id=candidate.id).order_by("chosen_on", "pk")
    return tuple(to_plan(row) for row in rows)


def load_standing_plans(candidate: Candidate) -> tuple[Plan, ...]:
    """The plans that stand: chosen and not let go."""
    return tuple(plan for plan in load_plans(candidate) if plan.retired_on is None)


def to_plan(row: models.Plan) -> Plan:
    """A row as a value."""
    return Plan(
        id=row.pk,
        area=row.area,
        direction=Direction(row.direction),
        if_words=row.if_words,
        then_words=row.then_words,
        chosen_on=row.chosen_on,
        interview_id=row.interview_id,
        retired_on=row.retired_on,
    )
