"""What the templates of Insights are filled with: rows, boxes and pictures, each with the words that say the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from afterview.core.areas import Area, load_areas
from afterview.core.evaluate import AreaView, Evaluation
from afterview.core.insight import Journal
from afterview.core.pictures import (
    Box,
    Calibration,
    Days,
    Series,
    calibrate,
    count_causes,
    direction_of_them,
    read_days,
    read_series,
    side_of,
    sort_into_boxes,
)
from afterview.core.words import Direction
from afterview.web import charts
from afterview.web.pages.evaluate import words

MOST_IN_BOX = 3
MOST_QUOTED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class DotRow:
    """One row of the dot plot; `has_partner` says whether any row of the plot shows a partner's mark."""

    area: Area
    label: str
    drawn: SafeString
    said: str
    has_partner: bool = False


def show_dots(views: Iterable[AreaView]) -> list[DotRow]:
    """A row for every area somebody has marked or spoken of."""
    areas = load_areas()
    rows, views = [], tuple(views)
    has_partner = any(view.partner is not None for view in views)
    for view in views:
        them = side_of(view.them)
        if view.you is not None or them is not None or view.partner is not None:
            said = gettext("You: %(you)s. Them: %(them)s.") % {
                "you": words.say_own(view.you),
                "them": words.say_them(them),
            }
            if view.partner is not None:
                said += " " + gettext("At practice: %(mark)s.") % {"mark": words.say_own(view.partner)}
            drawn = charts.draw_dots(view.you, them, view.partner)
            label = words.say_label(view)
            rows.append(DotRow(area=areas[view.area], label=label, drawn=drawn, said=said, has_partner=has_partner))
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxEntry:
    """An area in a box, with which way it points and the best of their words."""

    area: str
    direction: Direction | None
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxShown:
    """One of the four boxes."""

    title: str
    entries: list[BoxEntry]
    more: list[str]
    nothing: str


def show_boxes(evaluation: Evaluation, quotes: Mapping[str, str]) -> list[BoxShown]:
    """The four boxes, the good surprises first; a full box folds the rest away."""
    sorted_ = sort_into_boxes(evaluation)
    return [
        BoxShown(
            title=str(title),
            entries=[
                _entry(view, quotes if box is Box.THEY and at < MOST_QUOTED else {})
                for at, view in enumerate(sorted_[box][:MOST_IN_BOX])
            ],
            more=[view.area for view in sorted_[box][MOST_IN_BOX:]],
            nothing=str(words.NO_BOX[box]),
        )
        for box, title in words.BOXES.items()
    ]


def _entry(view: AreaView, quotes: Mapping[str, str]) -> BoxEntry:
    direction = direction_of_them(view)
    quote = quotes.get(view.area, "") if direction is Direction.STRENGTH else ""
    return BoxEntry(area=view.area, direction=direction, quote=quote)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRow:
    """One row of the small multiples."""

    area: str
    first: str
    latest: str
    drawn: SafeString
    between: str
    change: str


def show_series(journal: Journal) -> list[SeriesRow]:
    """Own marks over the interviews, in the order of the areas."""
    found = {series.area: series for series in read_series(journal.evidence)}
    return [_series_row(found[area]) for area in load_areas() if area in found]


def _series_row(series: Series) -> SeriesRow:
    first, *between, latest = words.say_marks(series.marks)
    return SeriesRow(
        area=series.area,
        first=first,
        latest=latest,
        drawn=charts.draw_spark(series.marks),
        between=gettext("then %(marks)s") % {"marks": ", ".join(between)},
        change=str(words.CHANGES[series.change]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationShown:
    """The sealed expectation, checked."""

    drawn: SafeString
    rows: list[tuple[int, int, int]]
    total: int
    is_sure: bool


def show_calibration(journal: Journal) -> CalibrationShown | None:
    """None while fewer than five expectations have met their outcome."""
    calibration = calibrate(journal.reflections, journal.outcomes)
    if calibration is None:
        return None
    ends = (gettext("What you expected"), gettext("What came"))
    drawn = charts.draw_calibration(calibration.points, ends, _label_points(calibration))
    return CalibrationShown(
        drawn=drawn, rows=list(calibration.points), total=calibration.total, is_sure=calibration.is_sure
    )


def _label_points(calibration: Calibration) -> list[str]:
    return [gettext("%(came)s of %(of)s") % {"came": came, "of": of} for _, came, of in calibration.points]


def show_causes(journal: Journal) -> list[tuple[str, int, SafeString]]:
    """Cause, how often, a bar; empty under three."""
    causes = count_causes(journal.reflections.values())
    total = sum(count for _, count in causes)
    return [(str(words.CAUSES[cause]), count, charts.draw_bar(count / total)) for cause, count in causes]


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysShown:
    """The own line of check-ins with what happened."""

    drawn: SafeString
    rows: list[tuple[str, str]]


def show_days(journal: Journal) -> DaysShown | None:
    """None under three check-ins."""
    days = read_days(journal.check_ins, journal.interviews, journal.outcomes, journal.replies)
    if days is None:
        return None
    start, end = days.points[0][0], days.points[-1][0]
    whole = (end - start).total_seconds() or 1.0
    points = [((at - start).total_seconds() / whole, mood) for at, mood in days.points]
    first, length = start.date(), max(1, (end.date() - start.date()).days)
    names = {what: str(name) for what, name in words.HAPPENINGS.items()}
    events = [((on - first).days / length, names[what]) for on, what, _ in days.events]
    return DaysShown(drawn=charts.draw_days(points, events), rows=_day_rows(days))


def _day_rows(days: Days) -> list[tuple[str, str]]:
    """Check-ins and events as the table lists them, in order of time."""
    names = {what: str(name) for what, name in words.HAPPENINGS.items()}
    felt = [(at.date(), 1, str(words.MOODS[mood])) for at, mood in days.points]
    happened = [(on, 0, f"{names[what]}, {company}") for on, what, company in days.events]
    rows = sorted([*felt, *happened])
    return list(zip(words.say_days(on for on, _, _ in rows), (said for _, _, said in rows), strict=True))
