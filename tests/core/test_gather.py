"""Gathering the evidence of a journal."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from afterview.core.evidence import Source
from afterview.core.gather import gather
from afterview.core.words import (
    Arrival,
    Cause,
    Channel,
    ExampleCounts,
    Finding,
    FindingKind,
    Format,
    Interview,
    Rating,
    Reflection,
    Reply,
)

DAY = datetime(2026, 11, 12, 14, 30, tzinfo=UTC)
INTERVIEW = Interview(id=1, company="Northwind", role="Analyst", starts_at=DAY, format=Format.ON_SITE)
NO_DATE = replace(INTERVIEW, id=2, starts_at=None)


def reflection(*ratings: Rating, interview_id: int = 1, **kwargs: object) -> dict[int, Reflection]:
    values = {"interview_id": interview_id, "ratings": ratings, "completed_at": datetime(2026, 11, 13, tzinfo=UTC)}
    return {interview_id: Reflection(**{**values, **kwargs})}


def reply(*findings: Finding, **kwargs: object) -> Reply:
    values = {"id": 9, "interview_id": 1, "received_on": date(2026, 11, 20), "text": "…", "confirmed_at": DAY}
    return Reply(**{**values, "findings": findings, **kwargs})


def finding(id_: int = 3, kind: FindingKind = FindingKind.STRENGTH, area: str = "clarity") -> Finding:
    return Finding(id=id_, kind=kind, area=area, quote="Clear answers", start=0, end=13)


def test_own_marks_are_opinions_of_the_day_of_the_interview() -> None:
    ratings = (Rating(area="convincing", value=3.5), Rating(area="examples", value=None))
    [piece] = gather([INTERVIEW], reflection(*ratings), [])
    assert (piece.source, piece.area, piece.rating, piece.on) == (Source.SELF, "convincing", 3.5, date(2026, 11, 12))
    assert (piece.interview, piece.key) == ("1", "self:1:convincing")


def test_a_cause_outside_the_person_is_not_counted() -> None:
    late = Rating(area="punctuality", value=1, cause=Cause.NOT_MINE)
    assert gather([INTERVIEW], reflection(late, arrival=Arrival(minutes_late=20)), []) == ()
    partly = late._replace(cause=Cause.PARTLY)
    found = gather([INTERVIEW], reflection(partly, arrival=Arrival(minutes_late=20)), [])
    assert [(piece.source, piece.rating) for piece in found] == [(Source.SELF, 1), (Source.COUNT, 1)]


def test_facts_become_counts() -> None:
    counts = ExampleCounts(asked=4, stories=2, with_action=2, with_result=1)
    found = gather([INTERVIEW], reflection(counts=counts, arrival=Arrival(minutes_late=-8)), [])
    assert {(piece.area, piece.source, piece.rating) for piece in found} == {
        ("examples", Source.COUNT, 3),
        ("punctuality", Source.COUNT, 5),
    }


@pytest.mark.parametrize(
    ("times", "on"),
    [
        ({}, date(2026, 11, 13)),
        ({"completed_at": None, "begun_at": datetime(2026, 11, 12, tzinfo=UTC)}, date(2026, 11, 12)),
    ],
)
def test_without_a_date_the_reflection_dates_it(times: dict[str, object], on: date) -> None:
    rated = reflection(Rating(area="convincing", value=4), interview_id=2, **times)
    assert [piece.on for piece in gather([NO_DATE], rated, [])] == [on]


def test_without_any_date_there_is_no_evidence() -> None:
    rated = reflection(Rating(area="convincing", value=4), interview_id=2, completed_at=None)
    assert gather([NO_DATE], rated, []) == ()


def test_their_words_count_by_person_written_or_told() -> None:
    praise, pointer = finding(), finding(4, FindingKind.DEVELOP, "structure")
    written = reply(praise, interviewer_id=5)
    told = reply(pointer, id=10, channel=Channel.TOLD)
    found = gather([INTERVIEW], {}, [written, told])
    assert [(piece.key, piece.area, piece.rating, piece.rater) for piece in found] == [
        ("finding:3", "clarity", 4, "person:5"),
        ("finding:4", "structure", 2, "reply:10"),
    ]
    assert {piece.source for piece in found} == {Source.INTERVIEWER}
    assert {piece.quality for piece in found} == {0.4}
    assert {piece.on for piece in found} == {date(2026, 11, 12)}


def test_reply_to_an_interview_without_a_date_counts_from_the_day_it_came() -> None:
    assert [piece.on for piece in gather([NO_DATE], {}, [reply(finding(), interview_id=2)])] == [date(2026, 11, 20)]


def test_what_is_not_confirmed_not_counted_or_of_another_journal_is_left_out() -> None:
    assert gather([INTERVIEW], {}, [reply(finding(), confirmed_at=None)]) == ()
    assert gather([INTERVIEW], {}, [reply(finding()._replace(counted=False))]) == ()
    assert gather([INTERVIEW], reflection(Rating(area="clarity", value=3), interview_id=8), []) == ()
    assert gather([INTERVIEW], {}, [reply(finding(), interview_id=8)]) == ()
