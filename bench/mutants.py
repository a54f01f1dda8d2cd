"""Small wrongs put into the code one by one (mutmut): do the tests notice? Lists those they do not in docs/mutants.md.

AFTERVIEW_MUTANTS says how many of each part (300 unless told), drawn with a fixed seed. Works on a copy of the tree.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.table import Part

ROOT = Path(__file__).parents[1]
LISTED = ROOT / "docs" / "mutants.md"
SAMPLE = int(os.environ.get("AFTERVIEW_MUTANTS", "300"))
SECONDS = int(os.environ.get("AFTERVIEW_MUTANTS_SECONDS", "1800"))
COPIED = ("src", "tests", "bench", "training", "texts", "docs", "pyproject.toml")
WANTED = 85
WITHOUT_DJANGO = ("-p", "no:django", "-W", "ignore::pytest.PytestConfigWarning")
# What mutmut notes of a mutant's tests: 0 they passed, 33 none ran it, nothing when time was over.
SURVIVED, UNTESTED = 0, 33


@dataclass(frozen=True)
class Aim:
    """Which code is changed and which tests should notice."""

    code: tuple[str, ...]
    tests: tuple[str, ...]
    options: tuple[str, ...] = ()


AIMS = {
    "core": Aim(("src/afterview/core/*",), ("tests/core",), WITHOUT_DJANGO),
    "outbox": Aim(
        ("src/afterview/post/send/*", "src/afterview/flows/sending.py"),
        ("tests/post/send", "tests/flows/test_sending.py"),
    ),
    "export": Aim(("src/afterview/store/carry/*",), ("tests/store/carry", "tests/flows/test_carry.py")),
}


def measure() -> Part:
    """A row for each aim; a list of survivors in docs."""
    results = {name: _try(aim) for name, aim in AIMS.items()}
    LISTED.write_text(_list(results))
    rows = [_row(name, result) for name, result in results.items()]
    note = f"A sample of {SAMPLE:,} a part, at most {SECONDS // 60} minutes each. Survivors: [mutants.md](mutants.md)."
    return Part("Mutants", ("part", "mutants", "tried", "noticed", "score", "wanted"), tuple(rows), note)


@dataclass(frozen=True)
class Result:
    """How many mutants there are, and by name how the tests ended on those tried; survivors with what was changed."""

    all: int
    ended: dict[str, int]
    changes: dict[str, str]

    @property
    def survivors(self) -> list[str]:
        """Those that no test noticed."""
        return sorted(name for name, code in self.ended.items() if code in (SURVIVED, UNTESTED))


def _row(name: str, result: Result) -> tuple[str, ...]:
    tried, noticed = len(result.ended), len(result.ended) - len(result.survivors)
    score = f"{100 * noticed / tried:.0f} %" if tried else "none tried"
    return (name, f"{result.all:,}", f"{tried:,}", f"{noticed:,}", score, f"{WANTED} %")


def _try(aim: Aim) -> Result:
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        _copy(tree, aim)
        # Once for a name that fits nothing: mutmut writes every mutant and says that none was meant.
        _mutmut(tree, ["afterview.none"], SECONDS)
        names = sorted(_read(tree))
        chosen = random.Random(7).sample(names, min(SAMPLE, len(names)))
        _mutmut(tree, chosen, SECONDS)
        ended = {name: code for name, code in _read(tree).items() if code is not None and name in set(chosen)}
        result = Result(len(names), ended, {})
        return Result(len(names), ended, {name: _show(tree, name) for name in result.survivors})


def _copy(tree: Path, aim: Aim) -> None:
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, tree / name)
    settings = {
        "source_paths": ["src"],
        "only_mutate": list(aim.code),
        "also_copy": [name for name in COPIED if name not in ("src", "tests", "pyproject.toml")],
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "-x", *aim.options],
        "pytest_add_cli_args_test_selection": list(aim.tests),
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in settings.items()]
    with (tree / "pyproject.toml").open("a") as file:
        file.write("\n".join(["", "[tool.mutmut]", "use_git_change_detection = false", *lines, ""]))


def _mutmut(tree: Path, names: list[str], seconds: float) -> None:
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", "1", *names]
    began = time.monotonic()
    with (tree / "log.txt").open("ab") as log, subprocess.Popen(command, cwd=tree, stdout=log, stderr=log) as running:
        while running.poll() is None and time.monotonic() - began < seconds:
            time.sleep(0.5)
        running.terminate()


def _read(tree: Path) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for path in (tree / "mutants" / "src").rglob("*.meta"):
        code = str(path.relative_to(tree / "mutants")).removesuffix(".meta")
        found |= json.loads(path.read_text())["exit_code_by_key"] if code else {}
    return found


def _show(tree: Path, name: str) -> str:
    command = [sys.executable, "-m", "mutmut", "show", name]
    told = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False).stdout.splitlines()
    return "\n".join(line for line in told if line[:1] in "+-" and line[:3] not in ("+++", "---"))


def _list(results: dict[str, Result]) -> str:
    lines = [
        "# Mutants that no test notices",
        "",
        "Written by `script/bench mutants`: changes to the code, made one by one.",
    ]
    for aim, result in results.items():
        lines += ["", f"## {aim}: {len(result.survivors)} of {len(result.ended)} tried"]
        for name in result.survivors:
            lines += ["", f"`{name}`", "```diff", result.changes[name], "```"]
    return "\n".join([*lines, ""])
