"""What a hostile file might make a parser do."""

import os
import signal
import tempfile
import time
from pathlib import Path


def spin() -> None:
    while True:
        pass


def spin_in_c() -> int:
    return len(str(7**40_000_000))


def eat_memory() -> int:
    return len([b"x" * 1_000_000 for _ in range(4_000)])


def raise_foreign() -> None:
    raise LookupError("unknown encoding: zz")


def recurse(depth: int = 0) -> int:
    return recurse(depth + 1) + 1


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def leave() -> None:
    os._exit(0)


def write_a_file() -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "left-behind").write_text("x" * 100_000)


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def shout() -> str:
    print("x" * 100_000)
    return "said"


def name_surroundings() -> list[str]:
    return sorted(os.environ)


def say_number() -> int:
    return os.getpid()
