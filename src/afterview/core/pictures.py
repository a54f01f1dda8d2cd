"""What the pictures of Insights show, worked out from the journal; drawing them is the pages' part."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from math import fsum

from afterview.core.constants import USUAL, Constants
from afterview.core.evaluate import AreaView, Evaluation
from afterview.core.evidence import Evidence, Source
from afterview.core.words import (
    Cause,
    CheckIn,
    Direction,
    FindingKind,
    Interview,
    Outcome,
    OutcomeKind,
    Reflection,
    Reply,
)

LEAST_FOR_TREND = 3
LEAST_FOR_CALIBRATION = 5
SURE_FOR_CALIBRATION = 10
FIFTHS = 5
LEAST_FOR_CAUSES = 3
MOST_DAYS = 40
MOST_MARKS = 40
# Their words carry no five-point precision: within a third of a point of the bar is "mentioned".
CLEAR_SIDE = 1 / 3


def side_of(x: float | None) -> int | None:
    """+1 above the bar, -1 below, 0 about at it, None where nothing is known."""
    if x is None:
        return None
    return int(x > CLEAR_SIDE) - int(x < -CLEAR_SIDE)


class Box(StrEnum):
    """Who sees what."""

    BOTH = "both"
    THEY = "they"
    YOU = "you"
    NOBODY = "nobody"


def box_of(view: AreaView) -> Box | None:
    """The box an area belongs in; None where neither side has said anything."""
    you, them = side_of(view.you), side_of(view.them)
    if them is None:
        return None if you is None else Box.NOBODY
    if you == them:
        return Box.BOTH
    return Box.YOU if you == 1 else Box.THEY


def sort_into_boxes(evaluation: Evaluation) -> dict[Box, tuple[AreaView, ...]]:
    """The areas in each box, what they saw as strong first."""
    boxes: dict[Box, list[AreaView]] = {box: [] for box in Box}
    for view in evaluation.areas.values():
        if box := box_of(view):
            boxes[box].append(view)
    for views in boxes.values():
        views.sort(key=lambda view: -(view.them if view.them is not None else view.you or 0))
    return {box: tuple(views) for box, views in boxes.items()}


class Change(StrEnum):
    """Whether marks moved by more than chance does."""

    HIGHER = "higher"
    LOWER = "lower"
    NOT_CLEAR = "not_clear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One area's own marks in order of time, thinned out where there are many, and whether they changed."""

    area: str
    marks: tuple[float, ...]
    change: Change


def read_series(evidence: Iterable[Evidence]) -> tuple[Series, ...]:
    """Own marks over time of each area that has at least three."""
    marks: dict[str, list[Evidence]] = defaultdict(list)
    for piece in evidence:
        if piece.source is Source.SELF:
            marks[piece.area].append(piece)
    found = []
    for area, pieces in marks.items():
        if len(pieces) >= LEAST_FOR_TREND:
            ordered = tuple(p.rating for p in sorted(pieces, key=lambda p: (p.on, p.interview)))
            found.append(Series(area=area, marks=_thin(ordered), change=read_change(ordered)))
    return tuple(found)


def _thin(marks: tuple[float, ...]) -> tuple[float, ...]:
    """At most forty marks spread evenly, the first and the latest among them."""
    if len(marks) <= MOST_MARKS:
        return marks
    step = (len(marks) - 1) / (MOST_MARKS - 1)
    return tuple(marks[round(at * step)] for at in range(MOST_MARKS))


