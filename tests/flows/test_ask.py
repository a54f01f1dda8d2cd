"""Letters from the first draft to the thank-you, in the journal."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from typing import Any

import pytest

from afterview.core.letters.compose import Style
from afterview.core.letters.wordings import Tone
from afterview.core.words import (
    Channel,
    Finding,
    FindingKind,
    Interview,
    Interviewer,
    Landed,
    LetterKind,
    LetterState,
    Outcome,
    OutcomeKind,
    Question,
    Reflection,
    Reply,
)
from afterview.flows.ask import (
    NotYet,
    begin_letter,
    begin_reminder,
    begin_thanks,
    can_remind,
    find_reminder,
    find_thanks,
    look_before_asking,
    write_letter_calendar,
)
from afterview.flows.capture import InterviewGone, find_interview
from afterview.flows.drafting import find_request
from afterview.flows.letters import (
    AlreadySent,
    LetterGone,
    find_letter,
    hold_letter,
    mark_sent,
    mark_unsent,
    open_letter,
    restyle_letter,
    save_letter,
    write_eml,
)
from afterview.store.load.candidates import load_only_candidate
from afterview.store.load.letters import load_letters
from afterview.store.load.replies import load_reply
from afterview.store.record.interviews import record_interview, record_outcome
from afterview.store.record.reflections import record_reflection
from afterview.store.record.replies import record_reply

LATER = timedelta(days=8)


@pytest.fixture
def interview_id(candidate: Any, now: datetime) -> int:
    """A no from a panel of two, reflected on."""
    panel = (
        Interviewer(name="Priya Nair", role="Head", address="priya@northwind.example"),
        Interviewer(name="Sam Lee"),
    )
    interview = Interview(
        company="Northwind", role="Support Lead", starts_at=datetime(2026, 11, 12, 14, tzinfo=UTC), interviewers=panel
    )
    interview_id = record_interview(candidate, interview, now)
    record_outcome(candidate, Outcome(interview_id=interview_id, kind=OutcomeKind.NO, on=date(2026, 11, 20)))
    asked = Question(text="How would you handle a refund outage?", landed=Landed.LANDED)
    record_reflection(candidate, Reflection(interview_id=interview_id, questions=(asked,)))
    return interview_id


def _panel(candidate: Any, interview_id: int) -> tuple[Interviewer, ...]:
    return find_interview(candidate, interview_id).interviewers


@pytest.fixture
def letter_id(candidate: Any, interview_id: int, now: datetime) -> int:
    return begin_letter(candidate, interview_id, _panel(candidate, interview_id)[0].id, now, "Alex Reed")


@pytest.fixture
def reply(candidate: Any, interview_id: int, letter_id: int) -> Reply:
    quote = "You stayed calm when Pat pushed you."
    found = Finding(kind=FindingKind.STRENGTH, area="composure", quote=quote, start=0, end=len(quote))
    panel = _panel(candidate, interview_id)
    reply_id = record_reply(
        candidate,
        Reply(
            interview_id=interview_id,
            interviewer_id=panel[0].id,
            letter_id=letter_id,
            channel=Channel.WRITTEN,
            received_on=date(2026, 11, 21),
            text=quote,
            reply_text=quote,
            message_id="<their@mail.example>",
            findings=(found,),
        ),
    )
    loaded = load_reply(candidate, reply_id)
    assert loaded
    return loaded


def test_a_letter_draws_on_the_journal(candidate: Any, letter_id: int, now: datetime) -> None:
    letter, _ = find_letter(candidate, letter_id)
    assert "refund outage" in letter.body
    assert letter.body.rstrip().endswith("Alex Reed")
    assert letter.to_address == "priya@northwind.example"
    assert letter.message_id.endswith("@letters.afterview.invalid>")
    assert letter.state is LetterState.DRAFT
    named = load_only_candidate()
    assert named
    assert named.name == "Alex Reed"
    opened = open_letter(replace(candidate, name="Alex Reed"), letter_id, now)
    assert opened.style == Style()
    assert all(opened.check.has.values())
    assert not opened.check.faults


def test_beginning_twice_opens_the_same_draft(candidate: Any, interview_id: int, letter_id: int, now: datetime) -> None:
    panel = _panel(candidate, interview_id)
    assert begin_letter(candidate, interview_id, panel[0].id, now) == letter_id
    other = begin_letter(candidate, interview_id, panel[1].id, now)
    assert other != letter_id
    assert find_letter(candidate, other)[0].body != find_letter(candidate, letter_id)[0].body
    assert len(load_letters(candidate)) == 2
    asking = look_before_asking(candidate, interview_id, now)
    assert [letter.id for _, letter in asking.recipients if letter] == [letter_id, other]


def test_without_an_outcome_the_letter_only_thanks(candidate: Any, now: datetime) -> None:
    interview_id = record_interview(candidate, Interview(company="Birch", role="Clerk"), now)
    letter, _ = find_letter(candidate, begin_letter(candidate, interview_id, None, now))
    assert letter.kind is LetterKind.AFTER_INTERVIEW
    assert letter.interviewer_id is None
    assert "Dear Birch team," in letter.body
    with pytest.raises(InterviewGone):
        begin_letter(candidate, 99999, None, now)


def test_an_edited_letter_keeps_its_words(candidate: Any, letter_id: int, now: datetime) -> None:
    save_letter(candidate, letter_id, {"body": "Dear Prya,\r\n\r\nhello", "subject": " Hi ", "other": "no"})
    opened = open_letter(candidate, letter_id, now)
    assert opened.letter.body == "Dear Prya,\n\nhello"
    assert opened.letter.subject == "Hi"
    assert opened.style is None
    assert opened.check.faults == ("wrong_name",)


def test_another_company_of_the_journal_is_a_wrong_name(candidate: Any, letter_id: int, now: datetime) -> None:
    record_interview(candidate, Interview(company="Castell", role="Clerk"), now)
    save_letter(candidate, letter_id, {"body": "Dear Priya,\n\nI liked Castell very much."})
    assert open_letter(candidate, letter_id, now).check.faults == ("wrong_name",)


def test_other_words_for_the_same_letter(candidate: Any, letter_id: int, now: datetime) -> None:
    style = Style(language="de", tone=Tone.FORMAL, short=True)
    restyle_letter(candidate, letter_id, style, now)
    opened = open_letter(candidate, letter_id, now)
    assert opened.letter.body.startswith("Guten Tag Priya Nair,")
    assert opened.style == style


def test_sent_stays_as_it_was(candidate: Any, letter_id: int, now: datetime) -> None:
    mark_sent(candidate, letter_id, now)
    mark_sent(candidate, letter_id, now + LATER)
    letter, _ = find_letter(candidate, letter_id)
    assert (letter.state, letter.posted_at) == (LetterState.POSTED, now)
    for change in (
        lambda: save_letter(candidate, letter_id, {"body": "x"}),
        lambda: restyle_letter(candidate, letter_id, Style(), now),
        lambda: hold_letter(candidate, letter_id, now),
    ):
        with pytest.raises(AlreadySent):
            change()
    mark_unsent(candidate, letter_id)
    assert save_letter(candidate, letter_id, {"body": "x"}).body == "x"


def test_a_night_is_slept_over(candidate: Any, letter_id: int, now: datetime) -> None:
    until = hold_letter(candidate, letter_id, now)
    assert until == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert find_letter(candidate, letter_id)[0].held_until == until
    mark_sent(candidate, letter_id, now)
    assert find_letter(candidate, letter_id)[0].held_until is None


def test_letters_of_another_journal_are_not_there(candidate: Any, letter_id: int, now: datetime) -> None:
    stranger = replace(candidate, id=candidate.id + 1)
    for look in (find_letter, mark_unsent):
        with pytest.raises(LetterGone):
            look(stranger, letter_id)
    with pytest.raises(LetterGone):
        open_letter(stranger, letter_id, now)
    assert load_letters(stranger) == ()


def test_one_reminder_in_the_thread(candidate: Any, interview_id: int, letter_id: int, now: datetime) -> None:
    with pytest.raises(NotYet):
        begin_reminder(candidate, letter_id, now)
    mark_sent(candidate, letter_id, now)
    request = find_request(candidate, interview_id)
    assert request
    assert not can_remind(candidate, request, now)
    assert can_remind(candidate, request, now + LATER)
    reminder_id = begin_reminder(candidate, letter_id, now + LATER)
    assert begin_reminder(candidate, letter_id, now + LATER) == reminder_id
    reminder, _ = find_letter(candidate, reminder_id)
    assert reminder.in_reply_to == request.message_id
    assert reminder.subject == f"Re: {request.subject}"
    found = find_reminder(candidate, request)
    assert found
    assert found.id == reminder_id
    opened = open_letter(candidate, reminder_id, now + LATER)
    assert opened.style == Style()
    mark_sent(candidate, reminder_id, now + LATER)
    assert not can_remind(candidate, request, now + 2 * LATER)
    mail = message_from_bytes(write_eml(candidate, reminder_id, now))
    assert mail["References"] == mail["In-Reply-To"] == request.message_id


def test_each_letter_has_its_calendar_entry(candidate: Any, letter_id: int, reply: Reply, now: datetime) -> None:
    draft = write_letter_calendar(candidate, letter_id, now).decode()
    assert "DTSTART:20261123T090000Z" in draft
    assert "SUMMARY:Priya Nair: send the note you wrote" in draft
    mark_sent(candidate, letter_id, now)
    sent = write_letter_calendar(candidate, letter_id, now).decode()
    assert "DTSTART:20261129T090000Z" in sent
    assert "SUMMARY:Priya Nair: one short reminder" in sent
    thanks_id = begin_thanks(candidate, reply, now)
    thanks = write_letter_calendar(candidate, thanks_id, now).decode()
    assert "SUMMARY:Priya Nair: thank them for the feedback" in thanks
    mark_sent(candidate, thanks_id, now)
    with pytest.raises(NotYet):
        write_letter_calendar(candidate, thanks_id, now)
    with pytest.raises(LetterGone):
        write_letter_calendar(candidate, 999, now)


def test_the_thanks_answer_their_mail(candidate: Any, letter_id: int, reply: Reply, now: datetime) -> None:
    mark_sent(candidate, letter_id, now)
    assert find_thanks(candidate, reply) is None
    thanks_id = begin_thanks(candidate, reply, now)
    assert begin_thanks(candidate, reply, now) == thanks_id
    thanks, _ = find_letter(candidate, thanks_id)
    request, _ = find_letter(candidate, letter_id)
    assert "You stayed calm when Pat pushed you" in thanks.body
    assert thanks.in_reply_to == "<their@mail.example>"
    assert thanks.reply_id == reply.id
    assert thanks.subject == f"Re: {request.subject}"
    mail = message_from_bytes(write_eml(candidate, thanks_id, now))
    assert mail["References"].split() == [request.message_id, "<their@mail.example>"]
    opened = open_letter(candidate, thanks_id, now)
    assert opened.reply
    assert opened.check.has["names_cited_strengths"]
    assert opened.style == Style()


def test_thanks_for_what_was_told_go_without_a_thread(candidate: Any, interview_id: int, now: datetime) -> None:
    told = Reply(interview_id=interview_id, channel=Channel.TOLD, received_on=date(2026, 11, 21), text="Calm.")
    loaded = load_reply(candidate, record_reply(candidate, told))
    assert loaded
    thanks, _ = find_letter(candidate, begin_thanks(candidate, loaded, now))
    assert thanks.in_reply_to == ""
    assert thanks.subject
