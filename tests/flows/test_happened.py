"""Their words are recognised as a guess; the outcome is kept, and the words as a reply where they say more."""

from typing import Any

import pytest

from afterview.core.steady import FactKind
from afterview.core.words import Interview, Interviewer, Outcome, OutcomeKind
from afterview.flows.capture import save_interview
from afterview.flows.happened import keep_as_reply, list_facts, read_outcome, recognise, save_outcome
from afterview.flows.listen import read_replies
from afterview.flows.steady import list_check_ins, save_check_in, save_keepsake
from afterview.store import models
from tests.conftest import NOW

NO = """Dear Alex,

Thank you for coming in on Thursday. Unfortunately we will not be moving forward with your application.
Your examples were specific and easy to follow. We missed numbers in your results.

Kind regards
Sam
"""
YES = "Dear Alex, we are delighted to offer you the position of Data Analyst. Your contract is attached."
UNCLEAR = "Thank you for your application. We have received it and will be in touch."
INVITE = "Dear Alex, we would like to invite you to a second interview next Tuesday at 10:00 with our director."


def test_no_is_recognised_with_the_words_that_told() -> None:
    said = recognise(NO)
    assert said.kind is OutcomeKind.NO
    assert said.has_points
    assert not said.invites
    assert said.told_by
    assert all(words in NO for words in said.told_by)
    assert any("not be moving forward" in words for words in said.told_by)


def test_yes_and_invitation_are_told_apart() -> None:
    assert recognise(YES).kind is OutcomeKind.YES
    invited = recognise(INVITE)
    assert invited.kind is None
    assert invited.invites


def test_other_words_say_nothing() -> None:
    said = recognise(UNCLEAR)
    assert (said.kind, said.invites, said.has_points) == (None, False, False)


@pytest.fixture
def here(candidate: Any) -> int:
    return save_interview(
        candidate,
        Interview(company="A", role="B", starts_at=NOW, zone="UTC", interviewers=(Interviewer(name="Sam"),)),
        NOW,
    )


@pytest.mark.django_db
def test_words_of_an_outcome_become_a_reply_to_read_later(candidate: Any, here: int) -> None:
    outcome = Outcome(interview_id=here, kind=OutcomeKind.NO, on=NOW.date(), words=NO)
    save_outcome(candidate, outcome, NOW)
    assert read_outcome(candidate, here) == outcome
    reply_id = keep_as_reply(candidate, outcome)
    replies = read_replies(candidate, here)
    assert [(one.id, one.received_on, one.confirmed_at) for one in replies] == [(reply_id, NOW.date(), None)]
    assert replies[0].text.strip() == NO.strip()
    assert keep_as_reply(candidate, outcome) == reply_id


@pytest.mark.django_db
def test_outcome_without_words_is_no_reply(candidate: Any, here: int) -> None:
    assert keep_as_reply(candidate, Outcome(interview_id=here, kind=OutcomeKind.NO, on=NOW.date())) == 0
    assert read_replies(candidate, here) == ()


@pytest.mark.django_db
def test_facts_need_no_reflection(candidate: Any, here: int) -> None:
    interview = Interview(id=here, company="A", role="B", interviewers=(Interviewer(name="Sam"),))
    assert [fact.kind for fact in list_facts(candidate, interview)] == [FactKind.PEOPLE]


@pytest.mark.django_db
def test_check_in_and_keepsake_are_kept_and_their_drafts_go(candidate: Any, here: int) -> None:
    models.Draft.objects.create(candidate_id=candidate.id, form="check-in", fields={"note": ["x"]}, saved_at=NOW)
    save_check_in(candidate, 2, "x" * 6000, NOW, here, "check-in")
    save_keepsake(candidate, "values", "my choir", NOW, here)
    (kept,) = list_check_ins(candidate)
    assert (kept.mood, len(kept.note), kept.interview_id, kept.at) == (2, 5000, here, NOW)
    assert models.Keepsake.objects.get().text == "my choir"
    assert not models.Draft.objects.exists()
