"""Reads a text or a whole mail: decode, trim, split, classify, gather. No network, no clock, never an exception."""

from afterview.reader.clauses import lay_out
from afterview.reader.decode import Decoded, decode
from afterview.reader.deep import is_installed, require
from afterview.reader.kinds import gather_points, read_segments
from afterview.reader.language import guess_language
from afterview.reader.lessons import Lessons, apply_lessons
from afterview.reader.reading import Reading
from afterview.reader.split import split
from afterview.reader.status import choose_status, read_door, read_status, tell_words
from afterview.reader.trim import trim

READERS = ("local", "embed")
LONGEST = 60_000  # characters of a mail that are read; no mail that is about an interview is longer
MAX_PIECES = 3000  # beyond this no letter is read for points; a mail has a few dozen


def read(text_or_mail: str | bytes | Decoded, *, reader: str = "local", lessons: Lessons | None = None) -> Reading:
    """A plain text or a mail (.eml, as text or bytes, or decoded already) -> what it says.

    Any input gives a reading; a broken mail is read as far as it can be decoded. In a language that the reader does
    not know, the text is trimmed and kept and no points are proposed. `embed` is the deeper reader, an extra.
    `lessons` are one person's own corrections (`afterview.reader.lessons`), which bend the chances within bounds.
    Raises ValueError for an unknown `reader`, ReaderMissing for one that is not installed."""
    if reader not in READERS:
        raise ValueError(f"There is no reader called {reader!r} here; use one of: {', '.join(READERS)}.")
    if reader == "embed":
        require()
        from afterview.reader.deep.read import read_deeply  # numpy: only where it is asked for

        return read_deeply(text_or_mail, lessons=lessons)
    decoded = decode(text_or_mail)
    text = decoded.text
    trimmed = trim(text[:LONGEST])
    subject = decoded.subject or _pasted_subject(text, trimmed.kept)
    clauses = lay_out(text, split(text, trimmed.kept)[:MAX_PIECES])
    segments, doors = read_segments(text, clauses)
    language = guess_language(trimmed.reply_text)
    status, sure = choose_status(read_status(subject, trimmed.reply_text, segments))
    status_words = tell_words(status, segments)
    future, door_words, openings, openings_words = read_door(segments, doors)
    segments = apply_lessons(segments, lessons)
    return Reading(
        text=text,
        reply_text=trimmed.reply_text,
        status=status,
        status_confidence=sure,
        status_words=status_words,
        future_open=future,
        door_words=door_words,
        openings=openings,
        openings_words=openings_words,
        cut=trimmed.cut,
        lang=language,
        reader=reader,
        subject=subject,
        points=() if language == "other" else gather_points(text, segments),
        segments=tuple(segments),
    )


def best_reader() -> str:
    """The name of the best reader that is installed: `embed` where its weights are, else `local`."""
    return "embed" if is_installed() else "local"


def _pasted_subject(text: str, kept: tuple[tuple[int, int], ...]) -> str:
    """The `Subject:` line that somebody pasted above a mail, "" where there is none."""
    top = text[: kept[0][0] if kept else 0][:2000]
    for line in top.splitlines():
        name, colon, words = line.partition(":")
        if colon and name.strip(" *>").lower() in ("subject", "betreff", "objet", "asunto", "assunto"):
            return words.strip()
    return ""
