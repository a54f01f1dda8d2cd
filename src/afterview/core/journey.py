"""The loop of one interview: what is behind, what comes next, and whether it is due."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from afterview.core.due import DUE, SILENCE_DAYS, look_again
from afterview.core.loop import FOR_GOOD, JourneySeen, NextStep, Step, Stop, When
from afterview.core.say import gettext_noop as _
from afterview.core.words import OutcomeKind

__all__ = [
    "FOR_GOOD",
    "JourneySeen",
    "NextStep",
    "Step",
    "Stop",
    "When",
    "coming_step",
    "is_closed",
    "next_of",
    "next_step",
    "timeline",
]


def coming_step(seen: JourneySeen) -> Step | None:
    """The step that comes next, due or not; None once the loop is closed."""
    if not seen.is_over:
        return Step.PREPARE if seen.held_on else Step.CAPTURE
    if seen.outcome is None:
        return Step.HAPPENED if seen.reflected_on else Step.REFLECT
    if seen.reply_id and not seen.read_on:
        return Step.LISTEN
    if seen.reply_id and not seen.thanked_on:
        return Step.THANK
    if seen.outcome is OutcomeKind.NO and not seen.reply_id:
        return _coming_after_no(seen)
    return None if seen.evaluated_on else Step.EVALUATE


def _coming_after_no(seen: JourneySeen) -> Step | None:
    if seen.evaluated_on:
        return Step.LISTEN if seen.asked_on else None
    if seen.asked_on:
        return Step.LISTEN
    if seen.letter_id or seen.reflected_on:
        return Step.ASK
    return Step.REFLECT


def next_step(seen: JourneySeen, today: date) -> NextStep | None:
    """The step that is due today; None when nothing is (waiting is allowed, and so is rest)."""
    if seen.rest_until and today < seen.rest_until:
        return None
    coming = coming_step(seen)
    if coming is None:
        return look_again(seen, today)
    return DUE[coming](seen, today) or look_again(seen, today)


def next_of(journeys: Iterable[JourneySeen], today: date) -> NextStep | None:
    """The most pressing step of several loops; of equals the first."""
    steps = [step for seen in journeys if (step := next_step(seen, today))]
    return min(steps, key=lambda step: step.rank, default=None)


def is_closed(seen: JourneySeen, today: date) -> bool:
    """Whether the loop rests for good: the person closed it, or an outcome is known and nothing is or will be due."""
    if seen.rest_until == FOR_GOOD:
        return True
    if seen.outcome is None or (seen.rest_until and today < seen.rest_until):
        return False
    last = max(day for day in (seen.outcome_on, seen.asked_on, seen.reminded_on, seen.replied_on, date.min) if day)
    waiting = coming_step(seen) is Step.LISTEN and today <= last + timedelta(days=SILENCE_DAYS)
    return not waiting and next_step(seen, today) is None


def timeline(seen: JourneySeen, today: date) -> tuple[Stop, ...]:
    """The stops of one loop in order; one of them is next, unless the loop is closed.

    Writing to them, their reply and the thanks are left out where the outcome asks for none and there is none.
    """
    stops = [stop for stop in _stops(seen) if _belongs(seen, stop)]
    due = next_step(seen, today)
    ahead = [stop.step for stop in stops if stop.when is When.NOT_YET]
    coming = due.step if due and due.step in ahead else coming_step(seen)
    return tuple(replace(stop, when=When.NEXT) if stop.step is coming else stop for stop in stops)


def _belongs(seen: JourneySeen, stop: Stop) -> bool:
    if stop.step not in (Step.ASK, Step.LISTEN, Step.THANK) or stop.on:
        return True
    return seen.outcome in (None, OutcomeKind.NO, OutcomeKind.SILENCE) or bool(seen.reply_id)


def _stops(seen: JourneySeen) -> tuple[Stop, ...]:
    here = f"/interviews/{seen.interview_id}/"
    reply = f"/replies/{seen.reply_id}/" if seen.reply_id else f"{here}reply/"
    thanks = f"/replies/{seen.reply_id}/thank/" if seen.reply_id else f"{here}reply/"
    met = seen.held_on if seen.is_over else None
    asked = _("Thanked them and asked") if seen.asked_on else _("Thank them and ask")
    thanked = _("Thanked them for it") if seen.thanked_on else _("Thank them for it")
    first = [] if seen.is_over else [_stop(Step.PREPARE, f"{here}brief/", _("Your page for the day"), None)]
    last_address = f"/interviews/{seen.next_interview_id}/brief/" if seen.next_interview_id else "/stories/"
    last = _stop(Step.PREPARE, last_address, _("Next interview"), None)
    return (
        *first,
        Stop(
            step=Step.CAPTURE,
            address=f"{here}edit/",
            name=_("Interview"),
            when=When.PAST if seen.is_over else When.NOT_YET,
            on=met or seen.held_on,
        ),
        _stop(Step.REFLECT, f"{here}reflect/", _("Your reflection"), seen.reflected_on),
        _stop(Step.HAPPENED, f"{here}happened/", _OUTCOMES[seen.outcome], seen.outcome_on),
        _stop(Step.ASK, f"{here}ask/", asked, seen.asked_on),
        _stop(Step.LISTEN, reply, _("Their reply"), seen.replied_on),
        _stop(Step.THANK, thanks, thanked, seen.thanked_on),
        _stop(Step.EVALUATE, f"{here}you-and-them/", _("You and them"), seen.evaluated_on),
        *([last] if seen.is_over else []),
    )


def _stop(step: Step, address: str, name: str, on: date | None) -> Stop:
    return Stop(step=step, address=address, name=name, when=When.PAST if on else When.NOT_YET, on=on)


_OUTCOMES = {
    None: _("What happened"),
    OutcomeKind.NO: _("They said no"),
    OutcomeKind.SILENCE: _("No answer yet"),
    OutcomeKind.YES: _("They said yes"),
    OutcomeKind.WITHDREW: _("You withdrew"),
    OutcomeKind.CLOSED: _("The role was closed"),
}
