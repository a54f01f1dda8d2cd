"""`afterview serve` as a person runs it, and killed as no person would."""

import os
import subprocess
import sys
import threading
from pathlib import Path

from tests.kill.browser import GONE, Browser


class Server:
    """Starts on a folder; `kill` is SIGKILL, at once or after a delay."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        self.told = folder.parent / "server-told.txt"
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        command = [sys.executable, "-m", "afterview.cli", "serve", "--no-browser", "--data", str(folder)]
        with self.told.open("a") as told:
            self.process = subprocess.Popen(
                [*command, *(["--port", str(port)] if port else [])],
                stdout=subprocess.PIPE,
                stderr=told,
                text=True,
                env={**environment, "PYTHONPATH": "src"},
            )

    def enter(self) -> Browser | None:
        """A browser that came in through the one-time address; None when the server died before it was open."""
        assert self.process.stdout is not None
        self.process.stdout.readline()
        address = self.process.stdout.readline().strip()
        if not address:
            return None
        root, _, door = address.partition("/door/")
        browser = Browser(int(root.rpartition(":")[2]))
        try:
            browser.ask("GET", f"/door/{door}")
        except GONE:
            return None
        return browser

    def kill_after(self, seconds: float) -> None:
        """SIGKILL, so many seconds from now, whatever it is doing then."""
        timer = threading.Timer(seconds, self.process.kill)
        timer.daemon = True
        timer.start()

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """Waits until the killed process is gone."""
        self.process.kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()
