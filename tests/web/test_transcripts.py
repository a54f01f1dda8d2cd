"""A transcript in the browser, without JavaScript: brought, looked at, its facts kept."""

from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from afterview.core.words import Candidate, Interview
from afterview.flows.capture import save_interview
from afterview.flows.transcripts import list_transcripts

pytestmark = pytest.mark.django_db
TEXT = "Sam: Tell me about a time you fixed <b>it</b>.\nJo: I sort of split the file.\nSam: Why us?\nJo: The team.\n"
UNNAMED = (
    "Can you tell me about your last job?\nI worked at the desk and I liked it.\nWhy did you leave?\nI moved house.\n"
)


def page_of(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def here(candidate: Candidate, now: datetime) -> str:
    interview = Interview(company="Northwind", role="Analyst", starts_at=now)
    return f"/interviews/{save_interview(candidate, interview, now)}/"


class TestTranscript:
    def test_from_the_reflection_and_back(self, visitor: Any, candidate: Candidate, here: str) -> None:
        assert f"{here}transcript/" in page_of(visitor.get(f"{here}reflect/questions/"))
        assert "Recording someone in secret" in page_of(visitor.get(f"{here}transcript/"))
        seen = visitor.post(f"{here}transcript/", {"words": TEXT})
        assert seen.status_code == 303
        page = page_of(visitor.get(seen["Location"]))
        assert "fixed &lt;b&gt;it&lt;/b&gt;." in page
        assert "Your share of the talk" in page
        assert "The words" in page
        assert "not looked over yet" in page_of(visitor.get(f"{here}transcript/"))
        done = visitor.post(seen["Location"], {"keep": "1", "question": ["1", "x"]})
        assert done["Location"] == f"{here}reflect/questions/"
        assert "Why us?" in page_of(visitor.get(done["Location"]))
        kept = page_of(visitor.get(seen["Location"]))
        assert "The facts are kept; the words are not." in kept
        assert "sort of split" not in kept
        assert visitor.post(seen["Location"], {"delete": "1"})["Location"] == f"{here}transcript/"
        assert visitor.get(seen["Location"]).status_code == 404

    def test_guessed_speakers_are_said_to_be_guesses(self, visitor: Any, candidate: Candidate) -> None:
        seen = visitor.post("/practice/transcript/", {"words": UNNAMED})["Location"]
        page = page_of(visitor.get(seen))
        assert "Who said what is guessed from the words" in page
        assert visitor.post(seen, {"me": "Speaker A"})["Location"] == f"{seen}#facts"
        [kept] = list_transcripts(candidate, None)
        assert kept.me == "Speaker A"
        assert visitor.post(seen, {"keep": "1", "words": "yes"})["Location"] == seen
        assert "The facts and the words are kept." in page_of(visitor.get(seen))
        assert visitor.post(seen, {"delete": "1"})["Location"] == "/practice/transcript/"

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "There are no words in this file."),
            (b"PK\x03\x04" + b"x" * 90, "This is a Word, zip or PDF file."),
            (b"\x00\x01\x02" * 90, "This file holds no text."),
            (b"a: b\n" * 1_100_000, "This is longer than a day of talk."),
            (b"WEBVTT\n\n00:00.000 --> 00:00.001\n<v A></v>\n", "There are no words in this file."),
        ],
    )
    def test_what_cannot_be_read_is_said_in_a_sentence(
        self, visitor: Any, candidate: Candidate, here: str, content: bytes, sentence: str
    ) -> None:
        given = {"words": "typed before", "file": SimpleUploadedFile("talk.vtt", content)}
        response = visitor.post(f"{here}transcript/", given)
        assert response.status_code == 422
        assert sentence in page_of(response)
        assert "typed before" in page_of(response)
        assert list_transcripts(candidate, None) == ()

    def test_nothing_given_and_nothing_there(self, visitor: Any) -> None:
        assert "Choose the file, or paste" in page_of(visitor.post("/practice/transcript/", {}))
        assert visitor.get("/interviews/99/transcript/").status_code == 404
        assert visitor.get("/transcripts/99/").status_code == 404
