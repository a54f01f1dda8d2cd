"""Today, the first run, one-tap check-ins and where help is."""

from datetime import timedelta
from typing import Any

import pytest

from afterview.core.words import Interview, Outcome, OutcomeKind
from afterview.flows.capture import save_interview
from afterview.flows.happened import save_outcome
from afterview.flows.steady import list_check_ins, save_check_in
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(candidate: Any) -> int:
    at = NOW - timedelta(days=1)
    return save_interview(candidate, Interview(company="Northwind", role="Analyst", starts_at=at, zone="UTC"), NOW)


def test_empty_journal_begins_with_four_ways_in(visitor: Any) -> None:
    assert visitor.get("/")["Location"] == "/first/"
    page = visitor.get("/first/").content.decode()
    for choice in ("I just had one", "I got a no", "One is coming", "Look around with an example"):
        assert choice in page


def test_example_is_not_offered_over_a_journal(visitor: Any, here: int) -> None:
    assert "Look around with an example" not in visitor.get("/first/").content.decode()


def test_today_shows_one_next_step(visitor: Any, here: int) -> None:
    page = visitor.get("/").content.decode()
    assert "How did it go at Northwind?" in page
    assert page.count('class="btn"') == 1
    assert f'href="/interviews/{here}/reflect/"' in page


def test_tomorrow_leaves_nothing_to_do(visitor: Any, here: int) -> None:
    assert visitor.post("/", {"interview": str(here)}).status_code == 303
    page = visitor.get("/").content.decode()
    assert "Nothing to do today. That is allowed." in page
    assert "Your next step waits until tomorrow." in page


@pytest.mark.parametrize("number", ["", "x", "999"])
def test_tomorrow_of_nothing_is_404(visitor: Any, here: int, number: str) -> None:
    assert visitor.post("/", {"interview": number}).status_code == 404


def test_all_closed_is_quiet(visitor: Any, candidate: Any, here: int) -> None:
    save_outcome(candidate, Outcome(interview_id=here, kind=OutcomeKind.WITHDREW, on=NOW.date()), NOW)
    page = visitor.get("/").content.decode()
    assert "Every interview here is closed." in page
    assert "Closed (1)" in page


def test_coming_interview_names_its_day(visitor: Any, candidate: Any) -> None:
    at = NOW + timedelta(days=4)
    save_interview(candidate, Interview(company="50 % Off", role="Clerk", starts_at=at, zone="UTC"), NOW)
    assert "You meet 50 % Off on Thursday 26 November." in visitor.get("/").content.decode()


def test_line_appears_from_three_check_ins(visitor: Any, candidate: Any, here: int) -> None:
    for days, mood in ((1, 5), (0, 3)):
        save_check_in(candidate, mood, "", NOW - timedelta(days=days))
    assert "Since Northwind" not in visitor.get("/").content.decode()
    save_check_in(candidate, 4, "", NOW)
    page = visitor.get("/").content.decode()
    assert "Since Northwind" in page
    assert page.count("<circle") == 3
    assert "Lowest on 22 November (In between); latest: Fine." in page


def test_one_tap_is_a_check_in(visitor: Any, candidate: Any) -> None:
    assert visitor.post("/check-in/", {"mood": "2", "note": " rainy "}).status_code == 303
    (kept,) = list_check_ins(candidate)
    assert (kept.mood, kept.note) == (2, "rainy")


@pytest.mark.parametrize("mood", ["", "0", "6", "x"])
def test_check_in_without_a_word_keeps_the_note(visitor: Any, candidate: Any, mood: str) -> None:
    response = visitor.post("/check-in/", {"mood": mood, "note": "rainy"})
    assert response.status_code == 422
    assert "rainy" in response.content.decode()
    assert list_check_ins(candidate) == ()


def test_help_is_offered_after_two_heavy_days_and_nothing_is_taken_away(
    visitor: Any, candidate: Any, here: int
) -> None:
    sentence = "This sounds like a hard time."
    save_check_in(candidate, 1, "", NOW - timedelta(days=1))
    assert sentence not in visitor.get("/").content.decode()
    save_check_in(candidate, 1, "", NOW)
    page = visitor.get("/").content.decode()
    assert sentence in page
    assert "How did it go at Northwind?" in page


def test_hard_day_names_people_to_reach(visitor: Any, settings: Any) -> None:
    page = visitor.get("/hard-day/").content.decode()
    assert 'href="tel:116123"' in page
    assert 'href="tel:988"' in page
    assert "findahelpline.com" in page
    assert "your local emergency number" in page
    assert "is not therapy" in page
    settings.CLOCK = lambda: NOW + timedelta(days=401)
    assert "which is a while ago" in visitor.get("/hard-day/").content.decode()


@pytest.mark.parametrize("address", ["/first/", "/interviews/", "/check-in/", "/hard-day/", "/interviews/new/"])
def test_every_page_leads_to_help(visitor: Any, address: str) -> None:
    assert 'href="/hard-day/"' in visitor.get(address).content.decode()
