"""Mails are brought in, looked over and accepted in the browser; an answer that came is confirmed."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from afterview.core.found_mail import MailState
from afterview.core.posting import MailAccount
from afterview.core.words import Candidate, Interview, Interviewer
from afterview.flows import mail_watch
from afterview.flows.capture import list_interviews, save_interview
from afterview.flows.listen import read_replies
from afterview.post.mailbox import LineLost, LoginRefused, sign_in
from afterview.store import models
from afterview.store.record.post import record_account
from tests.flows.test_bring_in import MAILS
from tests.flows.test_mail_watch import LOGIN, _mail
from tests.post.mailbox.server import FakeServer, Held

LINE = b"From 17@xxx Mon Jan 03 08:00:00 +0000 2022\n"


@pytest.fixture
def mbox(tmp_path: Path) -> Path:
    path = tmp_path / "all.mbox"
    path.write_bytes(b"".join(LINE + mail + b"\n" for mail in MAILS))
    return path


def _bring_in(visitor: Any, path: Path) -> str:
    sent = visitor.post("/yours/bring-in/", {"path": f' "{path}" '})
    assert sent.status_code == 303
    address = str(sent["Location"])
    for _ in range(30):
        page = visitor.get(address).content.decode()
        if "All gone through" in page:
            return page
        assert visitor.post(address)["Location"] == address
    raise AssertionError("it never ends")


def test_named_file_is_gone_through_and_accepted_in_one_go(visitor: Any, candidate: Candidate, mbox: Path) -> None:
    assert "43 mails seen." in _bring_in(visitor, mbox)
    assert "1 application waits" in visitor.get("/yours/bring-in/").content.decode()
    page = visitor.get("/yours/bring-in/found/").content.decode()
    assert "Northwind" in page
    assert "An interview" in page
    mails = list(models.FoundMail.objects.values_list("pk", flat=True))
    earliest = models.FoundMail.objects.order_by("sent_at").values_list("pk", flat=True).first()
    fields = {"take": [earliest], "mail": mails, f"company-{earliest}": "Northwind Ltd", f"role-{earliest}": "Analyst"}
    done = visitor.post("/yours/bring-in/found/", fields)
    shown = visitor.get(done["Location"].partition("#")[0]).content.decode()
    assert "Taken into your journal: 1 interview, 1 outcome, 1 reply." in shown
    assert [(one.company, one.role) for one, _ in list_interviews(candidate)] == [("Northwind Ltd", "Analyst")]
    assert "Nothing waits" in shown


def test_unticked_mail_is_left_out_and_not_brought_up_again(visitor: Any, candidate: Candidate, mbox: Path) -> None:
    _bring_in(visitor, mbox)
    rows = models.FoundMail.objects.order_by("sent_at")
    first, no = rows[0], rows.get(kind="rejection")
    visitor.post("/yours/bring-in/found/", {"take": [first.pk], "mail": [row.pk for row in rows if row != no]})
    ((_, outcome),) = list_interviews(candidate)
    assert outcome is None
    assert models.FoundMail.objects.get(pk=no.pk).state == MailState.SET_ASIDE


def test_set_aside_takes_nothing_in(visitor: Any, candidate: Candidate, mbox: Path) -> None:
    _bring_in(visitor, mbox)
    first = models.FoundMail.objects.order_by("sent_at").values_list("pk", flat=True)[0]
    visitor.post("/yours/bring-in/found/", {"take": [first], "aside": "1"})
    assert list_interviews(candidate) == ()
    assert "Nothing waits" in visitor.get("/yours/bring-in/found/").content.decode()


@pytest.mark.parametrize("path", ["", "/no/such/file.mbox", "\0", "~nobody-here/x"])
def test_wrong_path_is_said_and_kept(visitor: Any, path: str) -> None:
    sent = visitor.post("/yours/bring-in/", {"path": path})
    assert sent.status_code == 422


def test_folder_without_mails_is_said(visitor: Any, tmp_path: Path) -> None:
    sent = visitor.post("/yours/bring-in/", {"path": str(tmp_path)})
    assert sent.status_code == 422
    assert "There are no mails here." in sent.content.decode()


def test_file_gone_meanwhile_is_said(visitor: Any, mbox: Path) -> None:
    address = visitor.post("/yours/bring-in/", {"path": str(mbox)})["Location"]
    mbox.unlink()
    sent = visitor.post(address)
    assert sent.status_code == 409
    assert "cannot be read any more" in sent.content.decode()


@pytest.fixture
def account_id(candidate: Candidate, now: datetime) -> int:
    account = MailAccount(
        address="jo@home.example", login="jo", smtp_host="smtp.home.example", smtp_port=465,
        imap_host="imap.home.example", added_at=now,
    )  # fmt: skip
    return record_account(candidate, account)


@pytest.fixture
def interview_id(candidate: Candidate, now: datetime) -> int:
    panel = (Interviewer(name="Sam Okoro", address="sam@northwind.example"),)
    starts = datetime(2026, 11, 10, 9, tzinfo=UTC)
    return save_interview(
        candidate, Interview(company="Northwind", role="Analyst", starts_at=starts, interviewers=panel), now
    )


def _serve(monkeypatch: pytest.MonkeyPatch, server: FakeServer) -> None:
    monkeypatch.setattr(mail_watch, "open_for_reading", lambda *_: sign_in(server.connect(), LOGIN))


def test_answer_that_came_is_on_today_and_leads_to_its_reply(
    visitor: Any, candidate: Candidate, interview_id: int, account_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    _serve(monkeypatch, FakeServer({"INBOX": Held(1, {5: _mail(1)})}))
    assert visitor.post(f"/yours/mailbox/{account_id}/look/")["Location"] == "/"
    today = visitor.get("/").content.decode()
    assert "An answer has come from Sam Okoro." in today
    found = models.FoundMail.objects.get()
    assert f'href="/found/{found.pk}/"' in today
    page = visitor.get(f"/found/{found.pk}/").content.decode()
    assert "night shift" in page
    sent = visitor.post(f"/found/{found.pk}/", {"interview": interview_id})
    (reply,) = read_replies(candidate, interview_id)
    assert sent["Location"] == f"/replies/{reply.id}/"
    assert "An answer has come" not in visitor.get("/").content.decode()
    assert visitor.get(f"/found/{found.pk}/").status_code == 404


def test_answer_about_something_else_is_set_aside(
    visitor: Any, candidate: Candidate, interview_id: int, account_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    _serve(monkeypatch, FakeServer({"INBOX": Held(1, {5: _mail(1)})}))
    visitor.post(f"/yours/mailbox/{account_id}/look/")
    found = models.FoundMail.objects.get()
    visitor.post(f"/found/{found.pk}/", {"aside": "1"})
    assert "An answer has come" not in visitor.get("/").content.decode()
    assert read_replies(candidate, interview_id) == ()


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (LoginRefused("NO"), "did not accept the name or the password"),
        (LineLost("the server hung up"), "The line to your mailbox broke"),
    ],
)
def test_fault_of_the_mailbox_is_one_sentence(
    visitor: Any, account_id: int, monkeypatch: pytest.MonkeyPatch, fault: Exception, sentence: str
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(mail_watch, "open_for_reading", fail)
    sent = visitor.post(f"/yours/mailbox/{account_id}/look/")
    assert sent.status_code == 409
    assert sentence in sent.content.decode()


def test_looking_takes_a_click(visitor: Any, account_id: int) -> None:
    assert visitor.get(f"/yours/mailbox/{account_id}/look/").status_code == 405
    assert visitor.post("/yours/mailbox/99/look/").status_code == 404


def test_mail_s_markup_is_shown_as_text(
    visitor: Any, candidate: Candidate, interview_id: int, account_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = _mail(1).replace(b"Hi Jo,", b"<script>alert(1)</script><img src=x onerror=alert(1)> Hi Jo,")
    _serve(monkeypatch, FakeServer({"INBOX": Held(1, {5: raw})}))
    visitor.post(f"/yours/mailbox/{account_id}/look/")
    page = visitor.get(f"/found/{models.FoundMail.objects.get().pk}/").content.decode()
    assert "<script>alert" not in page
    assert "<img" not in page
