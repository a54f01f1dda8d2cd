"""A letter begins in the language they wrote in, stays in the one chosen for it, and the next follows it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from afterview.core.letters.compose import Style
from afterview.core.words import Channel, Interview, Interviewer, Outcome, OutcomeKind, Reply
from afterview.flows.ask import begin_letter, begin_reminder, begin_thanks
from afterview.flows.drafting import language_of
from afterview.flows.letters import find_letter, mark_sent, open_letter, restyle_letter, save_letter
from afterview.store.load.replies import load_reply
from afterview.store.record.interviews import record_interview, record_outcome
from afterview.store.record.replies import record_reply
from tests.core.letters.test_tongue import ENGLISH, FRENCH, GERMAN

PORTUGUESE = (
    "Prezada Alex, agradecemos o seu interesse em nossa empresa e gostaríamos de convidar você para uma entrevista com"
    " a equipe na próxima semana, para que nos conte mais sobre o seu trabalho."
)


def _invite(candidate: Any, now: Any, **texts: str) -> int:
    panel = (Interviewer(name="Frau Weber", address="weber@nordwind.example"),)
    return record_interview(candidate, Interview(company="Nordwind", role="Analyst", interviewers=panel, **texts), now)


def _begin(candidate: Any, interview_id: int, now: Any) -> int:
    return begin_letter(candidate, interview_id, None, now, "Alex Reed")


@pytest.mark.parametrize(
    ("texts", "begins"),
    [
        ({"notes": GERMAN}, "de"),
        ({"notes": FRENCH, "advert": ENGLISH}, "fr"),
        ({"advert": GERMAN}, "de"),
        ({"notes": "HR rief an, klang nett"}, "en-US"),
        ({"notes": PORTUGUESE}, "en-US"),
        ({"notes": ENGLISH}, "en-US"),
    ],
)
def test_it_begins_in_the_language_of_the_invitation(
    candidate: Any, now: Any, texts: dict[str, str], begins: str
) -> None:
    candidate = replace(candidate, language="en-US")
    letter_id = _begin(candidate, _invite(candidate, now, **texts), now)
    opened = open_letter(replace(candidate, name="Alex Reed"), letter_id, now)
    assert opened.style
    assert (opened.style.language, opened.language) == (begins, begins)


def test_portuguese_is_not_taken_for_spanish() -> None:
    assert language_of(PORTUGUESE) == ""


def test_the_no_is_nearer_than_the_invitation(candidate: Any, now: Any) -> None:
    interview_id = _invite(candidate, now, notes=ENGLISH)
    no = Outcome(interview_id=interview_id, kind=OutcomeKind.NO, on=date(2026, 11, 20), words=GERMAN)
    record_outcome(candidate, no)
    letter, _ = find_letter(candidate, _begin(candidate, interview_id, now))
    assert language_of(letter.body) == "de"


def test_the_one_chosen_is_kept_and_the_next_letters_follow(candidate: Any, now: Any) -> None:
    interview_id = _invite(candidate, now, notes=GERMAN)
    record_outcome(candidate, Outcome(interview_id=interview_id, kind=OutcomeKind.NO, on=date(2026, 11, 20)))
    letter_id = _begin(candidate, interview_id, now)
    restyle_letter(candidate, letter_id, Style(language="fr"), now)
    letter, _ = find_letter(candidate, letter_id)
    save_letter(candidate, letter_id, {"body": letter.body + "\nP.-S. Merci encore."})
    opened = open_letter(candidate, letter_id, now)
    assert (opened.style, opened.language) == (None, "fr")
    mark_sent(candidate, letter_id, now)
    reminder, _ = find_letter(candidate, begin_reminder(candidate, letter_id, now + timedelta(days=8)))
    assert language_of(reminder.body) == "fr"


def test_the_thanks_answer_in_the_language_of_the_answer(candidate: Any, now: Any) -> None:
    interview_id = _invite(candidate, now, notes=GERMAN)
    answer = Reply(
        interview_id=interview_id, channel=Channel.WRITTEN, received_on=now.date(), text=FRENCH, reply_text=FRENCH
    )
    reply = load_reply(candidate, record_reply(candidate, answer))
    assert reply
    thanks, _ = find_letter(candidate, begin_thanks(candidate, reply, now, "Alex Reed"))
    assert "Alex Reed" in thanks.body
    assert "merci" in thanks.body.lower()
