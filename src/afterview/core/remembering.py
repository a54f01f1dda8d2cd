"""What was worked out from a person's words is remembered while the journal is open, and forgotten with the words."""

from collections.abc import Callable
from functools import lru_cache
from typing import cast

_forget: list[Callable[[], None]] = []


def remembered[F: Callable[..., object]](most: int) -> Callable[[F], F]:
    """A function of words that keeps its latest `most` answers in memory until `forget_words` is called.

    For functions whose answer depends on hashable arguments alone."""

    def decorate(function: F) -> F:
        kept = lru_cache(maxsize=most)(function)
        _forget.append(kept.cache_clear)
        return cast(F, kept)

    return decorate


def forget_words() -> None:
    """Empties the memory of every remembered function: words that were deleted are in none of them any more."""
    for forget in _forget:
        forget()
