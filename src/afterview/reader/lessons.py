"""What one person's own corrections teach the reader: a bounded, reversible shift of its chances, never new weights.

Two things are learned. *Likeness*: a sentence much like one that the person sorted before is drawn towards what they
said it was. *Habit*: where they keep turning one kind (or area) into another, the reader leans that way. Both are
worked out anew from the sorted sentences each time, so deleting a reply forgets what it taught.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from afterview.reader.reading import KINDS, Segment

LATEST = 500  # sentences remembered, the latest first to stay
ALIKE = 0.5  # from this share of common words two sentences are alike (Jaccard 1912)
PULL = 0.6  # the most that likeness may move a chance
DOUBT = 12.0  # how many sentences' worth our reader's own reading counts as, before habits do
AGREED = 0.75  # how often people leave a guess as it is, before anything is known of this person
FARTHEST = 2.0  # a habit at most doubles or halves a chance
HABITS = 3  # an area is turned into another after as many corrections, if they outnumber the times it was left
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Lesson:
    """One sentence with what the reader guessed and what the person said it is (areas "" where it has none)."""

    quote: str
    guessed_kind: str
    kind: str
    guessed_area: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Lessons:
    """What was learned: the sentences with their words, and how often one kind or area became another."""

    sentences: tuple[tuple[frozenset[str], Lesson], ...] = ()
    kinds: Counter[tuple[str, str]] | None = None
    areas: Counter[tuple[str, str]] | None = None


def learn(lessons: Iterable[Lesson]) -> Lessons:
    """Sorted sentences, the oldest first -> what they teach; only the latest 500 are remembered."""
    latest = list(lessons)[-LATEST:]
    told = tuple((_words(lesson.quote), lesson) for lesson in latest)
    areas = Counter((one.guessed_area, one.area) for one in latest if one.area and one.guessed_area)
    return Lessons(told, Counter((one.guessed_kind, one.kind) for one in latest), areas)


def apply_lessons(segments: Sequence[Segment], lessons: Lessons | None) -> list[Segment]:
    """Segments as read -> the same with chances and areas as this person's corrections bend them."""
    if lessons is None or not lessons.sentences:
        return list(segments)
    return [_bend(segment, lessons) for segment in segments]


def _bend(segment: Segment, lessons: Lessons) -> Segment:
    chances = _by_habit(segment.chances, lessons.kinds or Counter())
    alike, share = _most_alike(_words(segment.quote), lessons.sentences)
    areas = _turn_areas(segment.areas, lessons.areas or Counter())
    if alike is None:
        return replace(segment, chances=chances, areas=areas)
    pull = PULL * share
    bent = {kind: (1 - pull) * chance + pull * (kind == alike.kind) for kind, chance in chances.items()}
    return replace(segment, chances=bent, areas=_first(alike.area, areas) if alike.area else areas)


def _by_habit(chances: dict[str, float], turned: Counter[tuple[str, str]]) -> dict[str, float]:
    guessed = max(chances, key=chances.__getitem__)
    seen = sum(turned[guessed, kind] for kind in KINDS)
    bent = {kind: chance * _habit(turned[guessed, kind], seen, kind == guessed) for kind, chance in chances.items()}
    total = sum(bent.values())
    return {kind: value / total for kind, value in bent.items()}


def _habit(times: int, seen: int, is_guess: bool) -> float:
    """How much likelier than before this person makes a kind, within the bounds."""
    before = AGREED if is_guess else (1 - AGREED) / (len(KINDS) - 1)
    return min(FARTHEST, max(1 / FARTHEST, (times + DOUBT * before) / (seen + DOUBT) / before))


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
