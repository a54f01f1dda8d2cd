"""The drawings, tested by their text."""

import re
from xml.etree import ElementTree

import pytest

from afterview.web import charts

ALL = [
    charts.draw_dots(1.5, -1),
    charts.draw_dots(None, None),
    charts.draw_spark([1, 3, 5]),
    charts.draw_bar(0.25),
    charts.draw_calibration([(10, 0, 2), (90, 1, 1)], ("Expected", "Came"), ["0 of 2", "1 of 1"]),
    charts.draw_days([(0, 5), (1, 1)], [(0, "A & B"), (0.5, "Reply"), (1, "No")]),
]


@pytest.mark.parametrize("drawn", ALL)
def test_every_drawing_is_well_formed_hidden_and_without_style(drawn: str) -> None:
    root = ElementTree.fromstring(drawn)
    assert root.get("aria-hidden") == "true"
    assert "style" not in drawn
    numbers = [float(value) for value in re.findall(r'\b(?:c?x|x1|x2|width)="(-?[\d.]+)%"', drawn)]
    assert all(0 <= number <= 100 for number in numbers)


@pytest.mark.parametrize(("mark", "percent"), [(-2, 8), (-1, 29), (0, 50), (1, 71), (2, 92), (3, 92), (-9, 8)])
def test_marks_stand_on_a_scale_of_five(mark: float, percent: float) -> None:
    assert charts.place(mark) == percent


def test_you_and_them_differ_in_shape() -> None:
    drawn = charts.draw_dots(-1, 1)
    assert '<circle class="self" cx="29.0%"' in drawn
    assert '<svg x="71.0%" y="50%"' in drawn
    assert '<line class="gap" x1="29.0%" x2="71.0%"' in drawn


def test_silence_leaves_no_mark() -> None:
    assert "them" not in charts.draw_dots(1, None)
    assert "self" not in charts.draw_dots(None, 1)
    assert "gap" not in charts.draw_dots(None, 1)


def test_two_marks_in_one_place_stay_visible() -> None:
    assert 'r="4"' in charts.draw_dots(1, 1)
    assert 'r="6.5"' in charts.draw_dots(0, 1)


def test_spark_runs_from_first_to_latest() -> None:
    assert 'points="0,36 50,20 100,4"' in charts.draw_spark([1, 3, 5])


def test_calibration_places_expected_against_what_came() -> None:
    drawn = charts.draw_calibration([(0, 0, 1), (100, 3, 3)], ("Expected", "Came"), ["0 of 1", "3 of 3"])
    assert '<circle class="self" cx="15.0%" cy="220" r="5"/>' in drawn
    assert '<circle class="self" cx="92.0%" cy="20" r="7"/>' in drawn
    assert "3 of 3" in drawn


def test_events_too_near_are_marked_and_not_named() -> None:
    drawn = charts.draw_days([(0, 3), (1, 3)], [(0, "One"), (0.1, "Two"), (0.2, "Three"), (0.6, "Four"), (1, "Five")])
    assert drawn.count('class="axis"') == 5
    assert re.findall(r">(\w+)</text>", drawn) == ["One", "Two", "Four", "Five"]
    assert re.findall(r'y="(\d+)" text-anchor="(\w+)"', drawn) == [
        ("104", "start"),
        ("121", "start"),
        ("104", "middle"),
        ("121", "end"),
    ]


def test_words_are_escaped() -> None:
    assert "<b>" not in charts.draw_days([(0, 3), (1, 3)], [(0, "<b>")])
