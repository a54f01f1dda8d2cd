"""A real server on a loopback port, a real Chromium."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from afterview.flows.door import Door

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 60_000  # ms: a busy machine is slow, not wrong
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


class Server:
    """`afterview serve` on a folder; `address` is the one-time address it printed."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        self.folder = folder
        self.port = port
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "afterview.cli", "serve", "--no-browser", "--data", str(self.folder)]
        command += ["--port", str(self.port)] if self.port else []
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ))
        assert self.process.stdout is not None
        self.process.stdout.readline()
        self.address = self.process.stdout.readline().strip()
        assert self.address.startswith("http://127.0.0.1:"), self.address
        self.root = self.address.partition("/door/")[0]
        self.port = int(self.root.rpartition(":")[2])

    def stop(self, how: int = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        code = self.process.wait(timeout=90)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


def run_command(folder: Path, *words: str) -> None:
    """Runs `afterview WORDS --data FOLDER`."""
    subprocess.run([sys.executable, "-m", "afterview.cli", *words, "--data", str(folder)], check=True)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server on an empty journal."""
    running = Server(tmp_path / "journal")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def example_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on the example journal."""
    folder = tmp_path_factory.mktemp("example") / "journal"
    run_command(folder, "example")
    running = Server(folder)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium (or the one CHROMIUM names)."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "Chromium is missing: script/test says how to install it."
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


def enter(browser: Browser, server: Server, **options: object) -> tuple[BrowserContext, Page]:
    """A fresh context that has come in through the door with a token of its own."""
    context = browser.new_context(**options)  # type: ignore[arg-type]  # Playwright types each option apart
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    token = Door(server.folder / "door").issue_token()
    come_in(page, f"{server.root}/door/?token={token}")
    return context, page


def come_in(page: Page, address: str) -> None:
    """Opens a one-time address and waits for the page it refreshes to: going on before would interrupt that."""
    page.goto(address)
    page.wait_for_url(lambda url: "/door/" not in url)
