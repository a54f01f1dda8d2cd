"""Runs one pure function on foreign bytes in a child process with limits: a hostile file ends the child, not us.

    decoded = run(decode, raw)        # raises NotRead

The child is a fresh Python, not a fork: the journal is served by threads that hold an open database, and neither
survives a fork. Two are kept warm, so that after the first a mail costs about a millisecond more than in place.
POSIX: 2 s of processor, 256 MB of memory, no file may be written, 10 s in all. Windows: the 10 s alone.
"""

import atexit
import contextlib
import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from afterview.limited.answers import load_answer

__all__ = ["NotRead", "Why", "run"]

PATIENCE = 10.0
KEPT = 2
MOST_JOBS = 2_000
_LENGTH = struct.Struct(">Q")


class Why(StrEnum):
    """Why something foreign was not read."""

    TOO_LONG = "too_long"
    TOO_LARGE = "too_large"
    BROKEN = "broken"


class NotRead(Exception):
    """This file could not be read. It may be damaged; open it in your mail app and paste its text instead."""

    def __init__(self, why: Why) -> None:
        super().__init__(str(why))
        self.why = why


def run[**Given, Result](function: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> Result:
    """What `function` returns for these arguments, worked out in a child.

    The function is one of Afterview's, at the top of its module; arguments and result are plain values or Afterview's
    own. Raises what the function raises of Afterview's own exceptions, and NotRead for everything else: another
    exception, too much time or memory, a crash.
    """
    child = _take()
    try:
        kind, value = child.ask(pickle.dumps((function.__module__, function.__qualname__, given, named)))
    except BaseException:
        child.end()
        raise
    if kind == "not read":
        child.end()
        raise NotRead(Why(value))
    _give_back(child)
    if kind == "raised":
        raise value
    result: Result = value
    return result


class _Child:
    """One warm Python that waits for a job."""

    def __init__(self) -> None:
        kept = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "TZ", "TZDIR", "PYTHONTZPATH")
        # Not the whole environment: what a hostile mail could ever reach should not hold a password.
        surroundings = {name: os.environ[name] for name in kept if name in os.environ}
        surroundings["PYTHONPATH"] = os.pathsep.join(entry for entry in sys.path if entry)
        self.jobs = 0
        self._overdue = False
        self._process = subprocess.Popen(  # nosec B603  # this very Python, with words of ours alone
            [sys.executable, "-P", "-B", "-m", "afterview.limited.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=surroundings,
            # A Ctrl-C in the terminal is for the journal, which ends its children itself.
            start_new_session=True,
        )

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, job: bytes) -> tuple[str, Any]:
        """("done", result), ("raised", exception) or ("not read", why)."""
        self.jobs += 1
        watch = threading.Timer(PATIENCE, self._give_up)
        watch.daemon = True
        watch.start()
        try:
            answer = self._exchange(job)
        finally:
            watch.cancel()
        if answer is None:
            return "not read", self._say_why()
        return load_answer(answer)

    def _exchange(self, job: bytes) -> bytes | None:
        """The child's answer; None where it died."""
        into, out = self._process.stdin, self._process.stdout
        assert into is not None
        assert out is not None
        with contextlib.suppress(OSError):
            into.write(_LENGTH.pack(len(job)) + job)
            into.flush()
        length = out.read(_LENGTH.size)
        answer = out.read(_LENGTH.unpack(length)[0]) if len(length) == _LENGTH.size else b""
        return answer or None

    def _give_up(self) -> None:
        self._overdue = True
        self._process.kill()

    def _say_why(self) -> Why:
        ended_by = -self._process.wait()
        out_of_time = sys.platform != "win32" and ended_by == signal.SIGXCPU
        return Why.TOO_LONG if out_of_time or self._overdue else Why.BROKEN

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


_idle: list[_Child] = []
_lock = threading.Lock()


def _take() -> _Child:
    with _lock:
        while _idle:
            child = _idle.pop()
            if child.is_alive():
                return child
            child.end()
    return _Child()


def _give_back(child: _Child) -> None:
    with _lock:
        if len(_idle) < KEPT and child.jobs < MOST_JOBS:
            _idle.append(child)
            return
    child.end()


@atexit.register
def _end_all() -> None:
    with _lock:
        while _idle:
            _idle.pop().end()
