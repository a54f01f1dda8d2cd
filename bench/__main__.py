"""`python -m bench [NAME …]`: runs the parts and writes docs/figures.md and docs/figures.json."""

import importlib
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from bench.machine import describe_machine, describe_moment
from bench.table import Part

PARTS = (
    "start",
    "reader",
    "lessons",
    "letters",
    "evaluate",
    "insights",
    "pages",
    "growth",
    "kill",
    "writer",
    "outbox",
    "bring_in",
    "hostile",
    "mutants",
    "practice",
    "stories",
    "match",
    "transcripts",
)
DOCS = Path(__file__).resolve().parent.parent / "docs"


def main(names: list[str]) -> int:
    """Runs the named parts (all without a name); figures of parts not run stay as they were."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"There is no part {unknown[0]!r}. The parts are: {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    if len(names) == 1:
        _measure(names[0])
        return 0
    # Each in a process of its own: a part leaves Django, its folder and its memory behind.
    return max(subprocess.run([sys.executable, "-m", "bench", name], check=False).returncode for name in names or PARTS)


def _measure(name: str) -> None:
    moment = describe_moment()
    part: Part = replace(importlib.import_module(f"bench.{name}").measure(), measured=moment)
    print(part.to_markdown(), flush=True)
    store = DOCS / "figures.json"
    # Read only now: another part may have been measured meanwhile.
    figures: dict[str, object] = json.loads(store.read_text()) if store.exists() else {}
    figures |= {name: part.to_json(), "machine": describe_machine()}
    store.write_text(json.dumps(figures, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
    tables = [Part.from_json(figures[name]).to_markdown() for name in PARTS if name in figures]
    heading = f"# Figures\n\nWritten by `script/bench`. {figures['machine']}.\n\n"
    (DOCS / "figures.md").write_text(heading + "\n\n".join(tables) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
