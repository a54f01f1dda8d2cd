"""The pages of one's own mailbox and of a letter sent through it, as a browser without JavaScript uses them."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory

from afterview.core.words import Interview, Interviewer, Outcome, OutcomeKind
from afterview.flows import mailbox, sending
from afterview.flows.ask import begin_letter
from afterview.flows.carry import export_journal
from afterview.post.mailbox.enter import sign_in as imap_sign_in
from afterview.store import models
from afterview.store.record.interviews import record_interview, record_outcome
from tests.post.mailbox.server import FakeServer, Held
from tests.post.peer import Peer, hang_up
from tests.post.test_vault import Ring

PASSWORD = "hunter2-correct-horse"


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Iterator[Ring]:
    kept = Ring()
    settings.DATA = tmp_path
    monkeypatch.setattr(mailbox, "find_ring", lambda: kept)
    mailbox.open_vault.cache_clear()
    yield kept
    mailbox.open_vault.cache_clear()


@pytest.fixture
def no_ring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox, "find_ring", lambda: None)
    mailbox.open_vault.cache_clear()


@pytest.fixture
def peer() -> Iterator[Peer]:
    with Peer() as running:
        yield running


@pytest.fixture
def letter_id(candidate: Any, now: datetime) -> int:
    sam = Interviewer(name="Sam Lee", address="sam@northwind.example")
    starts_at = datetime(2026, 11, 12, 14, tzinfo=UTC)
    interview = Interview(company="Northwind", role="Lead", starts_at=starts_at, interviewers=(sam,))
    interview_id = record_interview(candidate, interview, now)
    record_outcome(candidate, Outcome(interview_id=interview_id, kind=OutcomeKind.NO, on=date(2026, 11, 21)))
    return begin_letter(candidate, interview_id, None, now, "Jo Reed")


def _fields(peer: Peer, **other: str) -> dict[str, str]:
    return {
        "address": "jo@peer.example", "name": "Jo Reed", "sign_in": "password", "password": PASSWORD, "login": "jo",
        "smtp_host": "127.0.0.1", "smtp_port": str(peer.port), "smtp_tls": "starttls", "imap_host": "",
        "imap_port": "993", "imap_tls": "tls", "certificate": peer.made.authority, "client_id": "", "passphrase": "",
        **other,
    }  # fmt: skip


@pytest.fixture
def account(visitor: Any, peer: Peer) -> str:
    answer = visitor.post("/yours/mailbox/new/", _fields(peer))
    assert answer.status_code == 303, answer.content.decode()
    return str(answer["Location"])


def _page(visitor: Any, address: str, status: int = 200) -> str:
    answer = visitor.get(address)
    assert answer.status_code == status, address
    return str(answer.content.decode())


def _press_send(visitor: Any, letter_id: int, **other: str) -> Any:
    page = _page(visitor, f"/letters/{letter_id}/send/")
    hidden = {name: re.search(f'name="{name}" value="([^"]*)"', page)[1] for name in ("seen", "account")}  # type: ignore[index]  # there is one
    return visitor.post(f"/letters/{letter_id}/send/", {**hidden, **other})


def test_without_a_mailbox_nothing_changes(visitor: Any, letter_id: int) -> None:
    page = _page(visitor, f"/letters/{letter_id}/")
    assert "Send from my mailbox" not in page
    assert "Nothing is sent from here." in page
    assert visitor.get(f"/letters/{letter_id}/send/")["Location"] == "/yours/mailbox/"
    assert "Set up your mailbox" in _page(visitor, "/yours/")


def test_an_address_leads_to_its_provider_s_servers(visitor: Any) -> None:
    assert "Add your mailbox" in _page(visitor, "/yours/mailbox/")
    page = _page(visitor, "/yours/mailbox/?address=jo%40gmx.de")
    assert 'value="mail.gmx.net"' in page
    assert "POP3 and IMAP" in page
    assert "app password" in _page(visitor, "/yours/mailbox/?address=jo%40gmail.com")
    other = _page(visitor, "/yours/mailbox/?address=jo%40peer.example")
    assert 'value="smtp.peer.example"' in other
    assert "plain letters" in _page(visitor, "/yours/mailbox/?address=jo", 422)
    assert visitor.get("/yours/mailbox/new/").status_code == 303


def test_a_mailbox_is_added_tried_changed_and_forgotten(visitor: Any, account: str, peer: Peer, ring: Ring) -> None:
    assert "jo@peer.example" in _page(visitor, "/yours/mailbox/")
    assert "It sends nothing." in _page(visitor, account)
    tried = visitor.post(account).content.decode()
    assert "It works: 127.0.0.1 knows you, and lets you send as jo@peer.example. Nothing was sent." in tried
    assert peer.accepted == []
    peer.script["auth"] = b"535 5.7.8 no\r\n"
    assert "did not accept this login and password" in visitor.post(account).content.decode()
    assert PASSWORD not in _page(visitor, f"{account}edit/")
    changed = visitor.post(f"{account}edit/", _fields(peer, password="", name="J. Reed"))
    assert changed.status_code == 303
    assert list(ring.kept.values()) == [PASSWORD]
    assert models.MailAccount.objects.get().name == "J. Reed"
    assert "Letters that went through it stay" in _page(visitor, f"{account}forget/")
    assert visitor.post(f"{account}forget/").status_code == 303
    assert ring.kept == {}
    for address in (account, f"{account}edit/", f"{account}forget/", f"{account}sign-in/"):
        assert visitor.get(address).status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("password", "", "Type the password"),
        ("address", "jo", "plain letters"),
        ("smtp_port", "99999", "65535"),
        ("smtp_tls", "none", "Select a valid choice"),
        ("sign_in", "google", "client id of your own"),
    ],
)
def test_a_wrong_field_is_said_and_the_rest_is_kept(
    visitor: Any, peer: Peer, field: str, value: str, said: str
) -> None:
    answer = visitor.post("/yours/mailbox/new/", _fields(peer, **{field: value}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert 'value="Jo Reed"' in page
    assert PASSWORD not in page


def test_a_password_is_in_no_table_page_export_log_or_error(
    visitor: Any, account: str, letter_id: int, candidate: Any, peer: Peer, caplog: Any, capsys: Any
) -> None:
    peer.script["auth"] = b"535 5.7.8 bad password " + PASSWORD.encode() + b"\r\n"
    pages = [visitor.post(account).content.decode(), _page(visitor, account), _page(visitor, f"{account}edit/")]
    _press_send(visitor, letter_id)
    pages += [_page(visitor, f"/letters/{letter_id}/"), _page(visitor, "/yours/"), _page(visitor, "/")]
    archive = io.BytesIO()
    export_journal(candidate, archive)
    files = zipfile.ZipFile(archive)
    written = "".join(files.read(name).decode() for name in files.namelist())
    rows = "".join(
        repr(row) for model in (models.MailAccount, models.Posting, models.Draft) for row in model.objects.values()
    )
    told = caplog.text + "".join(capsys.readouterr())
    assert "jo@peer.example" in rows
    assert "jo@peer.example" in written
    for place in (*pages, written, rows, told):
        assert PASSWORD not in place


def test_no_form_with_a_password_keeps_drafts(visitor: Any, account: str, letter_id: int, no_ring: None) -> None:
    for address in ("/yours/mailbox/?address=jo%40gmx.de", account, f"{account}edit/", f"{account}forget/"):
        assert "data-keeps" not in _page(visitor, address)


def test_one_click_sends_what_was_shown(visitor: Any, account: str, letter_id: int, peer: Peer) -> None:
    assert "Send from my mailbox" in _page(visitor, f"/letters/{letter_id}/")
    look = _page(visitor, f"/letters/{letter_id}/send/")
    assert "Jo Reed &lt;jo@peer.example&gt;" in look
    assert "Sam Lee &lt;sam@northwind.example&gt;" in look
    assert peer.heard == []
    answer = _press_send(visitor, letter_id)
    assert (answer.status_code, answer["Location"]) == (303, f"/letters/{letter_id}/")
    page = _page(visitor, f"/letters/{letter_id}/")
    assert "It went." in page
    assert "Sent. Now it is theirs." in _page(visitor, f"/letters/{letter_id}/sent/")
    assert "It was not sent after all" not in _page(visitor, f"/letters/{letter_id}/sent/")
    visitor.post(f"/letters/{letter_id}/sent/", {"sent": "not_after_all"})
    visitor.post(f"/letters/{letter_id}/posting/", {"do": "again"})
    visitor.post(f"/letters/{letter_id}/posting/", {"do": "take_back"})
    assert visitor.get(f"/letters/{letter_id}/send/").status_code == 303
    assert "It went." in _page(visitor, f"/letters/{letter_id}/")
    assert len(peer.accepted) == 1


def test_a_letter_that_changed_in_another_tab_is_shown_again(
    visitor: Any, account: str, letter_id: int, peer: Peer
) -> None:
    answer = visitor.post(f"/letters/{letter_id}/send/", {"seen": "something else", "account": "1"})
    assert answer.status_code == 422
    assert "The letter changed since you looked" in answer.content.decode()
    assert peer.accepted == []


def test_a_letter_without_an_address_cannot_go(visitor: Any, account: str, letter_id: int) -> None:
    models.Letter.objects.update(to_address="")
    assert "Send from my mailbox" not in _page(visitor, f"/letters/{letter_id}/")
    assert "one plain address" in _page(visitor, f"/letters/{letter_id}/send/", 409)
    assert visitor.get("/letters/999/send/").status_code == 404


def test_a_doubtful_letter_is_asked_about_on_today(
    visitor: Any, account: str, letter_id: int, peer: Peer, now: datetime
) -> None:
    peer.script["dot"] = hang_up
    _press_send(visitor, letter_id)
    assert "may have gone" in _page(visitor, "/")
    page = _page(visitor, f"/letters/{letter_id}/")
    assert "nobody can say for sure" in page
    assert "Look in my Sent folder" not in page
    assert "Send it now" not in page
    assert visitor.get(f"/letters/{letter_id}/sent/")["Location"] == f"/letters/{letter_id}/"
    visitor.post(f"/letters/{letter_id}/posting/", {"do": "again"})
    assert len(peer.accepted) == 1
    visitor.post(f"/letters/{letter_id}/posting/", {"do": "in_sent"})
    assert "It went." in _page(visitor, f"/letters/{letter_id}/")
    assert "may have gone" not in _page(visitor, "/")


def test_the_sent_folder_is_looked_into_upon_a_click(
    visitor: Any, account: str, letter_id: int, peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    peer.script["dot"] = hang_up
    _press_send(visitor, letter_id)
    models.MailAccount.objects.update(imap_host="imap.peer.example")
    assert "Look in my Sent folder" in _page(visitor, f"/letters/{letter_id}/")
    message_id = models.Posting.objects.get().message_id
    for sent, said in (
        ({1: b"Message-ID: <other@x.example>\r\n\r\n"}, "this proves nothing"),
        (None, "look there yourself"),
        ({1: f"Message-ID: {message_id}\r\n\r\n".encode()}, "It went."),
    ):
        server = FakeServer({"INBOX": Held(), **({"Sent": Held(mails=sent)} if sent else {})}, password=PASSWORD)
        asked: list[str] = []

        def opened(account: Any, login: Any, consent: Any, there: FakeServer = server, told: list[str] = asked) -> Any:
            told.append(f"{account.imap_host} {consent.what}")
            return imap_sign_in(there.connect(), login)

        monkeypatch.setattr(sending, "open_mailbox", opened)
        answer = visitor.post(f"/letters/{letter_id}/posting/", {"do": "look"})
        assert said in _page(visitor, answer["Location"])
        assert asked == ["imap.peer.example Look in my Sent folder"]
        server.wait()


def test_a_sent_folder_that_cannot_be_reached_settles_nothing(
    visitor: Any, account: str, letter_id: int, peer: Peer
) -> None:
    peer.script["dot"] = hang_up
    _press_send(visitor, letter_id)
    models.MailAccount.objects.update(imap_host="127.0.0.1", imap_port=1)
    answer = visitor.post(f"/letters/{letter_id}/posting/", {"do": "look"})
    assert "look there yourself" in _page(visitor, answer["Location"])
    assert models.Posting.objects.get().state == "unknown"


def test_never_went_brings_the_letter_back_to_the_desk(visitor: Any, account: str, letter_id: int, peer: Peer) -> None:
    peer.script["dot"] = hang_up
    _press_send(visitor, letter_id)
    visitor.post(f"/letters/{letter_id}/posting/", {"do": "never_went"})
    assert 'id="id_body"' in _page(visitor, f"/letters/{letter_id}/")


def test_a_refusal_and_a_not_now_say_why(visitor: Any, account: str, letter_id: int, peer: Peer) -> None:
    peer.script["rcpt"] = b"451 4.2.1 try later\r\n"
    _press_send(visitor, letter_id)
    page = _page(visitor, f"/letters/{letter_id}/")
    assert "Not sent yet." in page
    assert "4.2.1 try later" in page
    peer.script["rcpt"] = b"550 5.1.1 <script>nobody</script>\r\n"
    visitor.post(f"/letters/{letter_id}/posting/", {"do": "again"})
    page = _page(visitor, f"/letters/{letter_id}/")
    assert "It did not go." in page
    assert "&lt;script&gt;nobody" in page
    visitor.post(f"/letters/{letter_id}/posting/", {"do": "take_back"})
    assert 'id="id_body"' in _page(visitor, f"/letters/{letter_id}/")


def test_a_crash_in_the_middle_is_settled_when_the_page_is_opened(
    visitor: Any, account: str, letter_id: int, peer: Peer, settings: Any, now: datetime
) -> None:
    peer.script["mail"] = b"451 later\r\n"
    _press_send(visitor, letter_id)
    models.Posting.objects.update(state="posting", phase="dot", claimed_at=now)
    models.Letter.objects.update(state="posting")
    assert "It is on its way." in _page(visitor, f"/letters/{letter_id}/")
    settings.CLOCK = lambda: now + timedelta(minutes=3)
    assert "nobody can say for sure" in _page(visitor, f"/letters/{letter_id}/")


def test_without_a_keyring_a_passphrase_is_asked_for_once(
    visitor: Any, peer: Peer, letter_id: int, no_ring: None, tmp_path: Path
) -> None:
    page = _page(visitor, "/yours/mailbox/?address=jo%40peer.example")
    assert "Choose a passphrase now" in page
    for passphrase, said in (("", "Type your passphrase"), ("short", "at least eight characters")):
        answer = visitor.post("/yours/mailbox/new/", _fields(peer, passphrase=passphrase))
        assert said in answer.content.decode()
    assert models.MailAccount.objects.count() == 0
    account = visitor.post("/yours/mailbox/new/", _fields(peer, passphrase="four quiet words"))["Location"]
    assert "id_passphrase" not in _page(visitor, account)
    # Afterview is closed and opened again.
    mailbox.open_vault.cache_clear()
    assert "id_passphrase" in _page(visitor, account)
    assert "This is not the passphrase" in visitor.post(account, {"passphrase": "wrong words"}).content.decode()
    assert "id_passphrase" in _page(visitor, f"/letters/{letter_id}/send/")
    wrong = _press_send(visitor, letter_id, passphrase="wrong words")
    assert wrong.status_code == 422
    assert models.Posting.objects.count() == 0
    assert _press_send(visitor, letter_id, passphrase="four quiet words").status_code == 303
    assert "It went." in _page(visitor, f"/letters/{letter_id}/")
    assert PASSWORD.encode() not in (tmp_path / "passwords.age").read_bytes()


def test_deleting_everything_drops_the_passwords(visitor: Any, account: str, ring: Ring) -> None:
    assert ring.kept
    visitor.post("/yours/delete/", {"sure": "on"})
    assert ring.kept == {}


def test_the_guard_sees_what_it_should(one_door_outward: list[str], peer: Peer) -> None:
    """A page that reached out by itself would be caught."""
    import socket

    from django.http import HttpResponse
    from django.utils.decorators import decorator_from_middleware

    class Reaches:
        def __init__(self, get_response: Any) -> None:
            self.get_response = get_response

        def process_request(self, request: Any) -> None:
            socket.create_connection(("127.0.0.1", peer.port)).close()

    decorator_from_middleware(Reaches)(lambda request: HttpResponse())(RequestFactory().get("/"))
    assert any(event.startswith("socket.connect") for event in one_door_outward)
    one_door_outward.clear()
