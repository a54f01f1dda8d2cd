"""Reads a mail with both tiers: the chances of tier 0 and of the encoder averaged, then gathered as tier 0 does."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from afterview.reader.clauses import lay_out
from afterview.reader.decode import Decoded, decode
from afterview.reader.deep.tagger import Tagger, Tags, load_tagger
from afterview.reader.kinds import gather_points, read_segments
from afterview.reader.language import guess_language
from afterview.reader.lessons import Lessons, apply_lessons
from afterview.reader.reading import Reading, Segment, Span
from afterview.reader.split import split
from afterview.reader.status import choose_status, read_door, read_status, tell_words
from afterview.reader.trim import trim

MAX_PIECES = 3000
SURE = 0.85  # what a plain yes of tier 0 is worth as a chance
Chances = dict[str, float]
Door = tuple[bool | None, Span | None, bool, Span | None]


def read_deeply(
    text_or_mail: str | bytes | Decoded, tagger: Tagger | None = None, lessons: Lessons | None = None
) -> Reading:
    """A plain text or a mail -> what it says, by both tiers together. Raises ReaderMissing without the weights.

    `tagger` is for trying out other weights than the installed ones."""
    tagger = tagger or load_tagger()
    decoded = decode(text_or_mail)
    text, trimmed = decoded.text, trim(decoded.text)
    clauses = lay_out(text, split(text, trimmed.kept)[:MAX_PIECES])
    segments, doors = read_segments(text, clauses)
    slices = [(segment.start, segment.end) for segment in segments]
    tags = tagger.tag(text, trimmed.kept, slices, decoded.subject)
    said = read_status(decoded.subject or tags.subject, trimmed.reply_text, segments)
    status, sure = choose_status(average(said, tags.status, tagger.blend["status"]))
    words = tell_words(status, segments)
    future, door_words, openings, openings_words = blend_door(segments, read_door(segments, doors), tags, tagger.blend)
    segments = apply_lessons(blend_segments(segments, tags, tagger.blend), lessons)
    language = guess_language(trimmed.reply_text)
    found = () if language == "other" else gather_points(text, segments)
    return Reading(
        text=text,
        reply_text=trimmed.reply_text,
        status=status,
        status_confidence=sure,
        status_words=words,
        future_open=future,
        door_words=door_words,
        openings=openings,
        openings_words=openings_words,
        cut=trimmed.cut,
        lang=language,
        reader="embed",
        subject=decoded.subject or tags.subject,
        points=tuple(replace(point, asked=point.confidence < tagger.blend["found"]) for point in found),
        segments=tuple(segments),
    )


def average(first: Mapping[str, float], second: Mapping[str, float], weight: float) -> Chances:
    """Two sets of chances over the same names -> their mean, the second counting by `weight` in 0..1."""
    return {name: (1 - weight) * first[name] + weight * second[name] for name in first}


def sharpen(chances: Mapping[str, float], power: float) -> Chances:
    """Chances raised to a power and made to add up to 1 again; a power of 1 leaves them."""
    raised = {name: max(chance, 1e-9) ** power for name, chance in chances.items()}
    total = sum(raised.values())
    return {name: value / total for name, value in raised.items()}


def blend_segments(segments: Sequence[Segment], tags: Tags, blend: Mapping[str, float]) -> list[Segment]:
    """Tier 0's segments and the encoder's tags -> segments with averaged chances and areas."""
    blended = []
    for at, segment in enumerate(segments):
        if not tags.read[at]:
            blended.append(segment)
            continue
        chances = sharpen(average(segment.chances, tags.kinds[at], blend["kind"]), blend["sharpness"])
        blended.append(
            replace(segment, chances=chances, areas=blend_areas(segment.areas, tags.areas[at], blend["area"]))
        )
    return blended


def blend_areas(ranked: tuple[str, ...], chances: Mapping[str, float], weight: float) -> tuple[str, ...]:
    """Tier 0's areas in order (worth 3/6, 2/6, 1/6) and the encoder's chances -> the three likeliest."""
    share = {area: (3 - place) / 6 for place, area in enumerate(ranked[:3])}
    total = {area: weight * chance + (1 - weight) * share.get(area, 0.0) for area, chance in chances.items()}
    return tuple(sorted(total, key=lambda area: (-total[area], area))[:3])


def blend_door(segments: Sequence[Segment], said: Door, tags: Tags, blend: Mapping[str, float]) -> Door:
    """What tier 0 said of the door and the encoder's tags -> the same by both together.

    `blend["extra"]` weighs the encoder against tier 0, `blend["door"]` its view of the mail against its segments."""
    future, words, openings, openings_words = said

    def chance(name: str, whole: float, first: bool, span: Span | None) -> tuple[float, Span | None]:
        ranked = [(extras[name], at) for at, extras in enumerate(tags.extras) if tags.read[at]]
        best, at = max(ranked, default=(0.0, -1))
        deep = (1 - blend["door"]) * best + blend["door"] * whole
        if at >= 0 and (span is None or not first):
            span = Span(segments[at].start, segments[at].end, name)
        return (1 - blend["extra"]) * (SURE if first else 1 - SURE) + blend["extra"] * deep, span

    open_, open_words = chance("door_open", tags.door["open"], future is True, words)
    closed, closed_words = chance("door_closed", tags.door["closed"], future is False, words)
    named, named_words = chance("opening", tags.openings, openings, openings_words)
    is_named = named >= blend["least_opening"]
    rest = (is_named, named_words if is_named else None)
    if max(open_, closed) < blend["least_door"]:
        return None, None, *rest
    return (True, open_words, *rest) if open_ >= closed else (False, closed_words, *rest)
