"""Asked, advised, tried, felt, confirmed: each only from what was truly said and done, in the order of time."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from afterview.core.insight import Journal
from afterview.core.pointers import MOST, Asked, follow_pointers
from afterview.core.words import (
    Did,
    Direction,
    Finding,
    FindingKind,
    Interview,
    Interviewer,
    Plan,
    Rating,
    Reflection,
    Reply,
    Tried,
)

FIRST = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CHOSEN = date(2026, 3, 20)


def interview(id_: int, days: int | None) -> Interview:
    starts_at = None if days is None else FIRST + timedelta(days=days)
    return Interview(
        id=id_, company=f"Firm {id_}", role="Nurse", starts_at=starts_at,
        interviewers=(Interviewer(id=50 + id_, name=f"Person {id_}"),),
    )  # fmt: skip


def reply(interview_id: int, kind: FindingKind, quote: str, **more: Any) -> Reply:
    values: dict[str, Any] = {"id": 1, "area": "results", "start": 0, "end": 1, **more}
    confirmed = values.pop("confirmed", True)
    finding = Finding(kind=kind, quote=quote, **values)
    return Reply(
        id=interview_id * 10, interview_id=interview_id, interviewer_id=50 + interview_id,
        received_on=(FIRST + timedelta(days=interview_id)).date(), text="", findings=(finding,),
        confirmed_at=FIRST if confirmed else None,
    )  # fmt: skip


def reflection(interview_id: int, mark: float | None, *tried: Tried) -> Reflection:
    return Reflection(interview_id=interview_id, ratings=(Rating(area="results", value=mark),), tried=tried)


def letter(body: str) -> Asked:
    return Asked((FIRST + timedelta(days=3)).date(), body)


PLAN = Plan(id=7, area="results", direction=Direction.FOCUS, chosen_on=CHOSEN, interview_id=1)
ASKS = "What about the results I named, and how I arrived?"


def journal(**more: Any) -> Journal:
    values: dict[str, Any] = {
        "interviews": {1: interview(1, 0), 2: interview(2, 60), 3: interview(3, 90), 4: interview(4, None)},
        "plans": (PLAN,),
        **more,
    }
    return Journal(**values)


def test_whole_way_of_one_pointer() -> None:
    seen = journal(
        reflections={1: reflection(1, 2), 2: reflection(2, 3.5, Tried(plan_id=7, did=Did.PARTLY))},
        replies=(
            reply(1, FindingKind.ADVICE, "Say what came of it."),
            reply(3, FindingKind.STRENGTH, "You told us the numbers."),
        ),
    )
    (pointer,) = follow_pointers(seen, [letter(ASKS)])
    assert (pointer.area, pointer.direction, pointer.stands, pointer.chosen_on) == (
        "results", Direction.FOCUS, True, CHOSEN
    )  # fmt: skip
    assert pointer.asked == (date(2026, 3, 5),)
    assert [(one.quote, one.who) for one in pointer.advised] == [("Say what came of it.", "Person 1")]
    assert [(one.did, one.felt, one.interview_id) for one in pointer.tried] == [(Did.PARTLY, 3.5, 2)]
    assert pointer.felt_before == 2
    assert [one.quote for one in pointer.confirmed] == ["You told us the numbers."]


def test_what_does_not_count_is_left_out() -> None:
    seen = journal(
        interviews={1: interview(1, 0), 2: interview(2, 10), 3: interview(3, 90), 4: interview(4, None)},
        replies=(
            reply(1, FindingKind.STRENGTH, "Good numbers, from before the plan."),
            reply(2, FindingKind.STRENGTH, "Held before the plan was chosen."),
            reply(4, FindingKind.STRENGTH, "No day is known."),
            reply(3, FindingKind.STRENGTH, "Courtesy.", courtesy=True),
            reply(3, FindingKind.STRENGTH, "Taken out.", counted=False),
            reply(3, FindingKind.STRENGTH, "Put aside.", set_aside=True),
            reply(3, FindingKind.STRENGTH, "Not confirmed.", confirmed=False),
            reply(3, FindingKind.STRENGTH, "Another area.", area="clarity"),
            reply(3, FindingKind.NOTHING, "Nothing."),
        ),
        reflections={9: reflection(9, None, Tried(plan_id=7, did=Did.NO), Tried(plan_id=8, did=Did.YES))},
    )
    (pointer,) = follow_pointers(seen, [letter("Thank you.")])
    assert (pointer.asked, pointer.advised, pointer.confirmed, pointer.felt_before) == ((), (), (), None)
    assert [(one.did, one.felt, one.on) for one in pointer.tried] == [(Did.NO, None, date.min)]


def test_a_reply_of_an_interview_left_out_is_left_out() -> None:
    seen = journal(interviews={}, replies=(reply(1, FindingKind.ADVICE, "Say what came of it."),))
    assert follow_pointers(seen, ())[0].advised == ()


def test_letters_in_other_languages_ask_too() -> None:
    (pointer,) = follow_pointers(journal(), [letter("Mich würde interessieren: die Ergebnisse, die ich genannt habe.")])
    assert pointer.asked


def test_one_row_an_area_those_that_stand_first() -> None:
    def plan(id_: int, area: str, day: int, retired: bool = False) -> Plan:
        on = date(2026, 4, day)
        return Plan(id=id_, area=area, direction=Direction.STRENGTH, chosen_on=on, retired_on=on if retired else None)

    plans = (plan(1, "clarity", 1), plan(2, "clarity", 9), plan(3, "results", 8, True), plan(4, "structure", 2))
    seen = follow_pointers(journal(plans=plans), ())
    assert [(one.area, one.stands, one.chosen_on.day) for one in seen] == [
        ("structure", True, 2), ("clarity", True, 1), ("results", False, 8),
    ]  # fmt: skip
    many = tuple(plan(number, f"area{number}", 1) for number in range(1, 20))
    assert len(follow_pointers(journal(plans=many), ())) == MOST
