"""Reading a candidate's own letter with the encoder: chances a sentence, and nothing where the weights cannot."""

from dataclasses import replace

import pytest

from afterview.core.ask import choose_recipients, draft_request, draft_thanks
from afterview.core.check import FAULTS, INGREDIENTS, Known, check_letter
from afterview.core.letters.compose import Style
from afterview.reader.deep.letters import LetterReader, join, judge_faults
from afterview.reader.letters import find_deeper
from tests.core.test_ask import INTERVIEW, MATERIAL, ORDER, PLAN, PRAISE, STYLES, TIP
from tests.core.test_ask import _reply as make_reply
from tests.reader.deep.tiny import PIECES, make_weights

LETTER = "Hello,\n\nYour answer was clear. Next time?\n"
PLACES = [(8, 30), (31, 41)]


@pytest.fixture
def tiny() -> LetterReader:
    weights = make_weights()
    weights |= {"letter.w": weights["segment.w"][:2], "letter.b": weights["segment.b"][:2]}
    return LetterReader(weights, PIECES, ["advice", "demands"])


def test_chances_of_each_sentence(tiny: LetterReader) -> None:
    judged = tiny.judge(LETTER, PLACES)
    assert [set(chances) for chances in judged] == [{"advice", "demands"}] * 2
    assert all(0 < chance < 1 for chances in judged for chance in chances.values())
    assert judged[0] != judged[1]


def test_a_letter_without_sentences_says_nothing(tiny: LetterReader) -> None:
    assert tiny.judge("", []) == []


def test_a_sentence_without_a_piece_of_its_own_says_nothing(tiny: LetterReader) -> None:
    assert tiny.judge(LETTER, [(8, 30), (30, 30)])[1] == {}


def test_faults_are_told_by_meaning_sentence_by_sentence() -> None:
    letter = "Thank you for the hour on Tuesday. I shall be speaking to a solicitor about how this was handled."
    kind, threat = judge_faults(letter, [(0, 34), (35, len(letter))])
    assert set(kind) == set(threat) == set(FAULTS) - {"many_questions", "too_long", "placeholder_left", "wrong_name"}
    assert threat["legal_threat"] > 0.5 > kind["legal_threat"]
    assert judge_faults("", []) == []


def test_what_both_know_is_averaged_and_what_neither_saw_is_left_out() -> None:
    assert join({"advice": 0.4, "demands": 0.2}, {"demands": 0.6, "begging": 0.9}) == {"advice": 0.4, "demands": 0.4}
    assert join({}, {"demands": 0.6}) == {}


def test_without_weights_the_checker_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afterview.reader.deep.PACKAGE", "no_such_weights_here")
    assert find_deeper() is None


def test_older_weights_know_no_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afterview.reader.deep.letters.LETTERS", "not-in-this-package.npz")
    assert find_deeper() is None


def test_shipped_weights_see_what_is_meant() -> None:
    deeper = find_deeper()
    assert deeper
    letter = (
        "Dear Priya,\n\nThe hour on Tuesday flew, and I am grateful you took it. Should the next round of hiring come, "
        "I would like to be among those you call. Starting from where I am, where would you put the first month?\n\n"
        "Kind regards,\nJo Lund\n"
    )
    places = [(start := letter.index(words), start + len(words)) for words in ("Should the", "Starting from")]
    known = {*INGREDIENTS["request"], *INGREDIENTS["thanks"], *FAULTS}
    assert all(set(chances) <= known for chances in deeper.judge(letter, places))
    check = check_letter(letter, "request", Known(to="Priya Nair"), deeper=deeper)
    assert check.has["thanks_for_interview"]
    assert check.has["future_consideration"]
    assert check.has["advice"]
    assert check.faults == ()


@pytest.mark.parametrize("style", STYLES, ids=lambda style: f"{style.language}-{style.tone}-{style.short}")
def test_our_own_letters_pass_with_the_deeper_reader_too(style: Style) -> None:
    deeper = find_deeper()
    for whom in choose_recipients(INTERVIEW):
        known = Known(to=whom.name, company="Northwind", sender="Alex Reed")
        material = replace(MATERIAL, style=style)
        asked = check_letter(draft_request(material, whom).body, "request", known, deeper=deeper)
        cited = [PRAISE.quote, ORDER.quote, TIP.quote]
        thanks = draft_thanks(material, whom, make_reply(PRAISE, ORDER, TIP), [PLAN], "Hello").body
        thanked = check_letter(thanks, "thanks", known, cited, deeper)
        assert (asked.faults, thanked.faults) == ((), ()), (asked, thanked)
        assert all({**asked.has, **thanked.has}.values()), (asked.has, thanked.has)
