"""Time zones as people write them."""

import pytest

from afterview.core.invitation.zones import find_zone, is_month_first, name_zone, zone_of_minutes


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("Berlin", "Europe/Berlin"),
        ("münchen", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("Europe/Madrid", "Europe/Madrid"),
        ("São Paulo", "America/Sao_Paulo"),
        ("CET", "Europe/Berlin"),
        ("UTC", "UTC"),
        ("UTC+2", "Etc/GMT-2"),
        ("-05:00", "Etc/GMT+5"),
        ("Central European Time", "Europe/Berlin"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_zone_is_found(words: str, zone: str | None) -> None:
    assert find_zone(words) == zone


@pytest.mark.parametrize(
    ("minutes", "name"), [(0, "UTC"), (60, "UTC+1"), (-300, "UTC-5"), (330, "Kolkata"), (100, "UTC+2"), (999, "UTC+14")]
)
def test_zone_of_an_offset_is_named(minutes: int, name: str) -> None:
    assert name_zone(zone_of_minutes(minutes)) == name


def test_month_comes_first_in_the_united_states_only() -> None:
    assert is_month_first("America/Chicago")
    assert not is_month_first("Europe/London")
