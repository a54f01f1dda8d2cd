"""A transcript's bytes or text -> turns: WebVTT, SubRip, and the text that Zoom, Teams, Meet and Otter write.

Linear in the text: each line is looked at once, by patterns that are anchored and bounded.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from afterview.core.transcript.turns import LONGEST_BYTES, MOST_TURNS, Fault, Transcript, TranscriptUnread, Turn

LONGEST_LINE = 20_000
MOST_LABELS = 24
_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_CUE = re.compile(rf"{_CLOCK}\s{{0,9}}-->\s{{0,9}}{_CLOCK}")
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,60})?\s+([^>]{1,120})>")
_TAG = re.compile(r"</?(?:v|c|i|b|u|lang|ruby|rt|font)(?:[\s.][^<>]{0,200})?>|<\d{2}:\d{2}[\d:.]{0,12}>", re.IGNORECASE)
_NAME = r"[^\W\d_][\w.'’\-]{0,30}(?: [\w.'’()\-]{1,30}){0,4}"
# Sam Lee: … – [Sam Lee]: … – 10:02:33 Sam Lee: … – [00:01:02] Sam Lee: …
_SAID = re.compile(rf"(?:[\[(]?{_CLOCK}[\])]?\s{{1,4}})?[\[(]?({_NAME})[\])]?\s?[:：](?:\s{{1,9}}(?=\S)|(?=[^\d\s]))")
# A line of its own above what was said: Sam Lee  0:03 – [Sam Lee] 10:02:33 – 0:03 Sam Lee
_ABOVE = re.compile(rf"[\[(]?({_NAME})[\])]?\s{{1,20}}[\[(]?{_CLOCK}[\])]?\s{{0,9}}$")
_ABOVE_LATE = re.compile(rf"[\[(]?{_CLOCK}[\])]?\s{{1,20}}[\[(]?({_NAME})[\])]?$")
_ALONE = re.compile(rf"[\[(]?{_CLOCK}[\])]?$")
_DASH = re.compile(r"(?:[-–—•]|>>)\s{0,3}")
_ENDS = (".", "?", "!", "…", "。", "？", "”", '"')
_AFTERWORD = re.compile(
    r"transcribed by |https?://\S{0,200}$|this editable transcript|meeting ended after", re.IGNORECASE
)
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def decode(raw: bytes) -> str:
    """A file's text. Raises TranscriptUnread."""
    if not raw.strip():
        raise TranscriptUnread(Fault.EMPTY)
    if len(raw) > LONGEST_BYTES:
        raise TranscriptUnread(Fault.TOO_LONG)
    if raw[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"):
        raise TranscriptUnread(Fault.WORD_FILE)
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    if b"\0" in raw:
        raise TranscriptUnread(Fault.NOT_TEXT)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def read_turns(text: str) -> Transcript:
    """The turns of a transcript's text, those of one speaker in a row as one. Raises TranscriptUnread."""
    if not text.strip():
        raise TranscriptUnread(Fault.EMPTY)
    if len(text) > LONGEST_BYTES:
        raise TranscriptUnread(Fault.TOO_LONG)
    lines = [_UNSEEN.sub("", line[:LONGEST_LINE]).strip() for line in text.splitlines()]
    cues = any(_CUE.match(line) for line in lines)
    pieces = list(_read_cues(lines)) if cues else list(_read_lines(lines))
    if len(pieces) > MOST_TURNS:
        raise TranscriptUnread(Fault.TOO_LONG)
    if not any(re.search(r"\w", piece.text) for piece in pieces):
        raise TranscriptUnread(Fault.NO_WORDS)
    if any(piece.speaker for piece in pieces):
        return Transcript(turns=tuple(join_turns(_carry_on(pieces))))
    return Transcript(turns=tuple(pieces), is_guessed=True)


def join_turns(turns: Iterable[Turn]) -> Iterator[Turn]:
    """Turns of one speaker in a row as one."""
    held: list[Turn] = []
    for turn in turns:
        if held and held[0].speaker != turn.speaker:
            yield _join(held)
            held = []
        held.append(turn)
    if held:
        yield _join(held)


def _join(turns: list[Turn]) -> Turn:
    ends = [turn.end for turn in turns if turn.end is not None]
    text = " ".join(turn.text for turn in turns if turn.text)
    return replace(turns[0], text=text, end=max(ends, default=None))


def _carry_on(turns: Iterable[Turn]) -> Iterator[Turn]:
    """A line without a label goes on with the speaker before it; what stands before the first label is no speech."""
    speaker = ""
    for turn in turns:
        speaker = turn.speaker or speaker
        if speaker:
            yield replace(turn, speaker=speaker)


def _seconds(hours: str | None, minutes: str, seconds: str, part: str | None) -> float:
    fraction = int(part) / 10 ** len(part) if part else 0.0
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + fraction


# --- WebVTT and SubRip, and the cues of a Teams document ------------------------------------------------------------


def _read_cues(lines: list[str]) -> Iterator[Turn]:
    labels = _count_labels(_cue_words(lines)) | _count_alone(lines)
    start = end = None
    for at, line in enumerate(lines):
        if cue := _CUE.match(line):
            start, end = _seconds(*cue.groups()[:4]), _seconds(*cue.groups()[4:8])
        elif start is not None and line and not _is_number(lines, at):
            yield _read_words(line, start, end, labels)
        elif not line:
            start = end = None


def _cue_words(lines: list[str]) -> Iterator[str]:
    inside = False
    for line in lines:
        inside = bool(_CUE.match(line)) or (inside and bool(line))
        if inside and not _CUE.match(line):
            yield line


def _count_alone(lines: list[str]) -> frozenset[str]:
    """Names that stand alone between a cue's times and its words, as in a Teams document."""
    seen: Counter[str] = Counter()
    for cue, name, words in zip(lines, lines[1:], lines[2:], strict=False):
        if _CUE.match(cue) and words and not name.endswith((".", "?", "!", ",")):
            seen[_clean(name)] += 1
    return frozenset(name for name, count in seen.most_common(MOST_LABELS) if count > 1 and _looks_like_name(name))


def _is_number(lines: list[str], at: int) -> bool:
    """Whether a line is the next cue's number or name, not words."""
    following = lines[at + 1] if at + 1 < len(lines) else ""
    return bool(_CUE.match(following))


def _read_words(line: str, start: float, end: float | None, labels: frozenset[str]) -> Turn:
    voice = _VOICE.search(line)
    plain = _TAG.sub("", line).strip()
    if voice:
        return Turn(_clean(voice[1]), plain, start, end)
    said = _SAID.match(plain)
    if said and _clean(said[5]) in labels:
        return Turn(_clean(said[5]), plain[said.end() :], start, end)
    if _clean(plain) in labels:
        return Turn(_clean(plain), "", start, end)
    dash = _DASH.match(plain)
    return Turn("", plain[dash.end() :] if dash else plain, start, end, fresh=bool(dash))


# --- text ------------------------------------------------------------------------------------------------------------


def _read_lines(lines: list[str]) -> Iterator[Turn]:
    labels, above, fresh = _count_labels(lines), _count_above(lines), True
    pending: Turn | None = None
    for line in lines:
        head = _read_above(line, above)
        if head:
            if pending:
                yield replace(pending, end=head.start)
            pending = replace(head, text="")
        elif line and not _ALONE.match(line) and not _AFTERWORD.match(line):
            turn = _read_line(line, labels, fresh)
            if pending and turn.speaker:
                yield pending
            pending, alone = _take_in(pending, turn)
            if alone:
                yield alone
        fresh = not line or line.endswith(_ENDS)
    if pending:
        yield pending


def _take_in(pending: Turn | None, turn: Turn) -> tuple[Turn | None, Turn | None]:
    """What was said under a heading belongs to it; what has a label of its own stands alone."""
    if pending and not turn.speaker:
        return replace(pending, text=f"{pending.text} {turn.text}".strip()), None
    return None, turn


def _read_above(line: str, above: frozenset[str]) -> Turn | None:
    if (head := _ABOVE.match(line)) and _clean(head[1]) in above:
        return Turn(_clean(head[1]), "", _seconds(*head.groups()[1:5]))
    if (head := _ABOVE_LATE.match(line)) and _clean(head[5]) in above:
        return Turn(_clean(head[5]), "", _seconds(*head.groups()[:4]))
    return None


def _read_line(line: str, labels: frozenset[str], fresh: bool) -> Turn:
    said = _SAID.match(line)
    if said and _clean(said[5]) in labels:
        start = _seconds(*said.groups()[:4]) if said[2] else None
        return Turn(_clean(said[5]), line[said.end() :], start)
    dash = _DASH.match(line)
    return Turn("", line[dash.end() :] if dash else line, fresh=fresh or bool(dash))


def _clean(name: str) -> str:
    return " ".join(name.split()).strip(" []()")


def _count_labels(lines: Iterable[str]) -> frozenset[str]:
    """What stands before a colon often enough, or like a name, to be a speaker: twice, and in few kinds."""
    seen: Counter[str] = Counter()
    for line in lines:
        plain = _TAG.sub("", line)
        if said := _SAID.match(plain):
            seen[_clean(said[5])] += 1
    common = seen.most_common(MOST_LABELS)
    often = [name for name, count in common if count > 2 or (count > 1 and _looks_like_name(name))]
    once = [name for name, count in common if count == 1 and _looks_like_name(name)]
    return frozenset([*often, *(once if often or len(once) == 2 else [])])


def _count_above(lines: Iterable[str]) -> frozenset[str]:
    seen: Counter[str] = Counter()
    for line in lines:
        for pattern, group in ((_ABOVE, 1), (_ABOVE_LATE, 5)):
            if head := pattern.match(line):
                seen[_clean(head[group])] += 1
                break
    return frozenset(name for name, _ in seen.most_common(MOST_LABELS) if _looks_like_name(name))


def _looks_like_name(name: str) -> bool:
    """Every word begins with a capital or is small and short ("van"), or it is a "Speaker 2"."""
    words = name.split()
    return 0 < len(words) <= 5 and name[:1].isupper() and all(not word[0].islower() or len(word) <= 3 for word in words)
