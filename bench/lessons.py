"""What a person's own corrections are worth: mails of one writer in turn, each corrected before the next is read."""

from collections.abc import Sequence

from afterview.reader import Reading, read
from afterview.reader.lessons import Lesson, learn
from bench.score import Count, Found, Marked, count_points, f1
from bench.speakers import points_of
from bench.table import Part
from training.dataset import POINTS, is_frozen, mark_of
from training.texts import LabelledMail, load_mails

PERSONS_MAILS = 12


def measure() -> Part:
    """F1 and areas with and without what was learned, from the second mail of each person on."""
    by_writer: dict[str, list[LabelledMail]] = {}
    for mail in load_mails():
        if is_frozen(mail.voice):
            by_writer.setdefault(mail.file, []).append(mail)
    rows = []
    for reader in ("local", "embed"):
        plain, taught = [], []
        for mails in by_writer.values():
            for first in range(0, len(mails), PERSONS_MAILS):
                one, other = _walk(mails[first : first + PERSONS_MAILS], reader)
                plain += one
                taught += other
        rows += [(f"{reader}, as shipped", str(len(plain)), *_figures(plain))]
        rows += [(f"{reader}, corrected by its person", str(len(taught)), *_figures(taught))]
    note = "Held-back voices, twelve mails of a writer a person; every finding of a mail is corrected before the next."
    return Part(
        "Learning from corrections", ("reader", "mails", "points F1", "area first", "among three"), tuple(rows), note
    )


def _walk(mails: Sequence[LabelledMail], reader: str) -> tuple[list[Count], list[Count]]:
    lessons: list[Lesson] = []
    plain, taught = [], []
    for at, mail in enumerate(mails):
        reading = read(mail.text, reader=reader)
        bent = read(mail.text, reader=reader, lessons=learn(lessons))
        if at:
            plain.append(_count(reading, mail))
            taught.append(_count(bent, mail))
        lessons += _corrected(bent, mail)
    return plain, taught


def _count(reading: Reading, mail: LabelledMail) -> Count:
    marks = [Marked(m.start, m.end, (m.kind,), m.area) for m in mail.marks if m.kind in POINTS]
    return count_points(points_of(reading), marks)


def _corrected(reading: Reading, mail: LabelledMail) -> list[Lesson]:
    """Every segment as the person would sort it on the page."""
    points: list[Found] = points_of(reading)
    told = []
    for segment in reading.segments:
        mark = mark_of(segment.start, segment.end, mail.marks)
        kind = mark.kind if mark and mark.kind in POINTS else "nothing"
        guess = next((point for point in points if point.start <= segment.start < point.end), None)
        area = mark.area if mark and kind in POINTS else ""
        told.append(Lesson(segment.quote, kind, next(iter(guess.areas), "") if guess else "", area))
    return told


def _figures(counts: Sequence[Count]) -> tuple[str, str, str]:
    known = sum(one.area_known for one in counts) or 1
    first, three = (sum(getattr(one, name) for one in counts) / known for name in ("area_first", "area_three"))
    return f"{f1(counts):.3f}", f"{first:.3f}", f"{three:.3f}"
