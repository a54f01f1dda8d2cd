"""A reply comes in, is kept as it is, and is confirmed."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from afterview.core.listen import Decision
from afterview.core.words import Candidate, FindingKind, Interview, Interviewer
from afterview.flows.capture import save_interview
from afterview.flows.listen import (
    NothingSaid,
    ReceivedReply,
    ReplyGone,
    TooLong,
    confirm_reply,
    delete_reply,
    find_reply,
    read_original,
    read_replies,
    receive_reply,
)
from afterview.store import models

WORDS = """Hi Jo,

Your example about the night shift was vivid and convincing.
Next time, begin each answer with the result.
The post itself went to a colleague from our own team.

Sam
"""
ON = date(2026, 11, 20)


@pytest.fixture
def interview_id(candidate: Candidate, now: datetime) -> int:
    panel = (Interviewer(name="Sam Okoro"), Interviewer(name="Ada Lind"))
    return save_interview(candidate, Interview(company="Northwind", role="Analyst", interviewers=panel), now)


def test_reply_is_kept_verbatim_with_exact_findings(candidate: Candidate, interview_id: int) -> None:
    reply_id = receive_reply(candidate, interview_id, ReceivedReply(content=WORDS, received_on=ON))
    (reply,) = read_replies(candidate, interview_id)
    assert reply.id == reply_id
    assert reply.text == WORDS
    assert reply.findings
    assert all(reply.text[one.start : one.end] == one.quote for one in reply.findings)
    assert reply.confirmed_at is None


def test_same_words_twice_are_one_reply(candidate: Candidate, interview_id: int) -> None:
    received = ReceivedReply(content=WORDS, received_on=ON)
    assert receive_reply(candidate, interview_id, received) == receive_reply(candidate, interview_id, received)
    assert len(read_replies(candidate, interview_id)) == 1


def test_nothing_said_changes_nothing(candidate: Candidate, interview_id: int) -> None:
    with pytest.raises(NothingSaid):
        receive_reply(candidate, interview_id, ReceivedReply(content="  \n", received_on=ON))
    with pytest.raises(TooLong):
        receive_reply(candidate, interview_id, ReceivedReply(content="x" * 1_000_001, received_on=ON))
    assert read_replies(candidate, interview_id) == ()


def test_mail_finds_its_letter_and_its_bytes_are_kept(candidate: Candidate, interview_id: int, now: datetime) -> None:
    sam = models.Interviewer.objects.get(name="Sam Okoro")
    letter = models.Letter.objects.create(
        candidate_id=candidate.id,
        interview_id=interview_id,
        interviewer=sam,
        kind="request",
        subject="Thank you",
        body="…",
        message_id="<ask-1@afterview.invalid>",
        drafted_at=now,
    )
    raw = (
        b"From: Sam Okoro <sam@northwind.example>\r\nTo: jo@example.org\r\nSubject: Re: Thank you\r\n"
        b"Message-ID: <re-1@northwind.example>\r\nIn-Reply-To: <ask-1@afterview.invalid>\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + WORDS.encode()
    )
    reply_id = receive_reply(candidate, interview_id, ReceivedReply(content=raw, received_on=ON))
    reply, _ = find_reply(candidate, reply_id)
    assert (reply.letter_id, reply.interviewer_id, reply.message_id) == (letter.pk, sam.pk, "<re-1@northwind.example>")
    assert read_original(candidate, reply_id) == raw


def test_decisions_are_kept_and_the_words_never_change(candidate: Candidate, interview_id: int, now: datetime) -> None:
    reply_id = receive_reply(candidate, interview_id, ReceivedReply(content=WORDS, received_on=ON))
    before, _ = find_reply(candidate, reply_id)
    first = before.findings[0]
    confirm_reply(candidate, reply_id, {first.id: Decision(FindingKind.ADVICE, "results")}, True, now)
    after, _ = find_reply(candidate, reply_id)
    changed = next(one for one in after.findings if one.id == first.id)
    assert (changed.kind, changed.area) == (FindingKind.ADVICE, "results")
    assert (changed.quote, changed.guessed_kind) == (first.quote, first.guessed_kind)
    assert (after.future_open, after.confirmed_at) == (True, now)


def test_saved_for_later_stays_unconfirmed(candidate: Candidate, interview_id: int) -> None:
    reply_id = receive_reply(candidate, interview_id, ReceivedReply(content=WORDS, received_on=ON))
    confirm_reply(candidate, reply_id, {}, None, None)
    assert find_reply(candidate, reply_id)[0].confirmed_at is None


def test_deleted_reply_is_gone(candidate: Candidate, interview_id: int) -> None:
    reply_id = receive_reply(candidate, interview_id, ReceivedReply(content=WORDS, received_on=ON))
    delete_reply(candidate, reply_id)
    with pytest.raises(ReplyGone):
        find_reply(candidate, reply_id)
    assert not models.Finding.objects.exists()


def test_another_candidates_reply_is_not_found(candidate: Candidate, interview_id: int, now: datetime) -> None:
    reply_id = receive_reply(candidate, interview_id, ReceivedReply(content=WORDS, received_on=ON))
    stranger = Candidate(id=models.Candidate.objects.create(created_at=now).pk)
    with pytest.raises(ReplyGone):
        find_reply(stranger, reply_id)
    assert read_original(stranger, reply_id) == b""


def test_what_is_sorted_teaches_the_next_reading_until_told_otherwise(
    candidate: Candidate, interview_id: int, now: datetime
) -> None:
    """Corrected once, the same sentence is read so the next time; unticked or deleted, it is forgotten."""
    first = receive_reply(candidate, interview_id, ReceivedReply(content=WORDS, received_on=ON))
    reply, _ = find_reply(candidate, first)
    sentence = next(one for one in reply.findings if one.quote.startswith("Next time"))
    assert sentence.kind is not FindingKind.NOTHING
    confirm_reply(candidate, first, {sentence.id: Decision(FindingKind.NOTHING)}, None, now)

    def kind_in(whose: Candidate, content: str) -> FindingKind:
        reply_id = receive_reply(whose, interview_id, ReceivedReply(content=content, received_on=ON))
        found, _ = find_reply(whose, reply_id)
        return next(one.kind for one in found.findings if one.quote.startswith("Next time"))

    assert kind_in(candidate, WORDS.replace("Jo", "Ada")) is FindingKind.NOTHING
    assert kind_in(replace(candidate, learns=False), WORDS.replace("Jo", "Ben")) is sentence.kind
    delete_reply(candidate, first)
    for later in read_replies(candidate, interview_id):
        delete_reply(candidate, later.id)
    assert kind_in(candidate, WORDS.replace("Jo", "Cy")) is sentence.kind
