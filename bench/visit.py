"""A journal of the bench's own, and a visitor in its door, in this very process."""

import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

REPEATS = 7


@contextmanager
def open_bench() -> Iterator[Path]:
    """Django set up on an empty journal in a folder of its own, once a process."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "afterview.settings"
        os.environ["AFTERVIEW_DATA"] = folder
        import django

        django.setup()
        yield Path(folder)


def fill(folder: Path, interviews: int, findings: int = 10) -> Any:
    """Empties the journal and fills it anew, the database's log written into its file; returns its candidate."""
    from afterview.clock import read_clock
    from afterview.flows.journal import writing
    from afterview.store.carry.erase import erase_rows, sweep_database
    from afterview.store.journal import open_journal
    from bench.journals import write_journal

    candidate = open_journal(folder, read_clock())
    with writing():
        erase_rows(candidate)
    write_journal(candidate, interviews, findings=findings, end=read_clock())
    sweep_database(whole=False)
    return candidate


def come_in(folder: Path) -> Any:
    """A client that holds the key of the door."""
    from django.conf import settings
    from django.test import Client

    from afterview.flows.door import Door

    settings.DOOR_FOLDER = folder / "door"
    settings.DOOR_HOSTS = frozenset({"testserver"})
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client(HTTP_HOST="testserver", HTTP_SEC_FETCH_SITE="same-origin")
    client.cookies[settings.DOOR_COOKIE] = Door(settings.DOOR_FOLDER).cookie_value()
    return client


def visit(client: Any, address: str) -> tuple[float, int, int]:
    """(median CPU milliseconds, queries, bytes) of a page, after one visit that warms it."""
    from django.db import connection

    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    costs = []
    for _ in range(REPEATS):
        start = time.process_time()
        client.get(address)
        costs.append((time.process_time() - start) * 1000)
    return statistics.median(costs), len(asked), len(answer.content)
