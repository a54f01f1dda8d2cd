"""Reads the invented stories of `texts/stories`; `python -m training.stories [FILE ...]` checks and counts them."""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.texts import AREAS, ROOT

FOLDER = ROOT / "texts" / "stories"
PARTS = ("situation", "task", "action", "result")
HEADERS = {
    "lang": {"en", "de", "fr", "es", "pt"},
    **{part: {"0", "1", "2"} for part in PARTS},
    "own_role": {"yes", "no"},
    "learning": {"yes", "no"},
    "verdict": {"sufficient", "thin", "not_an_example"},
}


@dataclass(frozen=True)
class LabelledStory:
    """One invented story: its voice, headers, areas and text."""

    voice: str
    file: str
    headers: dict[str, str]
    areas: tuple[str, ...]
    text: str


def parse_file(path: Path) -> Iterator[LabelledStory]:
    """A file -> its stories. Raises ValueError with file, voice and what is wrong."""
    blocks = re.split(r"(?m)^=== *(\S+) *\n", path.read_text(encoding="utf-8"))
    for voice, block in zip(blocks[1::2], blocks[2::2], strict=True):
        head, rule, body = block.partition("\n--\n")
        pairs = (line.partition(":") for line in head.splitlines() if line.strip())
        headers = {name.strip(): value.strip() for name, _, value in pairs}
        wrong = [name for name, allowed in HEADERS.items() if headers.get(name) not in allowed]
        areas = tuple(area.strip() for area in headers.get("areas", "").split(",") if area.strip())
        if not rule or wrong or not body.strip() or not set(areas) <= AREAS:
            raise ValueError(f"{path.name}: {voice}: wrong {wrong or areas or 'form'}")
        if headers["verdict"] == "sufficient" and "0" in (headers["action"], headers["result"]):
            raise ValueError(f"{path.name}: {voice}: sufficient without action or result")
        yield LabelledStory(voice, path.stem, headers, areas, body.strip() + "\n")


def load_stories(folder: Path = FOLDER) -> list[LabelledStory]:
    """Every story of a folder, files in name order."""
    return [story for path in sorted(folder.glob("*.txt")) for story in parse_file(path)]


def main(paths: list[str]) -> int:
    stories = [s for p in map(Path, paths) for s in parse_file(p)] if paths else load_stories()
    print(f"{len(stories)} stories, {len({story.voice for story in stories})} voices")
    for name in HEADERS:
        print(f"{name}: " + ", ".join(f"{k} {n}" for k, n in Counter(s.headers[name] for s in stories).most_common()))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ValueError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
