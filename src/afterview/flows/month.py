"""The monthly look: kept when given, shown as the person's own lines, deleted upon a click."""

from collections.abc import Mapping
from datetime import datetime

from afterview.core.month import Month, keep_answers
from afterview.core.words import Candidate
from afterview.flows.journal import writing
from afterview.flows.steady import is_sent_again
from afterview.store.load.months import load_months
from afterview.store.record.months import record_month, record_months_gone


def list_months(candidate: Candidate) -> tuple[Month, ...]:
    """The latest looks, the earliest of them first."""
    return load_months(candidate)


def save_month(candidate: Candidate, answers: Mapping[str, int], now: datetime) -> bool:
    """Keeps the answers given, each 0..10; returns whether there was any. Sent twice in an hour, they count once."""
    kept = keep_answers(answers)
    if kept:
        with writing():
            said = Month(at=now, answers=kept)
            if not any(is_sent_again(before, said) for before in load_months(candidate, 1)):
                record_month(candidate, said)
    return bool(kept)


def forget_months(candidate: Candidate) -> None:
    """Deletes every look."""
    with writing():
        record_months_gone(candidate)
