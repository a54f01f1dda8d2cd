"""The reflect pages, without JavaScript."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from afterview.core.words import (
    Arrival,
    Candidate,
    Cause,
    ExampleCounts,
    Format,
    Interview,
    Landed,
    Outcome,
    OutcomeKind,
    Rating,
    Reflection,
)
from afterview.flows.capture import save_interview
from afterview.flows.drafts import keep_draft, read_draft
from afterview.flows.reflect import read_reflection
from afterview.store.load.check_ins import load_check_ins
from afterview.store.record.interviews import record_outcome
from afterview.store.record.reflections import record_reflection

pytestmark = pytest.mark.django_db
Send = Callable[..., Any]


@pytest.fixture
def here(candidate: Candidate, now: datetime) -> str:
    """The address of an interview held today at 08:00 UTC on video."""
    noted = Interview(company="Northwind", role="Analyst", starts_at=now - timedelta(hours=2), format=Format.VIDEO)
    return f"/interviews/{save_interview(candidate, noted, now)}/reflect/"


@pytest.fixture
def send(visitor: Any, here: str) -> Send:
    """Sends a page's fields; gives the response."""

    def post(page: str, **fields: Any) -> Any:
        return visitor.post(f"{here}{page}/", {name.replace("__", "-"): value for name, value in fields.items()})

    return post


@pytest.fixture
def noted(candidate: Candidate, here: str) -> Callable[[], Reflection]:
    """Reads what is noted."""

    def read() -> Reflection:
        reflection = read_reflection(candidate, int(here.split("/")[2]))
        assert reflection is not None
        return reflection

    return read


def test_begins_at_the_first_page(visitor: Any, here: str) -> None:
    response = visitor.get(here)
    assert response.status_code == 303
    assert response["Location"] == f"{here}arrival/"


@pytest.mark.parametrize(
    "page", ["arrival", "questions", "convincing", "examples", "body-language", "closing", "check"]
)
def test_every_page_opens(visitor: Any, here: str, page: str) -> None:
    response = visitor.get(f"{here}{page}/")
    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1


@pytest.mark.parametrize("address", ["/interviews/99/reflect/", "/interviews/99/reflect/check/"])
def test_unknown_interview_is_missing(visitor: Any, address: str) -> None:
    assert visitor.get(address).status_code == 404


def test_unknown_page_is_missing(visitor: Any, here: str) -> None:
    assert visitor.get(f"{here}weather/").status_code == 404
    assert visitor.get(f"{here}weather/suggested/").status_code == 404
    assert visitor.get("/interviews/99/reflect/arrival/suggested/").status_code == 404


def test_question_nobody_is_sure_of_is_no_fault(send: Send, here: str, noted: Callable[[], Reflection]) -> None:
    unsure = {"q0-text": "", "q0-landed": "unsure", "q0-wanted": "unsure", "q0-told": "unsure", "q0-parts": "unsure"}
    assert send("questions", rows="1", **unsure)["Location"] == f"{here}convincing/"
    assert noted().questions == ()


class TestArrival:
    def test_suggested_line_is_shown_before_it_counts(
        self, visitor: Any, here: str, send: Send, noted: Callable[[], Reflection]
    ) -> None:
        response = send("arrival", actual="08:08", announced="yes")
        assert response["Location"] == f"{here}arrival/"
        assert noted().arrival == Arrival(minutes_late=8, announced=True)
        assert noted().ratings == ()
        page = visitor.get(f"{here}arrival/").content.decode()
        assert "From these facts this line fits" in page
        assert "What you noted is kept. It speaks for one of the lines, which is marked below." in page
        assert send("arrival", actual="08:08", announced="yes", line="2")["Location"] == f"{here}questions/"
        assert "What you noted is kept" not in visitor.get(f"{here}arrival/").content.decode()
        assert 'value="2" id="line_3" checked' in page or 'name="line" value="2"' in page

    def test_own_line_overrules_the_facts(self, here: str, send: Send, noted: Callable[[], Reflection]) -> None:
        response = send("arrival", actual="08:08", announced="no", line="2", cause="not_mine", trouble="Train stood")
        assert response["Location"] == f"{here}questions/"
        assert noted().rating("punctuality") == Rating(area="punctuality", value=2, cause=Cause.NOT_MINE)
        assert noted().pages_done == ("arrival",)

    def test_bad_time_is_said_and_nothing_is_lost(self, send: Send) -> None:
        response = send("arrival", actual="eight", trouble="Train stood")
        assert response.status_code == 422
        page = response.content.decode()
        assert "Enter the time you were there, like 13:50" in page
        assert "Train stood" in page

    def test_facts_are_shown_again(self, visitor: Any, here: str, send: Send) -> None:
        send("arrival", actual="07:52", start="yes", line="5")
        page = visitor.get(f"{here}arrival/").content.decode()
        assert 'value="07:52"' in page
        assert "Planned for <strong>08:00, on video</strong>" in page

    def test_suggestion_as_facts_are_typed(self, visitor: Any, here: str) -> None:
        part = visitor.get(f"{here}arrival/suggested/", {"actual": "08:20"}).content.decode()
        assert "More than 15 minutes late" in part
        assert "<html" not in part
        assert "line fits" not in visitor.get(f"{here}arrival/suggested/", {"actual": "x"}).content.decode()

    def test_time_planned_is_asked_where_it_is_unknown(self, visitor: Any, candidate: Candidate, now: datetime) -> None:
        interview_id = save_interview(candidate, Interview(company="Contoso", role="Nurse"), now)
        here = f"/interviews/{interview_id}/reflect/arrival/"
        assert 'name="planned"' in visitor.get(here).content.decode()
        visitor.post(here, {"planned": "14:00", "actual": "13:55", "line": "4"})
        assert "You noted: <strong>5 minutes early</strong>." in visitor.get(here).content.decode()
        visitor.post(here, {"line": "4"})
        reflection = read_reflection(candidate, interview_id)
        assert reflection is not None
        assert reflection.arrival.minutes_late == -5


