"""The checker: ingredients, faults, names, gaps, and the words that told."""

from collections.abc import Mapping, Sequence

import pytest

from afterview.core.check import TOO_LONG, Check, Deeper, Known, check_letter
from afterview.core.check_features import fold, load_ideas, see_letter
from afterview.core.check_model import load_model
from afterview.core.check_names import find_wrong_names
from afterview.core.check_remarks import ABSENT, DISPUTING, FAULTS, MISSING, PRESENT
from afterview.core.check_text import Unit, count_words, split_letter

CITED = "names_cited_strengths"
KNOWN = Known(to="Priya Nair", company="Orchid Hospitals", sender="Alex Reed", elsewhere=frozenset({"Castell"}))
WHOLE = """Subject: Thank you, Priya

Dear Priya,

Thank you for the hour on Tuesday. I accept your decision.
Should the next round of hiring come, I would like to be among those you call. If another team at Orchid Hospitals
needs someone, I would like to hear of it.
Was it my answer about rotas that left you unsure? And starting from where I am, where would you put the first month?

Kind regards,
Alex Reed
"""


def _check(body: str, kind: str = "request", known: Known = KNOWN, cited: tuple[str, ...] = ()) -> Check:
    return check_letter(body, kind, known, cited)


def test_meaning_is_read_not_keywords() -> None:
    check = _check(WHOLE)
    assert all(check.has.values()), check.has
    assert check.faults == ()
    assert check.questions == 2
    told = {one.label: WHOLE[one.start : one.end] for one in check.told}
    assert told["future_consideration"].startswith("Should the next round")
    assert told["advice"].startswith("And starting from where I am")


def test_what_is_missing_is_said_in_one_sentence() -> None:
    check = _check("Dear Priya,\n\nThank you for the hour on Tuesday.\n\nKind regards,\nAlex\n")
    assert check.has["thanks_for_interview"]
    assert not check.has["advice"]
    assert dict(check.remarks)["advice"] == MISSING["advice"]
    assert "short" in dict(check.remarks)


def test_nothing_and_noise_are_read_without_a_fault() -> None:
    for letter in ("", "\n\n", "?", "…", "Dear Priya,", "x" * 5000, "ß" * 40, "\x00\u202e"):
        check = _check(letter)
        assert not any(check.has.values())
        assert check.to_json()["faults"] == list(check.faults)


def test_the_json_contract() -> None:
    answer = _check(WHOLE).to_json()
    assert set(answer) >= {"has", "faults", "words", "questions"}
    assert list(answer["has"]) == [
        "thanks_for_interview",
        "future_consideration",
        "new_opportunities",
        "specific_pointers",
        "advice",
    ]
    assert answer["words"] == count_words(WHOLE) == 71


def test_a_thank_you_is_judged_by_its_own_three() -> None:
    letter = (
        "Dear Priya,\n\nThank you for your honest feedback. I am glad that you saw me stay calm under questions.\n"
        "I have signed up for a course and now practise each answer with a stopwatch.\n\nBest wishes,\nAlex\n"
    )
    check = _check(letter, "thanks", KNOWN, ("calm under questions", "answers too long"))
    assert check.has == {"thanks_for_feedback": True, "names_cited_strengths": True, "names_an_action": True}


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("I disagree with your decision and ask you to reconsider it.", "argues_decision"),
        ("Please, please give me another chance, I am begging you, I need this job.", "begging"),
        ("My lawyer will look into this as a case of discrimination.", "legal_threat"),
        ("I expect a detailed answer in writing by Friday.", "demands"),
        ("I know I was hopeless and wasted your time.", "self_deprecating"),
        ("Lots of love and kisses, let us have a drink, darling!", "overfamiliar"),
        ("Dear [Name], thank you.", "placeholder_left"),
        ("I was grateful for the interview at Lotus Hospitals.", "wrong_name"),
    ],
)
def test_faults_are_named_with_their_words(sentence: str, fault: str) -> None:
    letter = f"Dear Priya,\n\nThank you for the hour on Tuesday. {sentence}\n\nKind regards,\nAlex Reed\n"
    check = _check(letter)
    assert fault in check.faults
    assert dict(check.remarks)[fault] == FAULTS[fault]
    assert any(one.label == fault and letter[one.start : one.end] in letter for one in check.told)


