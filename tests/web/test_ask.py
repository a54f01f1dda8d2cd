"""The letter pages, as a browser without JavaScript uses them."""

from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from typing import Any

import pytest

from afterview.core.words import Finding, FindingKind, Interview, Interviewer, Outcome, OutcomeKind, Reply
from afterview.flows.letters import find_letter, mark_sent, save_letter
from afterview.store.record.interviews import record_interview, record_outcome
from afterview.store.record.replies import record_reply
from tests.core.letters.test_tongue import GERMAN


@pytest.fixture
def interview_id(candidate: Any, now: datetime) -> int:
    panel = (
        Interviewer(name="Priya Nair", role="Head", address="priya@northwind.example"),
        Interviewer(name="Sam Lee"),
    )
    starts_at = datetime(2026, 11, 12, 14, tzinfo=UTC)
    interview = Interview(company="Northwind", role="Support Lead", starts_at=starts_at, interviewers=panel)
    interview_id = record_interview(candidate, interview, now)
    record_outcome(candidate, Outcome(interview_id=interview_id, kind=OutcomeKind.NO, on=date(2026, 11, 21)))
    return interview_id


@pytest.fixture
def letter(visitor: Any, interview_id: int) -> str:
    """The address of a letter begun on the page."""
    answer = visitor.post(f"/interviews/{interview_id}/ask/", {"interviewer": "", "sender": "Alex Reed"})
    assert answer.status_code == 303
    return str(answer["Location"])


def _page(visitor: Any, address: str, status: int = 200) -> str:
    answer = visitor.get(address)
    assert answer.status_code == status, address
    return str(answer.content.decode())


def test_the_ask_page_says_whom_and_when(visitor: Any, interview_id: int) -> None:
    page = _page(visitor, f"/interviews/{interview_id}/ask/")
    assert "Write to Priya Nair" in page
    assert "Write to Sam Lee" in page
    assert "Today is a good day for it; until 24 November 2026" in page
    assert "ask the recruiter" in page
    assert _page(visitor, "/interviews/999/ask/", 404)
    assert visitor.post("/interviews/999/ask/").status_code == 404


@pytest.mark.parametrize(("on", "said"), [(22, "The kind days to send it are"), (1, "A few days late is fine")])
def test_early_and_late_are_both_fine(visitor: Any, candidate: Any, interview_id: int, on: int, said: str) -> None:
    record_outcome(candidate, Outcome(interview_id=interview_id, kind=OutcomeKind.NO, on=date(2026, 11, on)))
    assert said in _page(visitor, f"/interviews/{interview_id}/ask/")


def test_before_they_decided_and_before_you_met(visitor: Any, candidate: Any, now: datetime) -> None:
    past = record_interview(candidate, Interview(company="Birch", role="Clerk", starts_at=now - timedelta(days=1)), now)
    ahead = record_interview(candidate, Interview(company="Elm", role="Clerk", starts_at=now + timedelta(days=1)), now)
    assert "They have not decided yet" in _page(visitor, f"/interviews/{past}/ask/")
    assert "You meet them first" in _page(visitor, f"/interviews/{ahead}/ask/")
    begun = visitor.post(f"/interviews/{past}/ask/", {"interviewer": "none"})["Location"]
    assert "Thanks them for the interview." in _page(visitor, begun)


def test_the_letter_shows_its_checklist_and_its_ways_out(visitor: Any, letter: str) -> None:
    page = _page(visitor, letter)
    assert "Asks for advice." in page
    assert 'href="mailto:priya@northwind.example?subject=' in page
    assert "Alex Reed" in page
    assert 'data-copy="to-copy"' in page
    assert "Sleep on it?" not in page
    assert "<style" not in page
    assert _page(visitor, "/letters/999/", 404)


def test_what_is_typed_is_saved_and_checked(visitor: Any, letter: str) -> None:
    typed = {
        "to_name": "Priya Nair",
        "to_address": "priya",
        "subject": "Hi",
        "body": "Dear Prya,\n\nI disagree with your decision.",
    }
    answer = visitor.post(letter, typed)
    assert (answer.status_code, answer["Location"]) == (303, f"{letter}#checked")
    page = _page(visitor, letter)
    assert "This name does not match your notes" in page
    assert "Sleep on it?" in page
    assert "looks incomplete" in page
    assert "Begin again with other words" in page
    assert visitor.post(letter, {**typed, "later": "1"})["Location"].startswith("/interviews/")


