"""Plans: the areas chosen to keep or to work on, with the person's own if-then words."""

from datetime import date

from afterview.core.words import Candidate, Direction, Plan
from afterview.store import models

COLUMNS = "pk area direction if_words then_words chosen_on interview_id retired_on"


def load_plans(candidate: Candidate) -> tuple[Plan, ...]:
    """Every plan, the retired ones too, in the order they were chosen."""
    rows = models.Plan.objects.filter(candidate_id=candidate.id).order_by("chosen_on", "pk")
    return tuple(_to_plan(*row) for row in rows.values_list(*COLUMNS.split()))


def load_standing_plans(candidate: Candidate) -> tuple[Plan, ...]:
    """The plans that stand: chosen and not let go."""
    return tuple(plan for plan in load_plans(candidate) if plan.retired_on is None)


def _to_plan(
    id_: int,
    area: str,
    direction: str,
    if_words: str,
    then_words: str,
    chosen_on: date,
    interview_id: int | None,
    retired_on: date | None,
) -> Plan:
    return Plan(
        id=id_,
        area=area,
        direction=Direction(direction),
        if_words=if_words,
        then_words=then_words,
        chosen_on=chosen_on,
        interview_id=interview_id,
        retired_on=retired_on,
    )
