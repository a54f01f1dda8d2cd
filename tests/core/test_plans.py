"""Choosing what to keep and what to work on."""

from dataclasses import replace
from datetime import date

from afterview.core.plans import BOTH, TOO_FEW, TOO_MANY, find_fault, settle
from afterview.core.words import Direction, Plan

FOCUS, KEEP = Direction.FOCUS, Direction.STRENGTH
THEN, TODAY = date(2026, 11, 1), date(2026, 11, 22)


def plan(area: str = "results", direction: Direction = FOCUS, **kwargs: object) -> Plan:
    values = {"area": area, "direction": direction, "chosen_on": THEN, "interview_id": 1, **kwargs}
    return Plan(**values)


def test_two_to_work_on_and_two_to_keep() -> None:
    assert find_fault(["a", "b"], ["c", "d", "e"]) is None
    assert find_fault([], ["c", "d"]) is None
    assert find_fault(["a", "b", "c"], ["d", "e"]) == (FOCUS, TOO_MANY)
    assert find_fault(["a"], ["b"]) == (KEEP, TOO_FEW)
    assert find_fault(["a"], ["a", "b"]) == (KEEP, BOTH)


def test_a_new_choice_starts_today() -> None:
    [written] = settle([], [plan(id=7, then_words="x")], TODAY).written
    assert written == plan(then_words="x", chosen_on=TODAY)


def test_chosen_again_from_the_same_interview_is_worded_anew() -> None:
    settled = settle([plan(id=7, then_words="old")], [plan(then_words="new")], TODAY)
    assert settled.written == (plan(id=7, then_words="new"),)
    assert settled.retired == ()


def test_chosen_again_from_another_interview_is_a_plan_of_its_own() -> None:
    settled = settle([plan(id=7)], [plan(interview_id=2)], TODAY)
    assert settled.written == (plan(interview_id=2, chosen_on=TODAY),)
    assert settled.retired == (7,)


def test_what_is_not_chosen_or_turned_round_is_let_go() -> None:
    standing = [plan(id=7), plan("clarity", KEEP, id=8), plan("rapport", KEEP, id=9)]
    settled = settle(standing, [plan("results", KEEP), replace(standing[2], id=0)], TODAY)
    assert settled.retired == (7, 8)
    assert [(one.id, one.area, one.direction) for one in settled.written] == [
        (0, "results", KEEP),
        (9, "rapport", KEEP),
    ]