def test_a_part_answers_while_typing(visitor: Any, letter: str) -> None:
    answer = visitor.post(f"{letter}check/", {"body": "Dear Priya,\n\nHow would you begin in my place?"})
    part = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in part
    assert "Asks for advice." in part
    assert "One question." in part
    assert visitor.post("/letters/999/check/").status_code == 204
    assert visitor.get(f"{letter}check/").status_code == 405


def test_too_much_text_is_one_sentence_and_nothing_is_lost(visitor: Any, letter: str) -> None:
    answer = visitor.post(letter, {"body": "x" * 20_001})
    assert answer.status_code == 422
    assert "x" * 20_001 in answer.content.decode()
    assert visitor.post(f"{letter}check/", {"body": "x" * 20_001}).status_code == 200


def test_too_long_for_mailto_is_copied_first(visitor: Any, letter: str) -> None:
    visitor.post(letter, {"body": "Ünlü " * 400})
    page = _page(visitor, letter)
    assert "Copy it first" in page
    assert "body=" not in page.partition('href="mailto:')[2].partition('"')[0]


def test_markup_in_a_letter_is_text(visitor: Any, letter: str) -> None:
    visitor.post(letter, {"body": "Dear Priya, <script>alert(1)</script> thank you for the hour."})
    assert "<script>alert" not in _page(visitor, letter)


def test_other_words(visitor: Any, letter: str) -> None:
    answer = visitor.post(f"{letter}style/", {"tone": "formal", "length": "short", "language": "es"})
    assert answer.status_code == 303
    assert "Buenos días, Priya Nair:" in _page(visitor, letter)
    visitor.post(f"{letter}style/", {"tone": "shouting"})
    assert "Buenos días, Priya Nair:" in _page(visitor, letter)
    assert visitor.post("/letters/999/style/", {"tone": "warm", "length": "full", "language": "de"}).status_code == 404


def test_the_letter_begins_in_their_language_and_can_be_changed(visitor: Any, candidate: Any, now: datetime) -> None:
    panel = (Interviewer(name="Frau Weber", address="weber@nordwind.example"),)
    interview = Interview(company="Nordwind", role="Analyst", notes=GERMAN, interviewers=panel)
    interview_id = record_interview(candidate, interview, now)
    assert "the language they wrote in: German" in _page(visitor, f"/interviews/{interview_id}/ask/")
    begun = visitor.post(f"/interviews/{interview_id}/ask/", {"sender": "Alex Reed"})["Location"]
    page = _page(visitor, begun)
    assert "Sehr geehrte Frau Weber" in page or "Guten Tag Frau Weber" in page
    assert '<option value="de" selected>' in page
    visitor.post(f"{begun}style/", {"tone": "plain", "length": "full", "language": "es"})
    assert '<option value="es" selected>' in _page(visitor, begun)


def test_a_letter_in_the_language_of_the_settings_says_nothing_of_it(visitor: Any, interview_id: int) -> None:
    assert "the language they wrote in" not in _page(visitor, f"/interviews/{interview_id}/ask/")


def test_a_night_over_it(visitor: Any, letter: str) -> None:
    assert visitor.post(f"{letter}hold/")["Location"] == f"{letter}#held"
    assert "Kept as a draft until" in _page(visitor, letter)
    assert visitor.post("/letters/999/hold/").status_code == 404


def test_files_to_take_along(visitor: Any, letter: str) -> None:
    answer = visitor.get(f"{letter.rstrip('/')}.eml")
    assert answer["Content-Disposition"].endswith('.eml"')
    assert message_from_bytes(answer.content)["X-Unsent"] == "1"
    assert b"send the note" in visitor.get(f"{letter}reminder.ics").content
    visitor.post(f"{letter}sent/", {"sent": "today"})
    assert b"BEGIN:VEVENT" in visitor.get(f"{letter}reminder.ics").content
    assert visitor.get("/letters/999.eml").status_code == 404


