"""Taking along and bringing in, in the browser."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from afterview.core.words import Candidate, Story
from afterview.flows.prepare import list_stories, save_story

pytestmark = pytest.mark.django_db


def page_of(response: Any) -> str:
    return str(response.content.decode())


def bring(visitor: Any, content: bytes) -> Any:
    return visitor.post("/stories/bring/", {"file": SimpleUploadedFile("resume.json", content)})


def test_every_form_has_its_file(visitor: Any, candidate: Candidate) -> None:
    save_story(candidate, Story(title="The till", action="=1", added_on=date(2026, 11, 1)))
    page = page_of(visitor.get("/yours/take/"))
    for name in ("afterview-anki.txt", "afterview-notes.zip", "resume.json", "stories.csv", "interviews.csv"):
        assert f"/yours/take/{name}" in page
        response = visitor.get(f"/yours/take/{name}")
        assert response.status_code == 200
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "'=1" in visitor.get("/yours/take/stories.csv").content.decode("utf-8-sig")
    assert visitor.get("/yours/take/passwd").status_code == 404
    assert visitor.post("/yours/take/").status_code == 405


def test_stories_are_looked_over_and_chosen(visitor: Any, candidate: Candidate) -> None:
    assert visitor.get("/stories/bring/choose/")["Location"] == "/stories/bring/"
    sent = bring(visitor, b'{"work": [{"name": "Shop", "highlights": ["I <b>sold</b> on.", "I kept the keys."]}]}')
    assert sent["Location"] == "/stories/bring/choose/"
    assert "I &lt;b&gt;sold&lt;/b&gt; on" in page_of(visitor.get(sent["Location"]))
    assert "2 stories wait to be looked over." in page_of(visitor.get("/stories/bring/"))
    assert visitor.post(sent["Location"], {"story": ["1", "x"]})["Location"] == "/stories/"
    assert len(list_stories(candidate)) == 1
    bring(visitor, b"title\nAnother\n")
    visitor.post("/stories/bring/choose/", {"story": ["0"], "none": "1"})
    assert len(list_stories(candidate)) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "There are no stories in this file."),
        (b"\x00" * 50, "This file is damaged, or of another kind."),
        (b"{" * 500_000, "This file is damaged, or of another kind."),
        (b"x" * 2_100_000, "This file is larger than 2 MB."),
        (b"a,b\n1,2\n", "The table needs a heading"),
        (b"title,text\n" + b"t," + b"w" * 19_000 + b"\n", ""),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(
    visitor: Any, candidate: Candidate, content: bytes, sentence: str
) -> None:
    response = bring(visitor, content)
    assert response.status_code == (422 if sentence else 303)
    assert sentence in page_of(response)
    assert list_stories(candidate) == ()


def test_nothing_chosen(visitor: Any) -> None:
    assert "Choose a file first" in page_of(visitor.post("/stories/bring/", {}))
