"""Tells what a mail is (rejection, invitation, offer …) and whether it leaves the door open, with the words that told."""

from afterview.reader.features import tokens, word_hashes
from afterview.reader.model import load_linear, to_chances
from afterview.reader.reading import Segment, Span

OPEN = 0.5
MAX_LETTERS = 6000


def status_blocks(subject: str, reply: str, segments: list[Segment]) -> tuple[set[int], set[int], set[int]]:
    """What the status is told from: the words of the reply, of its subject, and how many points it seems to hold."""
    words = tokens(reply[:MAX_LETTERS])
    mass = sum(1 - segment.chances["nothing"] - segment.chances["courtesy"] for segment in segments)
    size = f"points{min(5, int(mass * 2))} length{min(9, len(words).bit_length())}".split()
    return word_hashes(words), word_hashes(tokens(subject)), word_hashes(size)


def read_status(
    subject: str, reply: str, segments: list[Segment], doors: list[dict[str, float]]
) -> tuple[str, float, tuple[Span, ...]]:
    """Subject, reply and its segments -> status, its chance, and up to two segments whose words told most."""
    model = load_linear("status")
    chances = to_chances(model.scores(status_blocks(subject, reply, segments)))
    ranked = sorted(zip(chances, model.classes, strict=True), reverse=True)
    confidence, status = ranked[0]
    return status, round(confidence, 4), _telling_words(status, segments)


def _telling_words(status: str, segments: list[Segment]) -> tuple[Span, ...]:
    """The two segments that speak most for a status, in the order of the mail."""
    model = load_linear("status")
    at = model.classes.index(status)
    weighed = []
    for segment in segments:
        scores = model.scores((word_hashes(tokens(segment.quote)), set(), set()))
        rest = [score for other, score in enumerate(scores) if other != at]
        weighed.append((scores[at] - max(rest), segment))
    best = sorted(weighed, key=lambda pair: pair[0], reverse=True)[:2]
    return tuple(sorted((Span(s.start, s.end, status) for _, s in best), key=lambda span: span.start))


def read_door(
    segments: list[Segment], doors: list[dict[str, float]]
) -> tuple[bool | None, Span | None, bool, Span | None]:
    """Segments with their chances for the door -> open, its words; another opening named, its words."""

    def best(name: str) -> tuple[float, Span | None]:
        ranked = [(door.get(name, 0.0), at) for at, door in enumerate(doors)]
        if not ranked:
            return 0.0, None
        chance, at = max(ranked, key=lambda pair: pair[0])
        return chance, Span(segments[at].start, segments[at].end, name)

    (open_, open_words), (closed, closed_words), (named, named_words) = map(best, ("door_open", "door_closed", "opening"))
    openings = named >= OPEN
    future, words = None, None
    if max(open_, closed) >= OPEN:
        future, words = (True, open_words) if open_ >= closed else (False, closed_words)
    return future, words, openings, named_words if openings else None
