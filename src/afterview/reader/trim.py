"""Sets apart what is new in a mail from quoted originals, signatures, disclaimers and footers; cuts, never loses."""

from dataclasses import dataclass

from afterview.reader import trim_words as words
from afterview.reader.reading import Span

MAX_ATTRIBUTION = 4
MAX_SIGNATURE = 14
MIN_WORDS = 2  # of a reply of one word the signature may be half the message: losing is worse than leaking


@dataclass(slots=True)
class _Line:
    """A line `[start, end)` without its newline, its words, and why it is cut ("" while it is kept)."""

    start: int
    end: int
    words: str
    cut: str = ""

    @property
    def is_blank(self) -> bool:
        return not self.words.strip(" \t\r>\xa0\u200b")

    @property
    def is_quoted(self) -> bool:
        return self.words.lstrip(" \t\xa0").startswith((">", "&gt;", "＞"))


@dataclass(frozen=True, slots=True)
class Trimmed:
    """The kept stretches of a text in order, the cut parts with their reasons, and the kept words as one text."""

    kept: tuple[tuple[int, int], ...]
    cut: tuple[Span, ...]
    reply_text: str


def trim(text: str) -> Trimmed:
    """A decoded body -> what its writer newly wrote. Where nothing would be left, everything is kept."""
    lines = _lines(text)
    _cut_top(lines)
    _cut_quotes(lines)
    stretches = _stretches(lines)
    for first, last in stretches:
        _cut_endings(lines, first, last)
    if sum(len(line.words.split()) for line in lines if not line.cut) < MIN_WORDS and stretches:
        _keep(lines, *stretches[0], ("signature", "footer"))
    if not any(not line.cut and not line.is_blank for line in lines):
        _keep(lines, 0, len(lines), ("quoted", "signature", "footer", "disclaimer"))
    return _gather(text, lines)


def _lines(text: str) -> list[_Line]:
    lines = []
    start = 0
    for words_ in text.split("\n"):
        lines.append(_Line(start, start + len(words_), words_[:2000]))
        start += len(words_) + 1
    return lines


def _cut_top(lines: list[_Line]) -> None:
    """A pasted `Subject:` line or header block above the mail is not part of it."""
    at = 0
    while at < len(lines) and lines[at].is_blank:
        at += 1
    end = at
    while end < len(lines) and not lines[end].is_blank and words.HEADER_LINE.match(lines[end].words):
        end += 1
    fields = {_field(line) for line in lines[at:end]}
    if fields and end < len(lines) and ("subject" in fields or len(fields) > 1):
        for line in lines[at:end]:
            line.cut = "header"


def _field(line: _Line) -> str:
    found = words.HEADER_LINE.match(line.words)
    return next((name for name in ("from", "sent", "subject", "to") if found and found[name]), "")


def _cut_quotes(lines: list[_Line]) -> None:
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.cut:
            at += 1
        elif words.FORWARDED.match(line.words) and len(line.words) < 120:
            at = _open_forward(lines, at)
        elif words.ORIGINAL.match(line.words) and _has_text(lines, at):
            _cut(lines, at, len(lines), "quoted")
        elif length := _attribution_length(lines, at):
            at = _cut_attributed(lines, at, length)
        elif line.is_quoted or _is_quote_tail(lines, at):
            line.cut = "quoted"
            at += 1
        elif (length := _header_block_length(lines, at)) and _has_text(lines, at):
            start = at - 1 if at and _is_rule(lines[at - 1]) else at
            _cut(lines, start, len(lines), "quoted")
        else:
            at += 1


def _is_quote_tail(lines: list[_Line], at: int) -> bool:
    """Whether a line is the overflow of a long quoted line that a program wrapped without its `>`."""
    if not at or lines[at].is_blank or lines[at - 1].cut != "quoted" or not lines[at - 1].is_quoted:
        return False
    wrapped = len(lines[at - 1].words) >= 60 > len(lines[at].words)
    return wrapped and (at + 1 == len(lines) or lines[at + 1].is_quoted)


