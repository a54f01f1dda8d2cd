"""The monthly look: one's own answers only, a change named from three points on."""

from datetime import UTC, datetime, timedelta

from afterview.core.month import APART, ITEMS, Month, Moved, draw_lines, is_due, keep_answers

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def month(days_ago: int, **answers: int) -> Month:
    return Month(at=NOW - timedelta(days=days_ago), answers=answers)


def test_only_known_items_within_the_scale_are_kept() -> None:
    assert keep_answers({"hard": 10, "nerves": 11, "present": -1, "content": 0, "other": 5}) == {
        "hard": 10,
        "content": 0,
    }


def test_a_look_says_something_new_after_nearly_a_month() -> None:
    assert is_due([], NOW)
    assert not is_due([month(3), month(90)], NOW)
    assert is_due([month(APART.days)], NOW)


def test_a_change_is_named_from_three_points_on() -> None:
    lines = {
        line.item: line
        for line in draw_lines(
            [month(1, hard=7, nerves=6, content=2), month(60, hard=4, nerves=4, content=5, present=8)]
        )
    }
    assert lines["hard"].answers == (4, 7)
    assert {item: line.moved for item, line in lines.items()} == {
        "hard": Moved.HIGHER, "nerves": Moved.UPS_AND_DOWNS, "content": Moved.LOWER, "present": None,
    }  # fmt: skip
    assert list(lines) == [item for item in ITEMS if item in lines]
