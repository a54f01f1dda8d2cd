"""What the pictures show."""

from datetime import UTC, date, datetime, timedelta

import pytest

from afterview.core.evaluate import AreaView, evaluate
from afterview.core.evidence import Evidence, Source
from afterview.core.pictures import (
    MOST_DAYS,
    MOST_MARKS,
    Box,
    Change,
    Happening,
    box_of,
    calibrate,
    count_causes,
    direction_of_them,
    keep_words,
    name_writer,
    read_change,
    read_days,
    read_series,
    side_of,
    sort_into_boxes,
)
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
TODAY = NOW.date()


def mark(source: Source, rating: float, area: str = "clarity", interview: str = "1", days: int = 0) -> Evidence:
    on = TODAY - timedelta(days=days)
    return Evidence(area=area, source=source, interview=interview, rating=rating, on=on)


def view(you: float | None, them: float | None) -> AreaView:
    sides = ((Source.SELF, you), (Source.INTERVIEWER, them))
    evidence = [mark(source, rating) for source, rating in sides if rating is not None]
    return evaluate(evidence, NOW).areas["clarity"]


def test_their_words_have_three_positions() -> None:
    assert [side_of(x) for x in (None, -2, -0.34, -0.3, 0, 0.3, 0.34, 2)] == [None, -1, -1, 0, 0, 0, 1, 1]


@pytest.mark.parametrize(
    ("you", "them", "box"),
    [
        (None, None, None),
        (4, None, Box.NOBODY),
        (4, 5, Box.BOTH),
        (2, 2, Box.BOTH),
        (2, 4, Box.THEY),
        (3, 4, Box.THEY),
        (None, 4, Box.THEY),
        (None, 2, Box.THEY),
        (3, 2, Box.THEY),
        (5, 2, Box.YOU),
        (5, 3, Box.YOU),
    ],
)
def test_who_sees_what(you: float | None, them: float | None, box: Box | None) -> None:
    assert box_of(view(you, them)) is box


def test_boxes_hold_what_they_saw_as_strong_first() -> None:
    evidence = [
        mark(Source.INTERVIEWER, 2, "preparation"),
        mark(Source.INTERVIEWER, 4, "results"),
        mark(Source.SELF, 2, "rapport"),
        mark(Source.SELF, 5, "listening"),
    ]
    boxes = sort_into_boxes(evaluate(evidence, NOW))
    assert {box: [one.area for one in views] for box, views in boxes.items()} == {
        Box.BOTH: [],
        Box.THEY: ["results", "preparation"],
        Box.YOU: [],
        Box.NOBODY: ["listening", "rapport"],
    }


def test_direction_of_their_words() -> None:
    directions = [direction_of_them(view(None, them)) for them in (4, 3, 2, None)]
    assert directions == [Direction.STRENGTH, None, Direction.FOCUS, None]


@pytest.mark.parametrize(
    ("marks", "change"),
    [
        ((2, 3, 3.5), Change.NOT_CLEAR),
        ((2, 3, 4), Change.HIGHER),
        ((4, 3, 2), Change.LOWER),
        ((2, 2, 2, 3, 3, 3), Change.NOT_CLEAR),
        ((2, 2, 2, 3, 3.5, 3), Change.HIGHER),
        ((4, 4, 4, 2, 3, 3), Change.LOWER),
        ((1, 3, 3, 3, 3, 3), Change.NOT_CLEAR),
    ],
)
def test_change_only_where_it_is_sound(marks: tuple[float, ...], change: Change) -> None:
    assert read_change(marks) is change


def test_series_needs_three_own_marks_and_runs_with_time() -> None:
    evidence = [
        mark(Source.SELF, 4, interview="3", days=1),
        mark(Source.SELF, 2, interview="1", days=30),
        mark(Source.SELF, 3, interview="2", days=20),
        mark(Source.INTERVIEWER, 5, interview="2", days=10),
        mark(Source.SELF, 4, "results"),
        mark(Source.SELF, 4, "results", "2"),
    ]
    [series] = read_series(evidence)
    assert (series.area, series.marks, series.change) == ("clarity", (2, 3, 4), Change.HIGHER)


def test_long_series_is_thinned_out_between_first_and_latest() -> None:
    evidence = [mark(Source.SELF, 5 if days in (0, 99) else 3, interview=str(days), days=days) for days in range(100)]
    [series] = read_series(evidence)
    assert len(series.marks) == MOST_MARKS
    assert (series.marks[0], series.marks[-1], set(series.marks[1:-1])) == (5, 5, {3})


