"""The loop of one interview, day by day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from afterview.core.journey import JourneySeen, Step, When, coming_step, is_closed, next_of, next_step, timeline
from afterview.core.loop import FOR_GOOD
from afterview.core.words import OutcomeKind

TODAY = date(2026, 11, 22)
NEW = JourneySeen(interview_id=7, company="Northwind", role="Product analyst")


def days(number: int) -> date:
    return TODAY + timedelta(days=number)


HELD = replace(NEW, held_on=days(-3), is_over=True)
REFLECTED = replace(HELD, reflection_begun=True, reflected_on=days(-3), looked_again=True)
NO = replace(REFLECTED, outcome=OutcomeKind.NO, outcome_on=days(-1))
ASKED = replace(NO, asked_on=days(0))
REPLIED = replace(ASKED, reply_id=4, reply_from="Sam", replied_on=days(0))
READ = replace(REPLIED, read_on=days(0))
THANKED = replace(READ, thanked_on=days(0))
DONE = replace(THANKED, evaluated_on=days(0))


@pytest.mark.parametrize(
    ("seen", "address"),
    [
        (NEW, "/interviews/7/edit/"),
        (replace(NEW, held_on=days(3)), "/interviews/7/brief/"),
        (HELD, "/interviews/7/reflect/"),
        (NO, "/interviews/7/ask/"),
        (replace(NO, letter_id=9), "/letters/9/"),
        (replace(NO, reflected_on=None), "/interviews/7/reflect/"),
        (REPLIED, "/replies/4/"),
        (READ, "/replies/4/thank/"),
        (THANKED, "/interviews/7/you-and-them/"),
        (replace(ASKED, asked_on=days(-8)), "/interviews/7/remind/"),
        (replace(ASKED, asked_on=days(-15), reminded_on=days(-14)), "/interviews/7/you-and-them/"),
        (replace(REFLECTED, outcome=OutcomeKind.SILENCE, outcome_on=TODAY), "/interviews/7/you-and-them/"),
        (replace(REFLECTED, outcome=OutcomeKind.YES, outcome_on=TODAY), "/interviews/7/you-and-them/"),
        (replace(READ, replied_on=days(-22)), "/interviews/7/you-and-them/"),
    ],
)
def test_step_that_is_due_leads_to_its_page(seen: JourneySeen, address: str) -> None:
    step = next_step(seen, TODAY)
    assert step is not None
    assert step.address == address
    assert step.company == "Northwind"


@pytest.mark.parametrize(
    "seen",
    [
        REFLECTED,
        ASKED,
        DONE,
        replace(ASKED, asked_on=days(-10), reminded_on=days(-2)),
        replace(NO, outcome_on=days(-61)),
        replace(THANKED, outcome_on=days(-61)),
        replace(READ, replied_on=days(-22), evaluated_on=days(-20)),
        replace(ASKED, asked_on=days(-30), evaluated_on=days(-9)),
        replace(HELD, outcome=OutcomeKind.WITHDREW, outcome_on=TODAY),
        replace(NO, rest_until=days(1)),
        replace(NO, evaluated_on=days(0)),
    ],
)
def test_nothing_is_due_while_waiting_resting_or_done(seen: JourneySeen) -> None:
    assert next_step(seen, TODAY) is None


def test_rest_ends_on_its_day() -> None:
    assert next_step(replace(NO, rest_until=TODAY), TODAY) is not None


@pytest.mark.parametrize(
    ("ahead", "heading", "rank"),
    [
        (0, "Today you meet %(company)s.", 2),
        (1, "Tomorrow you meet %(company)s.", 2),
        (5, "You meet %(company)s on %(day)s.", 8),
        (20, "You meet %(company)s on %(day)s.", 11),
    ],
)
def test_coming_interview_presses_more_the_nearer_it_is(ahead: int, heading: str, rank: int) -> None:
    step = next_step(replace(NEW, held_on=days(ahead)), TODAY)
    assert step is not None
    assert (step.heading, step.rank, step.on) == (heading, rank, days(ahead))


@pytest.mark.parametrize(("age", "rank"), [(0, 1), (2, 1), (3, 7), (21, 7)])
def test_reflection_presses_while_memory_is_fresh(age: int, rank: int) -> None:
    step = next_step(replace(HELD, held_on=days(-age)), TODAY)
    assert step is not None
    assert (step.step, step.rank) == (Step.REFLECT, rank)


def test_reflection_begun_is_carried_on() -> None:
    step = next_step(replace(HELD, reflection_begun=True), TODAY)
    assert step is not None
    assert step.action == "Carry on"


def test_reflection_too_old_gives_way_to_what_happened_and_to_asking() -> None:
    old = replace(HELD, held_on=days(-22))
    happened = next_step(old, TODAY)
    asked = next_step(replace(old, outcome=OutcomeKind.NO, outcome_on=days(-2)), TODAY)
    assert happened is not None
    assert happened.step is Step.HAPPENED
    assert asked is not None
    assert asked.step is Step.ASK
    assert {stop.step for stop in timeline(old, TODAY) if stop.when is When.NEXT} == {Step.HAPPENED}


@pytest.mark.parametrize(
    ("age", "heading"),
    [(6, None), (7, "Have you heard from %(company)s?"), (14, "Still no word from %(company)s?")],
)
def test_question_for_an_answer_waits_a_week(age: int, heading: str | None) -> None:
    step = next_step(replace(REFLECTED, held_on=days(-age), reflected_on=days(-age)), TODAY)
    assert (step.heading if step else None) == heading


@pytest.mark.parametrize(("age", "asks"), [(0, False), (1, True), (2, True), (3, False)])
def test_second_look_is_offered_on_the_day_after(age: int, asks: bool) -> None:
    seen = replace(REFLECTED, reflected_on=days(-age), looked_again=False)
    step = next_step(seen, TODAY)
    assert (step is not None and step.heading == "Anything you remember today?") is asks
    closed = replace(seen, outcome=OutcomeKind.YES, outcome_on=TODAY, evaluated_on=TODAY)
    assert (next_step(closed, TODAY) is not None) is asks


def test_most_pressing_of_several_loops_comes_first() -> None:
    tomorrow = replace(NEW, interview_id=8, held_on=days(1))
    assert next_of([NO, REPLIED, tomorrow], TODAY) == next_step(tomorrow, TODAY)
    assert next_of([NO, replace(NO, interview_id=9)], TODAY) == next_step(NO, TODAY)
    assert next_of([DONE], TODAY) is None


@pytest.mark.parametrize(
    ("seen", "closed"),
    [
        (REFLECTED, False),
        (NO, False),
        (ASKED, False),
        (replace(NO, rest_until=days(1)), False),
        (DONE, True),
        (replace(ASKED, asked_on=days(-15), evaluated_on=days(-1), outcome_on=days(-16)), True),
        (replace(ASKED, asked_on=days(-14), evaluated_on=days(-1), outcome_on=days(-16)), False),
        (replace(HELD, outcome=OutcomeKind.CLOSED, outcome_on=TODAY), True),
    ],
)
def test_loop_is_closed_when_nothing_is_or_will_be_due(seen: JourneySeen, closed: bool) -> None:
    assert is_closed(seen, TODAY) is closed


def test_loop_that_the_person_closed_is_closed_before_any_outcome() -> None:
    assert not is_closed(HELD, TODAY)
    assert is_closed(replace(HELD, rest_until=FOR_GOOD), TODAY)


def marks(seen: JourneySeen) -> list[tuple[str, str]]:
    return [(stop.name, stop.when.value) for stop in timeline(seen, TODAY)]


def test_timeline_before_the_interview_begins_with_the_page_for_the_day() -> None:
    seen = replace(NEW, held_on=days(4))
    assert marks(seen)[:2] == [("Your page for the day", "next"), ("Interview", "not_yet")]
    assert timeline(seen, TODAY)[1].on == days(4)


def test_timeline_without_a_day_asks_for_it() -> None:
    assert ("Interview", "next") in marks(NEW)


def test_timeline_in_the_middle_of_the_loop() -> None:
    assert marks(REPLIED) == [
        ("Interview", "past"),
        ("Your reflection", "past"),
        ("They said no", "past"),
        ("Thanked them and asked", "past"),
        ("Their reply", "next"),
        ("Thank them for it", "not_yet"),
        ("You and them", "not_yet"),
        ("Next interview", "not_yet"),
    ]


def test_timeline_of_a_yes_leaves_the_letters_out_unless_they_exist() -> None:
    yes = replace(REFLECTED, outcome=OutcomeKind.YES, outcome_on=TODAY)
    assert [name for name, _ in marks(yes)] == [
        "Interview",
        "Your reflection",
        "They said yes",
        "You and them",
        "Next interview",
    ]
    assert "Their reply" in [name for name, _ in marks(replace(yes, reply_id=3, replied_on=TODAY))]


def test_timeline_leads_to_the_next_interview_when_there_is_one() -> None:
    assert timeline(DONE, TODAY)[-1].address == "/stories/"
    assert timeline(replace(DONE, next_interview_id=8), TODAY)[-1].address == "/interviews/8/brief/"
    assert coming_step(DONE) is None
    assert not [stop for stop in timeline(DONE, TODAY) if stop.when is When.NEXT]


def test_thanked_reads_as_done() -> None:
    assert ("Thanked them for it", "past") in marks(THANKED)


def test_reminder_keeps_the_reply_as_what_comes_next() -> None:
    assert ("Their reply", "next") in marks(replace(ASKED, asked_on=days(-8)))


@pytest.mark.parametrize("seen", [NEW, replace(NEW, held_on=days(1)), HELD, NO, REPLIED, READ, THANKED])
def test_every_step_says_what_it_is_and_why_and_what_to_press(seen: JourneySeen) -> None:
    step = next_step(seen, TODAY)
    assert step is not None
    assert all(text and text.strip() for text in (step.heading, step.sentence, step.action))
