"""Plans and findings in the journal's tables."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from afterview.core.words import Candidate, Direction, FindingKind, Plan
from afterview.store import models
from afterview.store.load.plans import load_plans, load_standing_plans
from afterview.store.record.findings import record_finding_corrected, record_finding_counted
from afterview.store.record.plans import record_plan, record_plans_retired
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
PLAN = Plan(area="results", direction=Direction.FOCUS, if_words="a", then_words="b", chosen_on=date(2026, 11, 20))


@pytest.fixture
def stranger() -> Candidate:
    return Candidate(id=models.Candidate.objects.create(created_at=NOW).pk)


def test_plan_comes_back_as_it_was_written(candidate: Any) -> None:
    plan_id = record_plan(candidate, PLAN)
    assert load_plans(candidate) == (replace(PLAN, id=plan_id),)
    record_plan(candidate, replace(PLAN, id=plan_id, then_words="c"))
    assert [plan.then_words for plan in load_plans(candidate)] == ["c"]


def test_retired_plan_stays_in_the_journal(candidate: Any) -> None:
    first, second = record_plan(candidate, PLAN), record_plan(candidate, replace(PLAN, area="clarity"))
    record_plans_retired(candidate, [first], date(2026, 11, 22))
    record_plans_retired(candidate, [first], date(2026, 11, 23))
    assert [plan.id for plan in load_standing_plans(candidate)] == [second]
    assert [plan.retired_on for plan in load_plans(candidate)] == [date(2026, 11, 22), None]


def test_nobody_touches_another_journal(candidate: Any, stranger: Candidate) -> None:
    plan_id = record_plan(candidate, PLAN)
    assert load_plans(stranger) == ()
    record_plans_retired(stranger, [plan_id], date(2026, 11, 22))
    assert load_standing_plans(candidate) != ()
    with pytest.raises(models.Plan.DoesNotExist):
        record_plan(stranger, replace(PLAN, id=plan_id))


def test_finding_is_taken_out_and_corrected_and_keeps_its_words(candidate: Any, stranger: Candidate) -> None:
    application = models.Application.objects.create(candidate_id=candidate.id, company="N", role="R", created_at=NOW)
    interview = models.Interview.objects.create(candidate_id=candidate.id, application=application, created_at=NOW)
    reply = models.Reply.objects.create(
        candidate_id=candidate.id, interview=interview, channel="written", received_on=NOW.date(), text="Clear answers"
    )
    values = {"kind": "strength", "guessed_kind": "strength", "area": "clarity", "guessed_area": "clarity"}
    finding = models.Finding.objects.create(
        candidate_id=candidate.id, reply=reply, quote="Clear answers", start=0, end=13, **values
    )
    assert record_finding_counted(candidate, finding.pk, False)
    assert record_finding_corrected(candidate, finding.pk, FindingKind.DEVELOP, "structure")
    finding.refresh_from_db()
    assert (finding.counted, finding.kind, finding.area) == (False, "develop", "structure")
    assert (finding.quote, finding.guessed_kind, finding.guessed_area) == ("Clear answers", "strength", "clarity")
    assert not record_finding_counted(stranger, finding.pk, True)
    assert not record_finding_corrected(stranger, finding.pk, FindingKind.STRENGTH, "rapport")
