"""Reads the invented adverts of `texts/adverts` with their marks, and the judgements which stories prove them best.

`python -m training.adverts [FILE ...]` checks files (adverts, `stories/…`, `matches/…`) and prints their counts.
"""

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.stories import LabelledStory
from training.stories import load_stories as load_all_stories
from training.stories import parse_file as parse_stories
from training.texts import AREAS, ROOT

FOLDER = ROOT / "texts" / "adverts"
LANGUAGES = frozenset(("en", "de", "fr", "es", "pt"))
WEIGHTS = frozenset(("must", "should", "mentioned"))
SMALLEST_SET, LARGEST_SET = 8, 60
HELD_SHARE = 64  # of 256: a quarter of the adverts
FROZEN = Path(__file__).parent / "frozen_adverts.json"
_MARK = re.compile(r"\{([a-z]+):([a-z_]+):([^{}|\n]*)\|([^{}]*)\}")
_BLOCKS = re.compile(r"(?m)^=== *(\S[^\n]*?) *\n")


@dataclass(frozen=True)
class Requirement:
    """A marked slice `[start, end)` of an advert's text."""

    weight: str
    area: str
    skill: str
    start: int
    end: int


@dataclass(frozen=True)
class LabelledAdvert:
    """One invented advert: name, file, headers, plain text (marks removed) and its requirements in order."""

    name: str
    file: str
    headers: dict[str, str]
    text: str
    requires: tuple[Requirement, ...]


@dataclass(frozen=True)
class Judgement:
    """Which two stories of a set a careful reader would tell for an advert; `fair` would do nearly as well."""

    advert: str
    file: str
    stories: tuple[str, ...]
    best: tuple[str, ...]
    fair: tuple[str, ...]
    why: str


def is_held(advert: str) -> bool:
    """Whether an advert is kept for measuring: a quarter of every writer's, by the name's hash."""
    return hashlib.sha256(advert.encode()).digest()[0] < HELD_SHARE


def name_held(adverts: Sequence[LabelledAdvert]) -> dict[str, object]:
    """Which adverts of the known writers are the test part, with a hash over names and texts."""
    held = sorted((one for one in adverts if is_held(one.name)), key=lambda one: one.name)
    digest = hashlib.sha256("\n".join(f"{one.name}\n{one.text}" for one in held).encode()).hexdigest()
    rule = "a SHA-256 of the name with a first byte below 64"
    return {"rule": rule, "sha256": digest, "adverts": [one.name for one in held]}


# --- adverts ---------------------------------------------------------------------------------------------------------


def parse_marks(marked: str) -> tuple[str, tuple[Requirement, ...]]:
    """Marked text -> plain text and its requirements. Raises ValueError naming the first bad mark."""
    plain: list[str] = []
    requires: list[Requirement] = []
    length = position = 0
    for found in _MARK.finditer(marked):
        before = _without_braces(marked[position : found.start()])
        weight, area, skill, words = found.groups()
        _refuse_wrong(found[0][:60], weight, area, skill.strip(), words.strip())
        start = length + len(before) + len(words) - len(words.lstrip())
        requires.append(Requirement(weight, area, skill.strip(), start, start + len(words.strip())))
        plain += [before, words]
        length += len(before) + len(words)
        position = found.end()
    plain.append(_without_braces(marked[position:]))
    return "".join(plain), tuple(requires)


def _refuse_wrong(shown: str, weight: str, area: str, skill: str, words: str) -> None:
    if weight not in WEIGHTS or area not in AREAS:
        raise ValueError(f"unknown weight or area in {shown!r}")
    if not words or not skill:
        raise ValueError(f"no skill or no words in {shown!r}")


def _without_braces(words: str) -> str:
    if brace := re.search(r"[{}].{0,50}", words):
        raise ValueError(f"a broken mark at {brace[0]!r}")
    return words


def parse_file(path: Path) -> Iterator[LabelledAdvert]:
    """A file -> its adverts. Raises ValueError with file, advert and what is wrong."""
    for name, block in _blocks(path):
        head, rule, body = block.partition("\n--\n")
        try:
            headers = _headers(head, {"lang": LANGUAGES})
            if not rule:
                raise ValueError("no line `--` between headers and advert")
            text, requires = parse_marks(body.strip("\n") + "\n")
        except ValueError as error:
            raise ValueError(f"{path.name}: {name}: {error}") from error
        yield LabelledAdvert(name, path.stem, headers, text, requires)


def load_adverts(folder: Path = FOLDER) -> list[LabelledAdvert]:
    """Every advert of a folder, files in name order. Raises ValueError where a name is used twice."""
    adverts = [advert for path in sorted(folder.glob("*.txt")) for advert in parse_file(path)]
    twice = [name for name, count in Counter(advert.name for advert in adverts).items() if count > 1]
    if twice:
        raise ValueError(f"{twice[0]}: this name is used twice")
    return adverts


