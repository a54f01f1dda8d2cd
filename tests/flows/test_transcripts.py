"""Transcripts in a real journal: looked at first, facts kept, words only on the person's word."""

from datetime import datetime

import pytest

from afterview.core.transcript.turns import Fault, TranscriptUnread
from afterview.core.words import Candidate, Interview, Question, Reflection
from afterview.flows.capture import InterviewGone, delete_interview, save_interview
from afterview.flows.drafts import keep_draft, read_draft
from afterview.flows.reflect import read_reflection
from afterview.flows.transcripts import (
    TranscriptGone,
    bring_transcript,
    confirm_transcript,
    delete_transcript,
    find_transcript,
    hear,
    list_transcripts,
    say_who,
)
from afterview.store.record.reflections import record_reflection

pytestmark = pytest.mark.django_db
TOLD = (
    "Last March our billing run failed before payday. I noticed that the file was cut, so I split it in four and wrote"
    " a check for the total. All 1,200 people were paid on time."
)
TEXT = f"Sam: Tell me about a time you fixed something.\nJo: {TOLD}\nSam: Why us?\nJo: I like the team.\n"


@pytest.fixture
def interview_id(candidate: Candidate, now: datetime) -> int:
    return save_interview(candidate, Interview(company="Northwind", role="Analyst", starts_at=now), now)


def test_facts_are_kept_and_words_are_not(candidate: Candidate, interview_id: int, now: datetime) -> None:
    keep_draft(candidate, "form", {"words": [TEXT]}, now)
    waiting = bring_transcript(candidate, interview_id, TEXT, "talk.txt", now, "form")
    assert read_draft(candidate, "form") == {}
    assert find_transcript(candidate, waiting).text == TEXT
    confirm_transcript(candidate, waiting, {0, 1}, now, keep=False)
    kept = find_transcript(candidate, waiting)
    assert (kept.text, kept.confirmed_at, kept.me) == ("", now, "Jo")
    assert hear(candidate, kept) is None
    assert [answer.told_story for answer in kept.facts.answers] == [True, False]
    reflection = read_reflection(candidate, interview_id)
    assert reflection is not None
    first, second = reflection.questions
    assert (first.wanted_example, first.told_story, first.had_action, first.had_result) == (True, True, True, True)
    assert (second.text, second.wanted_example, second.told_story) == ("Why us?", False, None)


def test_words_are_kept_on_the_persons_word(candidate: Candidate, now: datetime) -> None:
    waiting = bring_transcript(candidate, None, TEXT.encode(), "talk.txt", now)
    assert confirm_transcript(candidate, waiting, {0}, now, keep=True).text == TEXT
    assert [kept.text for kept in list_transcripts(candidate, None)] == [""]


def test_questions_noted_before_stay_and_come_once(candidate: Candidate, interview_id: int, now: datetime) -> None:
    noted = Reflection(interview_id=interview_id, questions=(Question(text="why us?"),), begun_at=now)
    record_reflection(candidate, noted)
    confirm_transcript(candidate, bring_transcript(candidate, interview_id, TEXT, "", now), {0, 1, 99}, now, keep=False)
    reflection = read_reflection(candidate, interview_id)
    assert reflection is not None
    assert [one.text for one in reflection.questions] == ["why us?", "Tell me about a time you fixed something."]


def test_saying_who_one_is_counts_from_there(candidate: Candidate, now: datetime) -> None:
    waiting = bring_transcript(candidate, None, TEXT, "", now)
    own = find_transcript(candidate, waiting).facts.own_words
    say_who(candidate, waiting, "nobody")
    assert find_transcript(candidate, waiting).me == "Jo"
    say_who(candidate, waiting, "Sam")
    kept = find_transcript(candidate, waiting)
    assert (kept.me, kept.facts.other_words) == ("Sam", own)


def test_a_second_one_takes_the_place_of_one_that_waits(candidate: Candidate, now: datetime) -> None:
    first = bring_transcript(candidate, None, TEXT, "a", now)
    second = bring_transcript(candidate, None, TEXT, "b", now)
    assert [kept.id for kept in list_transcripts(candidate, None)] == [second]
    with pytest.raises(TranscriptGone):
        find_transcript(candidate, first)
    delete_transcript(candidate, second)
    assert list_transcripts(candidate, None) == ()


def test_what_cannot_be_read_keeps_nothing(candidate: Candidate, interview_id: int, now: datetime) -> None:
    with pytest.raises(TranscriptUnread) as caught:
        bring_transcript(candidate, interview_id, b"PK\x03\x04", "talk.docx", now)
    assert caught.value.fault is Fault.WORD_FILE
    with pytest.raises(InterviewGone):
        bring_transcript(candidate, 99, TEXT, "", now)
    assert list_transcripts(candidate, interview_id) == ()


def test_it_goes_with_its_interview(candidate: Candidate, interview_id: int, now: datetime) -> None:
    transcript_id = bring_transcript(candidate, interview_id, TEXT, "", now)
    delete_interview(candidate, interview_id)
    with pytest.raises(TranscriptGone):
        find_transcript(candidate, transcript_id)
