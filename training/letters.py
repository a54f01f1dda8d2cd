"""Reads the invented letters of `texts/letters` with their marks into labelled letters.

`python -m training.letters [FILE ...]` checks files and prints their counts.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "texts" / "letters"

INGREDIENTS = {
    "request": {
        "thanks": "thanks_for_interview",
        "future": "future_consideration",
        "openings": "new_opportunities",
        "pointers": "specific_pointers",
        "advice": "advice",
    },
    "thanks": {
        "feedback": "thanks_for_feedback",
        "strengths": "names_cited_strengths",
        "action": "names_an_action",
    },
}
COUNTED = frozenset({"many_questions", "too_long"})
MARKED = frozenset(
    (
        "defensive",
        "argues_decision",
        "begging",
        "blames_interviewer",
        "demands",
        "legal_threat",
        "self_deprecating",
        "overfamiliar",
        "placeholder_left",
        "wrong_name",
    )
)
FAULTS = COUNTED | MARKED
LANGUAGES = frozenset({"en", "de", "fr", "es"})
MANY_QUESTIONS = 5
LONG_ENOUGH, TOO_LONG = 160, 190
# The words of a mark may hold a placeholder in braces, like {{role}}.
_MARK = re.compile(r"\{(![a-z_]+|[a-z]+(?:\+[a-z]+)*)\|((?:[^{}]|\{+[^{}|]*\}+)*)\}")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


@dataclass(frozen=True)
class LetterMark:
    """A labelled slice `[start, end)` of a letter: an ingredient or a fault by its full name."""

    label: str
    start: int
    end: int


@dataclass(frozen=True)
class LabelledLetter:
    """One invented letter: its name, writer (file), headers, plain text with marks removed, and marks in order."""

    name: str
    writer: str
    kind: str
    lang: str
    to: str
    company: str
    sender: str
    cited: tuple[str, ...]
    has: frozenset[str]
    faults: frozenset[str]
    text: str
    marks: tuple[LetterMark, ...]


def count_words(text: str) -> int:
    """Words of a letter, its subject line left out."""
    return len(_WORD.findall(re.sub(r"\ASubject:.*\n", "", text)))


def parse_marks(marked: str, kind: str) -> tuple[str, tuple[LetterMark, ...]]:
    """Marked text -> plain text and its marks. Raises ValueError naming the first bad mark."""
    plain: list[str] = []
    marks: list[LetterMark] = []
    length = position = 0
    for found in _MARK.finditer(marked):
        before = marked[position : found.start()]
        plain += [before, found[2]]
        start = length + len(before)
        lead = len(found[2]) - len(found[2].lstrip())
        length = start + len(found[2])
        position = found.end()
        if not found[2].strip():
            raise ValueError("a mark without words")
        end = start + len(found[2].rstrip())
        marks += [LetterMark(label, start + lead, end) for label in _labels(found[1], kind)]
    plain.append(marked[position:])
    text = "".join(plain)
    if brace := re.search(r"\{!?[a-z+_]+\|.{0,40}", text):
        raise ValueError(f"a broken mark at {brace.group()!r}")
    return text, tuple(marks)


def _labels(names: str, kind: str) -> list[str]:
    if names.startswith("!"):
        if names[1:] not in MARKED:
            raise ValueError(f"no fault mark is called {names!r}")
        return [names[1:]]
    known = INGREDIENTS[kind]
    for name in names.split("+"):
        if name not in known:
            raise ValueError(f"no ingredient of a {kind} is called {name!r}")
    return [known[name] for name in names.split("+")]


def parse_file(path: Path) -> Iterator[LabelledLetter]:
    """A file -> its letters. Raises ValueError with file, name and what is wrong."""
    blocks = re.split(r"(?m)^=== *(\S+) *\n", path.read_text(encoding="utf-8"))
    for name, block in zip(blocks[1::2], blocks[2::2], strict=True):
        try:
            yield parse_letter(name, path.stem, block)
        except ValueError as error:
            raise ValueError(f"{path.name}: {name}: {error}") from error


def parse_letter(name: str, writer: str, block: str) -> LabelledLetter:
    """One block after its `===` line. Raises ValueError saying what is wrong."""
    head, rule, body = block.partition("\n--\n")
    if not rule:
        raise ValueError("no line `--` between headers and letter")
    headers = {k.strip(): v.strip() for k, _, v in (line.partition(":") for line in head.splitlines() if line.strip())}
    kind = headers.get("kind", "")
    if kind not in INGREDIENTS:
        raise ValueError(f"kind is {kind!r}, not request or thanks")
    for header in ("to", "company", "from"):
        if not headers.get(header):
            raise ValueError(f"header {header} is missing")
    if headers.get("lang") not in LANGUAGES:
        raise ValueError(f"lang is {headers.get('lang')!r}, not one of {sorted(LANGUAGES)}")
    text, marks = parse_marks(body.strip("\n") + "\n", kind)
    letter = LabelledLetter(
        name=name,
        writer=writer,
        kind=kind,
        lang=headers["lang"],
        to=headers["to"],
        company=headers["company"],
        sender=headers["from"],
        cited=_parse_cited(headers.get("cited", ""), kind),
        has=_parse_list(headers.get("has", ""), frozenset(INGREDIENTS[kind].values())),
        faults=_parse_list(headers.get("faults", ""), FAULTS),
        text=text,
        marks=marks,
    )
    _compare(letter)
    return letter


def _parse_list(words: str, known: frozenset[str]) -> frozenset[str]:
    names = frozenset(re.findall(r"[a-z_]+", words))
    if unknown := names - known:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    return names


def _parse_cited(words: str, kind: str) -> tuple[str, ...]:
    if kind == "request":
        return ()
    cited = json.loads(words or "[]")
    if not isinstance(cited, list) or not cited or not all(isinstance(c, str) for c in cited):
        raise ValueError('cited must be a JSON list of strings, like ["calm under questions", "too few numbers"]')
    return tuple(cited)


def _compare(letter: LabelledLetter) -> None:
    marked = {mark.label for mark in letter.marks}
    listed = (letter.has | letter.faults) - COUNTED
    if marked != listed:
        raise ValueError(f"headers and marks do not agree on: {', '.join(sorted(marked ^ listed))}")
    if (letter.text.count("?") >= MANY_QUESTIONS) != ("many_questions" in letter.faults):
        raise ValueError(f"{letter.text.count('?')} question marks, and many_questions does not agree")
    words = count_words(letter.text)
    if LONG_ENOUGH < words <= TOO_LONG:
        raise ValueError(f"{words} words: stay under {LONG_ENOUGH + 1} or go above {TOO_LONG}")
    if (words > TOO_LONG) != ("too_long" in letter.faults):
        raise ValueError(f"{words} words, and too_long does not agree")


def load_letters(folder: Path = FOLDER) -> list[LabelledLetter]:
    """Every letter of a folder, files in name order."""
    return [letter for path in sorted(folder.glob("*.txt")) for letter in parse_file(path)]


def main(paths: list[str]) -> int:
    """Prints the counts of the files, or of all."""
    letters = [found for path in map(Path, paths) for found in parse_file(path)] if paths else load_letters()
    faultless = [letter for letter in letters if not letter.faults]
    print(f"{len(letters)} letters by {len({letter.writer for letter in letters})} writers, {len(faultless)} faultless")
    for title, counts in (
        ("kind", Counter(letter.kind for letter in letters)),
        ("lang", Counter(letter.lang for letter in letters)),
        ("has", Counter(label for letter in letters for label in letter.has)),
        ("faults", Counter(label for letter in letters for label in letter.faults)),
    ):
        print(f"{title}: " + ", ".join(f"{label} {n}" for label, n in counts.most_common()))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        sys.exit(2)
