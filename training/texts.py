"""Reads the invented mails of `texts/mails` with their marks into labelled mails.

`python -m training.texts [FILE ...]` checks files and prints their counts.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "texts" / "mails"

AREAS = frozenset(
    "punctuality rapport examples relevance structure results experience job_knowledge practical_task"
    " company_knowledge motivation questions_asked convincing body_language clarity listening composure"
    " teamwork customer_care problem_solving initiative reliability learning leadership preparation".split()
)
HEADERS = {
    "lang": {"en", "de", "fr", "es", "pt"},
    "status": {"rejection", "interview_invite", "offer", "application_ack", "feedback", "other"},
    "door": {"open", "closed", "silent"},
    "openings": {"yes", "no"},
}
KINDS = {
    "+": "strength",
    "-": "develop",
    ">": "advice",
    "o": "not_about_you",
    "~": "courtesy",
    "d": "door_open",
    "x": "door_closed",
    "p": "opening",
}
_MARK = re.compile(r"\{([+\->]|[o~dxp](?=\|))([a-z_]*)\|([^{}]*)\}")


@dataclass(frozen=True)
class Mark:
    """A labelled slice `[start, end)` of a mail's text; `area` is "" where the kind has none."""

    kind: str
    area: str
    start: int
    end: int


@dataclass(frozen=True)
class LabelledMail:
    """One invented mail: its voice, headers, plain text (marks removed) and marks in order."""

    voice: str
    file: str
    headers: dict[str, str]
    text: str
    marks: tuple[Mark, ...]


def parse_marks(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """Marked text -> plain text and its marks. Raises ValueError naming the first bad mark."""
    plain: list[str] = []
    marks: list[Mark] = []
    length = position = 0
    for found in _MARK.finditer(marked):
        before = marked[position : found.start()]
        _refuse_braces(before)
        sign, area, words = found.groups()
        if sign in "+->":
            if area not in AREAS:
                raise ValueError(f"unknown area in {found.group()[:60]!r}")
        elif area:
            raise ValueError(f"no area belongs in {found.group()[:60]!r}")
        if not words.strip():
            raise ValueError("a mark without words")
        plain += [before, words]
        start = length + len(before)
        lead = len(words) - len(words.lstrip())
        marks.append(Mark(KINDS[sign], area, start + lead, start + len(words.rstrip())))
        length = start + len(words)
        position = found.end()
    _refuse_braces(marked[position:])
    plain.append(marked[position:])
    return "".join(plain), tuple(marks)


def _refuse_braces(words: str) -> None:
    if brace := re.search(r"[{}].{0,50}", words):
        raise ValueError(f"a broken mark at {brace.group()!r}")


def parse_file(path: Path) -> Iterator[LabelledMail]:
    """A file -> its mails. Raises ValueError with file, voice and what is wrong."""
    blocks = re.split(r"(?m)^=== *(\S+) *\n", path.read_text(encoding="utf-8"))
    for voice, block in zip(blocks[1::2], blocks[2::2], strict=True):
        try:
            yield _parse_mail(voice, path.stem, block)
        except ValueError as error:
            raise ValueError(f"{path.name}: {voice}: {error}") from error


def _parse_mail(voice: str, file: str, block: str) -> LabelledMail:
    head, rule, body = block.partition("\n--\n")
    if not rule:
        raise ValueError("no line `--` between headers and mail")
    pairs = (line.partition(":") for line in head.splitlines() if line.strip())
    headers = {name.strip(): value.strip() for name, _, value in pairs}
    for name, allowed in HEADERS.items():
        if headers.get(name) not in allowed:
            raise ValueError(f"header {name} is {headers.get(name)!r}, not one of {sorted(allowed)}")
    text, marks = parse_marks(body.strip("\n") + "\n")
    kinds = {mark.kind for mark in marks}
    for kind, name, value in (
        ("door_open", "door", "open"),
        ("door_closed", "door", "closed"),
        ("opening", "openings", "yes"),
    ):
        if (kind in kinds) != (headers[name] == value):
            raise ValueError(f"header {name}: {headers[name]} and the marks do not agree on {kind}")
    return LabelledMail(voice, file, headers, text, marks)


def load_mails(folder: Path = FOLDER) -> list[LabelledMail]:
    """Every mail of a folder, files in name order."""
    return [mail for path in sorted(folder.glob("*.txt")) for mail in parse_file(path)]


def main(paths: list[str]) -> int:
    mails = [m for p in map(Path, paths) for m in parse_file(p)] if paths else load_mails()
    marks = Counter(mark.kind for mail in mails for mark in mail.marks)
    areas = Counter(mark.area for mail in mails for mark in mail.marks if mark.area)
    print(f"{len(mails)} mails, {len({m.voice for m in mails})} voices, {sum(marks.values())} marks")
    for title, counts in (
        ("status", Counter(m.headers["status"] for m in mails)),
        ("lang", Counter(m.headers["lang"] for m in mails)),
        ("door", Counter(m.headers["door"] for m in mails)),
        ("marks", marks),
        ("areas", areas),
    ):
        print(f"{title}: " + ", ".join(f"{k} {n}" for k, n in counts.most_common()))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ValueError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
