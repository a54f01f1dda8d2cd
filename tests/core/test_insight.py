"""One look at the journal, and the reasons behind what is said."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from afterview.core.evaluate import evaluate
from afterview.core.evidence import Evidence, Source
from afterview.core.insight import (
    Journal,
    Part,
    if_one_more,
    list_applications,
    list_reasons,
    list_roles,
    list_rounds,
    look_at_part,
)
from afterview.core.labels import Label
from afterview.core.words import (
    Cause,
    CheckIn,
    Direction,
    Finding,
    FindingKind,
    Interview,
    Interviewer,
    Outcome,
    OutcomeKind,
    Rating,
    Reflection,
    Reply,
)

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def interview(id_: int, role: str = "Analyst", days: int | None = 10) -> Interview:
    starts_at = None if days is None else NOW - timedelta(days=days)
    panel = (Interviewer(id=50 + id_, name=f"Person {id_}"),)
    return Interview(id=id_, company=f"Firm {id_}", role=role, starts_at=starts_at, interviewers=panel)


def finding(id_: int, quote: str, kind: FindingKind = FindingKind.STRENGTH, **kwargs: object) -> Finding:
    return Finding(**{"id": id_, "kind": kind, "area": "clarity", "quote": quote, "start": 0, "end": 1, **kwargs})


def reply(id_: int, interview_id: int, *findings: Finding, days: int = 3, **kwargs: object) -> Reply:
    values = {
        "id": id_,
        "interview_id": interview_id,
        "interviewer_id": 50 + interview_id,
        "received_on": NOW.date() - timedelta(days=days),
        "text": "",
        "confirmed_at": NOW,
        **kwargs,
    }
    return Reply(findings=findings, **values)


def rated(interview_id: int, value: float | None, cause: Cause | None = None) -> Reflection:
    ratings = (Rating(area="clarity", value=value, cause=cause),)
    return Reflection(interview_id=interview_id, ratings=ratings, completed_at=NOW)


JOURNAL = Journal(
    interviews={1: interview(1), 2: interview(2, "Planner", days=200), 3: interview(3, days=None)},
    reflections={1: rated(1, 4), 2: rated(2, 1, Cause.NOT_MINE), 3: rated(3, 1, Cause.NOT_MINE)},
    outcomes={
        1: Outcome(interview_id=1, kind=OutcomeKind.NO, on=NOW.date()),
        2: Outcome(interview_id=2, kind=OutcomeKind.NO, on=NOW.date()),
    },
    replies=(
        reply(1, 1, finding(1, "The budget part was clear"), finding(2, "Slower", FindingKind.DEVELOP, counted=False)),
        reply(2, 2, finding(3, "Clear, when you drew it"), finding(4, "Well met", courtesy=True), days=190),
        reply(3, 1, finding(5, "Speak up", FindingKind.ADVICE), finding(6, "Bye", FindingKind.NOTHING)),
        reply(4, 1, finding(7, "Unread"), confirmed_at=None),
        reply(5, 1, finding(8, "Loud person", FindingKind.DEVELOP, set_aside=True)),
    ),
    check_ins=(CheckIn(at=NOW - timedelta(days=300), mood=2), CheckIn(at=NOW, mood=4)),
)


def test_heard_from_counts_interviews_that_left_evidence() -> None:
    assert JOURNAL.heard_from == 2
    assert Journal().heard_from == 0


def test_quotes_are_the_latest_good_words_that_count() -> None:
    assert JOURNAL.quotes == {"clarity": "The budget part was clear"}


def test_part_of_one_role_or_period() -> None:
    assert list_roles(JOURNAL) == ("Analyst", "Planner")
    planner = look_at_part(JOURNAL, Part(role="Planner"))
    assert (list(planner.interviews), list(planner.reflections), list(planner.outcomes)) == ([2], [2], [2])
    assert [one.id for one in planner.replies] == [2]
    assert len(planner.check_ins) == 2
    recent = look_at_part(JOURNAL, Part(since=NOW.date() - timedelta(days=90)))
    assert list(recent.interviews) == [1, 3]
    assert len(recent.check_ins) == 1
    assert look_at_part(JOURNAL, Part()) == JOURNAL


def test_practice_belongs_to_no_role_and_to_its_own_days() -> None:
    on = NOW.date() - timedelta(days=100)
    piece = Evidence(
        area="clarity", source=Source.PRACTICE, interview="", rating=4, on=on, rater="partner:sam", key="s"
    )
    journal = replace(JOURNAL, practised=(piece,))
    assert journal.heard_from == JOURNAL.heard_from
    assert look_at_part(journal, Part()).practised == (piece,)
    assert look_at_part(journal, Part(role="Planner")).practised == ()
    assert look_at_part(journal, Part(since=NOW.date() - timedelta(days=90))).practised == ()
    reasons = list_reasons(journal, evaluate(journal.evidence, NOW), "clarity", NOW)
    [reason] = [one for one in reasons if one.source is Source.PRACTICE]
    assert (reason.interview, reason.mark, reason.is_partners) == (None, 4, True)
    assert reason.weight > 0


def test_every_reason_with_what_was_left_out_last() -> None:
    reasons = list_reasons(JOURNAL, evaluate(JOURNAL.evidence, NOW), "clarity", NOW)
    assert [one.weight for one in reasons] == sorted((one.weight for one in reasons), reverse=True)
    assert {one.finding.quote for one in reasons if one.finding and one.weight == 0} == {
        "Slower",
        "Speak up",
        "Well met",
    }
    [not_mine] = [one for one in reasons if one.not_mine]
    assert (not_mine.source, not_mine.mark, not_mine.weight) == (Source.SELF, 1, 0)


def test_what_one_more_word_would_change() -> None:
    praised = Journal(
        interviews={1: interview(1, days=0)},
        replies=(reply(1, 1, finding(1, "The story about the budget was clear"), days=0),),
    )
    evaluation = evaluate(praised.evidence, NOW)
    assert evaluation.areas["clarity"].label is Label.FIRST_SIGN
    then = if_one_more(evaluation, "clarity", NOW)
    assert then[Direction.STRENGTH].label is Label.LIKELY
    assert then[Direction.FOCUS].label is Label.MIXED
    assert praised.evidence[0].on == date(2026, 11, 22)


def test_part_by_application_and_round() -> None:
    def of(id_: int, application: int, round_: int) -> Interview:
        return Interview(id=id_, application_id=application, company=f"Firm {application}", role="Nurse", round=round_)

    journal = Journal(interviews={1: of(1, 8, 1), 2: of(2, 8, 2), 3: of(3, 7, 1)})
    assert list_applications(journal) == {7: "Firm 7", 8: "Firm 8"}
    assert list_rounds(journal) == (1, 2)
    assert set(look_at_part(journal, Part(application_id=8)).interviews) == {1, 2}
    assert set(look_at_part(journal, Part(round=1)).interviews) == {1, 3}
    assert set(look_at_part(journal, Part(application_id=8, round=2, role="Nurse")).interviews) == {2}
