"""Practice in a real journal: FSRS decides when, days only go up, a partner's marks stand beside one's own."""

from datetime import date, datetime, timedelta

import pytest

from afterview.core.evidence import Source
from afterview.core.rehearsal import Recall
from afterview.core.sheet import Fault, FilledSheet, SheetUnread, write_sheet
from afterview.core.words import Candidate, Interview, Story
from afterview.flows.capture import delete_interview, save_interview
from afterview.flows.evaluate import read_evaluation, read_journal
from afterview.flows.practice import (
    delete_sheet,
    find_own_story,
    find_sheet,
    keep_rehearsal,
    keep_sheet,
    list_sheets,
    offer_practice,
    open_sheet,
    read_practice,
)
from afterview.flows.prepare import StoryGone, delete_story, save_story

pytestmark = pytest.mark.django_db
SHEET = FilledSheet(partner="Sam", held_on=date(2026, 11, 20), marks=(("clarity", 4.0),), good="Calm")


def tell(candidate: Candidate, title: str, *areas: str) -> int:
    return save_story(candidate, Story(title=title, action="I did it.", areas=areas, added_on=date(2026, 11, 1)))


def note(candidate: Candidate, starts_at: datetime, now: datetime) -> int:
    return save_interview(candidate, Interview(company="Northwind", role="Analyst", starts_at=starts_at), now)


def test_a_story_never_said_is_due_and_comes_back_by_fsrs(candidate: Candidate, now: datetime) -> None:
    story_id = tell(candidate, "The till")
    assert [story.id for story in read_practice(candidate, now).stories] == [story_id]
    assert keep_rehearsal(candidate, story_id, Recall.SOLID, now, seconds=95)
    practice = read_practice(candidate, now)
    assert practice.stories == ()
    # FSRS's first gap for a story that came: two days.
    assert practice.agenda.next_on == now.date() + timedelta(days=2)
    assert read_practice(candidate, now + timedelta(days=1)).stories == ()
    assert len(read_practice(candidate, now + timedelta(days=2)).stories) == 1


def test_an_easy_story_is_still_said_the_day_before(candidate: Candidate, now: datetime) -> None:
    story_id = tell(candidate, "The till")
    keep_rehearsal(candidate, story_id, Recall.EASY, now)
    note(candidate, now + timedelta(days=4), now)
    assert read_practice(candidate, now).agenda.next_on == now.date() + timedelta(days=3)
    assert read_practice(candidate, now + timedelta(days=2)).stories == ()
    assert len(read_practice(candidate, now + timedelta(days=3)).stories) == 1


def test_today_offers_practice_only_before_an_interview(candidate: Candidate, now: datetime) -> None:
    story_id = tell(candidate, "The till")
    assert offer_practice(candidate, now) is None
    note(candidate, now + timedelta(days=30), now)
    assert offer_practice(candidate, now) is None
    assert offer_practice(candidate, now + timedelta(days=20)) is not None
    keep_rehearsal(candidate, story_id, Recall.SOLID, now + timedelta(days=20))
    assert offer_practice(candidate, now + timedelta(days=20)) is None


def test_days_practised_stay_when_all_else_goes(candidate: Candidate, now: datetime) -> None:
    story_id, interview_id = tell(candidate, "The till"), note(candidate, now + timedelta(days=4), now)
    keep_rehearsal(candidate, story_id, Recall.SHAKY, now)
    keep_rehearsal(candidate, story_id, Recall.SOLID, now + timedelta(days=1))
    delete_story(candidate, story_id)
    delete_interview(candidate, interview_id)
    assert read_practice(candidate, now + timedelta(days=90)).days == 2


def test_a_form_sent_twice_counts_once(candidate: Candidate, now: datetime) -> None:
    story_id, ended = tell(candidate, "The till"), int(now.timestamp())
    assert keep_rehearsal(candidate, story_id, Recall.SOLID, now, ended=ended)
    assert not keep_rehearsal(candidate, story_id, Recall.SOLID, now + timedelta(seconds=2), ended=ended)


def test_a_story_that_is_gone(candidate: Candidate, now: datetime) -> None:
    with pytest.raises(StoryGone):
        keep_rehearsal(candidate, 77, Recall.SOLID, now)
    with pytest.raises(StoryGone):
        find_own_story(candidate, 77)


def test_a_partners_sheet_is_a_third_mark_and_gives_no_label(candidate: Candidate, now: datetime) -> None:
    sheet_id = keep_sheet(candidate, open_sheet(write_sheet(SHEET)), now)
    view = read_evaluation(candidate, now).areas["clarity"]
    assert view.partner == pytest.approx(1.0)
    assert (view.you, view.them, view.direction) == (None, None, None)
    assert view.weight == pytest.approx(0.4, abs=0.01)
    assert [piece.source for piece in view.pieces] == [Source.PRACTICE]
    assert read_journal(candidate, now).heard_from == 0
    delete_sheet(candidate, sheet_id)
    assert find_sheet(candidate, sheet_id) is None
    assert read_evaluation(candidate, now).areas["clarity"].partner is None


def test_the_same_sheet_comes_in_once(candidate: Candidate, now: datetime) -> None:
    first = keep_sheet(candidate, open_sheet(write_sheet(SHEET).encode()), now)
    assert keep_sheet(candidate, SHEET, now + timedelta(days=3)) == first
    assert [sheet.partner for sheet in list_sheets(candidate)] == ["Sam"]


def test_a_day_to_come_is_taken_as_today(candidate: Candidate, now: datetime) -> None:
    odd = FilledSheet(held_on=date(2999, 1, 1), marks=(("clarity", 2.0),))
    sheet = find_sheet(candidate, keep_sheet(candidate, odd, now))
    assert sheet is not None
    assert sheet.held_on == now.date()


def test_a_broken_sheet_keeps_nothing(candidate: Candidate) -> None:
    with pytest.raises(SheetUnread) as caught:
        open_sheet(write_sheet(SHEET)[:30])
    assert caught.value.fault is Fault.CUT_SHORT
    assert list_sheets(candidate) == ()