class TestQuestions:
    def test_add_another_keeps_what_was_typed(self, visitor: Any, here: str, send: Send) -> None:
        response = send("questions", rows="1", q0__text="Why us?", q0__landed="so_so", more="1")
        assert response.status_code == 303
        assert response["Location"] == f"{here}questions/#row1"
        page = visitor.get(f"{here}questions/").content.decode()
        assert "Why us?" in page
        assert 'name="q1-text"' in page
        assert 'name="rows" value="2"' in page

    def test_row_taken_away_moves_the_others_up(self, visitor: Any, here: str, send: Send) -> None:
        send("questions", rows="3", q0__text="One", q1__text="Two", q2__text="Three", q2__parts=["action"], remove="1")
        page = visitor.get(f"{here}questions/").content.decode()
        assert "Two" not in page
        assert 'name="rows" value="2"' in page
        assert page.index("One") < page.index("Three")

    def test_questions_are_kept(
        self, candidate: Candidate, here: str, send: Send, noted: Callable[[], Reflection]
    ) -> None:
        response = send(
            "questions",
            rows="3",
            q0__text="Tell me about a time",
            q0__landed="landed",
            q0__wanted="yes",
            q0__told="yes",
            q0__parts=["action"],
            q0__story="The outage",
            q1__text="Another time",
            q1__wanted="yes",
            q1__told="yes",
            q1__parts=["result", "unsure"],
            q2__text="",
        )
        assert response["Location"] == f"{here}convincing/"
        first, second = noted().questions
        assert first.landed is Landed.LANDED
        assert (first.told_story, first.had_action, first.had_result) == (True, True, False)
        assert first.story_words == "The outage"
        assert (second.had_action, second.had_result) == (None, True)
        assert read_draft(candidate, f"reflect/{here.split('/')[2]}/questions") == {}

    def test_story_of_the_bank_is_recognised(
        self, visitor: Any, candidate: Candidate, here: str, send: Send, noted: Callable[[], Reflection], now: datetime
    ) -> None:
        from afterview.core.words import Story
        from afterview.store.record.stories import record_story

        story_id = record_story(candidate, Story(title="Refund outage", added_on=now.date()))
        fields = {"q0__wanted": "yes", "q0__told": "yes", "q0__story": "refund OUTAGE "}
        send("questions", rows="1", q0__text="Tell me", **fields)
        assert noted().questions[0].story_id == story_id
        assert 'value="Refund outage"' in visitor.get(f"{here}questions/").content.decode()

    def test_answer_without_its_question_is_asked_for(self, send: Send) -> None:
        response = send("questions", rows="1", q0__text="", q0__landed="missed")
        assert response.status_code == 422
        assert "Write the question, or a few words of it" in response.content.decode()

    def test_nonsense_rows_are_one_row(self, send: Send) -> None:
        assert send("questions", rows="many", q0__text="Why?", more="1").status_code == 303
        assert send("questions", rows="999999", q0__text="Why?", more="1")["Location"].endswith("#row39")

    def test_too_long_to_keep_says_so_and_loses_nothing(self, send: Send) -> None:
        response = send("questions", rows="1", q0__text="x" * 200_001, more="1")
        assert response.status_code == 422
        assert "more text than one page can keep" in response.content.decode()
        assert "x" * 200_001 in response.content.decode()


