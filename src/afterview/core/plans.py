"""Choosing: at most two areas to work on, at least two to keep, each with the person's own if-then words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from afterview.core.constants import USUAL
from afterview.core.say import gettext_noop as _
from afterview.core.words import Direction, Plan

TOO_MANY = _("Choose one or two to work on. The others will still be here next time.")
TOO_FEW = _("Choose at least two to keep. They carry the next interview as much as what you change.")
BOTH = _("Choose each area once, to keep or to work on.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What a choice changes: plans to write, and ids of plans let go."""

    written: tuple[Plan, ...]
    retired: tuple[int, ...]


def find_fault(focus: Sequence[str], keep: Sequence[str]) -> tuple[Direction, str] | None:
    """Which part of a choice of areas does not hold and the sentence that says what to do; None where it holds."""
    if len(focus) > USUAL.most_focus:
        return Direction.FOCUS, TOO_MANY
    if len(keep) < USUAL.least_keep:
        return Direction.STRENGTH, TOO_FEW
    if set(focus) & set(keep):
        return Direction.STRENGTH, BOTH
    return None


def settle(standing: Iterable[Plan], chosen: Iterable[Plan], today: date) -> Settled:
    """The chosen plans in place of those that stand.

    Chosen again from the same interview, a plan is worded anew; from another interview it is a plan of its own, so
    that each interview says what came of it.
    """
    before = {(plan.area, plan.direction, plan.interview_id): plan for plan in standing}
    written = [_written(before.get((plan.area, plan.direction, plan.interview_id)), plan, today) for plan in chosen]
    kept = {plan.id for plan in written}
    return Settled(written=tuple(written), retired=tuple(p.id for p in before.values() if p.id not in kept))


def _written(before: Plan | None, plan: Plan, today: date) -> Plan:
    if before is None:
        return replace(plan, id=0, chosen_on=today, retired_on=None)
    return replace(before, if_words=plan.if_words, then_words=plan.then_words)
