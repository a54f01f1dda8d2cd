"""Whatever the line, the server and its numbers do: what belongs to the journal is never lost and never comes twice."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from afterview.core.found_mail import MailState
from afterview.core.posting import MailAccount
from afterview.core.words import Candidate, Interview, Interviewer
from afterview.flows import mail_watch
from afterview.flows.capture import save_interview
from afterview.flows.found_mails import set_aside
from afterview.flows.listen import read_replies
from afterview.flows.mail_watch import (
    Looked,
    choose,
    confirm_arrival,
    find_arrival,
    list_arrivals,
    look,
    look_into,
    read_what_arrived,
    visit,
)
from afterview.limited import NotRead, Why
from afterview.post.gather import digest_mail
from afterview.post.mailbox import LineLost, LoginRefused, SaysNo, sign_in
from afterview.post.secret import Login, Secret
from afterview.store import models
from afterview.store.record.post import record_account
from tests.post.mailbox.server import FakeServer, Held

ZONE = "Europe/Berlin"
LOGIN = Login(name="jo@home.example", secret=Secret("swordfish"))


def _mail(number: int, sender: str = "sam@northwind.example", answers: str = "") -> bytes:
    thread = f"In-Reply-To: {answers}\r\n" if answers else ""
    return (
        f"From: Sam Okoro <{sender}>\r\nTo: jo@home.example\r\nSubject: Re: question {number}\r\n"
        f"Date: Fri, 20 Nov 2026 10:00:00 +0000\r\nMessage-ID: <{number}@northwind.example>\r\n{thread}\r\n"
        f"Hi Jo,\r\n\r\nyour example about the night shift was vivid. Next time begin with the result. {number}\r\n"
    ).encode()


@pytest.fixture
def interview_id(candidate: Candidate, now: datetime) -> int:
    panel = (Interviewer(name="Sam Okoro", address="sam@northwind.example"),)
    starts = datetime(2026, 11, 10, 9, tzinfo=UTC)
    return save_interview(
        candidate, Interview(company="Northwind", role="Analyst", starts_at=starts, interviewers=panel), now
    )


@pytest.fixture
def account_id(candidate: Candidate, now: datetime) -> int:
    account = MailAccount(
        address="jo@home.example",
        login="jo",
        smtp_host="smtp.home.example",
        smtp_port=465,
        imap_host="imap.home.example",
        added_at=now,
    )
    return record_account(candidate, account)


def _visit(server: FakeServer, candidate: Candidate, account_id: int, now: datetime) -> None:
    with sign_in(server.connect(), LOGIN) as mailbox:
        for folder in choose(mailbox.list_folders()):
            look_into(candidate, account_id, mailbox, folder.name, now)


def test_answer_in_a_letter_s_thread_is_a_reply_at_once(
    candidate: Candidate, interview_id: int, account_id: int, now: datetime
) -> None:
    models.Letter.objects.create(
        candidate_id=candidate.id, interview_id=interview_id, kind="request", subject="x", body="x",
        message_id="<asked@letters.afterview.invalid>", drafted_at=now,
    )  # fmt: skip
    raw = _mail(1, "other.person@elsewhere.example", "<asked@letters.afterview.invalid>")
    server = FakeServer({"INBOX": Held(1, {4: _mail(2, "shop@wool.example"), 5: raw})})
    with sign_in(server.connect(), LOGIN) as mailbox:
        looked = look(candidate, account_id, mailbox, now, ZONE)
    assert (looked.arrived, looked.replies, looked.proposals) == (1, 1, 0)
    (reply,) = read_replies(candidate, interview_id)
    assert reply.letter_id is not None
    assert models.Reply.objects.get().original == raw
    assert models.FoundMail.objects.count() == 1


@pytest.mark.parametrize("sender", ["sam@northwind.example", "ana@mail.northwind.example", "hr@northwind.co.uk"])
def test_person_or_company_is_a_proposal_to_confirm(
    candidate: Candidate, interview_id: int, account_id: int, now: datetime, sender: str
) -> None:
    server = FakeServer({"INBOX": Held(1, {5: _mail(1, sender)})})
    with sign_in(server.connect(), LOGIN) as mailbox:
        looked = look(candidate, account_id, mailbox, now, ZONE)
    assert (looked.replies, looked.proposals) == (0, 1)
    (arrival,) = list_arrivals(candidate)
    assert arrival.interview_id == interview_id
    assert read_replies(candidate, interview_id) == ()
    reply_id = confirm_arrival(candidate, arrival.id, interview_id, now)
    assert [reply.id for reply in read_replies(candidate, interview_id)] == [reply_id]
    assert list_arrivals(candidate) == ()


def test_what_is_set_aside_stays_so(candidate: Candidate, interview_id: int, account_id: int, now: datetime) -> None:
    server = FakeServer({"INBOX": Held(1, {5: _mail(1)})})
    for _ in range(2):
        with sign_in(server.connect(), LOGIN) as mailbox:
            look(candidate, account_id, mailbox, now, ZONE)
        set_aside(candidate, tuple(mail.id for mail in list_arrivals(candidate)))
        assert list_arrivals(candidate) == ()
    assert models.FoundMail.objects.count() == 1


def test_killed_between_keeping_and_reading_it_is_read_at_the_next_look(
    candidate: Candidate, interview_id: int, account_id: int, now: datetime
) -> None:
    server = FakeServer({"INBOX": Held(1, {5: _mail(1)})})
    _visit(server, candidate, account_id, now)
    assert models.FoundMail.objects.get().state == MailState.ARRIVED
    assert bytes(models.FoundMail.objects.get().original) == _mail(1)
    read_what_arrived(candidate, now, ZONE)
    read_what_arrived(candidate, now, ZONE)
    assert find_arrival(candidate, models.FoundMail.objects.get().pk).sender == "Sam Okoro"


def test_what_cannot_be_read_is_kept(
    candidate: Candidate, interview_id: int, account_id: int, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise NotRead(Why.TOO_LONG)

    monkeypatch.setattr("afterview.flows.mail_watch.open_foreign", refuse)
    server = FakeServer({"INBOX": Held(1, {5: _mail(1)})})
    with sign_in(server.connect(), LOGIN) as mailbox:
        look(candidate, account_id, mailbox, now, ZONE)
    row = models.FoundMail.objects.get()
    assert (row.state, bytes(row.original)) == (MailState.UNREAD, _mail(1))


def test_line_cut_anywhere_then_whole_again(
    candidate: Candidate, interview_id: int, account_id: int, now: datetime
) -> None:
    """After the next look everything is there once, and nobody was told of a wrong password."""
    mails = {uid: _mail(uid) for uid in (5, 6, 9)}
    server = FakeServer({"INBOX": Held(1, dict(mails))})
    _visit(server, candidate, account_id, now)
    server.wait()
    for cut in range(0, server.sent, 11):
        models.FoundMail.objects.all().delete()
        models.MailFolder.objects.all().delete()
        server.cut_after = cut
        try:
            _visit(server, candidate, account_id, now)
        except LoginRefused:
            raise
        except (LineLost, SaysNo):
            pass
        server.cut_after = None
        _visit(server, candidate, account_id, now)
        kept = sorted(models.FoundMail.objects.values_list("digest", flat=True))
        assert kept == sorted(digest_mail(raw) for raw in mails.values())


class Numbers(RuleBasedStateMachine):
    """A server that does with its numbers what servers do, and what they never should."""

    candidate: Any = None
    account_id = 0
    now = datetime(2026, 11, 22, 10, tzinfo=UTC)

    def __init__(self) -> None:
        super().__init__()
        models.FoundMail.objects.all().delete()
        models.MailFolder.objects.all().delete()
        self.server = FakeServer({"INBOX": Held(1)})
        self.number = 0
        self.seen: set[str] = set()

    @property
    def inbox(self) -> Held:
        return next(iter(self.server.folders.values()))

    @rule(belongs=st.booleans())
    def deliver(self, belongs: bool) -> None:
        self.number += 1
        sender = "sam@northwind.example" if belongs else "shop@wool.example"
        self.inbox.mails[self.inbox.next_uid] = _mail(self.number, sender)

    @rule()
    def new_validity_same_numbers(self) -> None:
        self.inbox.validity = (self.inbox.validity or 0) + 1

    @rule(first=st.integers(1, 30))
    def new_validity_new_numbers(self, first: int) -> None:
        self.inbox.validity = (self.inbox.validity or 0) + 1
        self.inbox.mails = dict(enumerate(self.inbox.mails.values(), start=first))

    @rule(first=st.integers(1, 30))
    def new_numbers_under_the_old_validity(self, first: int) -> None:
        self.inbox.mails = dict(enumerate(self.inbox.mails.values(), start=first))

    @rule()
    def other_mails_under_the_same_numbers(self) -> None:
        for uid in list(self.inbox.mails):
            self.number += 1
            self.inbox.mails[uid] = _mail(self.number)

    @rule()
    def no_validity(self) -> None:
        self.inbox.validity = None

    @rule(name=st.sampled_from(["INBOX", "Jobs", "INBOX/old"]))
    def folder_renamed(self, name: str) -> None:
        self.server.folders = {name: self.inbox}

    @rule(position=st.integers(0, 20))
    def mail_deleted_there(self, position: int) -> None:
        uids = list(self.inbox.mails)
        if uids:
            del self.inbox.mails[uids[position % len(uids)]]

    @rule(cut=st.integers(0, 3_000))
    def look_on_a_bad_line(self, cut: int) -> None:
        self.server.cut_after = cut
        try:
            _visit(self.server, self.candidate, self.account_id, self.now)
        except LineLost:
            pass
        finally:
            self.server.cut_after = None

    @rule()
    def look(self) -> None:
        _visit(self.server, self.candidate, self.account_id, self.now)
        self.seen |= {digest_mail(raw) for raw in self.inbox.mails.values() if b"northwind.example>\r\nTo" in raw}
        kept = list(models.FoundMail.objects.values_list("digest", flat=True))
        assert self.seen <= set(kept)

    @invariant()
    def nothing_twice_and_no_number_without_its_validity(self) -> None:
        rows = list(models.FoundMail.objects.values_list("digest", "uid", "uid_validity"))
        assert len({digest for digest, _, _ in rows}) == len(rows)
        assert all(uid is None or validity is not None for _, uid, validity in rows)


def test_numbers_may_change_as_they_like(
    candidate: Candidate, interview_id: int, account_id: int, now: datetime
) -> None:
    Numbers.candidate, Numbers.account_id = candidate, account_id
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    run_state_machine_as_test(  # type: ignore[no-untyped-call]  # Hypothesis leaves it untyped
        Numbers, settings=settings(max_examples=60, stateful_step_count=20, deadline=None, suppress_health_check=checks)
    )


def test_number_given_to_two_mails_loses_the_number_not_the_mail(
    candidate: Candidate, interview_id: int, account_id: int, now: datetime
) -> None:
    server = FakeServer({"INBOX": Held(1, {5: _mail(1)})})
    _visit(server, candidate, account_id, now)
    server.folders["INBOX"].mails = {5: _mail(2)}
    _visit(server, candidate, account_id, now)
    assert sorted(models.FoundMail.objects.values_list("uid", flat=True), key=str) == [5, None]


def test_visit_waits_and_looks_again_at_news(
    candidate: Candidate, interview_id: int, account_id: int, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = FakeServer({"INBOX": Held(1, {5: _mail(1)})})
    monkeypatch.setattr(mail_watch, "open_for_reading", lambda *_: sign_in(server.connect(), LOGIN))
    server.news.set()
    said: list[int] = []
    ticks = iter(range(100))

    def hear(looked: Looked) -> None:
        said.append(looked.proposals)
        server.folders["INBOX"].mails[6 + len(said)] = _mail(20 + len(said))

    def clock() -> datetime:
        return now + timedelta(seconds=next(ticks))

    assert visit(candidate, account_id, Path(), clock, ZONE, "", 6.0, hear) is True
    assert said[:2] == [1, 2]
