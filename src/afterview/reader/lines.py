"""The lines of a text with their offsets, and why each is cut."""

from dataclasses import dataclass

from afterview.reader import trim_words as words


@dataclass(slots=True)
class Line:
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


def lay_lines(text: str) -> list[Line]:
    lines = []
    start = 0
    for words_ in text.split("\n"):
        lines.append(Line(start, start + len(words_), words_[:2000]))
        start += len(words_) + 1
    return lines


def field_of(line: Line) -> str:
    found = words.HEADER_LINE.match(line.words)
    return next((name for name in ("from", "sent", "subject", "to") if found and found[name]), "")


def has_text(lines: list[Line], before: int) -> bool:
    return any(not line.cut and not line.is_blank and not is_rule(line) for line in lines[:before])


def is_rule(line: Line) -> bool:
    bare = line.words.strip()
    return len(bare) >= 2 and not bare.strip("-_=*—–")


def cut_lines(lines: list[Line], start: int, end: int, reason: str) -> None:
    for line in lines[start:end]:
        line.cut = line.cut or reason
