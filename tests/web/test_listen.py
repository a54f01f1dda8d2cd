"""The pages of listening."""

from datetime import datetime
from typing import Any

import pytest

from afterview.core.words import Candidate, Interview, Interviewer
from afterview.flows.capture import save_interview
from afterview.flows.listen import read_replies

WORDS = "Your example about the night shift was vivid and convincing. Next time, begin each answer with the result."


@pytest.fixture
def interview_id(candidate: Candidate, now: datetime) -> int:
    panel = (Interviewer(name="Sam Okoro"),)
    return save_interview(candidate, Interview(company="Northwind", role="Analyst", interviewers=panel), now)


def test_pasted_reply_leads_to_its_sentences(visitor: Any, candidate: Candidate, interview_id: int) -> None:
    address = f"/interviews/{interview_id}/reply/"
    assert visitor.get(address).status_code == 200
    sent = visitor.post(address, {"words": WORDS, "channel": "written", "received_on": "2026-11-20"})
    assert sent.status_code == 303
    page = visitor.get(sent["Location"]).content.decode()
    assert "Your example about the night shift was vivid and convincing." in page
    (reply,) = read_replies(candidate, interview_id)
    fields = {f"kind-{one.id}": "strength" for one in reply.findings} | {
        f"area-{one.id}": "examples" for one in reply.findings
    }
    done = visitor.post(sent["Location"], {**fields, "door": "open"})
    assert done["Location"] == f"/replies/{reply.id}/thank/"
    (confirmed,) = read_replies(candidate, interview_id)
    assert {one.kind.value for one in confirmed.findings} == {"strength"}
    assert confirmed.future_open is True


def test_empty_reply_says_what_to_do_and_keeps_the_rest(visitor: Any, interview_id: int) -> None:
    address = f"/interviews/{interview_id}/reply/"
    sent = visitor.post(address, {"words": " ", "channel": "told", "received_on": "2026-11-19"})
    assert sent.status_code == 422
    page = sent.content.decode()
    assert "There are no words here yet." in page
    assert "2026-11-19" in page


def test_hostile_words_are_shown_as_text(visitor: Any, candidate: Candidate, interview_id: int) -> None:
    words = "<script>alert(1)</script> Your example was strong & clear, <b>really</b>."
    visitor.post(
        f"/interviews/{interview_id}/reply/", {"words": words, "channel": "written", "received_on": "2026-11-20"}
    )
    (reply,) = read_replies(candidate, interview_id)
    page = visitor.get(f"/replies/{reply.id}/").content.decode()
    assert "<script>alert" not in page


def test_typed_choices_are_there_after_a_reload(visitor: Any, candidate: Candidate, interview_id: int) -> None:
    visitor.post(
        f"/interviews/{interview_id}/reply/", {"words": WORDS, "channel": "written", "received_on": "2026-11-20"}
    )
    (reply,) = read_replies(candidate, interview_id)
    first = reply.findings[0]
    kept = visitor.post(f"/drafts/?form=reply/{reply.id}", {f"kind-{first.id}": "not_about_you", "door": "closed"})
    assert kept.status_code == 204
    page = visitor.get(f"/replies/{reply.id}/").content.decode()
    assert f'name="kind-{first.id}" value="not_about_you" checked' in page
    assert 'value="closed" checked' in page


def test_unknown_reply_is_a_clear_page(visitor: Any) -> None:
    response = visitor.get("/replies/99/")
    assert response.status_code == 404
    assert "There is no such page." in response.content.decode()
