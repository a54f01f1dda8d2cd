"""The child: takes a job from standard input, works it out within the limits, answers, waits for the next."""

import importlib
import os
import pickle  # nosec B403  # jobs come from the parent alone
import struct
import sys

SECONDS = 2
MEMORY = 256 * 1024 * 1024
_LENGTH = struct.Struct(">Q")


def main() -> None:
    """Works until the parent closes the pipe. Whatever else is printed goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _narrow()
    jobs = sys.stdin.buffer
    while len(length := jobs.read(_LENGTH.size)) == _LENGTH.size:
        job = jobs.read(_LENGTH.unpack(length)[0])
        _allow_time()
        answer = _work(job)
        answers.write(_LENGTH.pack(len(answer)) + answer)
        answers.flush()


def _work(job: bytes) -> bytes:
    try:
        module, name, given, named = pickle.loads(job)  # noqa: S301  # nosec B301  # from the parent alone
        function = getattr(importlib.import_module(module), name)
        return pickle.dumps(("done", function(*given, **named)))
    except MemoryError:
        return pickle.dumps(("not read", "too_large"))
    except Exception as error:
        return _answer_fault(error)


def _answer_fault(error: Exception) -> bytes:
    """An exception of Afterview's own is part of what its function says; any other is a file that is broken."""
    if type(error).__module__.startswith("afterview."):
        return pickle.dumps(("raised", error))
    return pickle.dumps(("not read", "broken"))


if sys.platform == "win32":

    def _narrow() -> None:
        """Windows has no such limits; the parent's patience is the only one."""

    def _allow_time() -> None:
        """See `_narrow`."""

else:
    import resource

    def _narrow() -> None:
        """Memory, and no file written, for good."""
        limits: tuple[tuple[int, int], ...] = (
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        )
        for what, most in limits:
            _limit(what, most)

    def _allow_time() -> None:
        """So many seconds of processor from here: the system ends the child after them, in the middle of anything."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + SECONDS)

    def _limit(what: int, most: int) -> None:
        _, hard = resource.getrlimit(what)
        try:
            resource.setrlimit(what, (most, hard))
        except (ValueError, OSError):
            return  # macOS knows some limits by name only


if __name__ == "__main__":
    main()
