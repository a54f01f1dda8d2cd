"""A form without JavaScript that is sent twice saves once, and going back to it leads to what it saved."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from afterview.core.words import Interview, Story
from afterview.flows.capture import delete_interview, save_interview
from afterview.flows.drafts import find_saved, make_mark
from afterview.flows.month import save_month
from afterview.flows.prepare import save_story
from afterview.flows.steady import save_check_in, save_keepsake
from afterview.store import models
from afterview.web.pages.capture import views

pytestmark = pytest.mark.django_db
TYPED = {"company": "Northwind", "role": "Planner", "people": "1"}


def _mark(visitor: Any, address: str) -> str:
    found = re.search(r'name="once" value="([^"]+)"', visitor.get(address).content.decode())
    assert found
    return found[1]


def test_double_tap_saves_once(visitor: Any) -> None:
    once = _mark(visitor, "/interviews/new/")
    answers = [visitor.post("/interviews/new/", {**TYPED, "once": once}) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer["Location"] for answer in answers}) == 1
    assert models.Interview.objects.count() == 1


def test_next_round_is_saved_once_too(visitor: Any, candidate: Any, now: Any) -> None:
    first = save_interview(candidate, Interview(company="Northwind", role="Planner"), now)
    address = f"/interviews/{first}/next-round/"
    once = _mark(visitor, address)
    for _ in range(2):
        assert visitor.post(address, {**TYPED, "once": once}).status_code == 303
    assert models.Interview.objects.count() == 2


def test_two_forms_save_two(visitor: Any) -> None:
    for _ in range(2):
        visitor.post("/interviews/new/", {**TYPED, "once": _mark(visitor, "/interviews/new/")})
    assert models.Interview.objects.count() == 2


def test_a_browser_has_the_mark_in_the_address_and_back_leads_to_what_was_saved(visitor: Any) -> None:
    opened = visitor.get("/interviews/new/?then=reflect", HTTP_SEC_FETCH_MODE="navigate")
    assert opened.status_code == 303
    address = opened["Location"]
    assert "then=reflect" in address
    once = _mark(visitor, address)
    assert once in address
    visitor.post(address, {**TYPED, "once": once})
    saved = models.Interview.objects.get()
    back = visitor.get(address, HTTP_SEC_FETCH_MODE="navigate")
    assert (back.status_code, back["Location"]) == (303, f"/interviews/{saved.pk}/")


def test_a_form_whose_interview_was_deleted_is_empty_again(visitor: Any, candidate: Any) -> None:
    once = _mark(visitor, "/interviews/new/")
    visitor.post("/interviews/new/", {**TYPED, "once": once})
    delete_interview(candidate, models.Interview.objects.get().pk)
    again = _mark(visitor, f"/interviews/new/?once={once}")
    assert again != once
    for mark in (again, once):
        visitor.post("/interviews/new/", {**TYPED, "once": mark})
    assert models.Interview.objects.count() == 2


@pytest.mark.parametrize("mark", ["", "x", "../../etc", "a" * 5_000, "interviews/new", "<b>" * 8])
def test_a_mark_that_is_none_of_ours_does_nothing(visitor: Any, mark: str) -> None:
    for _ in range(2):
        assert visitor.post("/interviews/new/", {**TYPED, "once": mark}).status_code == 303
    assert models.Interview.objects.count() == 2


def test_marks_are_no_drafts_and_go_after_a_week(visitor: Any, candidate: Any, now: Any) -> None:
    from afterview.store.carry.size import count_drafts

    old, new = make_mark(), make_mark()
    save_interview(candidate, Interview(company="Northwind", role="Planner"), now - timedelta(days=8), once=old)
    assert find_saved(candidate, old) is not None
    save_interview(candidate, Interview(company="Northwind", role="Planner"), now, once=new)
    assert find_saved(candidate, old) is None
    assert find_saved(candidate, new) is not None
    assert count_drafts(candidate) == 0


def test_a_check_in_a_text_and_a_month_sent_twice_count_once(candidate: Any, now: Any) -> None:
    there = save_interview(candidate, Interview(company="Northwind", role="Planner"), now)
    for later in (timedelta(), timedelta(minutes=1), timedelta(hours=2)):
        save_check_in(candidate, 2, "tired", now + later, there)
        save_keepsake(candidate, "values", "My choir", now + later, there)
        save_month(candidate, {"hard": 3}, now + later)
    for model in (models.CheckIn, models.Keepsake, models.Month):
        # The last was meant: two hours had gone by.
        assert model.objects.count() == 2
    save_check_in(candidate, 3, "tired", now + timedelta(hours=2), there)
    assert models.CheckIn.objects.count() == 3


def test_a_new_story_sent_twice_is_saved_once(candidate: Any, now: Any) -> None:
    told = Story(title="The lorry", action="I rang three hauliers", areas=("reliability",), added_on=now.date())
    first = save_story(candidate, told)
    assert save_story(candidate, told) == first
    other = save_story(candidate, replace(told, result="All shops opened"))
    assert other != first
    # Made alike on purpose: an earlier story stays what it is.
    assert save_story(candidate, replace(told, id=other)) == other
    assert models.Story.objects.count() == 2


def test_a_deletion_that_was_stopped_half_way_is_finished_when_sent_again(
    visitor: Any, candidate: Any, now: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = save_interview(candidate, Interview(company="Northwind", role="Planner"), now)
    forgotten: list[object] = []
    monkeypatch.setattr(views, "forget_backups", lambda *_: forgotten.append(gone))
    for _ in range(2):
        assert visitor.post(f"/interviews/{gone}/delete/", {"backups": "1"}).status_code == 303
    assert forgotten == [gone, gone]
    assert visitor.post(f"/interviews/{gone}/delete/").status_code == 404
