"""Whom to ask and when, and the four letters."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from afterview.core.ask import (
    Material,
    Recipient,
    answer_subject,
    choose_recipients,
    draft_after_interview,
    draft_reminder,
    draft_request,
    draft_thanks,
    may_ask,
    may_remind,
    name_area,
    when_due,
    when_to_remind,
    when_to_send,
)
from afterview.core.check import Known, check_letter
from afterview.core.letters.compose import Style, write_day
from afterview.core.letters.wordings import LANGUAGES, Tone, base_language, load_wordings
from afterview.core.words import (
    Direction,
    Finding,
    FindingKind,
    Interview,
    Interviewer,
    Landed,
    Letter,
    LetterKind,
    LetterState,
    Outcome,
    OutcomeKind,
    Plan,
    Question,
    Reflection,
    Reply,
    Worked,
)

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
NAMES = ("Priya Nair", "Ms Okafor", "Frau Dr. Weber", "Sam", "Dr Ito", "Leo Marsh", "Ana Ruiz", "Tom Ek", "Bo Li")
INTERVIEW = Interview(
    id=7,
    company="Northwind",
    role="Support Lead",
    starts_at=datetime(2026, 11, 12, 14, tzinfo=UTC),
    interviewers=tuple(Interviewer(id=n, name=name, role="", address="") for n, name in enumerate(NAMES, start=1)),
)
REFLECTION = Reflection(
    interview_id=7,
    questions=(Question(text="How would you handle a refund outage?", landed=Landed.LANDED),),
    worked=(Worked(what="Drew the queue on the whiteboard"), Worked(what="My story about the night shift")),
)
NO = Outcome(interview_id=7, kind=OutcomeKind.NO, on=date(2026, 11, 18))
MATERIAL = Material(
    interview=INTERVIEW, outcome=NO, reflection=REFLECTION, areas=("structure", "results"), sender="Alex Reed", chance=7
)
STYLES = [Style(language=a, tone=b, short=c) for a, b, c in product(LANGUAGES, Tone, (False, True))]


def _finding(kind: FindingKind, quote: str, area: str = "", **more: bool) -> Finding:
    return Finding(kind=kind, area=area, quote=quote, start=0, end=len(quote), **more)


def _reply(*findings: Finding) -> Reply:
    return Reply(id=3, interview_id=7, received_on=date(2026, 11, 20), text="…", findings=findings)


PRAISE = _finding(FindingKind.STRENGTH, "You stayed calm when Pat pushed you.", "composure")
ORDER = _finding(FindingKind.STRENGTH, "your “order” was clear", "structure")
TIP = _finding(FindingKind.ADVICE, "name one number", "results")
PLAN = Plan(
    area="results",
    direction=Direction.FOCUS,
    if_words="they ask for an example",
    then_words="I name the result first",
    chosen_on=date(2026, 11, 20),
)
REQUEST = Letter(
    id=1, interview_id=7, kind=LetterKind.REQUEST, subject="Thank you, Sam", body="…", drafted_at=NOW, to_name="Sam"
)


@pytest.mark.parametrize(("kind", "may"), [("no", True), ("closed", True), ("silence", True), ("yes", False)])
def test_there_is_something_to_ask_after_a_no(kind: str, may: bool) -> None:
    assert may_ask(replace(NO, kind=OutcomeKind(kind))) is may
    assert not may_ask(None)


def test_the_kind_days() -> None:
    assert when_to_send(NO) == (date(2026, 11, 19), date(2026, 11, 21))
    assert when_to_remind(REQUEST) is None
    assert when_to_remind(replace(REQUEST, posted_at=NOW)) == date(2026, 11, 29)


def test_one_reminder_from_day_seven() -> None:
    sent = replace(REQUEST, posted_at=NOW - timedelta(days=7), state=LetterState.POSTED)
    reminder = replace(sent, kind=LetterKind.REMINDER)
    assert may_remind(sent, [sent], False, NOW)
    assert not may_remind(sent, [sent], True, NOW)
    assert not may_remind(sent, [sent], False, NOW - timedelta(days=1))
    assert not may_remind(REQUEST, [], False, NOW)
    assert not may_remind(sent, [sent, reminder], False, NOW)
    assert may_remind(sent, [sent, replace(reminder, state=LetterState.DRAFT)], False, NOW)
    assert may_remind(sent, [replace(reminder, to_name="Priya")], False, NOW)


def test_one_letter_each_or_one_to_whoever_invited() -> None:
    assert [one.name for one in choose_recipients(INTERVIEW)] == list(NAMES)
    assert choose_recipients(replace(INTERVIEW, interviewers=())) == (Recipient(),)


@pytest.mark.parametrize(
    ("kind", "today", "due"),
    [
        (LetterKind.REQUEST, date(2026, 11, 20), date(2026, 11, 21)),
        (LetterKind.REQUEST, date(2026, 11, 30), date(2026, 12, 1)),
        (LetterKind.THANKS, date(2026, 11, 20), date(2026, 11, 25)),
        (LetterKind.THANKS, date(2026, 11, 28), date(2026, 11, 29)),
        (LetterKind.AFTER_INTERVIEW, date(2026, 11, 20), date(2026, 11, 21)),
    ],
)
def test_a_draft_is_due_on_a_kind_day_from_tomorrow_on(kind: LetterKind, today: date, due: date) -> None:
    no = replace(NO, on=date(2026, 11, 20))
    assert when_due(replace(REQUEST, kind=kind), no, date(2026, 11, 24), today) == due


def test_what_is_sent_is_due_for_a_reminder_only_where_it_asked() -> None:
    sent = replace(REQUEST, posted_at=NOW)
    assert when_due(sent, NO, None, NOW.date()) == when_to_remind(sent)
    assert when_due(replace(sent, kind=LetterKind.THANKS), NO, None, NOW.date()) is None


@pytest.mark.parametrize("style", STYLES, ids=lambda style: f"{style.language}-{style.tone}-{style.short}")
def test_every_request_is_whole_and_of_one_length(style: Style) -> None:
    for whom in choose_recipients(INTERVIEW):
        draft = draft_request(replace(MATERIAL, style=style), whom)
        assert (75 if style.short else 90) <= len(draft.body.split()) <= 140, draft.body
        assert 3 <= len(draft.subject.replace(" :", ":").split()) <= 5, draft.subject
        assert draft.body.count("?") <= 3
        assert not re.search(r"[{}]|None|  |\bthe the\b", draft.body.replace("« ", "«").replace(" »", "»"))
        assert draft.body.rstrip().endswith("Alex Reed")


@pytest.mark.parametrize("style", STYLES, ids=lambda style: f"{style.language}-{style.tone}-{style.short}")
def test_no_two_of_a_panel_get_the_same_letter(style: Style) -> None:
    for chance in (0, 1, 2, 12):
        drafts = [
            draft_request(replace(MATERIAL, style=style, chance=chance, reflection=None), replace(whom, name="Sam"))
            for whom in choose_recipients(INTERVIEW)
        ]
        assert len({draft.body for draft in drafts}) == len(drafts)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: f"{style.language}-{style.tone}-{style.short}")
def test_our_own_letters_pass_our_own_check(style: Style) -> None:
    for whom in choose_recipients(INTERVIEW):
        draft = draft_request(replace(MATERIAL, style=style), whom)
        check = check_letter(draft.body, "request", Known(to=whom.name, company="Northwind", sender="Alex Reed"))
        assert not check.faults, (draft.body, check)
        assert all(check.has.values()), (draft.body, check.has)


def test_a_part_without_words_is_left_out() -> None:
    bare = Material(interview=replace(INTERVIEW, starts_at=None), outcome=NO)
    draft = draft_request(bare, Recipient())
    assert "moment" not in draft.parts
    assert "pointers" not in draft.parts
    assert "pointers_alone" in draft.parts
    assert draft.body.startswith("Dear Northwind team,")
    assert "one_day" not in draft.parts
    assert set(draft_request(replace(bare, style=Style(short=True)), Recipient()).parts) >= {"one_day", "advice"}


def test_silence_is_not_thanked_for_a_decision() -> None:
    silent = replace(MATERIAL, outcome=replace(NO, kind=OutcomeKind.SILENCE))
    for whom in choose_recipients(INTERVIEW):
        draft = draft_request(silent, whom)
        assert "accept" not in draft.parts
        assert "letting me know" not in draft.body


def test_a_single_area_is_no_pair() -> None:
    assert "pointers_alone" in draft_request(replace(MATERIAL, areas=("structure", "unheard_of")), Recipient()).parts


def test_every_area_has_a_name_in_every_language() -> None:
    areas = set(load_wordings("en")["areas"])
    for language in LANGUAGES:
        assert set(load_wordings(base_language(language))["areas"]) == areas
    assert name_area("company_knowledge", MATERIAL) == "what I knew about Northwind"
    assert name_area("unheard_of", MATERIAL) == ""


@pytest.mark.parametrize(
    ("language", "name", "greeting"),
    [
        ("en-GB", "Frau Dr. Weber", "Dear Frau Dr. Weber,"),
        ("de", "Frau Dr. Weber", "Sehr geehrte Frau Dr. Weber,"),
        ("de", "Herr Kern", "Sehr geehrter Herr Kern,"),
        ("de", "Priya Nair", "Guten Tag Priya Nair,"),
        ("fr", "Ms Okafor", "Bonjour Madame Okafor,"),
        ("fr", "Dr Ito", "Bonjour Dr Ito,"),
        ("es", "Sr. Ruiz", "Estimado Sr. Ruiz:"),
        ("es", "", "Buenos días:"),
        ("en-GB", "Priya Nair", "Dear Priya,"),
    ],
)
def test_greetings(language: str, name: str, greeting: str) -> None:
    draft = draft_request(replace(MATERIAL, style=Style(language=language)), Recipient(name=name))
    assert draft.body.splitlines()[0] == greeting


def test_formal_english_uses_the_whole_name() -> None:
    draft = draft_request(replace(MATERIAL, style=Style(tone=Tone.FORMAL)), Recipient(name="Priya Nair"))
    assert draft.body.startswith("Dear Priya Nair,")
    assert "Yours sincerely" in draft.body
    american = draft_request(
        replace(MATERIAL, style=Style(language="en-US", tone=Tone.FORMAL)), Recipient(name="Priya Nair")
    )
    assert "\nSincerely," in american.body


def test_spelling_and_dates_by_language() -> None:
    assert write_day(date(2026, 11, 12), "en-GB") == "12 November"
    assert write_day(date(2026, 11, 12), "en-US") == "November 12"
    assert write_day(date(2026, 11, 1), "fr") == "1er novembre"
    assert write_day(date(2026, 11, 1), "de") == "1. November"
    american = [
        draft_request(replace(MATERIAL, chance=chance, style=Style(language="en-US")), whom).body
        for chance in range(3)
        for whom in choose_recipients(INTERVIEW)
    ]
    assert any("practice" in body for body in american)
    assert not any("practise" in body for body in american)
    assert base_language("pt-BR") == "en"


@pytest.mark.parametrize("style", STYLES, ids=lambda style: f"{style.language}-{style.tone}-{style.short}")
def test_the_reminder_is_short_and_in_the_thread(style: Style) -> None:
    sent = replace(REQUEST, posted_at=NOW)
    for whom in choose_recipients(INTERVIEW):
        draft = draft_reminder(replace(MATERIAL, style=style), whom, sent)
        assert len(draft.body.split()) <= 50, draft.body
        assert draft.subject == "Re: Thank you, Sam"
    assert "22" in draft_reminder(MATERIAL, Recipient(), REQUEST).body


def test_subjects_of_answers() -> None:
    assert answer_subject("Re: hello") == "Re: hello"
    assert answer_subject("AW: hello") == "AW: hello"
    assert answer_subject("") == "Re:"


@pytest.mark.parametrize("style", STYLES, ids=lambda style: f"{style.language}-{style.tone}-{style.short}")
def test_the_thanks_quote_them_and_name_one_action(style: Style) -> None:
    for whom in choose_recipients(INTERVIEW):
        draft = draft_thanks(replace(MATERIAL, style=style), whom, _reply(PRAISE, ORDER, TIP), [PLAN], "Hello")
        assert "You stayed calm when Pat pushed you" in draft.body
        assert "your 'order' was clear" in draft.body
        assert "the result first" in draft.body
        assert 45 <= len(draft.body.split()) <= 95
        assert "?" not in draft.body
        assert draft.subject == "Re: Hello"
        cited = [PRAISE.quote, ORDER.quote, TIP.quote]
        check = check_letter(draft.body, "thanks", Known(to=whom.name, company="Northwind", sender="Alex Reed"), cited)
        assert not check.faults, (draft.body, check)
        assert all(check.has.values()), (draft.body, check.has)


def test_thanks_without_praise_or_plan_leave_both_out() -> None:
    aside = PRAISE._replace(set_aside=True)
    courteous = PRAISE._replace(courtesy=True)
    draft = draft_thanks(MATERIAL, Recipient(name="Sam"), _reply(aside, courteous), [])
    assert set(draft.parts) == {"feedback", "touch"}
    assert 3 <= len(draft.subject.split()) <= 5


def test_one_strength_a_long_one_and_one_by_its_area() -> None:
    long = _finding(FindingKind.STRENGTH, "You " + "really " * 20 + "shone", "examples")
    assert "strength" in draft_thanks(MATERIAL, Recipient(), _reply(PRAISE), []).parts
    assert "my examples" in draft_thanks(MATERIAL, Recipient(), _reply(long), []).body
    assert "…" in draft_thanks(MATERIAL, Recipient(), _reply(long._replace(area="")), []).body
    assert "…" not in draft_thanks(MATERIAL, Recipient(), _reply(long, PRAISE), []).body


@pytest.mark.parametrize(
    ("if_words", "then_words", "said"),
    [
        ("they ask for an example", "I name the result first", "when they ask for an example, I will name the result"),
        ("If they push", "then I'll pause", "when they push, I'll pause"),
        ("", "I am on my way early", "I will be on my way early"),
        ("they ask why", "one number, first", ": one number, first."),
        ("", "I have named one number", "I will"),
    ],
)
def test_a_plan_becomes_a_promise(if_words: str, then_words: str, said: str) -> None:
    draft = draft_thanks(MATERIAL, Recipient(), _reply(TIP), [replace(PLAN, if_words=if_words, then_words=then_words)])
    assert said in draft.body


def test_the_plan_they_pointed_at_goes_first_and_advice_stands_in() -> None:
    other = replace(PLAN, area="rapport", then_words="I smile first")
    assert "the result first" in draft_thanks(MATERIAL, Recipient(), _reply(TIP), [other, PLAN]).body
    assert "name one number" in draft_thanks(MATERIAL, Recipient(), _reply(TIP), []).body
    retired = replace(PLAN, retired_on=date(2026, 11, 21))
    assert "name one number" in draft_thanks(MATERIAL, Recipient(), _reply(TIP), [retired]).body


@pytest.mark.parametrize("style", STYLES, ids=lambda style: f"{style.language}-{style.tone}-{style.short}")
def test_the_thank_you_after_an_interview(style: Style) -> None:
    for whom in choose_recipients(INTERVIEW):
        draft = draft_after_interview(replace(MATERIAL, style=style, outcome=None), whom)
        assert 55 <= len(draft.body.split()) <= 120, draft.body
        assert "?" not in draft.body.replace("outage?", "")
