"""Sets apart what is new in a mail from quoted originals, signatures, disclaimers and footers; cuts, never loses."""

from dataclasses import dataclass

from afterview.reader import trim_words as words
from afterview.reader.lines import Line, cut_lines, field_of, has_text, is_rule, lay_lines
from afterview.reader.quotes import cut_quotes
from afterview.reader.reading import Span

MAX_SIGNATURE = 14
MIN_WORDS = 2  # of a reply of one word the signature may be half the message: losing is worse than leaking


@dataclass(frozen=True, slots=True)
class Trimmed:
    """The kept stretches of a text in order, the cut parts with their reasons, and the kept words as one text."""

    kept: tuple[tuple[int, int], ...]
    cut: tuple[Span, ...]
    reply_text: str


def trim(text: str) -> Trimmed:
    """A decoded body -> what its writer newly wrote. Where nothing would be left, everything is kept."""
    lines = lay_lines(text)
    _cut_top(lines)
    cut_quotes(lines)
    stretches = _stretches(lines)
    for first, last in stretches:
        _cut_endings(lines, first, last)
    if sum(len(line.words.split()) for line in lines if not line.cut) < MIN_WORDS and stretches:
        _keep(lines, *stretches[0], ("signature", "footer"))
    if not any(not line.cut and not line.is_blank for line in lines):
        _keep(lines, 0, len(lines), ("quoted", "signature", "footer", "disclaimer"))
    return _gather(text, lines)


def _cut_top(lines: list[Line]) -> None:
    """A pasted `Subject:` line or header block above the mail is not part of it."""
    at = 0
    while at < len(lines) and lines[at].is_blank:
        at += 1
    end = at
    while end < len(lines) and not lines[end].is_blank and words.HEADER_LINE.match(lines[end].words):
        end += 1
    fields = {field_of(line) for line in lines[at:end]}
    if fields and end < len(lines) and ("subject" in fields or len(fields) > 1):
        for line in lines[at:end]:
            line.cut = "header"


def _stretches(lines: list[Line]) -> list[tuple[int, int]]:
    """Runs of kept lines `[first, last)` between cuts."""
    found: list[tuple[int, int]] = []
    first: int | None = None
    for at, line in enumerate(lines):
        if line.cut and first is not None:
            found.append((first, at))
            first = None
        elif not line.cut and first is None:
            first = at
    if first is not None:
        found.append((first, len(lines)))
    return found


def _cut_endings(lines: list[Line], first: int, last: int) -> None:
    """Cuts disclaimers, footers and signatures from the end of one stretch upwards."""
    _cut_disclaimer(lines, first, last)
    _cut_footer(lines, first, last)
    last = _last_kept(lines, first, last)
    _cut_signature(lines, first, last)


def _cut_footer(lines: list[Line], first: int, last: int) -> None:
    """Cuts "Sent from my phone"; what stands below it in the same mail is the original, quoted without a mark."""
    for at in range(first, last):
        line = lines[at]
        if len(line.words) < 120 and words.MOBILE.match(line.words):
            line.cut = "footer"
            if has_text(lines, at):
                cut_lines(lines, at + 1, last, "quoted")
                return


def _last_kept(lines: list[Line], first: int, last: int) -> int:
    while last > first and (lines[last - 1].cut or lines[last - 1].is_blank or is_rule(lines[last - 1])):
        last -= 1
    return last


def _cut_disclaimer(lines: list[Line], first: int, last: int) -> None:
    for at in range(max(first, last - 60), last):
        line = lines[at]
        opens = at == first or lines[at - 1].is_blank or is_rule(lines[at - 1]) or bool(lines[at - 1].cut)
        if not opens or not has_text(lines[first:], at - first):
            continue
        reason = (
            "disclaimer"
            if words.DISCLAIMER.match(line.words)
            else "footer"
            if words.LIST_FOOTER.match(line.words)
            else ""
        )
        if reason:
            cut_lines(lines, at, last, reason)
            return


def _cut_signature(lines: list[Line], first: int, last: int) -> None:
    """From a rule like `--` on, or from the contact lines under a closing and a name."""
    for at in range(last - 1, max(first, last - MAX_SIGNATURE * 2) - 1, -1):
        below = [line for line in lines[at + 1 : last] if not line.is_blank]
        if (
            words.SIGNATURE_RULE.match(lines[at].words)
            and len(below) <= MAX_SIGNATURE
            and _reads_as_signature(lines[at], below)
        ):
            cut_lines(lines, at, last, "signature")
            return
    closing = next(
        (at for at in range(max(first, last - MAX_SIGNATURE), last) if words.CLOSING.match(lines[at].words)), None
    )
    if closing is None:
        return
    for at in range(closing + 1, last):
        below = [line for line in lines[at:last] if not line.is_blank]
        if words.CONTACT.search(lines[at].words) and all(len(line.words) < 120 for line in below):
            cut_lines(lines, at, last, "signature")
            return


def _reads_as_signature(rule: Line, below: list[Line]) -> bool:
    """A bare `--` is a signature by custom; a drawn line only above short lines that are not sentences."""
    if rule.words.strip() == "--":
        return sum(len(line.words) for line in below) < 1200
    return (
        all(len(line.words) < 90 and not line.words.rstrip().endswith((".", "?", "!")) for line in below)
        and len(below) <= 8
    )


def _keep(lines: list[Line], first: int, last: int, reasons: tuple[str, ...]) -> None:
    for line in lines[first:last]:
        if line.cut in reasons:
            line.cut = ""


def _gather(text: str, lines: list[Line]) -> Trimmed:
    kept = tuple((lines[first].start, lines[last - 1].end) for first, last in _stretches(lines))
    cut: list[Span] = []
    for line in lines:
        if line.cut and cut and cut[-1].reason == line.cut and cut[-1].end + 1 >= line.start:
            cut[-1] = Span(cut[-1].start, line.end, line.cut)
        elif line.cut:
            cut.append(Span(line.start, line.end, line.cut))
    reply = "\n".join(text[start:end].strip("\r\n") for start, end in kept if text[start:end].strip())
    return Trimmed(kept, tuple(cut), reply.strip())
