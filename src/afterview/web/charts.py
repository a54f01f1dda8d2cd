"""Draws the pictures as SVG: pure functions from numbers to text, coordinates in percent, so that they fit any width.

Every picture stands in a table or beside words that say the same; the drawings are hidden from screen readers.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

STRONG, WEAK = 2, -2
EDGE = 8.0
SPARK_HEIGHT = 40
FIELD_TOP, FIELD_BOTTOM = 20, 220
LABEL_WIDTH = 34.0
NEAR_EDGE = 25.0
LABEL_ROWS = (104, 121)


def place(x: float) -> float:
    """Where a mark -2..2 stands between 8 and 92 percent; what lies beyond is shown at the edge."""
    within = max(WEAK, min(STRONG, x))
    return round(EDGE + (within - WEAK) / (STRONG - WEAK) * (100 - 2 * EDGE), 1)


def draw_dots(you: float | None, them: int | None, partner: float | None = None) -> SafeString:
    """One row of the dot plot: you a filled circle, them (-1, 0, 1) a hollow diamond, a line between; a partner at
    practice a small hollow square."""
    gap = circle = diamond = square = SafeString("")
    if you is not None and them is not None:
        gap = format_html('<line class="gap" x1="{}%" x2="{}%" y1="50%" y2="50%"/>', place(you), place(them))
    if them is not None:
        diamond = format_html(
            '<svg x="{}%" y="50%" overflow="visible"><path class="them" d="M0-8l8 8-8 8-8-8z"/></svg>', place(them)
        )
    if partner is not None:
        square = format_html(
            '<svg x="{}%" y="50%" overflow="visible"><path class="partner" d="M-5.5-5.5h11v11h-11z"/></svg>',
            place(partner),
        )
    if you is not None:
        together = them is not None and abs(place(you) - place(them)) < 1
        radius = "4" if together else "6.5"
        circle = format_html('<circle class="self" cx="{}%" cy="50%" r="{}"/>', place(you), radius)
    return format_html(
        '<svg class="chart track" aria-hidden="true" focusable="false">{}{}{}{}{}</svg>',
        _draw_axis(),
        gap,
        diamond,
        square,
        circle,
    )


@cache
def _draw_axis() -> SafeString:
    return format_html_join(
        "",
        '<line class="axis" x1="{0}%" x2="{0}%" y1="0" y2="100%"/>',
        ((place(mark),) for mark in range(WEAK, STRONG + 1)),
    )


def draw_spark(marks: Sequence[float]) -> SafeString:
    """A line through marks 1..5, evenly spaced."""
    step = 100 / (len(marks) - 1)
    points = " ".join(f"{at * step:.0f},{SPARK_HEIGHT - 4 - (mark - 1) * 8:.0f}" for at, mark in enumerate(marks))
    return format_html(
        '<svg class="chart spark" viewBox="0 0 100 {}" preserveAspectRatio="none" aria-hidden="true"'
        ' focusable="false"><polyline class="line" vector-effect="non-scaling-stroke" points="{}"/></svg>',
        SPARK_HEIGHT,
        points,
    )


def draw_bar(share: float) -> SafeString:
    """A bar for a share 0..1."""
    return format_html(
        '<svg class="chart bar" aria-hidden="true" focusable="false"><rect class="rest" width="100%" height="100%"'
        ' rx="4"/><rect class="part" width="{}%" height="100%" rx="4"/></svg>',
        round(100 * share, 1),
    )


NO_ROOM_ABOVE = 0.85


def draw_calibration(
    points: Iterable[tuple[int, int, int]], ends: tuple[str, str], labels: Sequence[str]
) -> SafeString:
    """Expected against what came: a dot for each (percent, yeses, of), a label above each; `ends` name both axes."""
    dots = format_html_join(
        "",
        '<circle class="self" cx="{0}%" cy="{1}" r="{2}"/><text x="{0}%" y="{3}" text-anchor="middle">{4}</text>',
        (
            (_along(expected), _up(came / of), 4 + min(of, 4), _beside(came / of), label)
            for (expected, came, of), label in zip(points, labels, strict=True)
        ),
    )
    return format_html(
        '<svg class="chart calibration" width="100%" height="272" aria-hidden="true" focusable="false">'
        '<line class="band" x1="{0}%" x2="{1}%" y1="{2}" y2="{3}"/>'
        '<line class="gap" x1="{0}%" x2="{1}%" y1="{2}" y2="{3}" stroke-dasharray="4 4"/>{4}{5}'
        '<text x="{6}%" y="264" text-anchor="middle">{7}</text>'
        '<text class="dim" x="14%" y="{8}">{9}</text></svg>',
        _along(0),
        _along(100),
        FIELD_BOTTOM,
        FIELD_TOP,
        _draw_ticks(),
        dots,
        _along(50),
        ends[0],
        _up(1) - 8,
        ends[1],
    )


def _draw_ticks() -> SafeString:
    return format_html_join(
        "",
        '<text class="dim" x="{}%" y="240" text-anchor="middle">{} %</text>'
        '<text class="dim" x="11%" y="{}" text-anchor="end">{} %</text>',
        ((_along(percent), percent, _up(percent / 100) + 4, percent) for percent in (0, 50, 100)),
    )


def _along(percent: float) -> float:
    return round(15 + 0.77 * percent, 1)


def _up(share: float) -> int:
    return round(FIELD_BOTTOM - share * (FIELD_BOTTOM - FIELD_TOP))


def draw_days(points: Sequence[tuple[float, int]], events: Iterable[tuple[float, str]]) -> SafeString:
    """The own line: points (share of the time 0..1, mood 1..5), and events (share, words) named beneath it.

    An event too near the one before it is named a row lower, or else only marked; the words beside the picture say all.
    """
    places = [(_day(share), 14 + (5 - mood) * 15) for share, mood in points]
    lines = format_html_join(
        "",
        '<line class="line" x1="{}%" x2="{}%" y1="{}" y2="{}"/>',
        ((x1, x2, y1, y2) for (x1, y1), (x2, y2) in pairwise(places)),
    )
    dots = format_html_join("", '<circle class="self" cx="{}%" cy="{}" r="4"/>', places)
    return format_html(
        '<svg class="chart" width="100%" height="126" aria-hidden="true" focusable="false">{}{}{}</svg>',
        _name_events(events),
        lines,
        dots,
    )


def _name_events(events: Iterable[tuple[float, str]]) -> SafeString:
    drawn, free = SafeString(""), [0.0] * len(LABEL_ROWS)
    for share, words in events:
        x = _day(share)
        drawn += format_html('<line class="axis" x1="{0}%" x2="{0}%" y1="8" y2="88"/>', x)
        anchor, begins = _hold(x)
        row = next((row for row, taken in enumerate(free) if begins >= taken), None)
        if row is not None:
            label = '<text class="dim" x="{}%" y="{}" text-anchor="{}">{}</text>'
            drawn += format_html(label, x, LABEL_ROWS[row], anchor, words)
            free[row] = begins + LABEL_WIDTH
    return drawn


def _hold(x: float) -> tuple[str, float]:
    """How a label at x is held, so that a long word in a narrow picture stays within it, and where it then begins."""
    if x < NEAR_EDGE:
        return "start", x
    return ("end", x - LABEL_WIDTH) if x > 100 - NEAR_EDGE else ("middle", x - LABEL_WIDTH / 2)


def _day(share: float) -> float:
    return round(4 + 92 * share, 1)


def _beside(share: float) -> float:
    """Where a dot's label goes: above it, below it where there is no room above."""
    return _up(share) + (26 if share > NO_ROOM_ABOVE else -14)
