"""Practice without JavaScript: begin, stop, how it came; a partner's sheet out and back."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from afterview.core.sheet import FilledSheet, write_sheet
from afterview.core.words import Candidate, Interview, Story
from afterview.flows.capture import save_interview
from afterview.flows.practice import list_sheets
from afterview.flows.prepare import save_story
from afterview.store.load.practice import load_rehearsals

pytestmark = pytest.mark.django_db
TEXT = write_sheet(FilledSheet(partner="Sam", marks=(("examples", 4.0), ("clarity", 3.5)), good="Calm & <clear>"))


def page_of(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def story_id(candidate: Candidate) -> int:
    story = Story(title="The till", action="I sold on.", areas=("composure",), added_on=date(2026, 11, 1))
    return save_story(candidate, story)


class TestAloud:
    def test_an_empty_bank_is_asked_for_a_story(self, visitor: Any) -> None:
        assert "Practice needs a story." in page_of(visitor.get("/practice/"))

    def test_begin_stop_and_how_it_came(
        self, visitor: Any, candidate: Candidate, story_id: int, settings: Any, now: datetime
    ) -> None:
        assert "Say one story aloud" in page_of(visitor.get("/practice/"))
        began = visitor.post(f"/practice/{story_id}/", {"begin": "1"})
        assert began.status_code == 303
        running = page_of(visitor.get(began["Location"]))
        assert "Begin at 10:00:06; two minutes are over at 10:02:06." in running
        settings.CLOCK = lambda: now + timedelta(seconds=111)
        stopped = visitor.post(f"/practice/{story_id}/", {"began": str(int(now.timestamp())), "stop": "1"})
        asked = page_of(visitor.get(stopped["Location"]))
        assert "It took 1:45." in asked
        assert "I sold on." in asked
        ended = str(int(now.timestamp()) + 111)
        told = {"began": str(int(now.timestamp())), "ended": ended, "recall": "solid"}
        for _ in range(2):
            assert visitor.post(f"/practice/{story_id}/", told)["Location"] == "/practice/?said=1"
        [said] = load_rehearsals(candidate)
        assert (said.recall, said.seconds) == ("solid", 105)
        done = page_of(visitor.get("/practice/"))
        assert "Done for today." in done
        assert "<strong>1</strong> day practised" in done

    def test_without_the_clock(self, visitor: Any, candidate: Candidate, story_id: int) -> None:
        asked = visitor.post(f"/practice/{story_id}/", {"untimed": "1"})
        assert "How did it come?" in page_of(visitor.get(asked["Location"]))
        visitor.post(f"/practice/{story_id}/", {"recall": "easy", "ended": asked["Location"].split("=")[1][:10]})
        assert [said.seconds for said in load_rehearsals(candidate)] == [None]

    @pytest.mark.parametrize("query", ["began=x", "began=99999999999", "began=-5", "began=1&ended=2", "began=٣"])
    def test_moments_that_cannot_be_are_none(self, visitor: Any, story_id: int, query: str) -> None:
        page = page_of(visitor.get(f"/practice/{story_id}/?{query}"))
        assert "One breath first." in page

    def test_a_story_that_is_gone(self, visitor: Any) -> None:
        assert visitor.get("/practice/99/").status_code == 404
        assert visitor.post("/practice/99/", {"recall": "solid"}).status_code == 404

    def test_stop_without_a_beginning_begins_anew(self, visitor: Any, candidate: Candidate, story_id: int) -> None:
        assert visitor.post(f"/practice/{story_id}/", {"stop": "1"})["Location"] == f"/practice/{story_id}/"
        assert load_rehearsals(candidate) == ()

    def test_today_says_one_quiet_line(self, visitor: Any, candidate: Candidate, story_id: int, now: datetime) -> None:
        noted = Interview(company="Northwind", role="Analyst", starts_at=now + timedelta(days=3))
        save_interview(candidate, noted, now)
        assert "Before Northwind: one story to say aloud." in page_of(visitor.get("/"))


class TestSheet:
    def test_the_file_opens_no_connection(self, visitor: Any) -> None:
        assert "Make the file" in page_of(visitor.get("/practice/sheet/"))
        response = visitor.get("/practice/sheet.html?area=examples&area=clarity&area=nonsense")
        page = page_of(response)
        assert response["Content-Disposition"] == 'attachment; filename="practice-sheet.html"'
        assert page.count("<fieldset>") == 2
        assert "default-src 'none'" in page
        assert "http://" not in page.replace("http://www.w3.org", "")
        assert "https://" not in page

    def test_here_on_this_device(self, visitor: Any, candidate: Candidate) -> None:
        address = visitor.get("/practice/sheet.html?area=clarity&here=1")["Location"]
        assert visitor.post(address, {"partner": "Sam"}).status_code == 422
        response = visitor.post(address, {"partner": "Sam", "clarity": "4", "good": "Calm\nand clear"})
        assert response.status_code == 303
        [sheet] = list_sheets(candidate)
        assert (sheet.marks, sheet.good) == ((("clarity", 4.0),), "Calm and clear")
        assert "What Sam heard" in page_of(visitor.get(response["Location"]))

    def test_back_as_text_and_taken_out(self, visitor: Any, candidate: Candidate) -> None:
        seen = visitor.post("/practice/sheet/back/", {"words": TEXT})["Location"]
        assert "Calm &amp; &lt;clear&gt;" in page_of(visitor.get(seen))
        assert "A partner at practice" in page_of(visitor.get("/insights/clarity/"))
        assert "A partner&#x27;s mark: 3.5 of 5" in page_of(visitor.get("/insights/clarity/"))
        assert "What Sam heard" not in page_of(visitor.get("/practice/"))
        assert visitor.post(seen).status_code == 303
        assert list_sheets(candidate) == ()
        assert visitor.get(seen).status_code == 404

    def test_back_as_a_file(self, visitor: Any, candidate: Candidate) -> None:
        file = SimpleUploadedFile("practice-sheet.txt", TEXT.encode())
        assert visitor.post("/practice/sheet/back/", {"file": file}).status_code == 303
        assert len(list_sheets(candidate)) == 1

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "This file is empty."),
            (b"\x89PNG\r\n" + bytes(range(256)) * 9, "There is no sheet in this."),
            (TEXT[:40].encode(), "A part of the sheet is missing."),
            (b"y" * 900_000, "This is far longer than a sheet."),
            (b"<html><form id=sheet></form>", "This is the sheet itself"),
        ],
    )
    def test_what_cannot_be_read_is_said_in_a_sentence(
        self, visitor: Any, candidate: Candidate, content: bytes, sentence: str
    ) -> None:
        response = visitor.post("/practice/sheet/back/", {"words": "kept", "file": SimpleUploadedFile("a", content)})
        assert response.status_code == 422
        assert sentence in page_of(response)
        assert "kept" in page_of(response)
        assert list_sheets(candidate) == ()

    def test_nothing_given(self, visitor: Any) -> None:
        assert "Paste the text your partner sent" in page_of(visitor.post("/practice/sheet/back/", {"words": " "}))
