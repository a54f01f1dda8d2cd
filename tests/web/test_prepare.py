"""The story bank and the brief, without JavaScript."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from afterview.core.words import Candidate, Interview, Landed, Question, Reflection, Story
from afterview.flows.capture import save_interview
from afterview.flows.drafts import keep_draft
from afterview.flows.prepare import list_stories, read_brief, save_story
from afterview.store.record.reflections import record_reflection

pytestmark = pytest.mark.django_db
TOLD = "Last week the till froze with a queue to the door. I sold from a notebook. Nobody left without paying."


def page_of(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def story_id(candidate: Candidate) -> int:
    story = Story(
        title="The till",
        situation="At the shop, last week, a queue to the door",
        action="We sold from a notebook.",
        areas=("composure", "examples"),
        added_on=date(2026, 11, 1),
    )
    return save_story(candidate, story)


class TestBank:
    def test_empty_bank_invites(self, visitor: Any) -> None:
        assert "No story yet." in page_of(visitor.get("/stories/"))

    def test_list_names_what_is_missing_kindly(self, visitor: Any, story_id: int) -> None:
        page = page_of(visitor.get("/stories/"))
        assert "The till" in page
        assert "A good beginning, not whole yet." in page
        assert "What was wanted of you, or what was the difficulty?" in page

    def test_free_telling_becomes_a_proposal(self, visitor: Any, candidate: Candidate) -> None:
        response = visitor.post("/stories/new/", {"told": TOLD})
        assert response.status_code == 303
        page = page_of(visitor.get(response["Location"]))
        assert "This is how we would part it." in page
        assert "I sold from a notebook." in page
        assert list_stories(candidate) == ()

    def test_nothing_told_is_asked_for(self, visitor: Any) -> None:
        response = visitor.post("/stories/new/", {"told": "  "})
        assert response.status_code == 422
        assert "Write a few sentences first" in page_of(response)

    def test_too_long_a_telling_is_said_and_kept(self, visitor: Any) -> None:
        response = visitor.post("/stories/new/", {"told": "word " * 41_000})
        assert response.status_code == 422
        assert "more text than one story needs" in page_of(response)
        assert "word word" in page_of(response)

    def test_half_told_is_there_again(self, visitor: Any, candidate: Candidate, now: datetime) -> None:
        keep_draft(candidate, "story/new/told", {"told": ["Half a tell"]}, now)
        assert "Half a tell" in page_of(visitor.get("/stories/new/"))

    def test_parts_are_saved(self, visitor: Any, candidate: Candidate) -> None:
        visitor.post("/stories/new/", {"told": TOLD})
        fields = {"title": "The till", "action": "I sold from a notebook.", "areas": ["composure", "initiative"]}
        response = visitor.post("/stories/new/", fields)
        (seen,) = list_stories(candidate)
        assert response["Location"] == f"/stories/{seen.story.id}/"
        assert seen.story.areas == ("composure", "initiative")
        assert 'value="The till"' not in page_of(visitor.get("/stories/new/?parts"))

    def test_name_is_asked_for(self, visitor: Any) -> None:
        response = visitor.post("/stories/new/", {"title": "", "action": "I sold from a notebook."})
        assert response.status_code == 422
        assert "Give the story a short name" in page_of(response)
        assert "I sold from a notebook." in page_of(response)

    def test_story_shows_where_it_was_told(
        self, visitor: Any, candidate: Candidate, story_id: int, now: datetime
    ) -> None:
        interview_id = save_interview(candidate, Interview(company="Northwind", role="Nurse", starts_at=now), now)
        question = Question(text="A hard day?", story_id=story_id, landed=Landed.SO_SO)
        record_reflection(candidate, Reflection(interview_id=interview_id, questions=(question,)))
        page = page_of(visitor.get(f"/stories/{story_id}/"))
        assert "Northwind" in page
        assert "so-so" in page
        assert "Say “I” where it was you." in page

    def test_story_is_changed(self, visitor: Any, candidate: Candidate, story_id: int) -> None:
        fields = {"title": "The till", "result": "It went well.", "action": "I sold.", "areas": ["examples"]}
        assert visitor.post(f"/stories/{story_id}/", fields)["Location"] == f"/stories/{story_id}/"
        (seen,) = list_stories(candidate)
        assert seen.story.areas == ("examples",)
        assert "A number, or what somebody said." in page_of(visitor.get(f"/stories/{story_id}/"))

    def test_change_without_a_name_is_asked_for(self, visitor: Any, story_id: int) -> None:
        response = visitor.post(f"/stories/{story_id}/", {"title": "", "result": "Calm"})
        assert response.status_code == 422
        assert "Calm" in page_of(response)

    def test_typed_and_not_saved_is_there_again(
        self, visitor: Any, candidate: Candidate, story_id: int, now: datetime
    ) -> None:
        keep_draft(candidate, f"story/{story_id}", {"title": ["The ti"], "result": ["Half a res"]}, now)
        assert "Half a res" in page_of(visitor.get(f"/stories/{story_id}/"))

    def test_deleting_asks_first(self, visitor: Any, candidate: Candidate, story_id: int) -> None:
        assert "Delete “The till”?" in page_of(visitor.get(f"/stories/{story_id}/delete/"))
        assert len(list_stories(candidate)) == 1
        assert visitor.post(f"/stories/{story_id}/delete/")["Location"] == "/stories/"
        assert list_stories(candidate) == ()

    @pytest.mark.parametrize("address", ["/stories/99/", "/stories/99/delete/", "/interviews/99/brief/"])
    def test_unknown_is_missing(self, visitor: Any, address: str) -> None:
        assert visitor.get(address).status_code == 404


class TestBrief:
    @pytest.fixture
    def here(self, candidate: Candidate, now: datetime) -> str:
        noted = Interview(
            company="Contoso",
            role="Ward manager",
            advert="You lead a team and stay calm under pressure.",
            place="12 High Street",
            starts_at=now + timedelta(days=1),
        )
        return f"/interviews/{save_interview(candidate, noted, now)}/brief/"

    def test_shows_the_page(self, visitor: Any, here: str, story_id: int) -> None:
        page = page_of(visitor.get(here))
        assert "Contoso, Ward manager" in page
        assert "12 High Street" in page
        assert "The till" in page
        assert "no story yet" in page
        assert "What would a good first six months look like?" in page
        assert "tell one" in page
        assert ".ics" in page

    def test_no_advert_leaves_its_block_out(self, visitor: Any, candidate: Candidate, now: datetime) -> None:
        interview_id = save_interview(candidate, Interview(company="Contoso", role="Nurse"), now)
        page = page_of(visitor.get(f"/interviews/{interview_id}/brief/"))
        assert "A story for what they ask for" not in page
        assert "Paste the advert" in page
        assert ".ics" not in page

    def test_own_words_are_saved(self, visitor: Any, candidate: Candidate, here: str, now: datetime) -> None:
        fields = {
            "route": "Train 8.52",
            "questions_to_ask": "Why now?",
            "blank_line": "One second.",
            "letter": "Breathe.",
        }
        assert visitor.post(here, fields)["Location"] == here
        page = page_of(visitor.get(here))
        assert "Train 8.52" in page
        assert "<q>One second.</q>" in page
        assert "Why now?" in page
        assert "What would a good first six months look like?" not in page
        assert "From you, on a good day" in page
        assert read_brief(candidate, int(here.split("/")[2]), now).letter == "Breathe."

    def test_too_long_is_said_and_kept(self, visitor: Any, here: str) -> None:
        response = visitor.post(here, {"route": "x" * 5001, "blank_line": "One second."})
        assert response.status_code == 422
        assert "too long for one page" in page_of(response)
        assert "One second." in page_of(response)

    def test_typed_and_not_saved_is_there_again(
        self, visitor: Any, candidate: Candidate, here: str, now: datetime
    ) -> None:
        keep_draft(candidate, f"brief/{here.split('/')[2]}", {"route": ["Train 8."]}, now)
        assert "Train 8." in page_of(visitor.get(here))