def _has_text(lines: list[_Line], before: int) -> bool:
    return any(not line.cut and not line.is_blank and not _is_rule(line) for line in lines[:before])


def _is_rule(line: _Line) -> bool:
    bare = line.words.strip()
    return len(bare) >= 2 and not bare.strip("-_=*—–")


def _cut(lines: list[_Line], start: int, end: int, reason: str) -> None:
    for line in lines[start:end]:
        line.cut = line.cut or reason


def _open_forward(lines: list[_Line], at: int) -> int:
    """What somebody forwards is new to its reader: only the marker and its header lines go."""
    end = at + 1
    while end < len(lines) and end < at + 12 and (lines[end].is_blank or words.HEADER_LINE.match(lines[end].words)):
        end += 1
    _cut(lines, at, end, "header")
    while end < len(lines) and (lines[end].is_quoted or lines[end].is_blank):
        end += 1
    return end


def _attribution_length(lines: list[_Line], at: int) -> int:
    """How many lines from `at` on say "On … somebody wrote:"; 0 where they do not."""
    first = lines[at].words
    if lines[at].is_blank or len(first) > 300 or not _may_open_attribution(first):
        return 0
    joined = ""
    for length in range(1, MAX_ATTRIBUTION + 1):
        if at + length > len(lines) or lines[at + length - 1].is_blank:
            return 0
        joined = f"{joined} {lines[at + length - 1].words.strip(' >')}".strip()
        if len(joined) > 500:
            return 0
        if _is_attribution(joined, _next_is_quoted(lines, at + length)):
            return length
    return 0


def _may_open_attribution(first: str) -> bool:
    has_when = words.DATE.search(first) is not None
    has_who = words.ADDRESS.search(first) is not None
    return (words.ATTRIBUTION_HEAD.match(first) is not None and (has_when or has_who)) or (
        (has_who or has_when) and (words.WROTE.search(first) is not None or first.rstrip().endswith((":", "：", "<")))
    ) or (has_who and has_when)


def _is_attribution(joined: str, quote_follows: bool) -> bool:
    wrote = words.WROTE.search(joined) is not None
    who, when = words.ADDRESS.search(joined) is not None, words.DATE.search(joined) is not None
    colon = joined.endswith((":", "：", ":*", ": *"))
    if colon and wrote and (who or when):
        return True
    if colon and who and when:
        return True
    if wrote and who and when and words.WROTE.search(joined[-25:]):
        return True
    return quote_follows and who and when and joined.endswith(">")


def _next_is_quoted(lines: list[_Line], at: int) -> bool:
    return next((line.is_quoted for line in lines[at : at + 3] if not line.is_blank or line.is_quoted), False)


def _cut_attributed(lines: list[_Line], at: int, length: int) -> int:
    """Cuts an attribution with what it introduces: `>` lines where there are some, else all that follows."""
    end = at + length
    if not _next_is_quoted(lines, end):
        if _has_text(lines, at):
            _cut(lines, at, len(lines), "quoted")
            return len(lines)
        _cut(lines, at, end, "header")
        return end
    while end < len(lines) and (lines[end].is_quoted or (lines[end].is_blank and _next_is_quoted(lines, end + 1))):
        end += 1
    _cut(lines, at, end, "quoted")
    return end


def _header_block_length(lines: list[_Line], at: int) -> int:
    """How many lines from `at` on are the pasted header of a quoted mail: a sender or date and another field."""
    opening = _field(lines[at])
    if opening not in ("from", "sent", "to", "subject"):
        return 0
    fields, end, strange = {opening}, at + 1, 0
    while end < len(lines) and end < at + 12 and strange < 3:
        name = _field(lines[end])
        strange = 0 if name else strange + 1
        fields.add(name)
        end += 1
    fields.discard("")
    enough = {"from", "sent"} <= fields or {"from", "subject"} <= fields or {"sent", "to", "subject"} <= fields
    return end - at if enough else 0


