"""How a file that age encrypted begins."""

from typing import Final

HEAD: Final = b"age-encryption.org/v1\n"


def is_sealed(head: bytes) -> bool:
    """Whether a file that begins so is encrypted with age."""
    return head.startswith(HEAD)
