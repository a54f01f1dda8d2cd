"""Tells what a mail is (rejection, invitation, offer …) and whether the door is open, with the words that told."""

from collections.abc import Mapping

from afterview.core.remembering import remembered
from afterview.reader import status_words as ways
from afterview.reader.features import name_hashes, tokens, word_hashes
from afterview.reader.model import load_linear, to_chances
from afterview.reader.reading import Segment, Span

OPEN = 0.5
MAX_LETTERS = 6000
MAX_SEGMENTS = 60
NO_WEIGHS = 3.0


def status_blocks(subject: str, reply: str, segments: list[Segment]) -> tuple[set[int], set[int], set[int]]:
    """What the status is told from: the words of the reply, of its subject, and ways of putting things with their
    place, whether under a condition, and how many points the mail seems to hold."""
    words = tokens(reply[:MAX_LETTERS])
    mass = sum(1 - segment.chances["nothing"] - segment.chances["courtesy"] for segment in segments)
    names = {f"points{min(6, int(mass * 2))}", f"length{min(9, len(words).bit_length())}"}
    names.update("subject " + way for way in _ways(subject))
    for at, segment in enumerate(segments[:MAX_SEGMENTS]):
        names.update(_ways(segment.quote))
        if at * 2 <= len(segments):
            names.update("early " + way for way in _ways(segment.quote))
    pairs = {f"{one}&{two}" for one in names for two in names if one < two and "early" not in one + two}
    return word_hashes(words), word_hashes(tokens(subject)), name_hashes(names | pairs)


@remembered(512)
def _ways(words: str) -> frozenset[str]:
    """The usual ways of putting things found in a sentence; under a condition they count as another way."""
    low = words.lower().replace("’", "'")
    sure = "" if ways.CONDITION.search(low) is None else "if "
    return frozenset(sure + name for name, pattern in ways.STATUS_FLAGS if pattern.search(low))


def read_status(subject: str, reply: str, segments: list[Segment]) -> dict[str, float]:
    """Subject, reply and its segments -> the chance of each status."""
    model = load_linear("status")
    chances = to_chances(model.scores(status_blocks(subject, reply, segments)))
    return dict(zip(model.classes, chances, strict=True))


def choose_status(chances: Mapping[str, float]) -> tuple[str, float]:
    """The status to propose, and its chance: the likeliest, but of a refusal and a receipt the receipt unless the
    refusal is `NO_WEIGHS` times as likely. To read a no where there is none costs more than to miss one that the
    person reads anyway (judgement)."""
    best = min(chances, key=lambda name: (-chances[name], name))
    if best == "rejection" and chances[best] < NO_WEIGHS * chances["application_ack"]:
        best = "application_ack"
    return best, round(chances[best], 4)


def tell_words(status: str, segments: list[Segment]) -> tuple[Span, ...]:
    """The two segments whose words speak most for a status, in the order of the mail."""
    model = load_linear("status")
    at = model.classes.index(status)
    weighed = []
    for segment in segments:
        scores = model.scores((word_hashes(tokens(segment.quote)), set(), name_hashes(set(_ways(segment.quote)))))
        rest = [score for other, score in enumerate(scores) if other != at]
        weighed.append((scores[at] - max(rest), segment))
    best = sorted(weighed, key=lambda pair: pair[0], reverse=True)[:2]
    return tuple(sorted((Span(s.start, s.end, status) for _, s in best), key=lambda span: span.start))


def read_door(
    segments: list[Segment], doors: list[dict[str, float]]
) -> tuple[bool | None, Span | None, bool, Span | None]:
    """Segments with their chances for the door -> open, its words; another opening named, its words."""

    def best(name: str) -> tuple[float, Span | None]:
        ranked = [(_lift(name, segments[at].quote, door.get(name, 0.0)), at) for at, door in enumerate(doors)]
        if not ranked:
            return 0.0, None
        chance, at = max(ranked, key=lambda pair: pair[0])
        return chance, Span(segments[at].start, segments[at].end, name)

    (open_, open_words), (closed, closed_words), (named, named_words) = map(
        best, ("door_open", "door_closed", "opening")
    )
    openings = named >= OPEN
    future, words = None, None
    if max(open_, closed) >= OPEN:
        future, words = (True, open_words) if open_ >= closed else (False, closed_words)
    return future, words, openings, named_words if openings else None


def _lift(name: str, quote: str, chance: float) -> float:
    """The usual words for a door make it likelier than the classifier alone would say."""
    low = quote.lower().replace("’", "'")
    if name == "door_closed" and ways.CLOSED.search(low):
        return (1 + 2 * chance) / 3
    if name == "door_open" and ways.OPEN.search(low) and not ways.CLOSED.search(low) and not ways.SELECTION.search(low):
        return (1 + chance) / 2
    return chance
