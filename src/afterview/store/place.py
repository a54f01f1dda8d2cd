"""Looks where the journal's folder lies: synced by a program, on another computer, or here."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from afterview.core.place import MARKS, Kind, Place, find_filesystem, recognise_place

MOUNTS = Path("/proc/self/mounts")


@lru_cache
def look_at_place(folder: Path, mounts: Path = MOUNTS) -> Place | None:
    """What is known of the folder (looked up once a program); None for a folder like any other."""
    whole = folder.expanduser().resolve()
    # \\\\server\\share on Windows
    if whole.drive.startswith(r"\\"):
        return Place(Kind.NETWORK, "SMB")
    above = (whole, *whole.parents)
    marks = (mark for each in above for mark in MARKS if _is_there(each / mark))
    return recognise_place(reversed([each.name for each in above]), marks, _find_filesystem(whole, mounts))


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _find_filesystem(folder: Path, mounts: Path) -> str:
    """Linux says it in a file; elsewhere only names and marks are known."""
    try:
        lines = mounts.read_text(errors="replace").splitlines()
    except OSError:
        return ""
    return find_filesystem(_read_mounts(lines), str(folder))


def _read_mounts(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        _, point, kind, *_ = [*line.split(" "), "", "", ""]
        yield re.sub(r"\\(\d{3})", lambda found: chr(int(found[1], 8)), point), kind
