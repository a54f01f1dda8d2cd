"""The whole exchange with real servers: a letter over SMTP, the answer over IMAP, read, thanked in the same thread."""

import email
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from email.message import EmailMessage, Message
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, Session
from playwright.sync_api import Browser, Page

from afterview.clock import read_clock
from tests.e2e.conftest import PATIENCE, PHONE, Server, come_in
from tests.post.certificates import make_certificate
from tests.post.mailbox.dovecot import Dovecot

PASSPHRASE = "a long enough passphrase"
BEGIN = """
import sys, django
django.setup()
from datetime import timedelta
from pathlib import Path
from afterview.clock import read_clock
from afterview.core.words import Interview, Interviewer, Outcome, OutcomeKind
from afterview.flows.capture import save_interview
from afterview.flows.journal import writing
from afterview.store.journal import open_journal
from afterview.store.record.interviews import record_outcome
now = read_clock()
candidate = open_journal(Path(sys.argv[1]), now)
sam = Interviewer(name="Sam Okoro", address="sam@northwind.example")
held = Interview(company="Northwind", role="Nurse", starts_at=now - timedelta(days=5), interviewers=(sam,))
interview = save_interview(candidate, held, now)
with writing():
    record_outcome(candidate, Outcome(interview_id=interview, kind=OutcomeKind.NO, on=now.date() - timedelta(days=1)))
"""
ANSWER = """Dear Alice,

thank you for your kind note.
You kept calm when the monitor went off, and we all noticed.
You rushed the medication round and missed one signature.
Next time, say aloud what you check before you give anything.

Sam
"""


class Post:
    """A mail server that takes letters from those who sign in, and keeps them."""

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.made = make_certificate("127.0.0.1")
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._controller = Controller(
            self,
            hostname="127.0.0.1",
            port=self.port,
            tls_context=self.made.context,
            require_starttls=True,
            authenticator=self._knows,
            auth_required=True,
        )
        self._controller.start()

    def _knows(self, server: Any, session: Session, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
        known = (given.login, given.password) == (Dovecot.name.encode(), Dovecot.password.encode())
        return AuthResult(success=known, handled=False)

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.taken.append(email.message_from_bytes(envelope.content))
        return "250 2.0.0 queued"

    def stop(self) -> None:
        self._controller.stop()


@pytest.fixture
def post() -> Iterator[Post]:
    running = Post()
    yield running
    running.stop()


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    with tempfile.TemporaryDirectory(prefix="dovecot-") as folder:
        running = Dovecot(Path(folder))
        yield running
        running.stop()


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server on a journal with one no, on a computer without a keyring."""
    folder = tmp_path / "journal"
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    with monkeypatch.context() as only_here:
        only_here.setenv("DJANGO_SETTINGS_MODULE", "afterview.settings")
        only_here.setenv("AFTERVIEW_DATA", str(folder))
        subprocess.run([sys.executable, "-c", BEGIN, str(folder)], check=True)
    running = Server(folder)
    yield running
    running.stop()


def test_letter_answer_and_thanks(browser: Browser, journal: Server, post: Post, dovecot: Dovecot) -> None:
    page = browser.new_context(viewport=PHONE).new_page()
    page.set_default_timeout(PATIENCE)
    come_in(page, journal.address)
    set_up(page, journal.root, post, dovecot)

    page.goto(f"{journal.root}/interviews/1/ask/")
    page.get_by_role("button").or_(page.get_by_role("link")).filter(has_text="Sam Okoro").first.click()
    send(page)
    assert [letter["To"] for letter in post.taken] == ["Sam Okoro <sam@northwind.example>"]

    dovecot.deliver(answer_to(post.taken[0]))
    page.goto(f"{journal.root}/yours/mailbox/1/")
    page.get_by_role("button", name="Look for answers now").click()
    page.get_by_role("heading", name="Sam wrote back.").wait_for()
    page.locator("main .next a.btn").first.click()
    page.get_by_role("heading", name="What did they say?").wait_for()
    assert page.get_by_text("You kept calm when the monitor went off").count()
    page.get_by_role("button", name="Save and thank them").click()
    page.get_by_label("Your name, as you sign").fill("Alice Reed")
    page.get_by_role("button", name="Write the thank-you").click()
    send(page)

    letter, thanks = post.taken
    assert thanks["In-Reply-To"] == "<answer-1@northwind.example>"
    assert letter["Message-ID"] in thanks["References"]
    assert thanks["Message-ID"] != letter["Message-ID"]
    assert all("S" not in name.partition(":2,")[2] for name in dovecot.files()), "nothing is marked as read"


def set_up(page: Page, root: str, post: Post, dovecot: Dovecot) -> None:
    """The mailbox by its address, then both servers, trusted by their certificates."""
    page.goto(f"{root}/yours/mailbox/?address={Dovecot.name}")
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    for name, words in {
        "password": Dovecot.password,
        "smtp_host": "127.0.0.1",
        "smtp_port": str(post.port),
        "imap_host": "127.0.0.1",
        "imap_port": str(dovecot.imaps),
        "certificate": post.made.authority + dovecot.certificate,
        "passphrase": PASSPHRASE,
    }.items():
        page.locator(f"[name={name}]").fill(words)
    page.locator("input[name=smtp_tls][value=starttls]").check(force=True)
    page.locator("main form button.btn").first.click()
    page.get_by_role("button", name="Look for answers now").wait_for()


def send(page: Page) -> None:
    """From the desk to the last look, and out."""
    page.get_by_role("link", name="Send from my mailbox").click()
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_text("It went.").wait_for()


def answer_to(letter: Message) -> bytes:
    """What Sam writes back, in the thread."""
    answer = EmailMessage()
    answer["From"], answer["To"] = "Sam Okoro <sam@northwind.example>", Dovecot.name
    answer["Subject"] = f"Re: {letter['Subject']}"
    answer["Message-ID"] = "<answer-1@northwind.example>"
    answer["In-Reply-To"] = answer["References"] = letter["Message-ID"]
    answer["Date"] = format_datetime(read_clock())
    answer.set_content(ANSWER)
    return answer.as_bytes()
