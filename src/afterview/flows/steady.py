"""Steady: check-ins and the texts a person writes for themselves are kept; help is offered, never pressed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from afterview.core.month import Month
from afterview.core.pictures import Days, read_days
from afterview.core.words import Candidate, CheckIn, Interview, Keepsake
from afterview.flows.drafts import drop_draft
from afterview.flows.journal import writing
from afterview.store.load.check_ins import load_check_ins
from afterview.store.load.interviews import load_outcomes
from afterview.store.load.keepsakes import load_keepsakes
from afterview.store.load.replies import load_reply_days
from afterview.store.record.check_ins import record_check_in
from afterview.store.record.keepsakes import record_keepsake

LONGEST_NOTE = 5_000
LATEST = 100
SENT_AGAIN = timedelta(hours=1)


def list_check_ins(candidate: Candidate) -> tuple[CheckIn, ...]:
    """The latest check-ins, the earliest of them first."""
    return load_check_ins(candidate, LATEST)


def read_own_days(
    candidate: Candidate, interviews: Mapping[int, Interview], check_ins: Iterable[CheckIn]
) -> Days | None:
    """The own line of some check-ins with what happened meanwhile; None under three check-ins."""
    shown = tuple(check_ins)
    if not shown:
        return None
    since = min(one.at for one in shown).date()
    return read_days(shown, interviews, load_outcomes(candidate, interviews), load_reply_days(candidate, since))


def save_check_in(
    candidate: Candidate,
    mood: int,
    note: str,
    now: datetime,
    interview_id: int | None = None,
    form: str = "",
    energy: int | None = None,
) -> None:
    """Keeps how it is right now (5 light to 1 heavy; energy 5 full to 1 empty, or none said) with an optional note of
    up to 5,000 characters; sent again within an hour, it counts once."""
    said = CheckIn(at=now, mood=mood, energy=energy, note=note[:LONGEST_NOTE], interview_id=interview_id)
    with writing():
        if not any(is_sent_again(before, said) for before in load_check_ins(candidate, 1)):
            record_check_in(candidate, said)
        drop_draft(candidate, form)


def is_sent_again[T: (CheckIn, Keepsake, Month)](before: T, said: T) -> bool:
    """A form may be sent twice: by a second tap, or since nobody knew whether the first had arrived."""
    return replace(before, id=0, at=said.at) == said and abs(said.at - before.at) < SENT_AGAIN


def save_keepsake(candidate: Candidate, kind: str, text: str, now: datetime, interview_id: int, form: str = "") -> None:
    """Keeps a text the person wrote for themselves ("values" or "friend"); sent twice in an hour, it counts once."""
    said = Keepsake(kind=kind, text=text, at=now, interview_id=interview_id)
    with writing():
        if not any(is_sent_again(before, said) for before in load_keepsakes(candidate, kind)[:1]):
            record_keepsake(candidate, said)
        drop_draft(candidate, form)