def test_counted_faults_have_their_borders() -> None:
    words = "Dear Priya, " + "word " * (TOO_LONG - 2)
    assert count_words(words) == TOO_LONG
    assert "too_long" not in _check(words).faults
    assert "too_long" in _check(words + "more").faults
    assert "many_questions" not in _check("Why? " * 4).faults
    assert "many_questions" in _check("Why? " * 5).faults


def test_small_things_are_remarked_on_and_no_fault() -> None:
    long = "I " + "was there and " * 12 + "went home."
    check = _check(f"Dear Priya,\n\nPlease find my portfolio attached. {long} {long}\n\nBest,\nAlex")
    assert {"attachment", "long_sentences"} <= set(dict(check.remarks))


@pytest.mark.parametrize(
    ("letter", "wrong"),
    [
        ("Dear Prya,", ["Prya"]),
        ("Dear Sarah,", ["Sarah"]),
        ("Dear Ms Nair,", []),
        ("Dear Pri,", []),
        ("Dear hiring team,", []),
        ("Dear Priyaaaa,", []),
        ("Tomasin,\n\nhello.", ["Tomasin"]),
        ("Thanks,\n\nhello.", []),
        ("Dear Mr (check surname),", []),
        ("Subject: the role at Lotus Hospitals\n\nHello,\n\nthank you.", ["Lotus Hospitals"]),
        ("Hello,\n\nMy colleagues at Orchards Hospitals tease me.", []),
        ("Dear Nair,", []),
        ("Dear Priya and Prita,", ["Prita"]),
        ("Hello,\n\nThank you for the interview at Orchid.", []),
        ("Hello,\n\nThank you for the interview at Castell.", ["Castell"]),
        ("Hello,\n\nThank you for the interview at Lotus Hospitals.", ["Lotus Hospitals"]),
        ("Hello,\n\nThe Brightwell team was kind.", ["Brightwell"]),
        ("Hello,\n\nI worked for the Brightwell team at Castell.", []),
        ("Hello,\n\nMy interview at OH went well.", []),
        ("Hello,\n\nThe interview at Monday was fine.", []),
        ("Hello,\n\nI wish Orchids Hospitals well.", ["Orchids Hospitals"]),
        ("Hello,\n\nIt was good to meet Pryia there.", ["Pryia"]),
        ("Hello,\n\nIt was good to see Priyas desk.", []),
        ("Hello,\n\nA Reed in the wind, Alexa said.", []),
        ("Hello,\n\nTeam Hospitals is big.", []),
    ],
)
def test_names(letter: str, wrong: list[str]) -> None:
    found = dict.fromkeys(find_wrong_names(letter, split_letter(letter), KNOWN))
    assert [letter[start:end] for start, end in found] == wrong


def test_without_names_none_is_wrong() -> None:
    assert _check("Dear Nobody,\n\nThank you for the interview at Elsewhere.", known=Known()).faults == ()
    assert check_letter("Dear Nobody, hello", "request").faults == ()
    umlaut = Known(to="Jörg Müller", company="Bäckerei Ötz")
    assert _check("Guten Tag Herr Mueller,\n\nhallo.", known=umlaut).faults == ()
    assert "wrong_name" in _check("Guten Tag Herr Miller,\n\nhallo.", known=umlaut).faults


@pytest.mark.parametrize(
    "gap",
    [
        *("[Name]", "{{role}}", "{company}", "<firm>", "XX", "TBC", "____", "???", "(insert date)", "Dear …", "NOMBRE"),
        *("DD/MM", "__/__", "(check surname)", "TIME, PLACE", "Sir / Name"),
    ],
)
def test_gaps(gap: str) -> None:
    assert "placeholder_left" in _check(f"Hello,\n\n{gap} is fine.").faults


@pytest.mark.parametrize("no_gap", ["xx", "[1]", "<3", "a todo lo demás", "Dear Priya,", "the date"])
def test_no_gaps(no_gap: str) -> None:
    assert "placeholder_left" not in _check(f"Hello,\n\nIt is {no_gap} to me.").faults


