"""Capture in the browser without JavaScript: paste, type, correct, save; nothing typed is lost."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from afterview.core.words import Interview, Interviewer, Outcome, OutcomeKind
from afterview.flows.capture import find_interview, list_interviews, save_interview
from afterview.flows.happened import save_outcome
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

INVITATION = """Hi Alex, we would like to invite you to an interview for the Data Analyst role at Northwind
on Thursday 26 November 2026 at 2:30 pm (UK time), 45 minutes, https://zoom.us/j/1.
You will meet Sam Lee (Head of Data) and Priya Shah, Engineering Manager."""
TYPED = {"company": "Contoso", "role": "Planner", "zone": "Berlin", "people": "1"}


@pytest.fixture(autouse=True)
def berlin(settings: Any) -> None:
    settings.ZONE = "Europe/Berlin"


@pytest.fixture
def here(candidate: Any) -> int:
    return save_interview(
        candidate,
        Interview(
            company="Northwind",
            role="Analyst",
            starts_at=datetime(2026, 11, 26, 14, 30, tzinfo=UTC),
            zone="Europe/London",
            minutes=45,
            interviewers=(Interviewer(name="Sam Lee", address="sam@northwind.example"),),
        ),
        NOW,
    )


def test_company_and_role_are_enough(visitor: Any, candidate: Any) -> None:
    response = visitor.post("/interviews/new/", TYPED)
    ((interview, _),) = list_interviews(candidate)
    assert (response.status_code, response["Location"]) == (303, f"/interviews/{interview.id}/")
    assert (interview.company, interview.role, interview.starts_at) == ("Contoso", "Planner", None)


@pytest.mark.parametrize("then", ["reflect", "happened"])
def test_first_run_leads_on_to_its_step(visitor: Any, then: str) -> None:
    page = visitor.get(f"/interviews/new/?then={then}").content.decode()
    assert f'name="then" value="{then}"' in page
    assert ('value="2026-11-22"' in page) is (then == "reflect")
    assert visitor.post("/interviews/new/", {**TYPED, "then": then})["Location"].endswith(f"/{then}/")


def test_foreign_then_leads_nowhere_else(visitor: Any) -> None:
    location = visitor.post("/interviews/new/", {**TYPED, "then": "//evil.example"})["Location"]
    assert location.startswith("/interviews/")
    assert "evil" not in location


def test_pasted_invitation_fills_the_form_as_guesses(visitor: Any, candidate: Any) -> None:
    response = visitor.post("/interviews/new/", {"paste": INVITATION, "do-read": "1", "people": "1", "zone": "Berlin"})
    assert (response.status_code, response["Location"]) == (303, "/interviews/new/#guessed")
    page = visitor.get("/interviews/new/").content.decode()
    for shown in (
        'value="Northwind"',
        'value="Data Analyst"',
        'value="2026-11-26"',
        'value="14:30"',
        'value="London"',
        'value="Sam Lee"',
        'value="Engineering Manager"',
        "guessed from “Thursday 26 November 2026”",
    ):
        assert shown in page, shown
    assert list_interviews(candidate) == ()


def test_typed_words_win_over_guesses(visitor: Any) -> None:
    visitor.post("/interviews/new/", {**TYPED, "paste": INVITATION, "person-0-name": "Jo Park"})
    page = visitor.get("/interviews/new/").content.decode()
    assert 'value="Contoso"' in page
    assert 'value="Northwind"' not in page
    assert 'name="person-0-name" value="Jo Park"' in page
    assert 'name="person-1-name" value="Sam Lee"' in page


def test_unread_paste_says_what_to_do_and_keeps_the_words(visitor: Any) -> None:
    visitor.post("/interviews/new/", {"paste": "hello there", "people": "1"})
    page = visitor.get("/interviews/new/").content.decode()
    assert "We could not read an interview from this." in page
    assert "hello there" in page


def test_advert_without_a_day_says_so(visitor: Any) -> None:
    visitor.post("/interviews/new/", {"paste": "We are hiring a data engineer at Northwind.", "people": "1"})
    page = visitor.get("/interviews/new/").content.decode()
    assert "We could not find a date. Add it below, or later." in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Interview at Northwind on Thursday 27 November 2026, 10:00", "that day is another weekday"),
        ("Interview at Northwind on 03/12/2026 at 10:00", "can be read in two ways"),
        ("Interview at Northwind: Mon 30 Nov 10:00, Tue 1 Dec 11:00", "They name several days."),
        ("Interview at Northwind on 30 November 2026", "We could not find the hour."),
    ],
)
def test_doubt_is_said(visitor: Any, words: str, said: str) -> None:
    visitor.post("/interviews/new/", {"paste": words, "people": "1"})
    assert said in visitor.get("/interviews/new/").content.decode()


def test_dropped_calendar_is_read_and_a_bad_one_is_said(visitor: Any, here: int) -> None:
    raw = visitor.get(f"/interviews/{here}.ics").content
    visitor.post("/interviews/new/", {"file": SimpleUploadedFile("a.ics", raw), "people": "1"})
    page = visitor.get("/interviews/new/").content.decode()
    assert 'value="2026-11-26"' in page
    assert 'value="15:30"' in page  # in UTC in the file, on the person's clocks here
    bad = raw.replace(b"DTSTAMP", b"RRULE:FREQ=SECONDLY\r\nDTSTAMP", 1)
    visitor.post("/interviews/new/", {**TYPED, "file": SimpleUploadedFile("b.ics", bad)})
    page = visitor.get("/interviews/new/").content.decode()
    assert "repeats too often" in page
    assert 'value="Contoso"' in page


def test_row_is_added_without_javascript_and_nothing_is_lost(visitor: Any) -> None:
    response = visitor.post("/interviews/new/", {**TYPED, "person-0-name": "Sam", "do-add": "1"})
    assert response["Location"] == "/interviews/new/#id_person-1-name"
    page = visitor.get("/interviews/new/").content.decode()
    assert 'name="person-0-name" value="Sam"' in page
    assert 'name="person-1-name"' in page
    assert 'value="Contoso"' in page


def test_panel_stops_at_twelve_rows(visitor: Any) -> None:
    visitor.post("/interviews/new/", {**TYPED, "people": "40", "do-add": "1"})
    page = visitor.get("/interviews/new/").content.decode()
    assert 'name="person-11-name"' in page
    assert 'name="person-12-name"' not in page


def test_later_keeps_the_words(visitor: Any, candidate: Any) -> None:
    assert visitor.post("/interviews/new/", {**TYPED, "later": "1"})["Location"] == "/"
    assert list_interviews(candidate) == ()
    assert 'value="Contoso"' in visitor.get("/interviews/new/").content.decode()
    for address in ("/first/", "/interviews/"):
        assert "What you typed is kept." in visitor.get(address).content.decode()


def test_what_was_cleared_and_kept_stays_cleared(visitor: Any, here: int) -> None:
    visitor.post(f"/interviews/{here}/edit/", {**TYPED, "minutes": "", "later": "1"})
    page = visitor.get(f"/interviews/{here}/edit/").content.decode()
    assert 'value="45"' not in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"company": ""}, "Enter the company."),
        ({"role": ""}, "Enter the role"),
        ({"day": "x", "hour": "10:00"}, "Enter the day of the interview, like 12 11 2026."),
        ({"day": "2026-11-26"}, "Enter the hour too, like 14:30."),
        ({"hour": "10:00"}, "Enter the day of the interview too"),
        ({"day": "2026-11-26", "hour": "25:00"}, "Enter the hour, like 14:30."),
        ({"zone": "Atlantis"}, "We do not know these clocks."),
        ({"minutes": "9999"}, "Enter a length between 5 and 600 minutes."),
        ({"person-0-address": "sam"}, "Enter a whole mail address"),
        ({"person-0-role": "Head"}, "Enter a name for this person too"),
        (
            {"day": "2027-03-28", "hour": "02:30"},
            "On 28 March 2027 the clocks of Berlin skip 02:30: they go forward. Choose 03:30.",
        ),
    ],
)
def test_fault_is_one_clear_sentence_and_nothing_is_lost(
    visitor: Any, candidate: Any, fields: dict[str, str], sentence: str
) -> None:
    response = visitor.post("/interviews/new/", {**TYPED, "place": "Gate 2", **fields})
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert 'value="Gate 2"' in page
    assert list_interviews(candidate) == ()


def test_edit_changes_what_it_asks_for_and_keeps_the_rest(visitor: Any, candidate: Any, here: int) -> None:
    page = visitor.get(f"/interviews/{here}/edit/").content.decode()
    assert 'value="14:30"' in page
    assert 'value="London"' in page
    sam = find_interview(candidate, here).interviewers[0]
    fields = {**TYPED, "day": "26 11 2026", "hour": "15:00", "zone": "London", "people": "2"}
    fields |= {"person-0-id": str(sam.id), "person-0-name": "Sam Lee-Hart", "person-1-name": "Priya"}
    assert visitor.post(f"/interviews/{here}/edit/", fields).status_code == 303
    changed = find_interview(candidate, here)
    assert changed.starts_at == datetime(2026, 11, 26, 15, 0, tzinfo=UTC)
    assert [(one.name, one.id == sam.id) for one in changed.interviewers] == [("Sam Lee-Hart", True), ("Priya", False)]


def test_next_round_begins_from_the_application(visitor: Any, candidate: Any, here: int) -> None:
    page = visitor.get(f"/interviews/{here}/next-round/").content.decode()
    assert "Round 2" in page
    assert 'value="Northwind"' in page
    visitor.post(f"/interviews/{here}/next-round/", {**TYPED, "company": "Northwind"})
    assert sorted(one.round for one, _ in list_interviews(candidate)) == [1, 2]
    assert "Round 1" in visitor.get(f"/interviews/{here + 1}/").content.decode()


def test_interview_page_shows_its_loop_in_both_zones(visitor: Any, here: int, settings: Any) -> None:
    page = visitor.get(f"/interviews/{here}/").content.decode()
    assert "London time" in page
    assert f"/interviews/{here}/reflect/" in page
    assert "where you are" not in page  # the clock of the tests is in UTC, as London is in November


def test_other_clocks_are_said_beside_ones_own(visitor: Any, candidate: Any) -> None:
    for hour, said in ((14, "13:30 where you are"), (0, "Wednesday 25 November, 23:30 where you are")):
        at = datetime(2026, 11, 26, hour, 30, tzinfo=ZoneInfo("Europe/Berlin"))
        interview = Interview(company="A", role="B", starts_at=at, zone="Europe/Berlin")
        page = visitor.get(f"/interviews/{save_interview(candidate, interview, NOW)}/").content.decode()
        assert f"Berlin time; {said}" in page


def test_calendar_is_a_download_and_asks_for_a_day_first(visitor: Any, candidate: Any, here: int) -> None:
    response = visitor.get(f"/interviews/{here}.ics")
    assert response["Content-Type"].startswith("text/calendar")
    assert "attachment" in response["Content-Disposition"]
    assert b"how did it go?" in response.content
    bare = save_interview(candidate, Interview(company="A", role="B"), NOW)
    assert visitor.get(f"/interviews/{bare}.ics")["Location"] == f"/interviews/{bare}/edit/"


def test_delete_asks_first(visitor: Any, candidate: Any, here: int) -> None:
    page = visitor.get(f"/interviews/{here}/delete/").content.decode()
    assert "Delete this interview and everything in it?" in page
    assert 'href="/yours/"' in page
    assert len(list_interviews(candidate)) == 1
    assert visitor.post(f"/interviews/{here}/delete/").status_code == 303
    assert list_interviews(candidate) == ()


def test_closed_ones_are_folded(visitor: Any, candidate: Any, here: int) -> None:
    assert "Closed (1)" not in visitor.get("/interviews/").content.decode()
    save_outcome(candidate, Outcome(interview_id=here, kind=OutcomeKind.WITHDREW, on=NOW.date()), NOW)
    page = visitor.get("/interviews/").content.decode()
    assert "Closed (1)" in page
    assert "They do not count against you." in page


def test_person_closes_and_takes_up_again(visitor: Any, here: int) -> None:
    visitor.post(f"/interviews/{here}/", {"close": "1"})
    assert "This one is closed." in visitor.get(f"/interviews/{here}/").content.decode()
    visitor.post(f"/interviews/{here}/", {"again": "1"})
    assert "This one is closed." not in visitor.get(f"/interviews/{here}/").content.decode()


@pytest.mark.parametrize("end", ["/", "/edit/", "/next-round/", "/delete/", ".ics"])
def test_missing_interview_is_404(visitor: Any, end: str) -> None:
    assert visitor.get(f"/interviews/999{end}").status_code == 404


def test_list_leads_straight_to_the_next_step(visitor: Any, here: int) -> None:
    page = visitor.get("/interviews/").content.decode()
    assert f'<a class="meta-link" href="/interviews/{here}/' in page
