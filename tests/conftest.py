"""What tests share: a fixed clock, an open door, a journal."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests import outward

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test is a failure: something it needs was not installed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if skipped and os.environ.get("CI"):
        reporter.write_line(f"{len(skipped)} skipped: in CI that is a failure.")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix() -> None:
    """Nothing to rename: the tests have their database in memory, each worker its own. (On PostgreSQL the tests run
    in one process.)"""


@pytest.fixture(autouse=True)
def one_door_outward() -> Iterator[list[str]]:
    """Fails a test in which anything was reached but through post/outbound.py."""
    outward.caught = caught = []
    yield caught
    outward.caught = None
    assert caught == []


@pytest.fixture
def now() -> datetime:
    """Sunday 22 November 2026, 10:00 UTC."""
    return NOW


@pytest.fixture
def candidate(db: None) -> Any:
    """The candidate of an empty journal."""
    from afterview.store import models
    from afterview.store.journal import to_candidate

    return to_candidate(models.Candidate.objects.create(created_at=NOW))


@pytest.fixture
def door(settings: Any, tmp_path: Path) -> Any:
    """A local door for the test client's host, its clock stopped at `now`."""
    from afterview.flows.door import Door

    settings.DOOR_FOLDER = tmp_path / "door"
    settings.DOOR_HOSTS = frozenset({"testserver"})
    settings.DOOR_COOKIE = "afterview-test"
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.CLOCK = lambda: NOW
    return Door(settings.DOOR_FOLDER)


@pytest.fixture
def visitor(candidate: Any, door: Any, settings: Any) -> Any:
    """A Django client that holds the key of the door."""
    from django.test import Client

    client = Client(HTTP_HOST="testserver", HTTP_SEC_FETCH_SITE="same-origin")
    client.cookies[settings.DOOR_COOKIE] = door.cookie_value()
    return client