def _stretches(lines: list[_Line]) -> list[tuple[int, int]]:
    """Runs of kept lines `[first, last)` between cuts."""
    found, first = [], None
    for at, line in enumerate(lines):
        if line.cut and first is not None:
            found.append((first, at))
            first = None
        elif not line.cut and first is None:
            first = at
    if first is not None:
        found.append((first, len(lines)))
    return found


def _cut_endings(lines: list[_Line], first: int, last: int) -> None:
    """Cuts disclaimers, footers and signatures from the end of one stretch upwards."""
    _cut_disclaimer(lines, first, last)
    _cut_footer(lines, first, last)
    last = _last_kept(lines, first, last)
    _cut_signature(lines, first, last)


def _cut_footer(lines: list[_Line], first: int, last: int) -> None:
    """Cuts "Sent from my phone"; what stands below it in the same mail is the original, quoted without a mark."""
    for at in range(first, last):
        line = lines[at]
        if len(line.words) < 120 and words.MOBILE.match(line.words):
            line.cut = "footer"
            if _has_text(lines, at):
                _cut(lines, at + 1, last, "quoted")
                return


def _last_kept(lines: list[_Line], first: int, last: int) -> int:
    while last > first and (lines[last - 1].cut or lines[last - 1].is_blank or _is_rule(lines[last - 1])):
        last -= 1
    return last


def _cut_disclaimer(lines: list[_Line], first: int, last: int) -> None:
    for at in range(max(first, last - 60), last):
        line = lines[at]
        opens = at == first or lines[at - 1].is_blank or _is_rule(lines[at - 1]) or bool(lines[at - 1].cut)
        if not opens or not _has_text(lines[first:], at - first):
            continue
        reason = "disclaimer" if words.DISCLAIMER.match(line.words) else "footer" if words.LIST_FOOTER.match(line.words) else ""
        if reason:
            _cut(lines, at, last, reason)
            return


def _cut_signature(lines: list[_Line], first: int, last: int) -> None:
    """From a rule like `--` on, or from the contact lines under a closing and a name."""
    for at in range(last - 1, max(first, last - MAX_SIGNATURE * 2) - 1, -1):
        below = [line for line in lines[at + 1 : last] if not line.is_blank]
        if words.SIGNATURE_RULE.match(lines[at].words) and len(below) <= MAX_SIGNATURE and _reads_as_signature(lines[at], below):
            _cut(lines, at, last, "signature")
            return
    closing = next((at for at in range(max(first, last - MAX_SIGNATURE), last) if words.CLOSING.match(lines[at].words)), None)
    if closing is None:
        return
    for at in range(closing + 1, last):
        below = [line for line in lines[at:last] if not line.is_blank]
        if words.CONTACT.search(lines[at].words) and all(len(line.words) < 120 for line in below):
            _cut(lines, at, last, "signature")
            return


def _reads_as_signature(rule: _Line, below: list[_Line]) -> bool:
    """A bare `--` is a signature by custom; a drawn line only above short lines that are not sentences."""
    if rule.words.strip() == "--":
        return sum(len(line.words) for line in below) < 1200
    return all(len(line.words) < 90 and not line.words.rstrip().endswith((".", "?", "!")) for line in below) and len(below) <= 8


def _keep(lines: list[_Line], first: int, last: int, reasons: tuple[str, ...]) -> None:
    for line in lines[first:last]:
        if line.cut in reasons:
            line.cut = ""


def _gather(text: str, lines: list[_Line]) -> Trimmed:
    kept = tuple((lines[first].start, lines[last - 1].end) for first, last in _stretches(lines))
    cut: list[Span] = []
    for line in lines:
        if line.cut and cut and cut[-1].reason == line.cut and cut[-1].end + 1 >= line.start:
            cut[-1] = Span(cut[-1].start, line.end, line.cut)
        elif line.cut:
            cut.append(Span(line.start, line.end, line.cut))
    reply = "\n".join(text[start:end].strip("\r\n") for start, end in kept if text[start:end].strip())
    return Trimmed(kept, tuple(cut), reply.strip())
