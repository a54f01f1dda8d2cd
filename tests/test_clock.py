"""This computer's own zone."""

import pytest

from afterview.clock import read_clock, read_zone


@pytest.mark.parametrize(("named", "zone"), [("Europe/Madrid", "Europe/Madrid"), (":Asia/Tokyo", "Asia/Tokyo")])
def test_zone_is_the_one_the_environment_names(monkeypatch: pytest.MonkeyPatch, named: str, zone: str) -> None:
    monkeypatch.setenv("TZ", named)
    assert read_zone() == zone


@pytest.mark.parametrize("named", ["Nowhere/Land", "../etc/passwd", "EST5EDT,M3.2.0"])
def test_zone_nobody_knows_falls_back_to_the_computer(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.delenv("TZ", raising=False)
    usual = read_zone()
    monkeypatch.setenv("TZ", named)
    assert read_zone() == usual


def test_clock_knows_its_zone() -> None:
    assert read_clock().tzinfo is not None
