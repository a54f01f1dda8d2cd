"""A file encrypted with age is known by how it begins."""

import pytest

from afterview.core.sealed import is_sealed


@pytest.mark.parametrize(
    ("head", "sealed"),
    [
        (b"age-encryption.org/v1\n-> scrypt x 18\n", True),
        (b"age-encryption.org/v1", False),
        (b"age-encryption.org/v2\n", False),
        (b"PK\x03\x04 age-encryption.org/v1\n", False),
        (b"", False),
    ],
)
def test_only_age_begins_so(head: bytes, sealed: bool) -> None:
    assert is_sealed(head) is sealed