class TestExamples:
    def test_counts_come_from_the_questions(self, visitor: Any, here: str, send: Send) -> None:
        rows = {f"q{n}__{name}": value for n in range(4) for name, value in {"text": "A time", "wanted": "yes"}.items()}
        told = {f"q{n}__told": "yes" for n in range(4)}
        parts = {f"q{n}__parts": ["action", "result"] if n < 2 else ["action"] for n in range(4)}
        send("questions", rows="4", **rows, **told, **parts)
        page = visitor.get(f"{here}examples/").content.decode()
        assert "2 of 4 lacked a result." in page
        assert "not quite enough" in page

    def test_own_counts_are_kept(self, here: str, send: Send, noted: Callable[[], Reflection]) -> None:
        response = send("examples", asked="3", stories="2", with_action="2", with_result="2", line="3")
        assert response["Location"].startswith(here)
        assert noted().counts == ExampleCounts(asked=3, stories=2, with_action=2, with_result=2)

    @pytest.mark.parametrize(
        ("counts", "sentence"),
        [
            ({"asked": "1", "stories": "2"}, "More stories than questions"),
            ({"asked": "2", "stories": "1", "with_action": "2"}, "More than there were stories"),
            ({"asked": "2", "stories": "1", "with_result": "2"}, "More than there were stories"),
            ({"asked": "some"}, "Enter a whole number, like 3"),
        ],
    )
    def test_counts_that_cannot_be_are_said(self, send: Send, counts: dict[str, str], sentence: str) -> None:
        response = send("examples", **counts)
        assert response.status_code == 422
        assert sentence in response.content.decode()

    def test_nothing_counted_goes_on(self, here: str, send: Send, noted: Callable[[], Reflection]) -> None:
        assert send("examples")["Location"] == f"{here}body-language/"
        assert noted().counts is None


class TestOtherPages:
    def test_not_sure_is_an_answer(self, visitor: Any, here: str, send: Send, noted: Callable[[], Reflection]) -> None:
        send("convincing", line="unsure", moment="They laughed")
        assert noted().rating("convincing") == Rating(area="convincing", value=None)
        page = visitor.get(f"{here}convincing/").content.decode()
        assert 'value="unsure" id="line_5" checked' in page or "checked" in page

    def test_body_language_may_be_left_out(
        self, visitor: Any, here: str, send: Send, noted: Callable[[], Reflection]
    ) -> None:
        page = visitor.get(f"{here}body-language/").content.decode()
        assert page.index("Leave this page out") < page.index('name="line"')
        assert "weak" not in page
        assert send("body-language", skip="1")["Location"] == f"{here}closing/"
        assert noted().body_language_skipped
        send("body-language", line="2", cause="mine")
        assert not noted().body_language_skipped
        assert noted().rating("body_language") == Rating(area="body_language", value=2, cause=Cause.MINE)

    def test_closing_is_kept_and_the_expectation_sealed(
        self, visitor: Any, candidate: Candidate, here: str, send: Send, noted: Callable[[], Reflection]
    ) -> None:
        send("closing", what0="The outage", why0="A number", change="Shorter", expectation="30", mood="2")
        assert noted().expectation == 30
        assert noted().worked[0].why == "A number"
        assert [check_in.mood for check_in in load_check_ins(candidate)] == [2]
        page = visitor.get(f"{here}closing/").content.decode()
        assert "noted and sealed" in page
        assert 'value="30" checked' not in page
        # Of the words alone: a form's token may hold any digits.
        shown = re.sub(r"<[^>]*>", " ", visitor.get(f"{here}check/").content.decode().split("<main")[1])
        assert "30" not in shown

    def test_reason_without_what_worked_is_asked_for(self, send: Send) -> None:
        response = send("closing", why1="It had a number")
        assert response.status_code == 422
        assert "Say in a few words what it was that worked" in response.content.decode()

    def test_expectation_is_not_asked_once_it_is_known(
        self, visitor: Any, candidate: Candidate, here: str, now: datetime, send: Send
    ) -> None:
        outcome = Outcome(interview_id=int(here.split("/")[2]), kind=OutcomeKind.NO, on=now.date())
        record_outcome(candidate, outcome)
        assert 'name="expectation"' not in visitor.get(f"{here}closing/").content.decode()
        assert send("closing", change="Shorter").status_code == 303

    def test_asks_what_became_of_a_plan(
        self, visitor: Any, candidate: Candidate, here: str, send: Send, now: datetime, noted: Callable[[], Reflection]
    ) -> None:
        from afterview.core.words import Did, Direction, Plan, Tried
        from afterview.store.record.plans import record_plan

        words = "I say the number first."
        plan = Plan(area="results", direction=Direction.FOCUS, then_words=words, chosen_on=now.date())
        plan_id = record_plan(candidate, plan)
        assert "You wanted this: “I say the number first”. Did you?" in visitor.get(f"{here}closing/").content.decode()
        visitor.post(f"{here}closing/", {f"plan-{plan_id}": "partly"})
        assert noted().tried == (Tried(plan_id=plan_id, did=Did.PARTLY),)
        send("closing", change="x", **{f"plan-{plan_id}": "unsure"})
        assert noted().tried == ()