def expecting(*pairs: tuple[int | None, OutcomeKind | None]):
    reflections = {at: Reflection(interview_id=at, expectation=chance) for at, (chance, _) in enumerate(pairs)}
    outcomes = {at: Outcome(interview_id=at, kind=kind, on=TODAY) for at, (_, kind) in enumerate(pairs) if kind}
    return calibrate(reflections, outcomes)


def test_calibration_counts_a_yes_or_a_no_from_five_up() -> None:
    yes, no = OutcomeKind.YES, OutcomeKind.NO
    four = [(90, yes), (90, no), (10, no), (50, yes)]
    vague = [(90, OutcomeKind.SILENCE), (90, OutcomeKind.CLOSED), (50, None), (None, yes)]
    assert expecting(*four, *vague) is None
    seen = expecting(*four, *vague, (10, no))
    assert seen is not None
    assert seen.points == ((10, 0, 2), (50, 1, 1), (90, 1, 2))
    assert not seen.is_sure
    sure = expecting(*[(30, no)] * 10)
    assert sure is not None
    assert sure.is_sure


def test_causes_from_three_up() -> None:
    def low(*causes: Cause | None) -> list[Reflection]:
        return [
            Reflection(interview_id=at, ratings=(Rating(area="clarity", value=2, cause=cause),))
            for at, cause in enumerate(causes)
        ]

    assert count_causes(low(Cause.MINE, Cause.MINE, None)) == ()
    assert count_causes(low(Cause.MINE, Cause.NOT_MINE, Cause.MINE)) == (
        (Cause.MINE, 2),
        (Cause.PARTLY, 0),
        (Cause.NOT_MINE, 1),
    )


SAM = Interviewer(id=5, name="Sam Okafor")
INTERVIEW = Interview(id=1, company="Northwind", role="Analyst", interviewers=(SAM,), starts_at=NOW)


def reply(*findings: Finding, **kwargs: object) -> Reply:
    values = {"interview_id": 1, "interviewer_id": 5, "received_on": TODAY, "text": "", "confirmed_at": NOW}
    return Reply(**{**values, "findings": findings, **kwargs})


def finding(quote: str = "Clear answers", **kwargs: object) -> Finding:
    values = {"kind": FindingKind.STRENGTH, "area": "clarity", "quote": quote, "start": 0, "end": 1, **kwargs}
    return Finding(**values)


def test_keeps_every_good_word_the_latest_first() -> None:
    old = reply(finding("Earlier"), received_on=TODAY - timedelta(days=9), interviewer_id=None)
    new = reply(
        finding("Later"),
        finding("A pointer", kind=FindingKind.DEVELOP),
        finding("Politeness", courtesy=True),
        finding("Taken out", counted=False),
    )
    unread = reply(finding("Not read yet"), confirmed_at=None)
    elsewhere = reply(finding("Gone"), interview_id=2)
    kept = keep_words({1: INTERVIEW}, [old, new, unread, elsewhere])
    assert [(words.quote, words.who, words.on) for words in kept] == [
        ("Later", "Sam Okafor", TODAY),
        ("Earlier", "Northwind", TODAY - timedelta(days=9)),
    ]


def test_writer_is_the_company_where_nobody_is_named() -> None:
    assert name_writer(INTERVIEW, reply(interviewer_id=6)) == "Northwind"


def felt(*days: int) -> list[CheckIn]:
    return [CheckIn(at=NOW - timedelta(days=day), mood=3) for day in days]


def test_own_line_from_three_check_ins_with_what_happened_between() -> None:
    outcomes = {
        1: Outcome(interview_id=1, kind=OutcomeKind.NO, on=TODAY - timedelta(days=2)),
        7: Outcome(interview_id=7, kind=OutcomeKind.NO, on=TODAY),
    }
    replies = [reply(received_on=TODAY - timedelta(days=1)), reply(interview_id=7), reply(received_on=date(2020, 1, 1))]
    undated = Interview(id=2, company="Harbour", role="Analyst")
    assert read_days(felt(0, 1), {1: INTERVIEW}, outcomes, replies) is None
    seen = read_days(felt(0, 3, 1), {1: INTERVIEW, 2: undated}, outcomes, replies)
    assert seen is not None
    assert [at for at, _ in seen.points] == [NOW - timedelta(days=day) for day in (3, 1, 0)]
    assert seen.events == (
        (TODAY - timedelta(days=2), Happening.ANSWER, "Northwind"),
        (TODAY - timedelta(days=1), Happening.REPLY, "Northwind"),
        (TODAY, Happening.INTERVIEW, "Northwind"),
    )


def test_own_line_shows_the_latest_days_of_a_long_journal() -> None:
    seen = read_days(felt(*range(100)), {}, {}, [])
    assert seen is not None
    assert len(seen.points) == MOST_DAYS
    assert seen.points[-1][0] == NOW
