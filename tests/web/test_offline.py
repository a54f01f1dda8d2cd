"""What waited on a device: kept once, refused in a sentence, and only from this journal's own page."""

import uuid
from typing import Any

import pytest

from afterview.flows.reflect import read_reflection
from afterview.store import models

pytestmark = pytest.mark.django_db
TYPED = {"company": "Northwind", "role": "Planner", "questions": "Why us?\n\n  And you? \n", "change": "Begin earlier"}


def test_sent_often_it_is_kept_once(visitor: Any, candidate: Any) -> None:
    once = str(uuid.uuid4())
    answers = [visitor.post("/offline/send/", {**TYPED, "once": once}) for _ in range(3)]
    assert len({answer.content for answer in answers}) == 1
    interview = models.Interview.objects.get()
    assert answers[0].content.decode() == f"/interviews/{interview.pk}/"
    reflection = read_reflection(candidate, interview.pk)
    assert reflection is not None
    assert [question.text for question in reflection.questions] == ["Why us?", "And you?"]
    assert reflection.change == "Begin earlier"
    assert reflection.pages_done == ()


@pytest.mark.parametrize("faulty", [{"company": ""}, {"role": "x" * 201}, {"notes": "x" * 60_001}])
def test_a_fault_is_one_sentence_and_nothing_is_kept(visitor: Any, faulty: dict[str, str]) -> None:
    answer = visitor.post("/offline/send/", {**TYPED, **faulty, "once": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert answer.content
    assert not models.Interview.objects.exists()


def test_the_kept_page_holds_nothing_of_the_journal(visitor: Any) -> None:
    visitor.post("/example/")
    kept = visitor.get("/offline/?kept").content.decode()
    assert "csrfmiddlewaretoken" not in kept
    assert "invented example" not in kept
    assert "csrfmiddlewaretoken" in visitor.get("/offline/").content.decode()


def test_the_worker_is_behind_the_door(visitor: Any, settings: Any) -> None:
    worker = visitor.get("/worker.js")
    assert worker["Content-Type"].startswith("text/javascript")
    assert b"respondWith" in b"".join(worker.streaming_content)
    del visitor.cookies[settings.DOOR_COOKIE]
    assert visitor.get("/worker.js").status_code == 403
