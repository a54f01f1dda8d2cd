"""Labels at the very edge of their thresholds."""

from dataclasses import replace

import pytest

from afterview.core.constants import USUAL
from afterview.core.labels import Grounds, Label, could_hold, decide_label, direction_of
from afterview.core.words import Direction

ONE = Grounds(p=0.75, weight=1.0, interviews=1, agreeing=1, both_signs=False, any=True)
MANY = replace(ONE, interviews=3)


def test_just_at_the_bar_counts_as_above() -> None:
    assert direction_of(0.5) is Direction.STRENGTH
    assert direction_of(0.4999) is Direction.FOCUS


@pytest.mark.parametrize(
    ("p", "label"),
    [
        (0.75, Label.FIRST_SIGN),
        (0.7999, Label.FIRST_SIGN),
        (0.80, Label.LIKELY),
        (0.8999, Label.LIKELY),
        (0.90, Label.ESTABLISHED),
        (0.7499, Label.NOT_ENOUGH),
    ],
)
def test_a_threshold_that_is_just_reached_is_reached(p: float, label: Label) -> None:
    direction = None if label is Label.NOT_ENOUGH else Direction.STRENGTH
    assert decide_label(replace(MANY, p=p), USUAL) == (label, direction)


@pytest.mark.parametrize(
    ("p", "matters"), [(0.6999, False), (0.70, True), (0.7499, True), (0.90, False), (0.9001, False), (0.8999, True)]
)
def test_what_was_said_matters_only_just_below_a_threshold(p: float, matters: bool) -> None:
    assert could_hold(replace(ONE, p=p), USUAL) is matters


def test_what_was_said_never_matters_where_nobody_has_spoken() -> None:
    assert not could_hold(replace(ONE, p=0.74, interviews=0), USUAL)