class TestStopping:
    def test_stops_on_any_page_and_comes_back_to_it(
        self, visitor: Any, here: str, send: Send, noted: Callable[[], Reflection]
    ) -> None:
        response = send("convincing", moment="They laughed", later="1")
        assert response["Location"] == here.removesuffix("reflect/")
        assert noted().moment == "They laughed"
        assert "convincing" not in noted().pages_done

    def test_stopping_with_a_mistake_keeps_it_as_typed(self, visitor: Any, here: str, send: Send) -> None:
        response = send("arrival", actual="eight", later="1")
        assert response.status_code == 303
        assert 'value="eight"' in visitor.get(f"{here}arrival/").content.decode()

    def test_stopping_with_too_much_says_so(self, send: Send) -> None:
        response = send("arrival", actual="eight", trouble="x" * 200_001, later="1")
        assert response.status_code == 422

    def test_typed_and_not_saved_is_there_again(
        self, visitor: Any, candidate: Candidate, here: str, now: datetime
    ) -> None:
        keep_draft(candidate, f"reflect/{here.split('/')[2]}/convincing", {"moment": ["Half a sent"]}, now)
        assert "Half a sent" in visitor.get(f"{here}convincing/").content.decode()

    def test_next_day_asks_what_came_back(
        self, visitor: Any, candidate: Candidate, here: str, now: datetime, noted: Callable[[], Reflection]
    ) -> None:
        yesterday = Reflection(interview_id=int(here.split("/")[2]), begun_at=now - timedelta(days=1))
        record_reflection(candidate, yesterday)
        page = visitor.get(here)
        assert page.status_code == 200
        assert "Anything you remember today?" in page.content.decode()
        assert visitor.post(here, {"later": "They asked about tools"})["Location"] == f"{here}arrival/"
        assert noted().later == "They asked about tools"
        assert visitor.get(here).status_code == 303
        assert visitor.post(here, {"later": "", "stop": "1"})["Location"] == here.removesuffix("reflect/")


class TestCheck:
    def test_lists_every_answer_with_its_way_to_change(self, visitor: Any, here: str, send: Send) -> None:
        send("arrival", actual="08:04", announced="no", line="2", cause="partly")
        send("convincing", line="unsure")
        send("questions", rows="1", q0__text="Why us?", q0__landed="missed")
        page = visitor.get(f"{here}check/").content.decode()
        assert "4 minutes late, not told before" in page
        assert "Partly mine" in page
        assert "You are not sure which line fits." in page
        assert "Why us? · missed" in page
        assert "3 pages left" in page
        for part in ("arrival", "questions", "convincing", "examples", "body-language", "closing"):
            assert f"{here}{part}/" in page

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"actual": "08:00"}, "On the minute"),
            ({"actual": "07:59"}, "1 minute early"),
            ({"wrong_place": "on"}, "Wrong place or link, or missed"),
        ],
    )
    def test_arrival_in_words(self, visitor: Any, here: str, send: Send, fields: dict[str, str], sentence: str) -> None:
        send("arrival", **fields, line="4")
        assert sentence in visitor.get(f"{here}check/").content.decode()

    def test_saving_ends_the_reflection(
        self, visitor: Any, here: str, send: Send, noted: Callable[[], Reflection], now: datetime
    ) -> None:
        assert visitor.post(f"{here}check/")["Location"] == f"{here}arrival/"
        for page in ("arrival", "questions", "convincing", "examples", "body-language", "closing"):
            send(page, rows="1", skip="1")
        assert visitor.get(here)["Location"] == f"{here}check/"
        assert visitor.post(f"{here}check/", {"stop": "1"})["Location"] == here.removesuffix("reflect/")
        assert visitor.post(f"{here}check/")["Location"] == f"{here}check/"
        assert noted().completed_at == now
        assert "Saved. You can add more tomorrow" in visitor.get(f"{here}check/").content.decode()

    def test_changing_one_page_leads_back_here(self, here: str, send: Send) -> None:
        for page in ("arrival", "questions", "convincing", "examples", "body-language", "closing"):
            send(page, rows="1", skip="1")
        assert send("convincing", line="4")["Location"] == f"{here}check/"
