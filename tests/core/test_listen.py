"""What a confirmed reply is."""

import pytest

from afterview.core.listen import Decision, decide, heading_of, is_about_the_person, sort_findings
from afterview.core.words import Finding, FindingKind


def finding(kind: FindingKind, start: int = 0, **more: object) -> Finding:
    values = {"id": start + 1, "kind": kind, "quote": "words", "start": start, "end": start + 5, **more}
    return Finding(**values)  # type: ignore[arg-type]  # values are checked by the tests themselves


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("To be honest you came across as arrogant.", True),
        ("I did not warm to your personality.", True),
        ("You are too old for this crew.", True),
        ("Your second answer was slow to reach the point.", False),
        ("You were late and the link was wrong.", False),
    ],
)
def test_words_about_the_person_are_told(words: str, is_one: bool) -> None:
    assert is_about_the_person(words) is is_one


def test_findings_are_sorted_good_first_and_in_the_order_of_the_reply() -> None:
    later = finding(FindingKind.STRENGTH, 20)
    sooner = finding(FindingKind.STRENGTH, 10)
    template = finding(FindingKind.STRENGTH, 0, courtesy=True)
    personal = finding(FindingKind.DEVELOP, 30, set_aside=True)
    work = finding(FindingKind.DEVELOP, 40)
    shown = sort_findings([later, personal, template, work, sooner])
    assert shown.strengths == (sooner, later)
    assert shown.courtesy == (template,)
    assert shown.aside == (personal,)
    assert shown.develop == (work,)


def test_decision_changes_kind_and_area_and_keeps_words_and_guess() -> None:
    read = finding(FindingKind.STRENGTH, 0, area="examples", guessed_kind=FindingKind.STRENGTH, courtesy=True)
    (decided,) = decide([read], {1: Decision(FindingKind.DEVELOP, "structure")})
    assert (decided.kind, decided.area, decided.courtesy) == (FindingKind.DEVELOP, "structure", False)
    assert (decided.quote, decided.guessed_kind) == (read.quote, FindingKind.STRENGTH)


def test_undecided_finding_stays_as_read() -> None:
    read = finding(FindingKind.ADVICE, 0, area="results")
    assert decide([read], {}) == (read,)


@pytest.mark.parametrize("kind", [FindingKind.NOTHING, FindingKind.NOT_ABOUT_YOU])
def test_what_is_not_about_the_candidate_has_no_area(kind: FindingKind) -> None:
    (decided,) = decide(
        [finding(FindingKind.DEVELOP, 0, area="results")], {1: Decision(kind, "results", counted=False)}
    )
    assert decided.area == ""
    assert not decided.counted


@pytest.mark.parametrize(
    ("kinds", "begins"),
    [
        ([], "They did not say much."),
        ([FindingKind.NOTHING], "They did not say much."),
        ([FindingKind.STRENGTH], "They name what they liked."),
        ([FindingKind.ADVICE], "They took the trouble"),
        ([FindingKind.STRENGTH, FindingKind.DEVELOP], "They name what they liked, and what would help"),
    ],
)
def test_heading_says_what_the_reply_holds(kinds: list[FindingKind], begins: str) -> None:
    findings = [finding(kind, 10 * place) for place, kind in enumerate(kinds)]
    assert heading_of(findings).startswith(begins)
