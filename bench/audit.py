"""Known holes in the pinned packages, as the public database tells today: `script/audit` writes docs/audit.md."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
LISTS = ("run", "test", "train", "bench")


def main() -> int:
    """Asks about each list; returns 1 where a hole is known, 2 where nobody could be asked."""
    rows, worst = [], 0
    for name in LISTS:
        asked, unasked, holes = _ask(ROOT / "requirements" / f"{name}.txt")
        worst = max(worst, 1 if holes else 2 if not asked else 0)
        rows += [f"| {name}.txt | {asked} | {unasked} | {'; '.join(holes) or ('none' if asked else 'unknown')} |"]
    now = f"{datetime.now(UTC):%Y-%m-%d}"
    told = "\n".join([f"# Known holes, asked on {now}", "", *_heading(), *rows, "", *_explain(worst)])
    (ROOT / "docs" / "audit.md").write_text(told + "\n")
    print(told)
    return worst


def _ask(path: Path) -> tuple[int, int, list[str]]:
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes", "-f", "json", "-r", str(path)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        told = json.loads(answer.stdout)["dependencies"]
    except (json.JSONDecodeError, KeyError):
        return 0, sum(1 for line in path.read_text().splitlines() if "==" in line), []
    asked = [one for one in told if "vulns" in one]
    holes = [f"{one['name']} {one['version']}: {hole['id']}" for one in asked for hole in one["vulns"]]
    return len(asked), len(told) - len(asked), holes


def _heading() -> list[str]:
    return ["| list | answered | not answered | known holes |", "|---|---|---|---|"]


def _explain(worst: int) -> list[str]:
    if worst == 2:
        return ["The database gave no answer here. That is no finding: run `script/audit` where it can be reached."]
    return ["Run `script/audit` for today's answer."]


if __name__ == "__main__":
    sys.exit(main())