def read_change(marks: Sequence[float], constants: Constants = USUAL) -> Change:
    """First against latest: the means of three where there are six marks, else single marks (90 % sure)."""
    threes = len(marks) >= 2 * LEAST_FOR_TREND
    width = LEAST_FOR_TREND if threes else 1
    least = constants.change_of_threes if threes else constants.change_single
    moved = (fsum(marks[-width:]) - fsum(marks[:width])) / width
    if abs(moved) < least:
        return Change.NOT_CLEAR
    return Change.HIGHER if moved > 0 else Change.LOWER


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What was expected and what came: (expected percent, yeses, of how many) in ascending order."""

    points: tuple[tuple[int, int, int], ...]

    @property
    def total(self) -> int:
        """How many expectations met their outcome."""
        return sum(of for _, _, of in self.points)

    @property
    def is_sure(self) -> bool:
        """Whether there are enough to read something into it."""
        return self.total >= SURE_FOR_CALIBRATION


def calibrate(reflections: Mapping[int, Reflection], outcomes: Mapping[int, Outcome]) -> Calibration | None:
    """Sealed expectations against a yes or a no; None under five. Silence, withdrawals and closed roles say nothing.

    One point per fifth of the scale that was used, at the mean of its expectations: finer says nothing of so few."""
    met: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for interview_id, reflection in reflections.items():
        outcome = outcomes.get(interview_id)
        if reflection.expectation is not None and outcome and outcome.kind in (OutcomeKind.YES, OutcomeKind.NO):
            fifth = min(FIFTHS - 1, reflection.expectation * FIFTHS // 100)
            met[fifth].append((reflection.expectation, outcome.kind is OutcomeKind.YES))
    points = tuple(
        (round(fsum(expected for expected, _ in one) / len(one)), sum(came for _, came in one), len(one))
        for _, one in sorted(met.items())
    )
    calibration = Calibration(points=points)
    return calibration if calibration.total >= LEAST_FOR_CALIBRATION else None


def count_causes(reflections: Iterable[Reflection]) -> tuple[tuple[Cause, int], ...]:
    """How many low marks were the person's own to change, partly, not theirs; empty under three."""
    causes = Counter(rating.cause for one in reflections for rating in one.ratings if rating.cause)
    if causes.total() < LEAST_FOR_CAUSES:
        return ()
    return tuple((cause, causes[cause]) for cause in Cause)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWords:
    """Something good an interviewer wrote or said, verbatim."""

    quote: str
    who: str
    company: str
    interview_id: int
    on: date


def keep_words(interviews: Mapping[int, Interview], replies: Iterable[Reply]) -> tuple[KeptWords, ...]:
    """Every confirmed good word, the latest first; courtesy and what was taken out are left out."""
    found = []
    for reply in replies:
        interview = interviews.get(reply.interview_id)
        if interview and reply.confirmed_at:
            quotes = [
                finding.quote
                for finding in reply.findings
                if finding.kind is FindingKind.STRENGTH and finding.counted and not finding.courtesy
            ]
            found += [
                KeptWords(
                    quote=quote,
                    who=name_writer(interview, reply),
                    company=interview.company,
                    interview_id=interview.id,
                    on=reply.received_on,
                )
                for quote in quotes
            ]
    return tuple(sorted(found, key=lambda words: words.on, reverse=True))


def name_writer(interview: Interview, reply: Reply) -> str:
    """Who wrote a reply; the company where the person is not known."""
    names = {person.id: person.name for person in interview.interviewers}
    return names.get(reply.interviewer_id or 0, interview.company)


class Happening(StrEnum):
    """What is named beneath the line of check-ins."""

    INTERVIEW = "interview"
    ANSWER = "answer"
    REPLY = "reply"


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Check-ins in order with what happened between the first and the last of them."""

    points: tuple[tuple[datetime, int], ...]
    events: tuple[tuple[date, Happening, str], ...]


def read_days(
    check_ins: Iterable[CheckIn],
    interviews: Mapping[int, Interview],
    outcomes: Mapping[int, Outcome],
    replies: Iterable[Reply],
) -> Days | None:
    """The person's own line of the latest check-ins; None under three. Each event with the company it was about."""
    points = tuple(sorted((check_in.at, check_in.mood) for check_in in check_ins)[-MOST_DAYS:])
    if len(points) < LEAST_FOR_TREND:
        return None
    first, last = points[0][0].date(), points[-1][0].date()
    met = [(one.starts_at.date(), Happening.INTERVIEW, one.company) for one in interviews.values() if one.starts_at]
    answered = [
        (one.on, Happening.ANSWER, interviews[id_].company) for id_, one in outcomes.items() if id_ in interviews
    ]
    replied = [
        (one.received_on, Happening.REPLY, interviews[one.interview_id].company)
        for one in replies
        if one.interview_id in interviews
    ]
    events = [event for event in [*met, *answered, *replied] if first <= event[0] <= last]
    return Days(points=points, events=tuple(sorted(events)))


def direction_of_them(view: AreaView) -> Direction | None:
    """Which way their words point, None where they are about even or silent."""
    side = side_of(view.them)
    return {1: Direction.STRENGTH, -1: Direction.FOCUS}.get(side or 0)
