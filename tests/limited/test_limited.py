"""Whatever a function does to its child, we hear one named failure and go on."""

import os
import pickle
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from afterview import limited
from afterview.flows.calendar import CalendarTooOften, read_calendar
from afterview.limited import NotRead, Why, run
from afterview.limited.answers import load_answer
from afterview.reader.decode import Decoded, decode
from tests.limited import deeds


def test_answer_is_the_function_s_own() -> None:
    assert run(decode, b"From: a@b.example\nDate: x\nSubject: Hi\n\nWords") == Decoded("Words", "Hi", "a@b.example")


def test_own_exception_comes_through() -> None:
    often = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261201T100000Z\nRRULE:FREQ=SECONDLY\nEND:VEVENT\nEND:VCALENDAR\n"
    with pytest.raises(CalendarTooOften):
        run(read_calendar, often, datetime(2026, 11, 1, tzinfo=UTC), "Europe/Berlin")


@pytest.mark.parametrize(
    ("deed", "why"),
    [
        (deeds.spin, Why.TOO_LONG),
        (deeds.spin_in_c, Why.TOO_LONG),
        (deeds.eat_memory, Why.TOO_LARGE),
        (deeds.raise_foreign, Why.BROKEN),
        (deeds.recurse, Why.BROKEN),
        (deeds.crash, Why.BROKEN),
        (deeds.leave, Why.BROKEN),
        (deeds.write_a_file, Why.BROKEN),
    ],
)
def test_every_failure_is_named_and_the_next_job_works(deed: Callable[[], object], why: Why) -> None:
    begun = time.monotonic()
    with pytest.raises(NotRead) as told:
        run(deed)
    assert told.value.why is why
    assert time.monotonic() - begun < limited.PATIENCE + 2
    assert run(decode, "still here").text == "still here"


def test_silence_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited, "PATIENCE", 0.5)
    with pytest.raises(NotRead) as told:
        run(deeds.sleep, 30.0)
    assert told.value.why is Why.TOO_LONG


def test_what_a_function_prints_is_no_answer() -> None:
    assert run(deeds.shout) == "said"


def test_child_that_died_while_idle_is_replaced() -> None:
    os.kill(run(deeds.say_number), signal.SIGKILL)
    time.sleep(0.05)
    assert run(decode, "again").text == "again"


def test_many_threads_share_the_children() -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda number: run(decode, f"mail {number}").text, range(60)))
    assert answers == [f"mail {number}" for number in range(60)]
    assert len(limited._idle) <= limited.KEPT


def test_warm_child_costs_less_than_ten_milliseconds() -> None:
    run(decode, "warm")
    seconds = []
    for _ in range(30):
        begun = time.perf_counter()
        run(decode, b"From: a@b.example\nDate: x\n\nWords")
        seconds.append(time.perf_counter() - begun)
    assert sorted(seconds)[len(seconds) // 2] < 0.01


def test_child_has_no_secret_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    limited._end_all()
    monkeypatch.setenv("MAIL_PASSWORD", "swordfish")
    assert "MAIL_PASSWORD" not in run(deeds.name_surroundings)


@pytest.mark.parametrize("reach", ["os.system", "sys.exit", "limited.subprocess.Popen", "pickle.loads"])
def test_answer_cannot_name_what_is_not_ours(reach: str) -> None:
    module, _, name = reach.rpartition(".")
    module = "afterview.limited" if module == "limited.subprocess" else module
    name = "subprocess.Popen" if reach.startswith("limited") else name
    crafted = b"\x80\x04\x8c" + bytes([len(module)]) + module.encode() + b"\x8c" + bytes([len(name)]) + name.encode()
    with pytest.raises(pickle.UnpicklingError):
        load_answer(crafted + b"\x93\x29\x81.")
