"""What the reading commands share: files, folders or standard input in; one JSON object, or JSON Lines, out."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from afterview.cli import BadInput

LARGEST = 25_000_000
SHOW_AFTER = 20


def add_inputs(parser: argparse.ArgumentParser) -> None:
    """The arguments `PATH … --json`."""
    parser.add_argument("paths", metavar="PATH", nargs="+", help="a file, a folder of files, or - for standard input")
    parser.add_argument("--json", action="store_true", help="print JSON: one object, or one a line for several files")


def read_inputs(paths: list[str]) -> Iterator[tuple[str, bytes]]:
    """Each input's name and bytes, folders in name order. Raises BadInput for what cannot be read."""
    for path in paths:
        if path == "-":
            yield "-", _limit("standard input", sys.stdin.buffer.read(LARGEST + 1))
        elif Path(path).is_dir():
            for file in sorted(file for file in Path(path).iterdir() if file.is_file() and file.name[0] != "."):
                yield file.name, _read_file(file)
        else:
            yield Path(path).name, _read_file(Path(path))


def is_several(paths: list[str]) -> bool:
    """Whether the answer is JSON Lines, one object per file with its name under "file"."""
    return len(paths) > 1 or (paths[0] != "-" and Path(paths[0]).is_dir())


def print_each(
    arguments: argparse.Namespace,
    answer: Callable[[bytes], dict[str, object]],
    describe: Callable[[dict[str, object]], str],
) -> int:
    """Answers every input, as JSON with `--json`, else in words; returns 0."""
    several = is_several(arguments.paths)
    for count, (name, content) in enumerate(read_inputs(arguments.paths), start=1):
        answered = answer(content)
        if arguments.json:
            print(json.dumps({"file": name, **answered} if several else answered, ensure_ascii=False))
        else:
            print(f"{name}\n{describe(answered)}" if several else describe(answered))
        if several and count % SHOW_AFTER == 0 and sys.stderr.isatty():
            print(f"\r{count} read", end="", file=sys.stderr, flush=True)
    return 0


def _read_file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return _limit(str(path), file.read(LARGEST + 1))
    except OSError as error:
        raise BadInput(f"{path} cannot be read ({error.strerror}). Name a file, a folder, or - for input.") from error


def _limit(name: str, content: bytes) -> bytes:
    if len(content) > LARGEST:
        raise BadInput(f"{name} is larger than 25 MB. Give a smaller file.")
    return content
