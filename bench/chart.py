"""Curves over sizes as small SVG pictures side by side, logarithmic both ways, readable in light and dark."""

from collections.abc import Sequence
from html import escape
from math import ceil, floor, log10

WIDE, HIGH, ACROSS = 230, 150, 4
LEFT, TOP, RIGHT, FOOT = 44, 34, 10, 24
STYLE = (
    "text{font:10px system-ui,sans-serif;fill:#333}.name{font-weight:600}.grid{stroke:#8886;stroke-width:.5}"
    ".curve{fill:none;stroke:#0a6b62;stroke-width:2}.dot{fill:#0a6b62}"
    "@media(prefers-color-scheme:dark){text{fill:#ddd}.curve{stroke:#5fd0c3}.dot{fill:#5fd0c3}}"
)
type Drawn = tuple[str, float, Sequence[tuple[int, float]]]


def draw_curves(curves: Sequence[Drawn]) -> str:
    """One SVG of a picture a curve: (what, slope, [(size, value)]), values above 0."""
    rows = ceil(len(curves) / ACROSS)
    pictures = [
        f'<g transform="translate({at % ACROSS * WIDE} {at // ACROSS * HIGH})">{_draw(curve)}</g>'
        for at, curve in enumerate(curves)
    ]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {ACROSS * WIDE} {rows * HIGH}" role="img" '
        f'aria-label="Growth of {len(curves)} measures; the same figures are in figures.md"><style>{STYLE}</style>'
    )
    return "\n".join([head, *pictures, "</svg>", ""])


def _draw(curve: Drawn) -> str:
    what, slope, points = curve
    xs, ys = ([log10(max(value, 1e-3)) for value in column] for column in zip(*points, strict=True))
    low, high = floor(min(ys)), max(ceil(max(ys)), floor(min(ys)) + 1)

    def x(size: float) -> float:
        return LEFT + (size - 2) / 3 * (WIDE - LEFT - RIGHT)

    def y(value: float) -> float:
        return HIGH - FOOT - (value - low) / (high - low) * (HIGH - FOOT - TOP)

    grid = [
        f'<line class="grid" x1="{LEFT}" x2="{WIDE - RIGHT}" y1="{y(at):.1f}" y2="{y(at):.1f}"/>'
        f'<text x="{LEFT - 4}" y="{y(at) + 3:.1f}" text-anchor="end">{10.0**at:,g}</text>'
        for at in range(low, high + 1)
    ]
    feet = [
        f'<text x="{x(at):.1f}" y="{HIGH - FOOT + 14}" text-anchor="middle">10{mark}</text>'
        for at, mark in zip(range(2, 6), "²³⁴⁵", strict=True)
    ]
    places = [(x(size), y(value)) for size, value in zip(xs, ys, strict=True)]
    line = " ".join(f"{left:.1f},{top:.1f}" for left, top in places)
    dots = [f'<circle class="dot" cx="{left:.1f}" cy="{top:.1f}" r="3"/>' for left, top in places]
    title = f'<text class="name" x="6" y="12">{escape(what)}</text><text x="6" y="25">slope {slope:.2f}</text>'
    return "".join([title, *grid, *feet, f'<polyline class="curve" points="{line}"/>', *dots])
