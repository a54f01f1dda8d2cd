"""The monthly look: kept when given, shown as the person's own lines, deleted upon a click."""

from collections.abc import Mapping
from datetime import datetime

from afterview.core.month import Month, keep_answers
from afterview.core.words import Candidate
from afterview.flows.journal import writing
from afterview.flows.steady import SENT_AGAIN
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
            latest = next(iter(load_months(candidate)[-1:]), None)
            if latest is None or latest.answers != kept or abs(now - latest.at) >= SENT_AGAIN:
                record_month(candidate, Month(at=now, answers=kept))
    return bool(kept)


def forget_months(candidate: Candidate) -> None:
    """Deletes every look."""
    with writing():
        record_months_gone(candidate)
