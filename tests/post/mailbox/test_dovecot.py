"""A real server: both ways of TLS, a wrong password, waiting for news, and not a flag changed."""

import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterview.core.posting import MailAccount, Tls
from afterview.post.mailbox import LoginRefused, Mailbox, find_message_id, open_mailbox
from afterview.post.outbound import Consent, NotSecured
from afterview.post.secret import Login, Secret
from tests.post.mailbox.dovecot import Dovecot, config_form

CLICK = Consent(what="Look for answers", when=datetime(2026, 11, 22, 10, tzinfo=UTC))
MAIL = (
    b"From: Sam Okoro <sam@northwind.example>\r\nTo: alice@example.org\r\nSubject: =?utf-8?q?R=C3=BCckmeldung?=\r\n"
    b'Message-ID: <%d@northwind.example>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\n\r\nWords (%d) "quoted" {5}\r\n'
)


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    # A short path that its own users may enter.
    with tempfile.TemporaryDirectory(prefix="dovecot-") as folder:
        running = Dovecot(Path(folder))
        yield running
        running.stop()


def _account(dovecot: Dovecot) -> MailAccount:
    return MailAccount(
        address=dovecot.name,
        login=dovecot.name,
        smtp_host="127.0.0.1",
        smtp_port=465,
        imap_host="127.0.0.1",
        imap_port=dovecot.imaps,
        certificate=dovecot.certificate,
        added_at=CLICK.when,
    )


def _open(dovecot: Dovecot, password: str = Dovecot.password) -> Mailbox:
    return open_mailbox(_account(dovecot), Login(name=dovecot.name, secret=Secret(password)), CLICK)


def test_everything_is_read_and_no_flag_changes(dovecot: Dovecot) -> None:
    for number in range(3):
        dovecot.deliver(MAIL % (number, number))
    with _open(dovecot) as mailbox:
        assert "INBOX" in {folder.name for folder in mailbox.list_folders()}
        first = mailbox.examine("INBOX")
        uids = mailbox.find_uids()
    before = dovecot.files()
    with _open(dovecot) as mailbox:
        opened = mailbox.examine("INBOX")
        assert opened.uid_validity == first.uid_validity
        heads = list(mailbox.fetch_heads(uids))
        mails = [mailbox.fetch_mail(uid) for uid in uids]
    assert [head.uid for head in heads] == list(uids)
    assert all(b"Message-ID: <" in head.head and head.size > 100 for head in heads)
    assert all(mail is not None and mail.endswith(b'"quoted" {5}\r\n') for mail in mails)
    assert dovecot.files() == before
    assert not [name for name in before if name.partition(":2,")[2]]


def test_starttls_is_secured_before_anything_is_said(dovecot: Dovecot) -> None:
    account = replace(_account(dovecot), imap_port=dovecot.imap, imap_tls=Tls.STARTTLS)
    with open_mailbox(account, Login(name=dovecot.name, secret=Secret(Dovecot.password)), CLICK) as mailbox:
        assert mailbox.examine("INBOX").uid_validity
    with pytest.raises(NotSecured):
        open_mailbox(replace(account, certificate=""), Login(name="x", secret=Secret("x")), CLICK)


def test_wrong_password_is_said_as_such(dovecot: Dovecot) -> None:
    with pytest.raises(LoginRefused):
        _open(dovecot, "guess")


def test_news_is_heard_while_waiting(dovecot: Dovecot) -> None:
    with _open(dovecot) as mailbox:
        assert mailbox.can_wait
        seen = max(mailbox.find_uids() if mailbox.examine("INBOX").mails else (0,))
        threading.Timer(0.3, dovecot.deliver, (MAIL % (50, 50),)).start()
        assert mailbox.wait(10) is True
        (uid,) = mailbox.find_uids(above=seen)
        assert b"<50@northwind.example>" in (mailbox.fetch_mail(uid) or b"")


def test_sent_folder_is_found_by_its_use(dovecot: Dovecot) -> None:
    with _open(dovecot) as mailbox:
        assert find_message_id(mailbox, "<1@northwind.example>") is False


@pytest.mark.parametrize(
    ("version", "begins"),
    [
        ("2.3.19.1 (9b53102964)", "base_dir"),
        ("2.4.1-4 (7d8c0bc00a)", "dovecot_config_version"),
        ("2.10.0", "dovecot_config_version"),
    ],
)
def test_the_configuration_is_written_for_its_version(version: str, begins: str) -> None:
    """What 2.4 says to its own is not tried here: no 2.4 could be installed."""
    form = config_form(version)
    assert form.lstrip().startswith(begins)
    assert form.count("{{") == form.count("}}")
    assert ("mail_location" in form) == version.startswith("2.3")
