"""Reads what an interviewer wrote: mail or text in, status, door and points with exact quotes out.

from afterview.reader import read
reading = read(path.read_bytes())
for point in reading.points: ...
"""

from afterview.reader.deep import ReaderMissing
from afterview.reader.read import READERS, best_reader, read
from afterview.reader.reading import KINDS, LANGUAGES, STATUSES, Point, Reading, Segment, Span

__all__ = [
    "KINDS",
    "LANGUAGES",
    "READERS",
    "STATUSES",
    "Point",
    "ReaderMissing",
    "Reading",
    "Segment",
    "Span",
    "best_reader",
    "read",
]
