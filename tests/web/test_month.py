"""The monthly look as a visitor meets it: skippable, kept, compared with oneself alone, deleted upon a click."""

from datetime import timedelta
from typing import Any

import pytest

from afterview.flows.month import list_months, save_month
from afterview.flows.steady import list_check_ins

pytestmark = pytest.mark.django_db
PAGE = "/check-in/month/"


def test_one_answer_is_enough_and_the_rest_is_missing(visitor: Any, candidate: Any) -> None:
    assert visitor.post(PAGE, {"hard": "7", "nerves": "", "content": "11"}).status_code == 303
    assert [month.answers for month in list_months(candidate)] == [{"hard": 7}]
    page = visitor.get(PAGE).content.decode()
    assert "a first answer" in page
    assert "You have looked this month." in page


def test_nothing_answered_keeps_nothing(visitor: Any, candidate: Any) -> None:
    answer = visitor.post(PAGE, {"hard": "", "nerves": "many"})
    assert answer.status_code == 422
    assert "Answer one of the five" in answer.content.decode()
    assert list_months(candidate) == ()


def test_a_clear_change_is_named_and_all_can_be_deleted(visitor: Any, candidate: Any, now: Any) -> None:
    save_month(candidate, {"hard": 3}, now - timedelta(days=70))
    save_month(candidate, {"hard": 8}, now - timedelta(days=40))
    page = visitor.get(PAGE).content.decode()
    assert "higher than at first" in page
    assert "Keep my answers" in page
    assert visitor.post(f"{PAGE}forget/").status_code == 303
    assert list_months(candidate) == ()


def test_energy_is_kept_where_it_is_said(visitor: Any, candidate: Any) -> None:
    visitor.post("/check-in/", {"mood": "4", "energy": "2"})
    visitor.post("/check-in/", {"mood": "3", "energy": "9"})
    assert [(one.mood, one.energy) for one in list_check_ins(candidate)] == [(4, 2), (3, None)]
