"""A progress bar on standard error: only on a terminal, and only for what takes longer than a second."""

import sys
import time
from types import TracebackType

WIDTH = 30
PATIENCE = 1.0


class Progress:
    """`with Progress("Exporting") as tell: tell(done, total)`."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._begun = time.monotonic()
        self._drawn = ""

    def __enter__(self) -> "Progress":
        return self

    def __call__(self, done: int, total: int) -> None:
        if not sys.stderr.isatty() or time.monotonic() - self._begun < PATIENCE:
            return
        filled = WIDTH * done // max(total, 1)
        line = f"\r{self._label} [{'#' * filled}{'.' * (WIDTH - filled)}] {100 * done // max(total, 1)} %"
        if line != self._drawn:
            sys.stderr.write(line)
            sys.stderr.flush()
            self._drawn = line

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawn:
            sys.stderr.write("\r" + " " * len(self._drawn) + "\r")
            sys.stderr.flush()