def _blocks(path: Path) -> list[tuple[str, str]]:
    parts = _BLOCKS.split(path.read_text(encoding="utf-8"))
    if parts[0].strip():
        raise ValueError(f"{path.name}: words above the first ===")
    return list(zip(parts[1::2], parts[2::2], strict=True))


def _headers(head: str, allowed: dict[str, frozenset[str]]) -> dict[str, str]:
    pairs = (line.partition(":") for line in head.splitlines() if line.strip())
    headers = {name.strip(): value.strip() for name, _, value in pairs}
    for name, values in allowed.items():
        if headers.get(name) not in values:
            raise ValueError(f"header {name} is {headers.get(name)!r}, not one of {sorted(values)}")
    return headers


# --- judgements ------------------------------------------------------------------------------------------------------


def load_stories() -> dict[str, LabelledStory]:
    """Every story that may stand in a set, by name."""
    paths = sorted((FOLDER / "stories").glob("*.txt"))
    own = [story for path in paths for story in parse_stories(path)]
    return {story.voice: story for story in [*load_all_stories(), *own]}


def parse_judgements(path: Path) -> Iterator[Judgement]:
    """A file of sets and judgements. Raises ValueError with file, block and what is wrong."""
    sets: dict[str, tuple[str, ...]] = {}
    for name, block in _blocks(path):
        headers = _headers(block, {})
        if name.startswith("set "):
            sets[name.removeprefix("set ").strip()] = _names(headers.get("stories", ""))
            continue
        stories, best = sets.get(headers.get("set", ""), ()), _names(headers.get("best", ""))
        fair = _names(headers.get("fair", ""))
        if not stories:
            raise ValueError(f"{path.name}: {name}: no set {headers.get('set')!r} above it")
        if len(set(best)) != 2 or len(best) != 2:
            raise ValueError(f"{path.name}: {name}: best wants two different stories")
        if lost := {*best, *fair} - set(stories):
            raise ValueError(f"{path.name}: {name}: {sorted(lost)[0]} is not in the set")
        if set(best) & set(fair):
            raise ValueError(f"{path.name}: {name}: a story is both best and fair")
        yield Judgement(name, path.stem, stories, best, fair, headers.get("why", ""))


def load_judgements(paths: Sequence[Path] = ()) -> list[Judgement]:
    """The judgements of these files, or all; checked against the adverts and stories there are."""
    found = paths or sorted((FOLDER / "matches").glob("*.txt"))
    judgements = [one for path in found for one in parse_judgements(path)]
    adverts, stories = {advert.name for advert in load_adverts()}, load_stories()
    for one in judgements:
        if one.advert not in adverts:
            raise ValueError(f"{one.file}: there is no advert {one.advert}")
        if lost := set(one.stories) - set(stories):
            raise ValueError(f"{one.file}: {one.advert}: there is no story {sorted(lost)[0]}")
        if not SMALLEST_SET <= len(set(one.stories)) == len(one.stories) <= LARGEST_SET:
            raise ValueError(f"{one.file}: {one.advert}: a set has {SMALLEST_SET} to {LARGEST_SET} different stories")
    return judgements


def _names(line: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in line.split(",") if name.strip())


# --- counts ----------------------------------------------------------------------------------------------------------


def main(names: list[str]) -> int:
    if names == ["--freeze"]:
        FROZEN.write_text(json.dumps(name_held(load_adverts()), indent=1) + "\n", encoding="utf-8")
        return 0
    paths = [Path(name).resolve() for name in names]
    kinds = {"matches", "stories"}
    adverts = [one for path in paths if path.parent.name not in kinds for one in parse_file(path)]
    told = [story for path in paths if path.parent.name == "stories" for story in parse_stories(path)]
    matches = [path for path in paths if path.parent.name == "matches"]
    judgements = load_judgements(matches) if matches or not paths else []
    if not paths:
        adverts, told = load_adverts(), list(load_stories().values())
    marks = [mark for advert in adverts for mark in advert.requires]
    print(f"{len(adverts)} adverts, {len(marks)} requirements, {len(told)} stories, {len(judgements)} judgements")
    for title, counts in (
        ("lang", Counter(advert.headers["lang"] for advert in adverts)),
        ("weight", Counter(mark.weight for mark in marks)),
        ("area", Counter(mark.area for mark in marks)),
        ("told as best", Counter(name for one in judgements for name in one.best)),
    ):
        print(f"{title}: " + ", ".join(f"{k} {n}" for k, n in counts.most_common(24)))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ValueError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
