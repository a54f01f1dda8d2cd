"""A password or token in memory: it shows itself in no log, error, copy or comparison by accident."""

from dataclasses import dataclass
from typing import NoReturn


class Secret:
    """Words that only `reveal` gives out."""

    __slots__ = ("_words",)

    def __init__(self, words: str) -> None:
        self._words = words

    def reveal(self) -> str:
        """The words themselves, for the one line that sends or encrypts them."""
        return self._words

    def __repr__(self) -> str:
        return "Secret(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("A secret is not copied or written.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Who signs in, and with what; a token signs in by XOAUTH2, a password by PLAIN or LOGIN."""

    name: str
    secret: Secret
    is_token: bool = False
