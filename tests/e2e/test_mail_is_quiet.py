"""A mail full of pictures, styles, frames and scripts is viewed, and nobody outside hears of it."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.conftest import Server, enter

# Every way we know by which a mail could call home; CANARY stands for the address.
VECTORS = (Path(__file__).parent / "calls_home.html").read_text()


class Canary:
    """Hears every connection on its port."""

    def __init__(self) -> None:
        self._line = socket.create_server(("127.0.0.1", 0))
        self.heard = 0
        self.host = f"127.0.0.1:{self._line.getsockname()[1]}"
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._line.accept()
            except OSError:
                return
            with caller:
                # That somebody came is enough; what they want they may keep.
                self.heard += 1

    def stop(self) -> None:
        self._line.shutdown(socket.SHUT_RDWR)
        self._line.close()
        self._thread.join(timeout=5)


@pytest.fixture
def canary() -> Iterator[Canary]:
    listening = Canary()
    yield listening
    listening.stop()


def _write(folder: Path, canary: Canary) -> None:
    body = VECTORS.replace("CANARY", canary.host)
    head = (
        "From: Sam Okoro <sam@northwind.example>\nTo: jo@home.example\nMessage-ID: <{n}@northwind.example>\n"
        "Date: Mon, {n:02} Nov 2026 09:00:00 +0000\nSubject: {s}\nMIME-Version: 1.0\n"
        "Content-Type: {t}; charset=utf-8\n\n"
    )
    invited = "We would like to invite you to an interview for the position of Analyst on 9 November 2026 at 10:00.\n"
    (folder / "1.eml").write_text(head.format(n=1, s="Interview at Northwind", t="text/plain") + invited)
    for number, kind in ((2, "text/html"), (3, "text/plain")):
        words = head.format(n=number, s=f"<img src=http://{canary.host}/subject> Re: Feedback", t=kind)
        (folder / f"{number}.eml").write_text(words + body)


def test_viewing_a_mail_makes_no_request(browser: Browser, canary: Canary, tmp_path: Path) -> None:
    mails = tmp_path / "mails"
    mails.mkdir()
    _write(mails, canary)
    journal = tmp_path / "journal"
    command = [sys.executable, "-m", "afterview.cli", "import", str(mails), "--data", str(journal)]
    subprocess.run(command, check=True, capture_output=True)
    server = Server(journal)
    try:
        context, page = enter(browser, server)
        elsewhere: list[str] = []
        page.on("request", lambda one: None if one.url.startswith(server.root) else elsewhere.append(one.url))
        for number in (1, 2, 3):
            assert page.goto(f"{server.root}/found/{number}/") is not None
            assert page.locator("blockquote").count() == 1
        page.goto(f"{server.root}/yours/bring-in/found/")
        page.click("text=Take in what is ticked")
        page.goto(f"{server.root}/interviews/")
        for number in (1, 2):
            answer = page.goto(f"{server.root}/replies/{number}/")
            assert answer is not None
            assert answer.status == 200
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            assert "Your example was vivid" in page.inner_text("main")
        page.wait_for_timeout(500)
        context.close()
    finally:
        server.stop()
    assert elsewhere == []
    assert canary.heard == 0


def test_canary_would_have_heard(browser: Browser, canary: Canary) -> None:
    """The same words as a page of its own do call out: so the silence above means something."""
    page = browser.new_page()
    page.set_content(VECTORS.replace("CANARY", canary.host), wait_until="commit")
    page.wait_for_timeout(1000)
    page.close()
    assert canary.heard > 3
