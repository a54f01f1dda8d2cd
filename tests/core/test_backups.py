"""When a backup is due, which stay, and for how long."""

from datetime import UTC, date, datetime, timedelta

from afterview.core.backups import Backup, Why, choose_kept, is_due, stays_until

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def made(days: float, why: Why = Why.DAILY, name: str = "") -> Backup:
    at = NOW - timedelta(days=days)
    return Backup(name=name or f"{at:%Y-%m-%d-%H%M}-{why}", made_at=at, why=why)


def test_due_once_a_day_and_when_the_clock_was_set_back() -> None:
    assert is_due(None, NOW)
    assert is_due(NOW - timedelta(hours=24), NOW)
    assert not is_due(NOW - timedelta(hours=23), NOW)
    assert not is_due(NOW + timedelta(hours=1), NOW)
    assert is_due(NOW + timedelta(days=300), NOW)


def test_two_years_of_days_are_thinned_to_days_weeks_and_months() -> None:
    kept = sorted(one for one in choose_kept(made(day) for day in range(730)))
    days = [one[:10] for one in kept]
    assert days[-12:] == [f"{NOW - timedelta(days=back):%Y-%m-%d}" for back in range(11, -1, -1)]
    assert len({date.fromisoformat(day).isocalendar()[:2] for day in days if day >= "2026-09-20"}) == 10
    assert len({day[:7] for day in days}) == 9
    assert days[0] == "2026-03-31"
    assert len(kept) <= 12 + 10 + 9


def test_the_latest_of_a_day_stays() -> None:
    kept = choose_kept([made(0.1, name="later"), made(0.2, name="earlier"), made(1.5, name="yesterday")])
    assert kept == {"later", "yesterday", "earlier"} - {"earlier"}


def test_thinning_again_changes_nothing_and_the_latest_is_always_kept() -> None:
    every = [made(day / 3) for day in range(900)]
    once = choose_kept(every)
    assert choose_kept(one for one in every if one.name in once) == once
    assert every[0].name in once


def test_one_backup_after_years_pushes_none_out() -> None:
    old = [made(day) for day in range(1000, 1008)]
    assert choose_kept([*old, made(0)]) == {one.name for one in [*old, made(0)]}


def test_nine_of_what_was_replaced_are_kept_within_the_months() -> None:
    apart = [made(hour / 24, Why.REPLACED) for hour in range(12)]
    usual = [made(day) for day in range(400)]
    kept = choose_kept([*apart, *usual, made(399, Why.UPGRADE, "long ago")])
    assert {one.name for one in apart if one.name in kept} == {one.name for one in apart[:9]}
    assert "long ago" not in kept
    assert made(0.5).name not in kept
    assert choose_kept([made(399, Why.UPGRADE, "only one")]) == {"only one"}


def test_how_long_one_stays() -> None:
    assert stays_until(NOW) == date(2027, 8, 1)
    assert stays_until(datetime(2026, 1, 31, tzinfo=UTC)) == date(2026, 10, 1)
    # The last one of a month stays longest: with a backup every few days, the first of that later month pushes it out.
    days = [Backup(name=str(day), made_at=NOW + timedelta(days=7 + day)) for day in range(0, 400, 3)]
    last = max(day for day in range(0, 400, 3) if "0" in choose_kept(days[: day // 3 + 1]))
    before, after = days[last // 3].made_at.date(), days[last // 3 + 1].made_at.date()
    assert before < stays_until(days[0].made_at) <= after
