"""Finds quoted originals and forwarded mails by their marks, attributions and pasted headers."""

from afterview.reader import trim_words as words
from afterview.reader.lines import Line, cut_lines, field_of, has_text, is_rule

MAX_ATTRIBUTION = 4


def cut_quotes(lines: list[Line]) -> None:
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.cut:
            at += 1
        elif words.FORWARDED.match(line.words) and len(line.words) < 120:
            at = _open_forward(lines, at)
        elif words.ORIGINAL.match(line.words) and has_text(lines, at):
            cut_lines(lines, at, len(lines), "quoted")
        elif length := _attribution_length(lines, at):
            at = _cut_attributed(lines, at, length)
        elif line.is_quoted or _is_quote_tail(lines, at):
            line.cut = "quoted"
            at += 1
        elif (length := _header_block_length(lines, at)) and has_text(lines, at):
            start = at - 1 if at and is_rule(lines[at - 1]) else at
            cut_lines(lines, start, len(lines), "quoted")
        else:
            at += 1


def _is_quote_tail(lines: list[Line], at: int) -> bool:
    """Whether a line is the overflow of a long quoted line that a program wrapped without its `>`."""
    if not at or lines[at].is_blank or lines[at - 1].cut != "quoted" or not lines[at - 1].is_quoted:
        return False
    wrapped = len(lines[at - 1].words) >= 60 > len(lines[at].words)
    return wrapped and (at + 1 == len(lines) or lines[at + 1].is_quoted)


def _open_forward(lines: list[Line], at: int) -> int:
    """What somebody forwards is new to its reader: only the marker and its header lines go."""
    end = at + 1
    while end < len(lines) and end < at + 12 and (lines[end].is_blank or words.HEADER_LINE.match(lines[end].words)):
        end += 1
    cut_lines(lines, at, end, "header")
    while end < len(lines) and (lines[end].is_quoted or lines[end].is_blank):
        end += 1
    return end


def _attribution_length(lines: list[Line], at: int) -> int:
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
    return (
        (words.ATTRIBUTION_HEAD.match(first) is not None and (has_when or has_who))
        or (
            (has_who or has_when)
            and (words.WROTE.search(first) is not None or first.rstrip().endswith((":", "：", "<")))
        )
        or (has_who and has_when)
    )


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


def _next_is_quoted(lines: list[Line], at: int) -> bool:
    return next((line.is_quoted for line in lines[at : at + 3] if not line.is_blank or line.is_quoted), False)


def _cut_attributed(lines: list[Line], at: int, length: int) -> int:
    """Cuts an attribution with what it introduces: `>` lines where there are some, else all that follows."""
    end = at + length
    if not _next_is_quoted(lines, end):
        if has_text(lines, at):
            cut_lines(lines, at, len(lines), "quoted")
            return len(lines)
        cut_lines(lines, at, end, "header")
        return end
    while end < len(lines) and (lines[end].is_quoted or (lines[end].is_blank and _next_is_quoted(lines, end + 1))):
        end += 1
    cut_lines(lines, at, end, "quoted")
    return end


def _header_block_length(lines: list[Line], at: int) -> int:
    """How many lines from `at` on are the pasted header of a quoted mail: a sender or date and another field."""
    opening = field_of(lines[at])
    if opening not in ("from", "sent", "to", "subject"):
        return 0
    fields, end, strange = {opening}, at + 1, 0
    while end < len(lines) and end < at + 12 and strange < 3:
        name = field_of(lines[end])
        strange = 0 if name else strange + 1
        fields.add(name)
        end += 1
    fields.discard("")
    enough = {"from", "sent"} <= fields or {"from", "subject"} <= fields or {"sent", "to", "subject"} <= fields
    return end - at if enough else 0
