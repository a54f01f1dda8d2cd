"""What jobs ask for, as the person keeps it."""

from afterview.core.job import Requirement, Weight
from afterview.core.words import Candidate
from afterview.store import models


def load_requirements(candidate: Candidate, application_id: int) -> tuple[Requirement, ...]:
    """What one application's job asks for, in the person's order; empty while it was never kept."""
    rows = models.Requirement.objects.filter(candidate_id=candidate.id, application_id=application_id)
    return tuple(
        Requirement(
            id=row.pk,
            area=row.area,
            skill=row.skill,
            quote=row.quote,
            start=row.start,
            end=row.end,
            weight=Weight(row.weight),
        )
        for row in rows.order_by("position", "pk")
    )
