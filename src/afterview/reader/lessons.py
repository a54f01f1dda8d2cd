"""What one person's own corrections teach the reader: a bounded, reversible shift of its chances, never new weights.

Two things are learned. *Likeness*: a sentence much like one that the person sorted before is drawn towards what they
said it was. *Habit*: where they keep turning one area into another, the reader names that one first. Both are worked
out anew from the sorted sentences each time, so deleting a reply forgets what it taught. (Habits of turning one kind
into another were tried too: they made the next reading worse, `script/bench lessons`.)
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from afterview.reader.reading import Segment

LATEST = 500  # sentences remembered, the latest first to stay
ALIKE = 0.5  # from this share of common words two sentences are alike (Jaccard 1912)
PULL = 0.6  # the most that likeness may move a chance
HABITS = 3  # an area is turned into another after as many corrections, if they outnumber the times it was left
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Lesson:
    """One sentence with what the person said it is, and the area guessed and said ("" where it has none)."""

    quote: str
    kind: str
    guessed_area: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Lessons:
    """What was learned: the sentences with their words, and how often one area became another."""

    sentences: tuple[tuple[frozenset[str], Lesson], ...] = ()
    areas: Counter[tuple[str, str]] | None = None


def learn(lessons: Iterable[Lesson]) -> Lessons:
    """Sorted sentences, the oldest first -> what they teach; only the latest 500 are remembered."""
    latest = list(lessons)[-LATEST:]
    told = tuple((_words(lesson.quote), lesson) for lesson in latest)
    areas = Counter((one.guessed_area, one.area) for one in latest if one.area and one.guessed_area)
    return Lessons(told, areas)


def apply_lessons(segments: Sequence[Segment], lessons: Lessons | None) -> list[Segment]:
    """Segments as read -> the same with chances and areas as this person's corrections bend them."""
    if lessons is None or not lessons.sentences:
        return list(segments)
    return [_bend(segment, lessons) for segment in segments]


def _bend(segment: Segment, lessons: Lessons) -> Segment:
    alike, share = _most_alike(_words(segment.quote), lessons.sentences)
    areas = _turn_areas(segment.areas, lessons.areas or Counter())
    if alike is None:
        return replace(segment, areas=areas)
    pull = PULL * share
    bent = {kind: (1 - pull) * chance + pull * (kind == alike.kind) for kind, chance in segment.chances.items()}
    return replace(segment, chances=bent, areas=_first(alike.area, areas) if alike.area else areas)


def _turn_areas(areas: tuple[str, ...], turned: Counter[tuple[str, str]]) -> tuple[str, ...]:
    if not areas:
        return areas
    others = {to: times for (since, to), times in turned.items() if since == areas[0] and to != areas[0]}
    best = max(others, key=lambda to: (others[to], to), default="")
    is_habit = best and others[best] >= HABITS and others[best] > turned[areas[0], areas[0]]
    return _first(best, areas) if is_habit else areas


def _first(area: str, areas: tuple[str, ...]) -> tuple[str, ...]:
    return (area, *(one for one in areas if one != area))[:3]


def _most_alike(
    words: frozenset[str], sentences: Sequence[tuple[frozenset[str], Lesson]]
) -> tuple[Lesson | None, float]:
    best, share = None, 0.0
    for known, lesson in reversed(sentences):
        both = len(words & known)
        if both and (alike := both / len(words | known)) >= ALIKE and alike > share:
            best, share = lesson, alike
    return best, share


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))
