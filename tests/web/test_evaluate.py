"""You and them, Insights and why, as a person uses them without JavaScript."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from afterview.core.words import Candidate
from afterview.flows.evaluate import list_standing_plans
from afterview.store import models

pytestmark = pytest.mark.django_db
CLEAR = "The part about <b>budgets</b> was clear"
POINTER = "Some answers ran long before they reached the point"


@pytest.fixture
def owned(candidate: Any) -> dict[str, int]:
    return {"candidate_id": candidate.id}


def add_interview(
    owned: dict[str, int], now: datetime, *, company: str = "Northwind", days: int = 5, role: str = "Analyst"
) -> Any:
    application = models.Application.objects.create(company=company, role=role, created_at=now, **owned)
    interview = models.Interview.objects.create(
        application=application, starts_at=now - timedelta(days=days), created_at=now, **owned
    )
    models.Interviewer.objects.create(interview=interview, position=0, name="Sam Okafor", **owned)
    return interview


def add_reflection(owned: dict[str, int], interview: Any, **marks: float) -> Any:
    reflection = models.Reflection.objects.create(interview=interview, completed_at=interview.starts_at, **owned)
    for area, value in marks.items():
        models.Rating.objects.create(reflection=reflection, area=area, value=value, **owned)
    return reflection


def add_reply(owned: dict[str, int], interview: Any, *, confirmed: bool = True) -> tuple[Any, Any]:
    reply = models.Reply.objects.create(
        interview=interview,
        interviewer=interview.interviewers.get(),
        channel="written",
        received_on=interview.starts_at.date() + timedelta(days=2),
        text="",
        confirmed_at=interview.starts_at + timedelta(days=3) if confirmed else None,
        **owned,
    )
    rows = [("strength", "examples", CLEAR), ("develop", "structure", POINTER)]
    praise, pointer = (
        models.Finding.objects.create(reply=reply, kind=kind, area=area, quote=quote, start=0, end=1, **owned)
        for kind, area, quote in rows
    )
    return praise, pointer


def text_of(response: Any) -> str:
    """What is read aloud: the page without tags and drawings."""
    html = re.sub(r"<(svg|script|head)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


# --- insights --------------------------------------------------------------------------------------------------------


def test_nothing_yet(visitor: Any) -> None:
    said = text_of(visitor.get("/insights/"))
    assert "No interview has left a word or a mark yet." in said
    assert "your picture starts here" in said


def test_one_interview_is_too_early_to_conclude(visitor: Any, owned: Any, now: datetime) -> None:
    interview = add_interview(owned, now)
    add_reflection(owned, interview, examples=2)
    add_reply(owned, interview)
    said = text_of(visitor.get("/insights/"))
    assert "One interview. Good to know, too early to conclude." in said
    assert "You: 2 of 5. Them: strength." in said
    assert "Them: to work on." in said
    assert "Over your interviews" not in said
    assert "They see it, you did not" in said


def test_heading_is_a_finding_from_three_up(visitor: Any, owned: Any, now: datetime) -> None:
    for days in (1, 2, 3):
        interview = add_interview(owned, now, days=days)
        add_reflection(owned, interview, examples=2, rapport=4)
        add_reply(owned, interview)
    said = text_of(visitor.get("/insights/"))
    assert "They liked your examples more than you did." in said
    assert "3 interviews so far. One area you marked has no word from them." in said
    assert "no clear change yet" in said


def test_their_words_are_shown_as_words_not_as_markup(visitor: Any, owned: Any, now: datetime) -> None:
    add_reply(owned, add_interview(owned, now))
    for address in ("/insights/", "/insights/kept-words/", "/insights/examples/"):
        page = visitor.get(address).content.decode()
        assert "&lt;b&gt;budgets&lt;/b&gt;" in page
        assert "<b>budgets" not in page


def test_filters_live_in_the_address(visitor: Any, owned: Any, now: datetime) -> None:
    add_reflection(owned, add_interview(owned, now, role="Planner", days=400), rapport=4)
    add_reflection(owned, add_interview(owned, now), clarity=4)
    everything = text_of(visitor.get("/insights/"))
    assert "Two interviews so far." in everything
    planner = text_of(visitor.get("/insights/?role=Planner"))
    assert "First minutes" in planner
    assert "Voice and clarity" not in planner
    assert "First minutes" not in text_of(visitor.get("/insights/?period=365"))
    assert "Two interviews so far." in text_of(visitor.get("/insights/?period=odd"))
    assert "Show everything" in text_of(visitor.get("/insights/?role=Nobody"))


def test_pictures_of_a_longer_journal(visitor: Any, owned: Any, now: datetime) -> None:
    for number in range(5):
        interview = add_interview(owned, now, days=10 * (5 - number), company=f"Firm {number}")
        reflection = add_reflection(owned, interview, examples=2 + number / 2)
        models.Rating.objects.create(reflection=reflection, area="rapport", value=2, cause="not_mine", **owned)
        models.Reflection.objects.filter(pk=reflection.pk).update(expectation=30)
        models.Outcome.objects.create(interview=interview, kind="no", on=interview.starts_at.date(), **owned)
        models.CheckIn.objects.create(interview=interview, at=interview.starts_at, mood=3, **owned)
    response = visitor.get("/insights/")
    said = text_of(response)
    assert "5 expectations met their answer. Too few to be sure." in said
    assert "higher than at first" in said
    assert "then 2.5, 3, 3.5" in said
    assert re.search(r"Not yours\s+5", said)
    assert "Their answer, Firm 3" in said
    assert " style=" not in response.content.decode()


def test_kept_words(visitor: Any, owned: Any, now: datetime) -> None:
    assert "Nothing here yet." in text_of(visitor.get("/insights/kept-words/"))
    add_reply(owned, add_interview(owned, now))
    said = text_of(visitor.get("/insights/kept-words/"))
    assert "One good thing an interviewer wrote about you, in their own words." in said
    assert "Sam Okafor, Northwind, 19 November 2026" in said
    assert POINTER not in said


def test_insights_take_no_more_queries_in_a_longer_journal(
    visitor: Any, owned: Any, now: datetime, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        interview = add_interview(owned, now, days=number)
        add_reflection(owned, interview, examples=2)
        add_reply(owned, interview)
    with django_assert_max_num_queries(16):
        visitor.get("/insights/")


# --- why -------------------------------------------------------------------------------------------------------------


def test_every_reason_with_who_when_and_weight(visitor: Any, owned: Any, now: datetime) -> None:
    interview = add_interview(owned, now)
    add_reflection(owned, interview, structure=4)
    add_reply(owned, interview)
    said = text_of(visitor.get("/insights/structure/"))
    assert POINTER in said
    assert re.search(
        r"Sam Okafor\s*, Northwind\s*, 19 November 2026 · read as something to work on · good weight", said
    )
    assert "Your own mark: 4 of 5" in said
    assert "If one more interviewer saw room: Likely: to work on." in said
    assert "One interview has spoken of the structure of your answers; a second would tell more." in said


def test_facts_stay_facts(visitor: Any, owned: Any, now: datetime) -> None:
    reflection = add_reflection(owned, add_interview(owned, now))
    counts = {"examples_asked": 4, "examples_stories": 2, "examples_with_action": 2, "examples_with_result": 1}
    models.Reflection.objects.filter(pk=reflection.pk).update(minutes_late=4, **counts)
    assert "4 minutes late" in text_of(visitor.get("/insights/punctuality/"))
    said = text_of(visitor.get("/insights/examples/"))
    assert "2 of 4 questions for an example got a story; 1 had a result" in said


def test_a_cause_that_was_not_yours_is_shown_and_not_counted(visitor: Any, owned: Any, now: datetime) -> None:
    reflection = add_reflection(owned, add_interview(owned, now))
    models.Rating.objects.create(reflection=reflection, area="rapport", value=1, cause="not_mine", **owned)
    said = text_of(visitor.get("/insights/rapport/"))
    assert "Your own mark: 1 of 5; not yours to change, so not counted" in said
    assert "Not enough yet." in said


def test_a_piece_is_taken_out_and_put_back(visitor: Any, owned: Any, now: datetime) -> None:
    praise, _ = add_reply(owned, add_interview(owned, now))
    address = f"/insights/examples/{praise.pk}/"
    response = visitor.post(address, {"counted": "no"})
    assert (response.status_code, response["Location"]) == (303, "/insights/examples/")
    said = text_of(visitor.get("/insights/examples/"))
    assert "you took it out" in said
    assert "Not enough yet." in said
    visitor.post(address, {"counted": "yes"})
    assert "First sign of a strength." in text_of(visitor.get("/insights/examples/"))


def test_a_piece_is_corrected(visitor: Any, owned: Any, now: datetime) -> None:
    praise, pointer = add_reply(owned, add_interview(owned, now))
    visitor.post(f"/insights/examples/{praise.pk}/", {"kind": "develop", "area": "results"})
    visitor.post(f"/insights/structure/{pointer.pk}/", {"kind": "not_about_you", "area": "structure"})
    praise.refresh_from_db()
    pointer.refresh_from_db()
    assert (praise.kind, praise.area) == ("develop", "results")
    assert (pointer.kind, pointer.area) == ("not_about_you", "")
    assert "First sign: to work on." in text_of(visitor.get("/insights/results/"))


@pytest.mark.parametrize("fields", [{"kind": "develop", "area": "not_about_you"}, {"kind": "odd", "area": "results"}])
def test_odd_corrections_change_nothing(visitor: Any, owned: Any, now: datetime, fields: dict[str, str]) -> None:
    praise, _ = add_reply(owned, add_interview(owned, now))
    assert visitor.post(f"/insights/examples/{praise.pk}/", fields).status_code == 404
    praise.refresh_from_db()
    assert (praise.kind, praise.area) == ("strength", "examples")


def test_what_is_not_there_is_missing(visitor: Any, now: datetime) -> None:
    stranger = {"candidate_id": models.Candidate.objects.create(created_at=now).pk}
    praise, _ = add_reply(stranger, add_interview(stranger, now))
    assert visitor.get("/insights/not_about_you/").status_code == 404
    assert visitor.get("/insights/charm/").status_code == 404
    assert visitor.post(f"/insights/examples/{praise.pk}/", {"counted": "no"}).status_code == 404
    assert visitor.get(f"/insights/examples/{praise.pk}/").status_code == 405


def test_long_lists_of_reasons_are_folded(visitor: Any, owned: Any, now: datetime) -> None:
    for days in range(45):
        add_reflection(owned, add_interview(owned, now, days=days), rapport=3)
    assert "Show 5 more that weigh less" in text_of(visitor.get("/insights/rapport/"))
    assert text_of(visitor.get("/insights/rapport/?all=1")).count("Your own mark: 3 of 5") == 45


# --- you and them ----------------------------------------------------------------------------------------------------


def test_own_view_stands_beside_their_words(visitor: Any, owned: Any, now: datetime) -> None:
    interview = add_interview(owned, now)
    add_reflection(owned, interview, examples=2)
    add_reply(owned, interview)
    said = text_of(visitor.get(f"/interviews/{interview.pk}/you-and-them/"))
    assert "why might they see it so?" in said
    assert "Mostly general" in said
    assert POINTER in said
    assert "You did not mark this." in said


def test_own_words_of_an_old_interview_are_there_too(visitor: Any, owned: Any, now: datetime) -> None:
    interview = add_interview(owned, now, days=4000)
    reflection = add_reflection(owned, interview, examples=2)
    models.Reflection.objects.filter(pk=reflection.pk).update(change="Say the number")
    models.Worked.objects.create(
        reflection=reflection, position=0, what="The greeting", why="I knew the names", **owned
    )
    said = text_of(visitor.get(f"/interviews/{interview.pk}/you-and-them/"))
    assert "It worked: The greeting I knew the names" in said
    assert "To change: Say the number" in said


def test_page_is_whole_without_a_reply(visitor: Any, owned: Any, now: datetime) -> None:
    interview = add_interview(owned, now)
    add_reflection(owned, interview, examples=2)
    said = text_of(visitor.get(f"/interviews/{interview.pk}/you-and-them/"))
    assert "this page is whole without it" in said
    assert "No word from them" not in said
    assert "Two or more to keep" in said


def test_words_wait_until_they_were_read(visitor: Any, owned: Any, now: datetime) -> None:
    interview = add_interview(owned, now)
    add_reply(owned, interview, confirmed=False)
    said = text_of(visitor.get(f"/interviews/{interview.pk}/you-and-them/"))
    assert "Read their reply first" in said
    assert POINTER not in said


def test_nothing_known_leads_to_the_reflection(visitor: Any, owned: Any, now: datetime) -> None:
    interview = add_interview(owned, now)
    assert "Begin with your reflection" in text_of(visitor.get(f"/interviews/{interview.pk}/you-and-them/"))
    assert visitor.get("/interviews/999/you-and-them/").status_code == 404


def choice(**more: Any) -> dict[str, Any]:
    return {
        "focus": ["structure"],
        "keep": ["examples", "rapport"],
        "if-focus-structure": "I have made my point",
        "then-focus-structure": " I stop ",
        "then-keep-examples": "I tell the archive story",
        **more,
    }


def test_a_choice_becomes_plans(visitor: Any, candidate: Candidate, owned: Any, now: datetime) -> None:
    interview = add_interview(owned, now)
    response = visitor.post(f"/interviews/{interview.pk}/you-and-them/", choice())
    assert (response.status_code, response["Location"]) == (303, f"/interviews/{interview.pk}/")
    plans = list_standing_plans(candidate)
    assert [(plan.area, plan.direction.value, plan.then_words) for plan in plans] == [
        ("examples", "strength", "I tell the archive story"),
        ("rapport", "strength", ""),
        ("structure", "focus", "I stop"),
    ]
    assert {plan.interview_id for plan in plans} == {interview.pk}
    page = visitor.get(f"/interviews/{interview.pk}/you-and-them/").content.decode()
    assert 'name="focus" value="structure" checked' in page
    assert "I tell the archive story" in page


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"focus": ["structure", "results", "clarity"]}, "Choose one or two to work on."),
        ({"keep": ["examples"]}, "Choose at least two to keep."),
        ({"keep": ["examples", "structure"]}, "Choose each area once"),
    ],
)
def test_a_choice_that_does_not_hold_says_so_and_loses_nothing(
    visitor: Any, candidate: Candidate, owned: Any, now: datetime, changes: dict[str, Any], says: str
) -> None:
    interview = add_interview(owned, now)
    response = visitor.post(f"/interviews/{interview.pk}/you-and-them/", choice(**changes))
    assert response.status_code == 422
    assert says in text_of(response)
    page = response.content.decode()
    assert 'name="focus" value="structure" checked' in page
    assert "I have made my point" in page
    assert list_standing_plans(candidate) == ()


def test_stopping_keeps_what_was_typed(visitor: Any, candidate: Candidate, owned: Any, now: datetime) -> None:
    interview = add_interview(owned, now)
    address = f"/interviews/{interview.pk}/you-and-them/"
    assert visitor.post(address, choice(later="1", keep=["examples"])).status_code == 303
    assert list_standing_plans(candidate) == ()
    page = visitor.get(address).content.decode()
    assert 'name="keep" value="examples" checked' in page
    assert 'name="keep" value="rapport" checked' not in page
    assert "I tell the archive story" in page


def test_nothing_is_offered_against_the_evidence(visitor: Any, owned: Any, now: datetime) -> None:
    interview = add_interview(owned, now)
    add_reply(owned, interview)
    page = visitor.get(f"/interviews/{interview.pk}/you-and-them/").content.decode()
    assert 'name="focus" value="structure"' in page
    assert 'name="focus" value="examples"' not in page
    assert 'name="keep" value="structure"' not in page
    everything = visitor.get(f"/interviews/{interview.pk}/you-and-them/?all=1").content.decode()
    assert everything.count('name="focus"') == 25
