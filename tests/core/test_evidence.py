"""Evidence: what words are worth, and lines of it read from outside."""

import json
from datetime import UTC, date, datetime

import pytest

from afterview.core.evaluate import evaluate
from afterview.core.evidence import Evidence, Source, counts, specificity
from afterview.core.evidence_lines import BadEvidence, read_lines, to_plain
from afterview.core.words import Finding, FindingKind

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def finding(quote: str, **kwargs: object) -> Finding:
    values = {"kind": FindingKind.STRENGTH, "area": "clarity", "quote": quote, "start": 0, "end": len(quote), **kwargs}
    return Finding(**values)


@pytest.mark.parametrize(
    ("quote", "quality"),
    [
        ("The story about the flooded archive stayed with us", 1.0),
        ("When you walked us through the budget, we could follow every step", 1.0),
        ("You answered 4 of our 5 questions with an example", 1.0),
        ("Your second answer lost us", 1.0),
        ("You explain technical matters so that everyone in the room can follow", 0.7),
        ("Good communication", 0.4),
        ("Die zweite Antwort hat uns abgehängt", 1.0),
        ("Als Sie vom Archiv erzählten, hörten alle zu", 1.0),
        ("Sie erklären Fachliches so, dass jeder im Raum folgen kann", 0.7),
        ("Insgesamt ein sehr guter Eindruck bei allen im Raum", 0.4),
        ("Votre récit de la nuit de garde nous est resté", 1.0),
        ("L'exercice était bon", 0.4),
        ("Cuando nos habló del almacén lo vimos claro", 1.0),
        ("A resposta sobre os turnos ficou no ar", 1.0),
        ("Overall you came across very well to all of us in the panel", 0.4),
    ],
)
def test_words_weigh_by_how_specific_they_are(quote: str, quality: float) -> None:
    assert specificity(finding(quote)) == quality


def test_courtesy_weighs_nothing() -> None:
    assert specificity(finding("The story about the archive was very nice", courtesy=True)) == 0


def test_only_confirmed_points_about_an_area_count() -> None:
    assert counts(finding("Clear answers"))
    assert counts(finding("Slower, please", kind=FindingKind.DEVELOP))
    for kind in (FindingKind.ADVICE, FindingKind.NOT_ABOUT_YOU, FindingKind.NOTHING):
        assert not counts(finding("Clear answers", kind=kind))
    for gone in ({"area": ""}, {"counted": False}, {"set_aside": True}):
        assert not counts(finding("Clear answers", **gone))


def line(**changes: object) -> str:
    fields = {
        "area": "clarity",
        "source": "interviewer",
        "interview": "a",
        "raters": 2,
        "rating": 4.5,
        "quality": 0.7,
        "date": "2026-11-01",
    }
    return json.dumps({**fields, **changes})


def test_reads_a_line() -> None:
    assert read_lines([line(), "\n"]) == {
        None: [
            Evidence(
                area="clarity",
                source=Source.INTERVIEWER,
                interview="a",
                rating=4.5,
                on=date(2026, 11, 1),
                raters=2,
                quality=0.7,
            )
        ]
    }


def test_what_is_left_out_has_a_plain_meaning() -> None:
    [piece] = read_lines(['{"area": "clarity", "source": "self", "rating": 3, "date": "2026-11-01T09:30:00Z"}'])[None]
    assert (piece.raters, piece.quality, piece.interview, piece.rater) == (1, 1.0, "", "")
    assert piece.on == date(2026, 11, 1)


def test_people_in_the_order_they_appear() -> None:
    people = read_lines([line(person="b"), line(person="a"), line(person="b"), line(person=7, rater="x")])
    assert list(people) == ["b", "a", "7"]
    assert [len(pieces) for pieces in people.values()] == [2, 1, 1]
    assert people["7"][0].rater == "x"


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("rating: 4", "Line 2: this is not JSON"),
        ('{"date": ' + "[" * 100_000, "Line 2: this is not JSON"),
        ("[1]", "Line 2: this is not an object"),
        (line(area="charm"), 'Line 2: "area" is "charm". Use one of: preparation, punctuality'),
        (line(area=None), '"area" is missing'),
        (line(source="boss"), '"source" is "boss". Use one of: interviewer, self, count, practice.'),
        (line(source=["self"]), '"source" is ["self"]'),
        (line(rating=0.5), '"rating" is 0.5. Give a number from 1 to 5.'),
        (line(rating=None), '"rating" is missing'),
        (line(rating="4"), '"rating" is "4"'),
        (line(rating=True), '"rating" is true'),
        (line(rating=float("nan")), '"rating" is NaN'),
        (line(quality=1.5), '"quality" is 1.5. Give a number from 0 to 1.'),
        (line(raters=0), '"raters" is 0. Give a whole number from 1 to 100.'),
        (line(raters=1.5), '"raters" is 1.5'),
        (line(raters=True), '"raters" is true'),
        (line(date="soon"), '"date" is "soon". Give an ISO date like 2026-11-22.'),
        (line(date=None), '"date" is missing'),
        (line(interview=""), 'needs its "interview"'),
    ],
)
def test_bad_line_is_named_with_what_to_do(bad: str, says: str) -> None:
    with pytest.raises(BadEvidence) as error:
        read_lines([line(), bad])
    assert says in str(error.value)


def test_writes_the_evaluation_in_plain_values() -> None:
    plain = to_plain(evaluate(read_lines([line(raters=1, rating=4, quality=1, date="2026-11-22")])[None], NOW))
    assert sorted(plain) == ["areas", "ask", "focus", "keep"]
    assert plain["areas"]["clarity"] == {
        "mean": 0.44,
        "low": pytest.approx(-0.2949, abs=1e-4),
        "high": pytest.approx(1.1749, abs=1e-4),
        "p": pytest.approx(0.8376, abs=1e-4),
        "label": "first_sign",
        "direction": "strength",
        "interviews": 1,
    }
    assert plain["areas"]["rapport"]["label"] == "not_enough"
    assert plain["areas"]["rapport"]["direction"] is None
    assert plain["keep"] == ["clarity"]
    assert json.loads(json.dumps(plain)) == plain
