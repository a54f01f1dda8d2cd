"""The job's pages, without JavaScript: the advert, the list to change, coverage, questions."""

from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from afterview.core.words import Candidate, Interview, Story
from afterview.flows.capture import find_interview, save_interview
from afterview.flows.drafts import keep_draft
from afterview.flows.jobs import read_requirements
from afterview.flows.prepare import list_stories, save_story

pytestmark = pytest.mark.django_db
ADVERT = "Night nurse\nRequirements\n- You stay calm under pressure\n- You listen well\n- Registered nurse\n"


def page_of(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def bare(candidate: Candidate, now: datetime) -> str:
    return f"/interviews/{save_interview(candidate, Interview(company='Contoso', role='Nurse'), now)}/job/"


@pytest.fixture
def here(candidate: Candidate, now: datetime) -> str:
    noted = Interview(company="Contoso", role="Nurse", advert=ADVERT)
    return f"/interviews/{save_interview(candidate, noted, now)}/job/"


@pytest.fixture
def story(candidate: Candidate) -> int:
    told = Story(title="The fire", areas=("composure",), action="I stayed calm.", added_on=date(2026, 11, 1))
    return save_story(candidate, told)


def _interview(candidate: Candidate, address: str) -> Interview:
    return find_interview(candidate, int(address.split("/")[2]))


class TestAdvert:
    def test_is_asked_for_where_there_is_none(self, visitor: Any, bare: str) -> None:
        assert "Paste the advert" in page_of(visitor.get(bare))

    def test_is_kept_as_pasted(self, visitor: Any, bare: str, candidate: Candidate) -> None:
        response = visitor.post(bare, {"advert": ADVERT})
        assert response.status_code == 303
        assert _interview(candidate, bare).advert == ADVERT.strip()
        assert "What Contoso asks for" in page_of(visitor.get(response["Location"]))

    def test_a_page_s_source_is_read_by_its_words(self, visitor: Any, bare: str, candidate: Candidate) -> None:
        source = b"<html><body><h2>Requirements</h2><ul><li>You stay calm</li></ul><script>x</script></body></html>"
        visitor.post(bare, {"file": SimpleUploadedFile("advert.html", source)})
        assert _interview(candidate, bare).advert == "Requirements\n\n- You stay calm"

    @pytest.mark.parametrize("advert", ["", "  ", "<html></html>", "<html><script>x</script></html>"])
    def test_nothing_to_read_is_said(self, visitor: Any, bare: str, advert: str) -> None:
        response = visitor.post(bare, {"advert": advert})
        assert response.status_code == 422
        assert "Paste the words of the advert." in page_of(response)

    def test_too_much_is_said_and_kept(self, visitor: Any, bare: str) -> None:
        response = visitor.post(bare, {"advert": "word " * 30_000})
        assert response.status_code == 422
        page = page_of(response)
        assert "more than an advert" in page
        assert "word word" in page

    def test_a_draft_comes_back(self, visitor: Any, bare: str, candidate: Candidate, now: datetime) -> None:
        keep_draft(candidate, f"job/{_interview(candidate, bare).id}/advert", {"advert": ["half an advert"]}, now)
        assert "half an advert" in page_of(visitor.get(bare))


class TestCoverage:
    def test_best_and_open_in_words_and_shapes(self, visitor: Any, here: str, story: int) -> None:
        page = page_of(visitor.get(here))
        assert "One of them has no story yet." in page
        assert '<span aria-hidden="true">●</span> best' in page
        assert "/stories/new/?area=listening" in page
        assert "You listen well" in page
        assert "Why these stories" in page

    def test_no_story_yet(self, visitor: Any, here: str) -> None:
        assert "2 things a story can show. Tell your first." in page_of(visitor.get(here))

    def test_the_link_opens_a_story_for_that_area(self, visitor: Any, candidate: Candidate) -> None:
        page = page_of(visitor.get("/stories/new/?area=listening"))
        assert 'name="area" value="listening"' in page
        response = visitor.post("/stories/new/", {"told": "I fixed the till. It worked.", "area": "listening"})
        assert 'value="listening" id="areas_' in page_of(visitor.get(response["Location"])) or "checked" in page_of(
            visitor.get(response["Location"])
        )
        assert list_stories(candidate) == ()

    def test_an_unknown_area_is_passed_over(self, visitor: Any) -> None:
        assert 'name="area"' not in page_of(visitor.get("/stories/new/?area=<script>"))


class TestList:
    def test_shows_their_words_and_our_reading(self, visitor: Any, here: str) -> None:
        page = page_of(visitor.get(f"{here}asks/"))
        assert "<blockquote" in page
        assert "You stay calm under pressure" in page
        assert 'name="rows" value="4"' in page

    def _row(self, at: int, **values: object) -> dict[str, object]:
        usual = {"skill": "", "area": "composure", "weight": "must", "start": 0, "end": 0}
        return {f"r{at}-{name}": value for name, value in {**usual, **values}.items()}

    def test_changed_taken_off_and_added(self, visitor: Any, here: str, candidate: Candidate) -> None:
        start = ADVERT.index("You listen")
        sent = {
            "rows": 3,
            **self._row(0, skill="stay calm", away="on"),
            **self._row(1, skill="listen", area="listening", weight="should", start=start, end=start + 15),
            **self._row(2, skill="Welsh", area="clarity", start=5000, end=9000),
        }
        response = visitor.post(f"{here}asks/", sent)
        assert response["Location"] == here
        kept, is_kept = read_requirements(candidate, _interview(candidate, here))
        assert is_kept
        assert [(one.skill, one.area, one.weight, one.quote) for one in kept] == [
            ("listen", "listening", "should", "You listen well"),
            ("Welsh", "clarity", "must", ""),
        ]

    def test_read_again(self, visitor: Any, here: str, candidate: Candidate) -> None:
        visitor.post(f"{here}asks/", {"rows": 1, **self._row(0, skill="Welsh", area="clarity")})
        assert "Read the advert again instead" in page_of(visitor.get(f"{here}asks/"))
        visitor.post(f"{here}asks/", {"afresh": "1"})
        assert not read_requirements(candidate, _interview(candidate, here))[1]

    @pytest.mark.parametrize(
        "wrong", [{"skill": "x" * 300}, {"skill": "x", "area": "no_such"}, {"skill": "x", "start": "minus"}]
    )
    def test_wrong_input_is_said_and_nothing_is_lost(self, visitor: Any, here: str, wrong: dict[str, str]) -> None:
        sent = {"rows": 2, **self._row(0, **wrong), **self._row(1, skill="kept words")}
        response = visitor.post(f"{here}asks/", sent)
        assert response.status_code == 422
        assert "kept words" in page_of(response)

    def test_what_was_typed_comes_back(self, visitor: Any, here: str, candidate: Candidate, now: datetime) -> None:
        typed = {name: [str(value)] for name, value in {"rows": 1, **self._row(0, skill="half a")}.items()}
        keep_draft(candidate, f"job/{_interview(candidate, here).id}/asks", typed, now)
        assert "half a" in page_of(visitor.get(f"{here}asks/"))

    @pytest.mark.parametrize("rows", ["", "-1", "1e9", "x", "²"])
    def test_a_wrong_count_of_rows_is_none(self, visitor: Any, here: str, rows: str) -> None:
        assert visitor.post(f"{here}asks/", {"rows": rows}).status_code == 303


class TestQuestions:
    def test_each_with_a_story_or_a_way_to_one(self, visitor: Any, here: str, story: int) -> None:
        page = page_of(visitor.get(f"{here}questions/"))
        assert "Tell us about the tensest hour you have had at work." in page
        assert "The fire" in page
        assert "<q>I stayed calm.</q>" in page
        assert "No story stands for it yet." in page

    def test_nothing_to_expect_yet(self, visitor: Any, bare: str) -> None:
        assert "Paste the advert first" in page_of(visitor.get(f"{bare}questions/"))


@pytest.mark.parametrize("page", ["", "asks/", "questions/"])
def test_no_such_interview(visitor: Any, page: str) -> None:
    assert visitor.get(f"/interviews/99/job/{page}").status_code == 404


def test_the_interview_and_the_brief_lead_there(visitor: Any, here: str) -> None:
    interview = here.removesuffix("job/")
    assert here in page_of(visitor.get(interview))
    assert f"{here}questions/" in page_of(visitor.get(f"{interview}brief/"))
