"""What happened and the moment after, without JavaScript."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from afterview.core.words import Interview, Interviewer, Outcome, OutcomeKind
from afterview.flows.capture import find_interview, save_interview
from afterview.flows.happened import read_outcome, save_outcome
from afterview.flows.listen import read_replies
from afterview.flows.steady import list_check_ins, save_check_in
from afterview.store import models
from tests.conftest import NOW
from tests.flows.test_happened import INVITE, NO, UNCLEAR

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(candidate: Any) -> int:
    at = NOW - timedelta(days=5)
    panel = (Interviewer(name="Sam"), Interviewer(name="Priya"))
    interview = Interview(company="Northwind", role="Analyst", round=2, starts_at=at, zone="UTC", interviewers=panel)
    return save_interview(candidate, interview, NOW)


def page_of(response: Any) -> str:
    return str(response.content.decode())


def test_two_taps_keep_an_outcome(visitor: Any, candidate: Any, here: int) -> None:
    response = visitor.post(f"/interviews/{here}/happened/", {"kind": "no"})
    assert (response.status_code, response["Location"]) == (303, f"/interviews/{here}/moment/")
    assert read_outcome(candidate, here) == Outcome(interview_id=here, kind=OutcomeKind.NO, on=NOW.date())


def test_pasted_words_are_read_shown_and_confirmed(visitor: Any, candidate: Any, here: int) -> None:
    response = visitor.post(f"/interviews/{here}/happened/", {"words": NO, "on": "2026-11-21"})
    assert response["Location"] == f"/interviews/{here}/happened/#read"
    assert read_outcome(candidate, here) is None
    page = page_of(visitor.get(f"/interviews/{here}/happened/"))
    assert "We read this as “They said no”." in page
    assert "not be moving forward" in page.partition("<form")[0]
    assert 'value="2026-11-21"' in page
    visitor.post(f"/interviews/{here}/happened/", {"kind": "no", "words": NO, "on": "2026-11-21", "as_reply": "on"})
    kept = read_outcome(candidate, here)
    assert kept is not None
    assert kept.words.split() == NO.split()
    assert len(read_replies(candidate, here)) == 1


def test_person_overrules_the_reading(visitor: Any, candidate: Any, here: int) -> None:
    visitor.post(f"/interviews/{here}/happened/", {"words": NO})
    visitor.post(f"/interviews/{here}/happened/", {"words": NO, "kind": "closed"})
    kept = read_outcome(candidate, here)
    assert kept is not None
    assert kept.kind is OutcomeKind.CLOSED
    assert read_replies(candidate, here) == ()


def test_dropped_mail_is_read(visitor: Any, here: int) -> None:
    raw = f"From: Sam <sam@northwind.example>\nSubject: News\nMIME-Version: 1.0\n\n{NO}".encode()
    visitor.post(f"/interviews/{here}/happened/", {"file": SimpleUploadedFile("a.eml", raw)})
    assert "We read this as “They said no”." in page_of(visitor.get(f"/interviews/{here}/happened/"))


def test_invitation_leads_to_the_next_round_with_its_words(visitor: Any, here: int) -> None:
    visitor.post(f"/interviews/{here}/happened/", {"words": INVITE})
    assert "Log the next round" in page_of(visitor.get(f"/interviews/{here}/happened/"))
    assert "second interview next Tuesday" in page_of(visitor.get(f"/interviews/{here}/next-round/"))


def test_unclear_words_leave_it_to_the_person(visitor: Any, here: int) -> None:
    visitor.post(f"/interviews/{here}/happened/", {"words": UNCLEAR})
    page = page_of(visitor.get(f"/interviews/{here}/happened/"))
    assert "We could not tell from these words." in page
    assert UNCLEAR in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [({}, "Choose what happened."), ({"kind": "no", "on": "x"}, "Enter the day, like 12 11 2026.")],
)
def test_fault_is_said(visitor: Any, candidate: Any, here: int, fields: dict[str, str], sentence: str) -> None:
    response = visitor.post(f"/interviews/{here}/happened/", fields)
    assert response.status_code == 422
    assert sentence in page_of(response)
    assert read_outcome(candidate, here) is None


def test_known_outcome_is_shown_to_change(visitor: Any, candidate: Any, here: int) -> None:
    save_outcome(candidate, Outcome(interview_id=here, kind=OutcomeKind.NO, on=NOW.date(), words="Sorry."), NOW)
    assert "Sorry." in page_of(visitor.get(f"/interviews/{here}/happened/"))


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        (OutcomeKind.NO, "They said no this time."),
        (OutcomeKind.YES, "They said yes. Congratulations."),
        (OutcomeKind.SILENCE, "No answer yet."),
        (OutcomeKind.WITHDREW, "You withdrew."),
        (OutcomeKind.CLOSED, "The role was closed."),
    ],
)
def test_each_outcome_has_its_kind_page(
    visitor: Any, candidate: Any, here: int, kind: OutcomeKind, heading: str
) -> None:
    save_outcome(candidate, Outcome(interview_id=here, kind=kind, on=NOW.date()), NOW)
    page = page_of(visitor.get(f"/interviews/{here}/moment/"))
    assert heading in page
    assert "You reached round 2 with Northwind." in page
    assert "2 people took the time to meet you." in page
    assert "!" not in page.partition("<main")[2].partition("</main>")[0]


def test_long_silence_offers_to_close_or_ask(visitor: Any, candidate: Any, settings: Any, here: int) -> None:
    save_outcome(candidate, Outcome(interview_id=here, kind=OutcomeKind.SILENCE, on=NOW.date()), NOW)
    settings.CLOCK = lambda: NOW + timedelta(days=10)
    page = page_of(visitor.get(f"/interviews/{here}/moment/"))
    assert "No answer after 15 days." in page
    assert visitor.post(f"/interviews/{here}/moment/", {"close": "1"})["Location"] == "/"
    assert "Closed (1)" in page_of(visitor.get("/interviews/"))


def test_moment_needs_an_outcome(visitor: Any, here: int) -> None:
    assert visitor.get(f"/interviews/{here}/moment/")["Location"] == f"/interviews/{here}/happened/"


@pytest.fixture
def after_no(candidate: Any, here: int) -> int:
    save_outcome(candidate, Outcome(interview_id=here, kind=OutcomeKind.NO, on=NOW.date()), NOW)
    return here


def test_save_and_come_back_tomorrow(visitor: Any, candidate: Any, after_no: int) -> None:
    response = visitor.post(f"/interviews/{after_no}/moment/", {"mood": "1", "note": "sad"})
    assert response["Location"] == "/"
    (kept,) = list_check_ins(candidate)
    assert (kept.mood, kept.note, kept.interview_id) == (1, "sad", after_no)
    assert find_interview(candidate, after_no).rest_until == NOW.date() + timedelta(days=1)
    assert "Nothing to do today." in page_of(visitor.get("/"))


def test_skipping_asks_nothing(visitor: Any, candidate: Any, after_no: int) -> None:
    response = visitor.post(f"/interviews/{after_no}/moment/", {"go": "1"})
    assert response["Location"] == f"/interviews/{after_no}/"
    assert list_check_ins(candidate) == ()
    assert find_interview(candidate, after_no).rest_until is None


def test_exercise_comes_first_on_a_low_day(visitor: Any, candidate: Any, after_no: int) -> None:
    page = page_of(visitor.get(f"/interviews/{after_no}/moment/"))
    assert page.index("How is it right now?") < page.index("Three minutes, if you like")
    save_check_in(candidate, 1, "", NOW)
    page = page_of(visitor.get(f"/interviews/{after_no}/moment/"))
    assert page.index("How is it right now?") > page.index("Three minutes, if you like")


@pytest.mark.parametrize("kind", ["friend", "values"])
def test_exercise_is_kept_and_ends(visitor: Any, after_no: int, kind: str) -> None:
    address = f"/interviews/{after_no}/moment/exercise/"
    assert visitor.get(f"{address}?kind={kind}").status_code == 200
    response = visitor.post(f"{address}?kind={kind}", {"text": " my choir "})
    assert response["Location"] == f"{address}?saved=1"
    kept = models.Keepsake.objects.get()
    assert (kept.kind, kept.text, kept.interview_id) == (kind, "my choir", after_no)
    assert "That is enough for today." in page_of(visitor.get(response["Location"]))


def test_empty_exercise_says_so(visitor: Any, after_no: int) -> None:
    response = visitor.post(f"/interviews/{after_no}/moment/exercise/?kind=else", {"text": " "})
    assert response.status_code == 422
    assert not models.Keepsake.objects.exists()


@pytest.mark.parametrize("end", ["happened", "moment", "moment/exercise"])
def test_missing_interview_is_404(visitor: Any, end: str) -> None:
    assert visitor.get(f"/interviews/999/{end}/").status_code == 404
