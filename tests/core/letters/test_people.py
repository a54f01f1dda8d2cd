"""Names as letters need them."""

import pytest

from afterview.core.letters.people import read_name


@pytest.mark.parametrize(
    ("written", "first", "last", "woman"),
    [
        ("Priya Nair", "Priya", "Nair", None),
        ("Nair, Priya", "Priya", "Nair", None),
        ("Ms Okafor", "", "Okafor", True),
        ("Mr John Smith", "John", "Smith", False),
        ("Frau Dr. Ana Weber", "Ana", "Weber", True),
        ("Sam", "Sam", "", None),
        ("Herr", "Herr", "", None),
        ("Ludwig van der Berg", "Ludwig", "van der Berg", None),
        ("Smith,", "Smith", "", None),
        ("", "", "", None),
    ],
)
def test_a_name_in_parts(written: str, first: str, last: str, woman: bool | None) -> None:
    name = read_name(written)
    assert (name.first, name.last, name.woman) == (first, last, woman)


def test_academic_titles_are_kept_apart() -> None:
    assert read_name("Frau Dr. Weber").honours == "Dr."
    assert read_name("Dr Weber").title == "Dr"
