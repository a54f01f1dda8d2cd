"""Reads clauses as kinds with chances, joins clauses of one sentence into points, and names their areas."""

from afterview.reader.clauses import Clause
from afterview.reader.features import area_hashes
from afterview.reader.model import load_linear, to_chances
from afterview.reader.reading import KINDS, Point, Segment
from afterview.reader.second import look_again

POINT_KINDS = ("strength", "develop", "advice", "not_about_you")
FOUND = 0.85  # from here precision on held-back voices is at least 0.90: shown as found, below asked
LEAST = 0.4  # below this chance of being any point a clause is shown as nothing
NOT_ABOUT_YOU = "not_about_you"


def read_segments(text: str, clauses: list[Clause]) -> tuple[list[Segment], list[dict[str, float]]]:
    """Clauses -> segments with the chance of each of `KINDS`, and beside each the chances for the door."""
    model = load_linear("kind")
    first = [to_chances(model.scores(clause.blocks)) for clause in clauses]
    segments, doors = [], []
    for clause, looked in zip(clauses, look_again(clauses, first), strict=True):
        chances = dict(zip(model.classes, looked, strict=True))
        door = {name: chances.pop(name) for name in tuple(chances) if name not in KINDS}
        chances["nothing"] += sum(door.values())
        segments.append(_make_segment(text, clause, chances))
        doors.append(door)
    return segments, doors


def _make_segment(text: str, clause: Clause, chances: dict[str, float]) -> Segment:
    piece = clause.piece
    is_likely = 1 - chances["nothing"] - chances["courtesy"] >= LEAST / 4
    quote = text[piece.start : piece.end]
    areas = name_areas(quote, clause) if is_likely else ()
    return Segment(quote, piece.start, piece.end, piece.sentence, piece.heading, chances, areas)


def name_areas(quote: str, clause: Clause) -> tuple[str, ...]:
    """The three likeliest areas of a clause, the first one first."""
    model = load_linear("area")
    blocks = area_hashes(quote, clause.piece.heading, list(clause.words))
    ranked = sorted(zip(model.scores(blocks), model.classes, strict=True), reverse=True)
    return tuple(name for _, name in ranked[:3])


def kind_of(segment: Segment) -> str:
    """What a segment is taken for: the likeliest kind of point where a point is likely enough, else nothing."""
    points = {kind: segment.chances[kind] for kind in POINT_KINDS}
    if sum(points.values()) >= LEAST:
        return max(points, key=points.__getitem__)
    return "courtesy" if segment.chances["courtesy"] > segment.chances["nothing"] else "nothing"


def gather_points(text: str, segments: list[Segment]) -> tuple[Point, ...]:
    """Segments -> points; neighbouring clauses of one sentence with the same kind are one point."""
    groups: list[list[Segment]] = []
    for at, segment in enumerate(segments):
        kind = kind_of(segment)
        if kind == "nothing":
            continue
        joins = bool(groups) and groups[-1][-1] is segments[at - 1] and groups[-1][0].sentence == segment.sentence
        if joins and kind_of(groups[-1][0]) == kind:
            groups[-1].append(segment)
        else:
            groups.append([segment])
    return tuple(_make_point(text, group) for group in groups)


def _make_point(text: str, group: list[Segment]) -> Point:
    kind = kind_of(group[0])
    best = max(group, key=lambda segment: segment.chances[kind])
    start, end = group[0].start, group[-1].end
    confidence = round(best.chances[kind], 4)
    is_courtesy = kind == "courtesy"
    areas = (NOT_ABOUT_YOU,) if kind == NOT_ABOUT_YOU else best.areas or ("experience",)
    return Point(
        "strength" if is_courtesy else kind,
        text[start:end],
        start,
        end,
        areas[0],
        areas,
        is_courtesy,
        confidence,
        confidence < FOUND,
    )