def test_a_letter_taken_apart() -> None:
    units = split_letter(
        "Subject: Hi\n\nDear Dr. Nair, thank you. It was good; I mean it… Was it?\n\nKind regards,\nAlex"
    )
    assert [(unit.text, unit.place) for unit in units] == [
        ("Dear Dr. Nair,", "greeting"),
        ("thank you.", "body"),
        ("It was good;", "body"),
        ("I mean it…", "body"),
        ("Was it?", "body"),
        ("Kind regards,\nAlex", "close"),
    ]
    assert [unit.may_ask for unit in units] == [False, True, True, True, True, False]
    assert Unit("With many thanks for your time today", 0, 1, "close").may_ask


def test_a_close_is_at_most_five_lines() -> None:
    places = [unit.place for unit in split_letter("Best\n\nAnna\n\nLee\n\nMo\n\nBo\n\nJo\n\nKo")]
    assert places == ["body"] * 2 + ["close"] * 5


def test_a_letter_without_a_greeting_begins_with_its_body() -> None:
    first = split_letter("So it goes, and thank you for the long afternoon that we spent.")
    assert [unit.place for unit in first] == ["body"]


def test_ideas_are_phrases_with_gaps_and_endings() -> None:
    ideas, rules = load_ideas()
    assert "remember" in ideas.find(fold("Please keep my name in mind"))
    assert "remember" not in ideas.find(fold("Please keep one two three four in mind"))
    assert "thank" in ideas.find(fold("thankfully"))
    assert "advice" in ideas.find(fold("l'avis et vos conseils"))
    assert "remember" not in ideas.find(fold("keep"))
    assert rules["advice"]


def test_features_tell_what_they_shared_with_the_feedback() -> None:
    unit = Unit("Your word on my calm voice helped!", 0, 34, "body")
    smile = Unit("Great :)", 0, 8, "body")
    with_cited = see_letter([unit, smile], "thanks", ["calm voice", "too long"])
    assert "c:most" in with_cited[0].features
    assert "c:0" in with_cited[1].features
    assert "s:smile" in with_cited[1].features
    assert "s:!" in with_cited[0].features
    assert not any(one.startswith("c:") for one in see_letter([unit], "thanks")[0].features)


def test_every_label_has_its_sentences_and_the_model_knows_it() -> None:
    model = load_model()
    assert set(MISSING) == set(PRESENT) == set(ABSENT)
    assert set(MISSING) <= set(model.labels)
    assert set(FAULTS) >= DISPUTING
    assert set(model.thresholds) == set(model.labels)
    assert all(0 < threshold < 1 for threshold in model.thresholds.values())


def _deeper(text: str, said: dict[str, float], **shares: float) -> Deeper:
    def judge(letter: str, places: Sequence[tuple[int, int]]) -> list[Mapping[str, float]]:
        nothing = dict.fromkeys(load_model().labels, 0.0)
        return [nothing | (said if text in letter[start:end] else {}) for start, end in places]

    labels = load_model().labels
    return Deeper(judge=judge, shares=dict.fromkeys(labels, 0.6) | shares, thresholds=dict.fromkeys(labels, 0.5))


def test_a_deeper_reader_is_averaged_in() -> None:
    letter = "Hello Priya,\n\nThe kettle was warm. The window stood open."
    check = check_letter(letter, "request", KNOWN, deeper=_deeper("kettle", {"advice": 1.0}))
    assert [(told.label, letter[told.start : told.end]) for told in check.told] == [("advice", "The kettle was warm.")]
    assert 0.6 <= check.told[0].confidence < 0.8
    assert not check_letter(letter, "request", KNOWN).has["advice"]


def test_what_was_cited_is_left_to_those_who_know_what_was_cited() -> None:
    letter = "Hello Priya,\n\nThe kettle was warm."
    check = check_letter(letter, "thanks", KNOWN, ["calm"], _deeper("kettle", {CITED: 1.0}, names_cited_strengths=0.2))
    assert not check.has[CITED]


def test_a_sentence_the_deeper_reader_cannot_see_is_judged_without_it() -> None:
    deeper = Deeper(judge=lambda _, places: [{}] * len(places), shares={}, thresholds={})
    assert check_letter(WHOLE, "request", KNOWN, deeper=deeper) == check_letter(WHOLE, "request", KNOWN)
