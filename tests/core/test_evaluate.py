"""The evaluation: the published worked examples number for number, and what must hold for any evidence."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from statistics import NormalDist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterview.core.areas import scored_areas
from afterview.core.constants import USUAL
from afterview.core.evaluate import evaluate, evaluate_over_time, weigh_pieces
from afterview.core.evaluation import Evaluation, Unknown
from afterview.core.evidence import Evidence, Source
from afterview.core.labels import Label
from afterview.core.weighing import Clock, Heard, OwnGap, weigh_own, weigh_together
from afterview.core.words import Direction

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
TODAY = NOW.date()


def mark(
    rating: float,
    source: Source = Source.INTERVIEWER,
    interview: str = "1",
    *,
    area: str = "structure",
    on: date = TODAY,
    raters: int = 1,
    quality: float = 1.0,
    rater: str = "",
) -> Evidence:
    return Evidence(
        area=area,
        source=source,
        interview=interview,
        rating=rating,
        on=on,
        raters=raters,
        quality=quality,
        rater=rater,
    )


def own(rating: float, interview: str = "1", **kwargs: object) -> Evidence:
    return mark(rating, Source.SELF, interview)._replace(**kwargs)


def view(*evidence: Evidence, area: str = "structure", previous: Evaluation | None = None):
    return evaluate(evidence, NOW, previous).areas[area]


# --- worked examples -------------------------------------------------------------------------------------------------


def test_one_interviewer_says_four() -> None:
    seen = view(mark(4))
    assert seen.p == pytest.approx(0.84, abs=0.005)
    assert (seen.label, seen.direction) == (Label.FIRST_SIGN, Direction.STRENGTH)


def test_one_interviewer_says_two() -> None:
    seen = view(mark(2))
    assert seen.p == pytest.approx(0.16, abs=0.005)
    assert (seen.label, seen.direction) == (Label.FIRST_SIGN, Direction.FOCUS)


def test_two_interviews_say_two() -> None:
    seen = view(mark(2), mark(2, interview="2"))
    assert seen.p == pytest.approx(0.05, abs=0.005)
    assert (seen.label, seen.direction) == (Label.LIKELY, Direction.FOCUS)


def test_own_one_alone() -> None:
    seen = view(own(1))
    assert seen.p == pytest.approx(0.27, abs=0.005)
    assert (seen.label, seen.direction) == (Label.OWN_IMPRESSION, None)


@pytest.mark.parametrize("interview", ["1", "2"])
def test_own_one_but_interviewer_four_and_no_other_area_to_learn_a_gap_from(interview: str) -> None:
    seen = view(own(1, interview), mark(4))
    assert seen.p == pytest.approx(0.68, abs=0.005)
    assert seen.direction is None


def test_a_gap_in_other_areas_moves_further_to_them() -> None:
    elsewhere = [piece for number in "34567" for piece in (own(1, number), mark(4, interview=number))]
    evaluation = evaluate([own(1), mark(4), *(piece._replace(area="rapport") for piece in elsewhere)], NOW)
    assert evaluation.gap == -1
    seen = evaluation.areas["structure"]
    assert seen.gap == pytest.approx(0.32**2 / (0.32**2 + 0.5**2) * -1)
    assert seen.p == pytest.approx(0.704, abs=0.001)


@pytest.mark.parametrize(("raters", "weight"), [(1, 1.0), (2, 1.30), (3, 1.45), (4, 1.53)])
def test_weight_of_a_panel(raters: int, weight: float) -> None:
    assert view(mark(4, raters=raters)).weight == pytest.approx(weight, abs=0.005)
    apart = view(*(mark(4, rater=f"person:{number}") for number in range(raters)))
    assert apart.weight == pytest.approx(weight, abs=0.005)


@pytest.mark.parametrize(
    ("raters", "published"),
    [
        (1, [0.44, 0.61, 0.70, 0.76, 0.80, 0.83]),
        (2, [0.51, 0.67, 0.75, 0.80, 0.84, 0.86]),
        (3, [0.53, 0.69, 0.77, 0.82, 0.85, 0.87]),
    ],
)
def test_reliability_table(raters: int, published: list[float]) -> None:
    assert [round(USUAL.reliability(n, raters), 2) for n in range(1, 7)] == published


def test_prior_is_worth_one_and_a_quarter_interviewers() -> None:
    assert USUAL.prior_weight == pytest.approx(1.27, abs=0.005)


def test_formula_by_hand() -> None:
    """Mean, spread and interval of one area with every source in it, worked without the code under test."""
    evidence = [
        mark(5, interview="1", quality=0.7, raters=2),
        mark(2.5, interview="2", quality=0.4, on=TODAY - timedelta(days=90)),
        own(2, "2"),
        own(4, "3"),
        own(4, "4"),
        own(4, "5"),
        mark(3.5, Source.COUNT, "2"),
        mark(4, Source.PRACTICE, ""),
    ]
    marks = [2, -0.5, -1, 1, 1, 1, 0.5, 1]
    published = [0.7 * 0.56 / 0.43, 0.4 * 0.5**0.5, *[0.75 / 4] * 4, 0.6, 0.4]
    # Variances: each interview's own, less the .02 that both share; then the shared part once.
    apart = [1 / (0.56 / weight - 0.02) for weight in published[:2]]
    together = 0.56 / (0.02 + 1 / sum(apart))
    weights = [together * weight / sum(apart) for weight in apart] + published[2:]
    total = 0.56 / 0.44 + sum(weights)
    mean = sum(w * x for w, x in zip(weights, marks, strict=True)) / total
    sd = 0.9 * (0.56 / total) ** 0.5
    seen = view(*evidence)
    assert seen.mean == pytest.approx(mean)
    assert seen.sd == pytest.approx(sd)
    assert seen.p == pytest.approx(NormalDist().cdf(mean / sd))
    assert (seen.low, seen.high) == pytest.approx((mean - 1.645 * sd, mean + 1.645 * sd), abs=0.001)
    assert seen.interviews == 2
    weighed = weigh_pieces(seen, NOW)
    assert seen.weight == pytest.approx(sum(published))
    assert sum(piece.weight for piece in weighed) == pytest.approx(seen.weight)
    assert len(weighed) == len(evidence)
    assert seen.you == pytest.approx(1 / 2)
    assert seen.them == pytest.approx((published[0] * 2 - 0.5 * published[1]) / sum(published[:2]))


# --- labels ----------------------------------------------------------------------------------------------------------


def test_panel_of_two_with_one_view_is_likely_and_with_two_views_is_not() -> None:
    assert view(mark(5, rater="a"), mark(4, rater="b")).label is Label.LIKELY
    assert view(mark(5, rater="a"), mark(5, rater="a")).label is Label.FIRST_SIGN
    divided = view(mark(5, rater="a"), mark(2, rater="b"))
    assert divided.label is Label.NOT_ENOUGH


def test_established_needs_three_interviews() -> None:
    two = view(mark(5), mark(5, interview="2"))
    three = view(mark(5), mark(5, interview="2"), mark(4, interview="3"))
    assert (two.label, three.label) == (Label.LIKELY, Label.ESTABLISHED)


def test_mixed_needs_weight_and_both_signs() -> None:
    assert view(mark(4), mark(2, interview="2")).label is Label.MIXED
    assert view(mark(3), mark(3, interview="2")).label is Label.NOT_ENOUGH
    assert view(mark(4, quality=0.4), mark(2, interview="2", quality=0.4)).label is Label.NOT_ENOUGH


def test_boilerplate_is_no_evidence() -> None:
    assert view(mark(5, quality=0)) == view()
    assert view(own(4), mark(5, quality=0)).label is Label.OWN_IMPRESSION


def test_label_is_let_go_only_with_slack() -> None:
    held = evaluate([mark(4), mark(4, interview="2")], NOW)
    fallen = [mark(4, quality=0.6), mark(3.4, interview="2", quality=0.6)]
    assert held.areas["structure"].label is Label.LIKELY
    assert 0.75 < view(*fallen).p < 0.80
    assert view(*fallen).label is Label.FIRST_SIGN
    assert view(*fallen, previous=held).label is Label.LIKELY
    assert view(mark(3.4), mark(3.4, interview="2"), previous=held).label is Label.FIRST_SIGN
    assert view(mark(3.2), previous=held).label is Label.NOT_ENOUGH


def test_label_held_on_one_side_gives_no_slack_on_the_other() -> None:
    held = evaluate([mark(2)], NOW)
    nearly = [mark(3.65)]
    assert 0.70 < view(*nearly).p < 0.75
    assert view(*nearly, previous=held).label is Label.NOT_ENOUGH
    assert view(*nearly, previous=evaluate([mark(4)], NOW)).label is Label.FIRST_SIGN


def test_over_time_a_label_does_not_flicker_while_evidence_fades() -> None:
    evidence = [mark(4, on=TODAY - timedelta(days=60)), mark(3.5, interview="2", on=TODAY - timedelta(days=60))]
    then = evaluate(evidence, NOW - timedelta(days=60)).areas["structure"]
    assert then.label is Label.LIKELY
    later = NOW + timedelta(days=100)
    assert evaluate(evidence, later).areas["structure"].label is Label.FIRST_SIGN
    assert evaluate_over_time(evidence, later).areas["structure"].label is Label.LIKELY
    much_later = NOW + timedelta(days=900)
    assert evaluate_over_time(evidence, much_later).areas["structure"].label is Label.NOT_ENOUGH


def test_a_label_is_held_by_the_last_day_that_was_sure_without_the_days_before_it() -> None:
    earlier, later = mark(4, interview="0", on=TODAY - timedelta(days=900)), NOW + timedelta(days=150)
    for evidence in ([mark(4)], [earlier, mark(4)]):
        assert evaluate(evidence, later).areas["structure"].label is Label.NOT_ENOUGH
        assert evaluate_over_time(evidence, later).areas["structure"].label is Label.FIRST_SIGN


def test_over_time_without_evidence_is_the_plain_evaluation() -> None:
    assert evaluate_over_time([], NOW) == evaluate([], NOW)


# --- what to do, what to ask -----------------------------------------------------------------------------------------


def test_at_most_two_to_work_on_ordered_by_what_can_be_changed() -> None:
    evidence = [mark(2, area=area) for area in ("experience", "structure", "examples", "leadership")]
    assert evaluate(evidence, NOW).focus == ("examples", "structure")


def test_every_strength_is_kept_the_surest_first() -> None:
    evidence = [
        mark(4, area="listening"),
        mark(5, area="rapport"),
        mark(4, area="results"),
        own(5, area="clarity"),
    ]
    keep = evaluate(evidence, NOW).keep
    assert keep[0] == "rapport"
    assert set(keep) == {"rapport", "listening", "results"}


def test_two_are_kept_where_two_are_above_the_bar() -> None:
    assert evaluate([mark(5), own(4, area="clarity"), own(2, area="rapport")], NOW).keep == ("structure", "clarity")
    assert evaluate([own(4)], NOW).keep == ("structure",)
    assert evaluate([], NOW).keep == ()


def test_asks_where_it_matters_and_little_is_known() -> None:
    assert evaluate([], NOW).ask == ("examples", "job_knowledge")
    known = [mark(4, area="examples", interview=str(n)) for n in range(6)]
    assert evaluate(known, NOW).ask == ("job_knowledge", "convincing")


@pytest.mark.parametrize(
    ("evidence", "unknown"),
    [
        ([], Unknown.NOTHING_YET),
        ([own(2), own(4, "2")], Unknown.OWN_VIEW_SWINGS),
        ([own(3), own(4, "2")], Unknown.OWN_VIEW_ONLY),
        ([mark(4), mark(2, interview="2")], Unknown.THEY_DISAGREE),
        ([mark(4, on=TODAY - timedelta(days=181))], Unknown.LONG_AGO),
        ([mark(4)], Unknown.ONE_VOICE),
        ([mark(4), mark(4, interview="2")], Unknown.HOW_SURE),
    ],
)
def test_says_what_is_not_known(evidence: list[Evidence], unknown: Unknown) -> None:
    assert view(*evidence).unknown is unknown


def test_circumstances_and_unknown_areas_change_nothing() -> None:
    odd = [mark(1, area="not_about_you"), own(5, area="not_about_you"), mark(5, area="of_another_time")]
    assert evaluate([mark(4), *odd], NOW) == evaluate([mark(4)], NOW)


def test_every_scored_area_is_there_and_silence_is_not_neutral() -> None:
    evaluation = evaluate([mark(4)], NOW)
    assert list(evaluation.areas) == [area.id for area in scored_areas()]
    silent = evaluation.areas["rapport"]
    assert (silent.label, silent.p, silent.interviews) == (Label.NOT_ENOUGH, 0.5, 0)
    assert (silent.you, silent.them, silent.pieces) == (None, None, ())


def test_gap_is_clipped_and_needs_pairs() -> None:
    pairs = [piece for n in range(40) for piece in (own(5, str(n)), mark(1, interview=str(n)))]
    assert OwnGap(pairs, USUAL).overall == 1
    assert OwnGap([own(5), mark(1, interview="2")], USUAL).overall == 0
    assert OwnGap([own(5), mark(1, quality=0)], USUAL).overall == 0


def test_gap_of_an_area_is_learned_in_the_others() -> None:
    here = [own(2), mark(4)]
    there = [own(4, area="rapport"), mark(3, area="rapport"), own(4, "2", area="rapport")]
    gap = OwnGap([*here, *there], USUAL)
    assert gap.overall == pytest.approx((-2 + 1) / 6)
    assert gap.elsewhere("structure") == pytest.approx(USUAL.gap_share * 1 / 5)
    assert gap.elsewhere("rapport") == pytest.approx(USUAL.gap_share * -2 / 5)
    assert gap.elsewhere("examples") == pytest.approx(USUAL.gap_share * gap.overall)


@pytest.mark.parametrize(("interviews", "weight"), [(1, 1.0), (2, 1.931), (5, 4.375), (1000, 27.264)])
def test_many_interviews_never_say_more_than_their_shared_part_lets_them(interviews: int, weight: float) -> None:
    heard = [Heard(1.0, 1.0, 1, 0, TODAY)] * interviews
    assert sum(weigh_together(heard, USUAL)) == pytest.approx(weight, abs=0.005)
    assert weigh_together(heard, replace(USUAL, halo=0.0)) == [1.0] * interviews


def test_constants_can_be_changed() -> None:
    softer = replace(USUAL, first_sign=0.9)
    assert evaluate([mark(4)], NOW, constants=softer).areas["structure"].label is Label.NOT_ENOUGH


# --- for any evidence ------------------------------------------------------------------------------------------------

AREAS = ("structure", "examples", "rapport")
pieces = st.builds(
    Evidence,
    area=st.sampled_from(AREAS),
    source=st.sampled_from(Source),
    interview=st.sampled_from("12345"),
    rating=st.integers(2, 10).map(lambda halves: halves / 2),
    on=st.integers(0, 2000).map(lambda days: TODAY - timedelta(days=days)),
    raters=st.integers(1, 5),
    quality=st.sampled_from([0.0, 0.1, 0.4, 0.7, 1.0]),
    rater=st.sampled_from(["", "a", "b"]),
)
journals = st.lists(pieces, max_size=25)
few = settings(max_examples=150, deadline=None)


@few
@given(journals, pieces)
def test_more_evidence_never_widens(evidence: list[Evidence], further: Evidence) -> None:
    before, after = evaluate(evidence, NOW), evaluate([*evidence, further], NOW)
    assert all(after.areas[area].sd <= before.areas[area].sd + 1e-12 for area in AREAS)


@few
@given(journals.flatmap(lambda evidence: st.tuples(st.just(evidence), st.permutations(evidence))))
def test_order_never_matters(both: tuple[list[Evidence], list[Evidence]]) -> None:
    one, other = evaluate(both[0], NOW), evaluate(both[1], NOW)
    assert (one.gap, one.focus, one.keep, one.ask) == (other.gap, other.focus, other.keep, other.ask)
    for area in AREAS:
        first, second = (replace(each.areas[area], pieces=()) for each in (one, other))
        assert first == second


@few
@given(st.lists(pieces.filter(lambda piece: piece.source is not Source.INTERVIEWER), max_size=40))
def test_own_evidence_alone_never_yields_a_label(evidence: list[Evidence]) -> None:
    views = evaluate(evidence, NOW).areas.values()
    assert {seen.label for seen in views} <= {Label.OWN_IMPRESSION, Label.NOT_ENOUGH}
    assert not any(seen.direction for seen in views)


@few
@given(journals)
def test_flipping_every_sign_flips_the_picture(evidence: list[Evidence]) -> None:
    flipped = evaluate([piece._replace(rating=6 - piece.rating) for piece in evidence], NOW)
    for area, seen in evaluate(evidence, NOW).areas.items():
        mirror = flipped.areas[area]
        assert (mirror.mean, mirror.sd) == pytest.approx((-seen.mean, seen.sd))
        assert mirror.p == pytest.approx(1 - seen.p)


@few
@given(st.floats(1, 5), st.integers(1, 40))
def test_panel_of_three_weighs_less_than_two_separate_interviews(rating: float, days: int) -> None:
    on = TODAY - timedelta(days=days)
    panel = view(mark(rating, raters=3, on=on))
    apart = view(mark(rating, on=on), mark(rating, interview="2", on=on))
    assert panel.weight < apart.weight
    assert panel.sd > apart.sd


@few
@given(st.lists(st.integers(0, 900), min_size=1, max_size=30), st.sampled_from([(0.25, 0.75), (0.6, 1.2), (0.4, 0.8)]))
def test_caps_hold(ages: list[int], weight_and_cap: tuple[float, float]) -> None:
    weight, cap = weight_and_cap
    evidence = [own(4, str(n), on=TODAY - timedelta(days=age)) for n, age in enumerate(ages)]
    weighed = weigh_own(evidence, Clock(TODAY, USUAL), weight=weight, cap=cap)
    assert sum(piece.weight for piece in weighed) <= cap + 1e-12
    assert all(piece.weight <= weight + 1e-12 for piece in weighed)


@few
@given(journals, st.integers(1, 2000))
def test_evidence_fades_and_never_grows(evidence: list[Evidence], days: int) -> None:
    now, later = evaluate(evidence, NOW), evaluate(evidence, NOW + timedelta(days=days))
    assert all(later.areas[area].weight <= now.areas[area].weight + 1e-12 for area in AREAS)


def test_half_is_left_after_half_a_year() -> None:
    old = view(mark(4, on=TODAY - timedelta(days=180)))
    assert old.weight == pytest.approx(0.5)
    assert view(mark(4, on=TODAY + timedelta(days=30))).weight == 1


def test_beyond_the_horizon_less_than_a_thousandth_is_left() -> None:
    oldest = view(mark(4, on=TODAY - timedelta(days=USUAL.horizon_days)))
    assert oldest.weight == pytest.approx(1 / 1024)
