"""A letter through one's own mailbox: approved, claimed once, sent once, and every doubt kept a doubt."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from afterview.core.posting import MailAccount, Phase, PostingState, Sent, Tls
from afterview.core.words import Interview, Interviewer, Letter, LetterState, Outcome, OutcomeKind
from afterview.flows import mailbox
from afterview.flows.ask import begin_letter
from afterview.flows.journal import writing
from afterview.flows.letters import AlreadySent, find_letter, mark_sent, mark_unsent, save_letter, write_eml
from afterview.flows.mailbox import add_account, forget_account, list_accounts, sign_in, try_mailbox
from afterview.flows.sending import (
    AlreadyOnItsWay,
    ChangedMeanwhile,
    NotSendable,
    approve_letter,
    find_posting,
    hand_over,
    list_unknown,
    look_before_sending,
    look_in_sent,
    read_posting,
    say_it_never_went,
    say_it_went,
    send_approved,
    settle_abandoned,
    take_back,
)
from afterview.post.outbound import Consent
from afterview.post.secret import Login, Secret
from afterview.post.vault import NoSecret
from afterview.store import models
from afterview.store.record.interviews import record_interview, record_outcome
from afterview.store.record.post import record_claim, record_dot, record_end
from tests.post.peer import Peer, hang_up
from tests.post.test_vault import Ring

pytestmark = pytest.mark.django_db
LOGIN = Login(name="jo", secret=Secret("pw"))


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ring]:
    """A keyring in memory, and no vault left open from another test."""
    kept = Ring()
    monkeypatch.setattr(mailbox, "find_ring", lambda: kept)
    mailbox.open_vault.cache_clear()
    yield kept
    mailbox.open_vault.cache_clear()


@pytest.fixture
def letter_id(candidate: Any, now: datetime) -> int:
    sam = Interviewer(name="Sam Lee", address="sam@northwind.example")
    interview = Interview(
        company="Northwind", role="Lead", starts_at=datetime(2026, 11, 12, 14, tzinfo=UTC), interviewers=(sam,)
    )
    interview_id = record_interview(candidate, interview, now)
    record_outcome(candidate, Outcome(interview_id=interview_id, kind=OutcomeKind.NO, on=date(2026, 11, 21)))
    return begin_letter(candidate, interview_id, None, now, "Jo Reed")


@pytest.fixture
def peer() -> Iterator[Peer]:
    with Peer(tls_first=True) as running:
        yield running


@pytest.fixture
def account_id(candidate: Any, peer: Peer, tmp_path: Path, now: datetime) -> int:
    return add_account(candidate, make_account(peer, now), Secret("hunter2"), tmp_path)


def make_account(peer: Peer, now: datetime) -> MailAccount:
    return MailAccount(
        address="jo@peer.example",
        name="Jo Reed",
        login="jo",
        smtp_host="127.0.0.1",
        smtp_port=peer.port,
        smtp_tls=Tls.FROM_THE_START if peer.tls_first else Tls.STARTTLS,
        imap_host="imap.peer.example",
        certificate=peer.made.authority,
        added_at=now,
    )


def _approve(candidate: Any, letter_id: int, account_id: int, now: datetime) -> None:
    look = look_before_sending(candidate, letter_id, account_id)
    approve_letter(candidate, letter_id, account_id, look.seen, now)


def _letter(candidate: Any, letter_id: int) -> Letter:
    return find_letter(candidate, letter_id)[0]


def test_what_was_looked_at_is_what_goes(
    candidate: Any, letter_id: int, account_id: int, peer: Peer, tmp_path: Path, now: datetime
) -> None:
    look = look_before_sending(candidate, letter_id, account_id)
    assert look.text.startswith("Dear Sam")
    approve_letter(candidate, letter_id, account_id, look.seen, now)
    assert peer.accepted == []
    with pytest.raises(AlreadySent):
        save_letter(candidate, letter_id, {"body": "other words"})
    posting = send_approved(candidate, letter_id, tmp_path, now)
    assert (posting.state, posting.phase) == (PostingState.POSTED, Phase.ANSWERED)
    assert _letter(candidate, letter_id).state is LetterState.POSTED
    assert _letter(candidate, letter_id).posted_at == now
    (accepted,) = peer.accepted
    assert accepted == posting.mail.encode()
    mail = message_from_bytes(accepted)
    unsent = message_from_bytes(write_eml(candidate, letter_id, now))
    assert mail["Message-ID"] == unsent["Message-ID"]
    assert mail["From"] == "Jo Reed <jo@peer.example>"
    assert "X-Unsent" not in mail
    assert mail.get_payload(decode=True).decode().replace("\r\n", "\n").strip() == look.text.strip()  # type: ignore[union-attr]  # decoded bytes
    with pytest.raises(AlreadyOnItsWay):
        send_approved(candidate, letter_id, tmp_path, now)
    assert len(peer.accepted) == 1


def test_a_letter_changed_since_the_last_look_is_not_approved(
    candidate: Any, letter_id: int, account_id: int, now: datetime
) -> None:
    look = look_before_sending(candidate, letter_id, account_id)
    for typed in ({"body": "Other words."}, {"subject": "Another"}, {"to_address": "other@northwind.example"}):
        save_letter(candidate, letter_id, typed)
        with pytest.raises(ChangedMeanwhile):
            approve_letter(candidate, letter_id, account_id, look.seen, now)
    assert _letter(candidate, letter_id).state is LetterState.DRAFT


@pytest.mark.parametrize("address", ["", "sam", "a@x.example, b@x.example", "sam@x.example\r\nBcc: b@x.example"])
def test_one_plain_address_or_none_at_all(
    candidate: Any, letter_id: int, account_id: int, now: datetime, address: str
) -> None:
    models.Letter.objects.filter(pk=letter_id).update(to_address=address)
    with pytest.raises(NotSendable):
        look_before_sending(candidate, letter_id, account_id)


def test_nothing_is_sent_to_the_invented_example(candidate: Any, letter_id: int, account_id: int) -> None:
    models.Interview.objects.update(invented=True)
    with pytest.raises(NotSendable):
        look_before_sending(candidate, letter_id, account_id)


def test_two_clicks_at_once_send_one(candidate: Any, letter_id: int, account_id: int, now: datetime) -> None:
    _approve(candidate, letter_id, account_id, now)
    posting = find_posting(candidate, letter_id)
    assert record_claim(candidate, posting, "first", now)
    assert not record_claim(candidate, posting, "second", now)
    assert not record_dot(candidate, posting, "second")
    assert record_dot(candidate, posting, "first")
    with pytest.raises(AlreadyOnItsWay):
        look_before_sending(candidate, letter_id, account_id)


def test_the_table_itself_forbids_a_second_live_posting(
    candidate: Any, letter_id: int, account_id: int, now: datetime
) -> None:
    _approve(candidate, letter_id, account_id, now)
    row = models.Posting.objects.get()
    for state in ("approved", "posting", "posted", "unknown"):
        models.Posting.objects.update(state=state)
        row.pk = None
        row.state = "approved"
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
    models.Posting.objects.update(state="withdrawn")
    row.save()


@pytest.mark.parametrize("dot", [False, True])
def test_a_crash_is_settled_once_its_holder_is_surely_gone(
    candidate: Any, letter_id: int, account_id: int, now: datetime, dot: bool
) -> None:
    _approve(candidate, letter_id, account_id, now)
    posting = find_posting(candidate, letter_id)
    record_claim(candidate, posting, "gone", now)
    if dot:
        record_dot(candidate, posting, "gone")
    assert settle_abandoned(candidate, now + timedelta(seconds=30)) == ()
    later = now + timedelta(minutes=3)
    settled = read_posting(candidate, letter_id, later)
    assert settled is not None
    assert settled.state is (PostingState.UNKNOWN if dot else PostingState.APPROVED)
    assert settle_abandoned(candidate, later) == ()
    letter = _letter(candidate, letter_id)
    assert letter.state.value == settled.state.value
    assert (letter.posted_at is not None) == dot


def test_a_sleeper_that_wakes_after_its_claim_was_given_up_sends_no_dot(
    candidate: Any, letter_id: int, account_id: int, now: datetime
) -> None:
    _approve(candidate, letter_id, account_id, now)
    posting = find_posting(candidate, letter_id)
    record_claim(candidate, posting, "sleeper", now)
    later = now + timedelta(hours=8)
    settle_abandoned(candidate, later)
    assert not record_dot(candidate, posting, "sleeper")
    assert record_claim(candidate, find_posting(candidate, letter_id), "second", later)
    assert not record_dot(candidate, posting, "sleeper")
    assert not record_end(candidate, posting, "sleeper", Sent(phase=Phase.ANSWERED), PostingState.POSTED, later)


def test_an_answer_that_comes_after_it_was_taken_for_unknown_still_counts(
    candidate: Any, letter_id: int, account_id: int, now: datetime
) -> None:
    _approve(candidate, letter_id, account_id, now)
    posting = find_posting(candidate, letter_id)
    record_claim(candidate, posting, "slow", now)
    record_dot(candidate, posting, "slow")
    settle_abandoned(candidate, now + timedelta(minutes=3))
    assert record_end(candidate, posting, "slow", Sent(phase=Phase.ANSWERED), PostingState.POSTED, now)
    assert find_posting(candidate, letter_id).state is PostingState.POSTED


def _make_unknown(candidate: Any, letter_id: int, account_id: int, peer: Peer, now: datetime) -> None:
    peer.script["dot"] = hang_up
    _approve(candidate, letter_id, account_id, now)
    posting, account = find_posting(candidate, letter_id), list_accounts(candidate)[0]
    hand_over(candidate, posting, account, LOGIN, Consent(what="Send", when=now))
    assert find_posting(candidate, letter_id).state is PostingState.UNKNOWN


def test_an_unknown_one_is_asked_about_and_never_sent_again_by_itself(
    candidate: Any, letter_id: int, account_id: int, peer: Peer, tmp_path: Path, now: datetime
) -> None:
    _make_unknown(candidate, letter_id, account_id, peer, now)
    ((posting, letter, _),) = list_unknown(candidate, now)
    assert (posting.letter_id, letter.id) == (letter_id, letter_id)
    for act in (
        lambda: send_approved(candidate, letter_id, tmp_path, now),
        lambda: take_back(candidate, letter_id),
        lambda: approve_letter(candidate, letter_id, account_id, "", now),
    ):
        with pytest.raises(AlreadyOnItsWay):
            act()
    mark_unsent(candidate, letter_id)
    mark_sent(candidate, letter_id, now)
    assert _letter(candidate, letter_id).state is LetterState.UNKNOWN
    assert len(peer.accepted) == 1


def test_the_person_says_what_became_of_it(
    candidate: Any, letter_id: int, account_id: int, peer: Peer, tmp_path: Path, now: datetime
) -> None:
    _make_unknown(candidate, letter_id, account_id, peer, now)
    say_it_never_went(candidate, letter_id)
    assert _letter(candidate, letter_id).state is LetterState.DRAFT
    assert read_posting(candidate, letter_id, now) is None
    first = find_posting(candidate, letter_id).message_id
    with pytest.raises(AlreadyOnItsWay):
        say_it_went(candidate, letter_id)
    save_letter(candidate, letter_id, {"subject": "Thank you again"})
    _make_unknown(candidate, letter_id, account_id, peer, now)
    assert find_posting(candidate, letter_id).message_id == first
    say_it_went(candidate, letter_id)
    assert _letter(candidate, letter_id).state is LetterState.POSTED
    assert list_unknown(candidate, now) == ()


@pytest.mark.parametrize(("found", "state"), [(True, "posted"), (False, "unknown"), (None, "unknown")])
def test_only_being_found_in_sent_settles_it(
    candidate: Any,
    letter_id: int,
    account_id: int,
    peer: Peer,
    tmp_path: Path,
    now: datetime,
    found: bool | None,
    state: str,
) -> None:
    _make_unknown(candidate, letter_id, account_id, peer, now)
    asked: list[tuple[str, str, str]] = []

    def find(account: MailAccount, login: Login, message_id: str, consent: Consent) -> bool | None:
        asked.append((account.imap_host, login.secret.reveal(), message_id))
        return found

    assert look_in_sent(candidate, letter_id, tmp_path, now, find) is found
    assert asked == [("imap.peer.example", "hunter2", _letter(candidate, letter_id).message_id)]
    assert find_posting(candidate, letter_id).state.value == state


@pytest.mark.parametrize("step", ["rcpt", "dot"])
def test_a_refused_letter_says_why_and_goes_back_to_the_desk(
    candidate: Any, letter_id: int, account_id: int, peer: Peer, tmp_path: Path, now: datetime, step: str
) -> None:
    peer.script[step] = b"550 5.1.1 no such person\r\n"
    _approve(candidate, letter_id, account_id, now)
    posting = send_approved(candidate, letter_id, tmp_path, now)
    assert posting.state is PostingState.REFUSED
    assert posting.answer == "550 5.1.1 no such person"
    refused = [(one.recipient, one.code, one.words) for one in posting.refusals]
    assert refused == ([("sam@northwind.example", 550, "5.1.1 no such person")] if step == "rcpt" else [])
    assert _letter(candidate, letter_id).posted_at is None
    take_back(candidate, letter_id)
    save_letter(candidate, letter_id, {"to_address": "samuel@northwind.example"})
    del peer.script[step]
    _approve(candidate, letter_id, account_id, now)
    assert send_approved(candidate, letter_id, tmp_path, now).state is PostingState.POSTED


def test_not_now_waits_for_another_click(
    candidate: Any, letter_id: int, account_id: int, peer: Peer, tmp_path: Path, now: datetime
) -> None:
    peer.script["mail"] = b"451 4.3.0 busy\r\n"
    _approve(candidate, letter_id, account_id, now)
    posting = send_approved(candidate, letter_id, tmp_path, now)
    assert (posting.state, posting.answer) == (PostingState.APPROVED, "451 4.3.0 busy")
    assert list_unknown(candidate, now) == ()
    del peer.script["mail"]
    assert send_approved(candidate, letter_id, tmp_path, now).state is PostingState.POSTED
    assert len(peer.accepted) == 1


def test_a_mailbox_is_tried_without_sending(
    candidate: Any, account_id: int, peer: Peer, tmp_path: Path, now: datetime
) -> None:
    _, sent = try_mailbox(candidate, account_id, tmp_path, now)
    assert sent.ending is None
    assert peer.accepted == []


def test_a_forgotten_mailbox_leaves_no_password_and_its_letters(
    candidate: Any, letter_id: int, account_id: int, tmp_path: Path, now: datetime, ring: Ring
) -> None:
    _approve(candidate, letter_id, account_id, now)
    send_approved(candidate, letter_id, tmp_path, now)
    account = list_accounts(candidate)[0]
    assert list(ring.kept.values()) == ["hunter2"]
    forget_account(candidate, account_id, tmp_path)
    assert ring.kept == {}
    assert list_accounts(candidate) == ()
    assert find_posting(candidate, letter_id).account_id is None
    with pytest.raises(NoSecret):
        sign_in(account, tmp_path, Consent(what="Try", when=now))


def test_a_changed_server_takes_its_password_along(
    candidate: Any, account_id: int, tmp_path: Path, ring: Ring, now: datetime
) -> None:
    account = list_accounts(candidate)[0]
    add_account(candidate, replace(account, smtp_host="localhost"), None, tmp_path)
    assert ring.kept == {"jo at localhost": "hunter2"}
    add_account(candidate, replace(account, id=0, address="other@peer.example"), Secret("second"), tmp_path)
    add_account(candidate, replace(account, smtp_host="localhost"), Secret("third"), tmp_path)
    assert ring.kept == {"jo at localhost": "third", "jo at 127.0.0.1": "second"}


def test_another_s_letter_is_not_seen(candidate: Any, letter_id: int, account_id: int, now: datetime) -> None:
    from afterview.store.journal import to_candidate

    _approve(candidate, letter_id, account_id, now)
    other = to_candidate(models.Candidate.objects.create(created_at=now))
    posting = find_posting(candidate, letter_id)
    assert list_accounts(other) == ()
    with writing():
        assert not record_claim(other, posting, "thief", now)
    with pytest.raises(AlreadyOnItsWay):
        find_posting(other, letter_id)
