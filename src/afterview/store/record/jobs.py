"""Writes what a job asks for. Callers hold the transaction (`flows.journal.writing`)."""

from collections.abc import Sequence

from afterview.core.job import Requirement
from afterview.core.words import Candidate
from afterview.store import models


def record_requirements(candidate: Candidate, application_id: int, requires: Sequence[Requirement]) -> None:
    """Puts what an application's job asks for in place of what was kept before; an empty list forgets it.

    Raises models.Application.DoesNotExist when the journal has no application of that id."""
    application = models.Application.objects.get(candidate_id=candidate.id, pk=application_id)
    models.Requirement.objects.filter(candidate_id=candidate.id, application=application).delete()
    models.Requirement.objects.bulk_create(
        models.Requirement(
            candidate_id=candidate.id,
            application=application,
            position=position,
            area=one.area,
            skill=one.skill,
            quote=one.quote,
            start=one.start,
            end=one.end,
            weight=one.weight,
        )
        for position, one in enumerate(requires)
    )
