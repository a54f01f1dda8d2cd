"""Findings as headings."""

from datetime import UTC, date, datetime

import pytest

from afterview.core.evaluate import evaluate
from afterview.core.evidence import Evidence, Source
from afterview.core.findings import Heading, Rule, find_heading

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def them(area: str, *ratings: float) -> list[Evidence]:
    return [_piece(area, Source.INTERVIEWER, str(at), rating) for at, rating in enumerate(ratings)]


def you(area: str, rating: float) -> list[Evidence]:
    return [_piece(area, Source.SELF, "9", rating)]


def _piece(area: str, source: Source, interview: str, rating: float) -> Evidence:
    return Evidence(area=area, source=source, interview=interview, rating=rating, on=date(2026, 11, 22))


@pytest.mark.parametrize(
    ("evidence", "heading"),
    [
        (you("clarity", 2), Heading(rule=Rule.ONLY_YOU)),
        (them("examples", 4, 4) + you("examples", 2), Heading(rule=Rule.THEY_LIKED_MORE, area="examples")),
        (
            them("results", 4, 4, 4) + them("examples", 4, 4) + you("examples", 3),
            Heading(rule=Rule.THEY_LIKED_MORE, area="examples"),
        ),
        (them("results", 4, 4, 4), Heading(rule=Rule.ESTABLISHED, area="results")),
        (
            them("results", 4, 4) + them("clarity", 4) + you("clarity", 4.5),
            Heading(rule=Rule.AGREED_STRONG, area="clarity"),
        ),
        (them("results", 4) + them("clarity", 2, 2, 2), Heading(rule=Rule.THEY_LIKED, area="results")),
        (
            them("structure", 2) + them("clarity", 2, 2) + you("structure", 2),
            Heading(rule=Rule.AGREED_FOCUS, area="structure"),
        ),
        (them("structure", 2) + you("structure", 3), Heading(rule=Rule.THEY_ASKED_MORE, area="structure")),
        (them("structure", 4, 2), Heading(rule=Rule.NOTHING_CLEAR)),
    ],
)
def test_first_rule_that_holds_speaks(evidence: list[Evidence], heading: Heading) -> None:
    assert find_heading(evaluate(evidence, NOW), interviews=3) == heading


@pytest.mark.parametrize("interviews", [0, 1, 2])
def test_plain_while_n_is_small(interviews: int) -> None:
    evaluation = evaluate(them("results", 5, 5), NOW)
    assert find_heading(evaluation, interviews) == Heading(rule=Rule.TOO_EARLY)