def test_did_you_send_it(visitor: Any, letter: str) -> None:
    assert visitor.get(f"{letter}sent/")["Location"] == letter
    assert visitor.post(f"{letter}sent/", {"sent": "not_yet"})["Location"].startswith("/interviews/")
    assert visitor.post(f"{letter}sent/", {"sent": "today"})["Location"] == f"{letter}sent/"
    page = _page(visitor, f"{letter}sent/")
    assert "Sent. Now it is theirs." in page
    assert "From 29 November 2026 on" in page
    assert "as you wrote it" in _page(visitor, letter)
    for path in ("", "style/", "hold/"):
        posted = {"body": "x", "tone": "warm", "length": "full", "language": "de"}
        assert visitor.post(f"{letter}{path}", posted)["Location"] == f"{letter}sent/"
    assert visitor.post(f"{letter}check/", {"body": "x"}).status_code == 204
    assert visitor.post(f"{letter}sent/", {"sent": "not_yet"})["Location"] == "/"
    assert visitor.post(f"{letter}sent/", {"sent": "not_after_all"})["Location"] == letter
    assert _page(visitor, "/letters/999/sent/", 404)


@pytest.mark.parametrize(
    ("days", "said"),
    [(3, "Waiting, without watching"), (8, "A week has passed"), (15, "No answer, and that is the usual case")],
)
def test_waiting(visitor: Any, candidate: Any, letter: str, now: datetime, days: int, said: str) -> None:
    mark_sent(candidate, int(letter.split("/")[2]), now - timedelta(days=days))
    assert said in _page(visitor, f"{letter}sent/")


def test_the_reminder_is_begun_once(
    visitor: Any, candidate: Any, interview_id: int, letter: str, now: datetime
) -> None:
    remind = f"/interviews/{interview_id}/remind/"
    assert visitor.get(remind)["Location"] == f"/interviews/{interview_id}/ask/"
    mark_sent(candidate, int(letter.split("/")[2]), now - timedelta(days=2))
    assert visitor.get(remind)["Location"] == f"{letter}sent/"
    assert visitor.post(remind)["Location"] == f"{letter}sent/"
    save = int(letter.split("/")[2])
    visitor.post(f"{letter}sent/", {"sent": "not_after_all"})
    mark_sent(candidate, save, now - timedelta(days=9))
    begun = visitor.post(remind)["Location"]
    assert begun != f"{letter}sent/"
    assert visitor.get(remind)["Location"] == begun
    assert "One short reminder" in _page(visitor, begun)
    assert "It is begun." in _page(visitor, f"{letter}sent/")
    visitor.post(f"{begun}sent/", {"sent": "today"})
    assert "That was the one reminder" in _page(visitor, f"{begun}sent/")


def test_thanks_for_the_feedback(visitor: Any, candidate: Any, interview_id: int, letter: str, now: datetime) -> None:
    letter_id = int(letter.split("/")[2])
    mark_sent(candidate, letter_id, now)
    quote = "You stayed calm."
    found = Finding(kind=FindingKind.STRENGTH, area="composure", quote=quote, start=0, end=len(quote))
    reply = Reply(
        interview_id=interview_id, letter_id=letter_id, received_on=date(2026, 11, 22), text=quote, findings=(found,)
    )
    reply_id = record_reply(candidate, reply)
    page = _page(visitor, f"/replies/{reply_id}/thank/")
    assert "You stayed calm." in page
    assert "Nothing is chosen yet" in page
    begun = visitor.post(f"/replies/{reply_id}/thank/")["Location"]
    assert visitor.get(f"/replies/{reply_id}/thank/")["Location"] == begun
    assert "Names a strength they cited." in _page(visitor, begun)
    page = _page(visitor, begun)
    assert 'name="language"' in page
    assert '<input type="hidden" name="length" value="full">' in page
    visitor.post(f"{begun}style/", {"tone": "warm", "length": "full", "language": "de"})
    assert '<option value="de" selected>' in _page(visitor, begun)
    visitor.post(f"{begun}sent/", {"sent": "today"})
    assert "That loop is closed in good grace." in _page(visitor, f"{begun}sent/")
    assert "They wrote back." in _page(visitor, f"{letter}sent/")
    assert _page(visitor, "/replies/999/thank/", 404)


def test_a_typed_letter_survives_being_stopped(visitor: Any, candidate: Any, letter: str) -> None:
    letter_id = int(letter.split("/")[2])
    visitor.post(f"{letter}check/", {"body": "half a th"})
    assert find_letter(candidate, letter_id)[0].body == "half a th"
    assert save_letter(candidate, letter_id, {}).body == "half a th"
