"""kill -9 at random moments of whoever writes: `python -m tests.kill.storm KILLS SEED` prints how much was confirmed.

A forked child goes through pages and sends their forms, in the very process that writes, and notes beforehand what it
is about to say and afterwards what it was told is saved. It is killed at a chance moment; then the journal's files must
be sound and hold all that was confirmed, and the next child goes on from there.
"""

import json
import os
import pickle
import random
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.kill.browser import Browser
from tests.kill.journey import Journey

# Steps left alone at first, to know how long one takes here; a child is killed within so many of them.
PROBES, STEPS = 12, 5.0


class Inside(Browser):
    """A browser in the process that writes. Before each request it notes what the journey has been told so far."""

    def __init__(self, journey: Journey, notes: Path) -> None:
        super().__init__(0)
        from django.conf import settings
        from django.test import Client

        from afterview.flows.door import Door

        self._journey, self._notes = journey, notes
        self._client = Client(HTTP_HOST="testserver", HTTP_SEC_FETCH_SITE="same-origin")
        self._client.cookies[settings.DOOR_COOKIE] = Door(settings.DOOR_FOLDER).cookie_value()

    def ask(self, method: str, address: str, body: str = "") -> tuple[int, str, str]:
        """As a browser's, but that nothing goes over the network."""
        note(self._journey, self._notes)
        kind = "application/x-www-form-urlencoded"
        answer = self._client.post(address, body, content_type=kind) if method == "POST" else self._client.get(address)
        return answer.status_code, answer.headers.get("Location", ""), answer.content.decode()


def note(journey: Journey, notes: Path) -> None:
    """Writes down what is known, whole or not at all."""
    fresh = notes.with_suffix(".fresh")
    fresh.write_bytes(pickle.dumps(journey))
    fresh.replace(notes)


def main(kills: int, seed: int) -> dict[str, int]:
    """Runs the storm; returns how many kills, children that died writing, and steps confirmed. Raises what was lost."""
    with tempfile.TemporaryDirectory(prefix="afterview-storm-") as folder:
        _open(Path(folder))
        return Storm(Path(folder), seed).blow(kills)


def _open(folder: Path) -> None:
    os.environ["AFTERVIEW_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "afterview.settings"
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.conf import settings

    from afterview.clock import read_clock
    from afterview.store.journal import open_journal

    settings.DOOR_FOLDER = folder / "door"
    settings.DOOR_HOSTS = frozenset({"testserver"})
    settings.ALLOWED_HOSTS = ["testserver"]
    open_journal(folder, read_clock())


class Storm:
    """Lets children write, and kills them."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._notes = folder, folder / "told.pickle"
        self._rng, self.journey = random.Random(seed), Journey(random.Random(seed))

    def blow(self, kills: int) -> dict[str, int]:
        """Kills so many children. Raises AssertionError where something confirmed is not there."""
        from tests.kill.test_kill import check_files

        latest = STEPS * self._probe()
        for _ in range(kills):
            child = self._fork()
            time.sleep(self._rng.uniform(0, latest))
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            if not os.WIFSIGNALED(status):
                raise RuntimeError("a child came to its end by itself")
            self.journey = pickle.loads(self._notes.read_bytes())
            check_files(self._folder, self._folder / "copy", self.journey.saved)
        return {"kills": kills, "steps": self.journey.saved.steps}

    def _probe(self) -> float:
        """Some steps in this process, which also loads all that children need; what the usual one took, in seconds."""
        browser, took = Inside(self.journey, self._notes), []
        for _ in range(PROBES):
            began = time.perf_counter()
            self.journey.step(browser)
            took.append(time.perf_counter() - began)
        note(self.journey, self._notes)
        return statistics.median(took)

    def _fork(self) -> int:
        from django.db import connections

        # A child must not inherit an open database.
        connections.close_all()
        self.journey.rng = random.Random(self._rng.random())
        child = os.fork()
        if child == 0:
            os._exit(self._walk())
        return child

    def _walk(self) -> int:
        browser = Inside(self.journey, self._notes)
        try:
            while True:
                self.journey.step(browser)
        except Exception as error:  # a child has nobody to raise to
            os.write(2, f"{error!r}\n".encode())
            return 1


if __name__ == "__main__":
    told: dict[str, Any] = main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2026)
    print(json.dumps(told))
