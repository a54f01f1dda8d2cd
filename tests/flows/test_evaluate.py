"""The evaluation of a journal, the choice, and findings taken out or corrected."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from afterview.core.labels import Label
from afterview.core.words import Candidate, Direction, FindingKind, Plan
from afterview.flows.drafts import keep_draft, read_draft
from afterview.flows.evaluate import (
    FindingGone,
    correct_finding,
    count_finding,
    list_standing_plans,
    read_evaluation,
    read_journal,
    read_pointers,
    save_plans,
)
from afterview.store import models

pytestmark = pytest.mark.django_db


def fill(candidate: Candidate, now: datetime, interviews: int = 1, findings: int = 1) -> list[Any]:
    """So many interviews, each with a reflection and a confirmed reply of so many findings; returns the findings."""
    owned = {"candidate_id": candidate.id}
    made = []
    for number in range(interviews):
        application = models.Application.objects.create(
            company=f"Firm {number}", role="Analyst", created_at=now, **owned
        )
        interview = models.Interview.objects.create(
            application=application, starts_at=now - timedelta(days=number), created_at=now, **owned
        )
        reflection = models.Reflection.objects.create(interview=interview, completed_at=now, expectation=50, **owned)
        models.Rating.objects.create(reflection=reflection, area="clarity", value=2, **owned)
        reply = models.Reply.objects.create(
            interview=interview, channel="written", received_on=now.date(), text="", confirmed_at=now, **owned
        )
        rows = [
            models.Finding(
                reply=reply,
                kind="strength",
                area="clarity",
                quote=f"The part about {at} was clear",
                start=0,
                end=1,
                **owned,
            )
            for at in range(findings)
        ]
        made += models.Finding.objects.bulk_create(rows)
    return made


def test_evaluation_of_a_journal(candidate: Candidate, now: datetime) -> None:
    fill(candidate, now, interviews=2)
    view = read_evaluation(candidate, now).areas["clarity"]
    assert (view.label, view.direction, view.interviews) == (Label.LIKELY, Direction.STRENGTH, 2)
    assert view.you == pytest.approx(-1)
    assert view.them == pytest.approx(1)


def test_another_journal_changes_nothing(candidate: Candidate, now: datetime) -> None:
    stranger = Candidate(id=models.Candidate.objects.create(created_at=now).pk)
    fill(stranger, now)
    assert read_evaluation(candidate, now).areas["clarity"].label is Label.NOT_ENOUGH


def test_a_piece_taken_out_changes_the_picture_at_once_and_can_come_back(candidate: Candidate, now: datetime) -> None:
    [finding] = fill(candidate, now)
    before = read_evaluation(candidate, now)
    count_finding(candidate, finding.pk, False)
    assert read_evaluation(candidate, now).areas["clarity"].label is Label.OWN_IMPRESSION
    count_finding(candidate, finding.pk, True)
    assert read_evaluation(candidate, now) == before


def test_a_correction_moves_it_to_its_area(candidate: Candidate, now: datetime) -> None:
    [finding] = fill(candidate, now)
    correct_finding(candidate, finding.pk, FindingKind.DEVELOP, "results")
    areas = read_evaluation(candidate, now).areas
    assert (areas["results"].label, areas["results"].direction) == (Label.FIRST_SIGN, Direction.FOCUS)
    assert areas["clarity"].label is Label.OWN_IMPRESSION


def test_a_finding_of_another_journal_is_gone(candidate: Candidate, now: datetime) -> None:
    stranger = Candidate(id=models.Candidate.objects.create(created_at=now).pk)
    [finding] = fill(stranger, now)
    with pytest.raises(FindingGone):
        count_finding(candidate, finding.pk, False)
    with pytest.raises(FindingGone):
        correct_finding(candidate, finding.pk, FindingKind.DEVELOP, "results")


def test_a_choice_takes_the_place_of_the_one_before_and_drops_its_draft(candidate: Candidate, now: datetime) -> None:
    fill(candidate, now)
    interview_id = next(iter(read_journal(candidate).interviews))
    plan = Plan(area="results", direction=Direction.FOCUS, chosen_on=now.date(), interview_id=interview_id)
    keep_draft(candidate, "choice", {"focus": ["results"]}, now)
    save_plans(candidate, [plan, replace(plan, area="clarity")], now - timedelta(days=3), "choice")
    assert read_draft(candidate, "choice") == {}
    save_plans(candidate, [replace(plan, then_words="I say the number")], now)
    [standing] = list_standing_plans(candidate)
    assert (standing.area, standing.then_words) == ("results", "I say the number")
    assert standing.chosen_on == (now - timedelta(days=3)).date()


def test_only_a_request_that_was_sent_has_asked(candidate: Candidate, now: datetime) -> None:
    fill(candidate, now)
    interview_id = next(iter(read_journal(candidate).interviews))
    save_plans(candidate, [Plan(area="results", direction=Direction.FOCUS, chosen_on=now.date())], now)
    sent = now + timedelta(days=2)
    for kind, posted_at in (("request", None), ("reminder", sent), ("thanks", sent)):
        write_letter(candidate, interview_id, now, kind, posted_at)
    assert read_pointers(candidate, read_journal(candidate))[0].asked == ()
    write_letter(candidate, interview_id, now, "request", sent)
    assert read_pointers(candidate, read_journal(candidate))[0].asked == (sent.date(),)


def write_letter(candidate: Candidate, interview_id: int, now: datetime, kind: str, posted_at: datetime | None) -> None:
    models.Letter.objects.create(
        candidate_id=candidate.id, interview_id=interview_id, kind=kind, subject="", drafted_at=now,
        body="What about the results I named, and how I arrived?", posted_at=posted_at,
    )  # fmt: skip


def test_reading_a_longer_journal_takes_no_more_queries(
    candidate: Candidate, now: datetime, django_assert_num_queries: Any
) -> None:
    fill(candidate, now, interviews=1)
    with django_assert_num_queries(13):
        read_evaluation(candidate, now)
    fill(candidate, now, interviews=20, findings=5)
    with django_assert_num_queries(13):
        read_evaluation(candidate, now)


def test_pictures_look_back_as_far_as_evidence_weighs_anything(candidate: Candidate, now: datetime) -> None:
    fill(candidate, now, interviews=1)
    models.Interview.objects.update(starts_at=now - timedelta(days=1801))
    assert read_journal(candidate, now).evidence == ()
    assert len(read_journal(candidate).evidence) == 2
    models.Interview.objects.update(starts_at=None)
    assert len(read_journal(candidate, now).evidence) == 2
