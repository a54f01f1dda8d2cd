"""Prepare, in a real journal: stories, the page to take along, the letter."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from afterview.core.prepare import Line
from afterview.core.remembering import remembered
from afterview.core.stories import Verdict
from afterview.core.words import (
    Candidate,
    Direction,
    Interview,
    Interviewer,
    Keepsake,
    Landed,
    Plan,
    Question,
    Reflection,
    Story,
    Worked,
)
from afterview.flows.capture import InterviewGone, find_interview, save_interview
from afterview.flows.drafts import keep_draft, read_draft
from afterview.flows.prepare import (
    StoryGone,
    delete_story,
    find_story,
    list_interview_ids,
    list_stories,
    propose_story,
    read_brief,
    save_brief_words,
    save_story,
    write_brief,
)
from afterview.store.load.keepsakes import load_keepsakes
from afterview.store.record.keepsakes import record_keepsake
from afterview.store.record.plans import record_plan
from afterview.store.record.reflections import record_reflection

pytestmark = pytest.mark.django_db
ADVERT = "You lead a team. You put patients first. You stay calm under pressure."


@pytest.fixture
def interview(candidate: Candidate, now: datetime) -> Interview:
    noted = Interview(
        company="Contoso",
        role="Ward manager",
        advert=ADVERT,
        starts_at=now + timedelta(days=1),
        interviewers=(Interviewer(name="Jo Park", role="Matron"),),
    )
    return find_interview(candidate, save_interview(candidate, noted, now))


def told(**parts: str) -> Story:
    return Story(title="The angry relative", added_on=date(2026, 11, 1), **parts)


class TestStories:
    def test_story_comes_back_as_it_was_told(self, candidate: Candidate, now: datetime) -> None:
        keep_draft(candidate, "story/new", {"title": ["x"]}, now)
        story = told(situation="a", task="b", action="c", result="d", learning="e")
        story_id = save_story(candidate, replace(story, areas=("leadership",)), "story/new")
        assert find_story(candidate, story_id).story == replace(story, id=story_id, areas=("leadership",))
        assert read_draft(candidate, "story/new") == {}

    def test_story_can_be_told_anew(self, candidate: Candidate) -> None:
        story_id = save_story(candidate, told())
        save_story(candidate, replace(told(result="Calm again"), id=story_id))
        (seen,) = list_stories(candidate)
        assert seen.story.result == "Calm again"

    def test_missing_story_is_said(self, candidate: Candidate) -> None:
        with pytest.raises(StoryGone):
            find_story(candidate, 7)
        with pytest.raises(StoryGone):
            save_story(candidate, replace(told(), id=7))

    def test_deleted_story_is_gone(self, candidate: Candidate) -> None:
        delete_story(candidate, save_story(candidate, told()))
        assert list_stories(candidate) == ()

    def test_deleted_story_is_in_no_memory(self, candidate: Candidate) -> None:
        asked = []

        @remembered(8)
        def weigh(words: str) -> int:
            asked.append(words)
            return len(words)

        story_id = save_story(candidate, told())
        weigh("The angry relative")
        delete_story(candidate, story_id)
        weigh("The angry relative")
        assert len(asked) == 2

    def test_says_where_it_was_told(self, candidate: Candidate, interview: Interview) -> None:
        story_id = save_story(candidate, told())
        questions = (Question(text="A time?", story_id=story_id, landed=Landed.LANDED), Question(text="Why us?"))
        record_reflection(candidate, Reflection(interview_id=interview.id, questions=questions))
        (used,) = find_story(candidate, story_id).used
        assert (used.interview.company, used.question, used.landed) == ("Contoso", "A time?", Landed.LANDED)
        assert list_stories(candidate)[0].used == (used,)

    def test_free_telling_is_taken_apart(self, now: datetime) -> None:
        story = propose_story("Last week the till froze. I sold from a notebook. Nobody left without paying.", now)
        assert story.title == "Last week the till froze"
        assert story.action == "I sold from a notebook."
        assert story.result == "Nobody left without paying."

    def test_other_journals_stay_apart(self, candidate: Candidate) -> None:
        story_id = save_story(candidate, told())
        stranger = Candidate(id=candidate.id + 1)
        assert list_stories(stranger) == ()
        delete_story(stranger, story_id)
        assert list_stories(candidate)[0].reading.verdict is not Verdict.SUFFICIENT


class TestBrief:
    def test_gathers_plans_stories_and_words(self, candidate: Candidate, interview: Interview, now: datetime) -> None:
        focus = Plan(area="results", direction=Direction.FOCUS, then_words="I say the number.", chosen_on=now.date())
        record_plan(candidate, focus)
        story_id = save_story(candidate, replace(told(), areas=("customer_care",)))
        brief = read_brief(candidate, interview.id, now)
        assert brief.differently == (Line(area="results", words="I say the number"),)
        assert brief.coverage.best["customer_care"].id == story_id
        assert "leadership" in brief.coverage.open_areas

    def test_last_reflection_fills_what_is_not_planned(
        self, candidate: Candidate, interview: Interview, now: datetime
    ) -> None:
        other = save_interview(candidate, Interview(company="Northwind", role="Nurse"), now)
        noted = Reflection(interview_id=other, begun_at=now, change="Shorter start", worked=(Worked(what="Names"),))
        record_reflection(candidate, noted)
        brief = read_brief(candidate, interview.id, now)
        assert [line.words for line in brief.differently] == ["Shorter start"]
        assert brief.keep[0].words == "Names"

    def test_unknown_interview_is_said(self, candidate: Candidate, now: datetime) -> None:
        with pytest.raises(InterviewGone):
            read_brief(candidate, 99, now)

    def test_words_are_kept_and_the_draft_dropped(
        self, candidate: Candidate, interview: Interview, now: datetime
    ) -> None:
        keep_draft(candidate, "brief/1", {"route": ["x"]}, now)
        changed = replace(interview, route="Train 8.52", questions_to_ask="Why now?", blank_line="One second.")
        save_brief_words(candidate, changed, "Breathe.", now, "brief/1")
        brief = read_brief(candidate, interview.id, now)
        assert (brief.interview.route, brief.questions, brief.blank_line) == (
            "Train 8.52",
            ("Why now?",),
            "One second.",
        )
        assert brief.interview.interviewers == interview.interviewers
        assert brief.letter == "Breathe."
        assert read_draft(candidate, "brief/1") == {}

    def test_letter_is_changed_in_place_and_taken_away(
        self, candidate: Candidate, interview: Interview, now: datetime
    ) -> None:
        save_brief_words(candidate, interview, "Breathe.", now)
        save_brief_words(candidate, interview, "Breathe twice.", now)
        assert [letter.text for letter in load_keepsakes(candidate, "letter_to_me")] == ["Breathe twice."]
        save_brief_words(candidate, interview, "  ", now)
        assert load_keepsakes(candidate, "letter_to_me") == ()

    def test_earlier_letter_is_lent_and_not_lost(
        self, candidate: Candidate, interview: Interview, now: datetime
    ) -> None:
        record_keepsake(candidate, Keepsake(kind="letter_to_me", text="From spring", at=now))
        assert read_brief(candidate, interview.id, now).letter == "From spring"
        save_brief_words(candidate, interview, "From spring", now)
        save_brief_words(candidate, interview, "", now)
        assert [letter.text for letter in load_keepsakes(candidate, "letter_to_me")] == ["From spring"]

    def test_file_needs_nothing_else(self, candidate: Candidate, interview: Interview, now: datetime) -> None:
        page = write_brief(candidate, interview.id, now)
        assert page.startswith("<!doctype html>")
        assert "Contoso, Ward manager" in page
        assert "Jo Park" in page
        assert "@layer" in page
        assert "src=" not in page
        assert "<link" not in page

    def test_words_in_the_file_are_escaped(self, candidate: Candidate, interview: Interview, now: datetime) -> None:
        save_brief_words(candidate, replace(interview, route="<script>alert(1)</script>"), "", now)
        assert "<script>" not in write_brief(candidate, interview.id, now)

    def test_numbers_are_listed(self, candidate: Candidate, interview: Interview) -> None:
        assert list_interview_ids(candidate) == (interview.id,)
