"""A figure of several runs: its median with the middle half around it; and what a process of its own costs."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple


class Figure(NamedTuple):
    """A median and the quartiles around it."""

    median: float
    low: float
    high: float

    def told(self, unit: str = "", places: int = 0) -> str:
        """Like "12 ms (11–14)"."""
        between = f"{self.low:.{places}f}–{self.high:.{places}f}"
        return f"{self.median:.{places}f}{' ' + unit if unit else ''} ({between})"


class Cost(NamedTuple):
    """What one process took: seconds waited for, seconds of CPU with its children, megabytes at most."""

    wall: float
    cpu: float
    memory: float


def figure_of(values: Sequence[float]) -> Figure:
    """The median and quartiles of at least one value."""
    if len(values) < 2:
        return Figure(values[0], values[0], values[0])
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return Figure(middle, low, high)


def repeat_cpu(act: Callable[[], object], runs: int = 5) -> Figure:
    """Milliseconds of this process's CPU, after one run that warms up."""
    act()
    costs = []
    for _ in range(runs):
        began = time.process_time()
        act()
        costs.append((time.process_time() - began) * 1000)
    return figure_of(costs)


def cost_of(
    command: Sequence[str],
    ready: Callable[["subprocess.Popen[str]"], object] | None = None,
    env: Mapping[str, str] | None = None,
) -> Cost:
    """Runs a command to its end, or until `ready` returns, which it waits for; then it is asked to stop.

    Raises CalledProcessError where a command that is not stopped fails.
    """
    began = time.perf_counter()
    environment = {**os.environ, **(env or {})}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        if ready:
            try:
                ready(process)
            finally:
                process.terminate()
        else:
            process.stdout.read()
        wall = time.perf_counter() - began
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode and not ready:
        raise subprocess.CalledProcessError(process.returncode, list(command))
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
