"""How each main measure grows from a hundred to ten thousand and more, drawn as docs/growth.svg."""

from math import log
from pathlib import Path
from typing import NamedTuple

from bench.chart import draw_curves
from bench.figure import Figure
from bench.table import Part

DRAWN = Path(__file__).parents[1] / "docs" / "growth.svg"
NOTE = (
    "CPU, median and middle half; journals of ten findings an interview over twenty years. Slope: of log cost over log "
    "size by least squares, 0 where it does not grow, 1 where it grows as the size does. The plain copy is SQLite's "
    "own backup of the same file; of a letter 60,000 characters are read. "
    "Not measured at 10⁵: journals (half an hour to write one), mails. "
    "Drawn in [growth.svg](growth.svg)."
)


class Curve(NamedTuple):
    """A measure at each size, in one unit."""

    what: str
    unit: str
    points: tuple[tuple[int, Figure], ...]

    @property
    def slope(self) -> float:
        """Of log cost over log size, by least squares."""
        xs = [log(size) for size, _ in self.points]
        ys = [log(max(figure.median, 1e-6)) for _, figure in self.points]
        middle, level = sum(xs) / len(xs), sum(ys) / len(ys)
        across = sum((x - middle) * (y - level) for x, y in zip(xs, ys, strict=True))
        return across / sum((x - middle) ** 2 for x in xs)


def measure() -> Part:
    """A row for each curve; the SVG beside."""
    from bench.growing import list_curves

    curves = list_curves()
    drawn = [(curve.what, curve.slope, [(size, seen.median) for size, seen in curve.points]) for curve in curves]
    DRAWN.write_text(draw_curves(drawn))
    exact = {
        curve.what: {"unit": curve.unit, "slope": round(curve.slope, 3), "points": dict(curve.points)}
        for curve in curves
    }
    columns = ("what", "10²", "10³", "10⁴", "10⁵", "slope")
    return Part("Growth", columns, tuple(map(_row, curves)), NOTE, exact=exact)


def _row(curve: Curve) -> tuple[str, ...]:
    told = [figure.told(curve.unit, 0 if figure.median >= 10 else 2) for _, figure in curve.points]
    return (curve.what, *told, *("" for _ in range(4 - len(told))), f"{curve.slope:.2f}")
