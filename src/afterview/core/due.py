"""Which step of a loop is due on a day, where it leads and what to say; waiting is allowed."""

from datetime import date

from afterview.core.loop import JourneySeen, NextStep, Step
from afterview.core.say import gettext_noop as _

REFLECT_DAYS = 21
HEARD_DAYS = 7
SILENCE_DAYS = 14
REMIND_DAYS = 7
ASK_DAYS = 60
THANK_DAYS = 21


def _capture(seen: JourneySeen, _today: date) -> NextStep | None:
    return _say(
        seen,
        Step.CAPTURE,
        f"/interviews/{seen.interview_id}/edit/",
        _("When do you meet %(company)s?"),
        _("Add the day when you know it. If it is over already, that is the place to say so too."),
        _("Add the day"),
        rank=10,
    )


def _prepare(seen: JourneySeen, today: date) -> NextStep | None:
    held_on = seen.held_on or today
    days = (held_on - today).days
    if days <= 0:
        heading = _("Today you meet %(company)s.")
    else:
        heading = _("Tomorrow you meet %(company)s.") if days == 1 else _("You meet %(company)s on %(day)s.")
    sentence = _("One page has what to do differently, what to keep, and a story for each thing they ask for.")
    address = f"/interviews/{seen.interview_id}/brief/"
    rank = 2 if days <= 1 else 8 if days <= 7 else 11
    return _say(seen, Step.PREPARE, address, heading, sentence, _("Open your page"), rank=rank, on=held_on)


def _reflect(seen: JourneySeen, today: date) -> NextStep | None:
    age = (today - (seen.held_on or today)).days
    if age > REFLECT_DAYS:
        return _happened(seen, today) if seen.outcome is None else _ask(seen, today)
    if seen.reflection_begun:
        heading = _("Carry on where you stopped.")
        sentence = _("Your notes on %(company)s are kept. Facts first, then your own view; stop on any page.")
        action = _("Carry on")
    else:
        heading = _("How did it go at %(company)s?")
        sentence = _("Two minutes now keep what fades by tomorrow. Stop on any page; nothing typed is lost.")
        action = _("Reflect")
    address = f"/interviews/{seen.interview_id}/reflect/"
    return _say(seen, Step.REFLECT, address, heading, sentence, action, rank=1 if age <= 2 else 7)


def look_again(seen: JourneySeen, today: date) -> NextStep | None:
    """The day after a reflection, one question: the best details come back overnight."""
    if seen.looked_again or seen.reflected_on is None or (today - seen.reflected_on).days not in (1, 2):
        return None
    return _say(
        seen,
        Step.REFLECT,
        f"/interviews/{seen.interview_id}/reflect/",
        _("Anything you remember today?"),
        _("The best details of %(company)s often come back overnight. One line is plenty."),
        _("Add a line"),
        rank=9,
    )


def _happened(seen: JourneySeen, today: date) -> NextStep | None:
    age = (today - (seen.held_on or seen.reflected_on or today)).days
    if age < HEARD_DAYS:
        return None
    if age < SILENCE_DAYS:
        heading = _("Have you heard from %(company)s?")
        sentence = _("If they answered, note it here. If not, there is nothing to do yet.")
    else:
        heading = _("Still no word from %(company)s?")
        sentence = _("No answer by now is the usual case and says little about you. Close it, or ask once more?")
    address = f"/interviews/{seen.interview_id}/happened/"
    return _say(seen, Step.HAPPENED, address, heading, sentence, _("Say what happened"), rank=10)


def _ask(seen: JourneySeen, today: date) -> NextStep | None:
    if seen.outcome_on and (today - seen.outcome_on).days > ASK_DAYS:
        return None
    if seen.letter_id:
        heading = _("Did you send your note to %(company)s?")
        sentence = _("It is kept as you left it. Send it from your own mail, or let it rest.")
        return _say(seen, Step.ASK, f"/letters/{seen.letter_id}/", heading, sentence, _("Open the note"), rank=6)
    heading = _("Thank %(company)s, and ask.")
    sentence = _("A short note that accepts their decision and asks for advice. A line or two back is plenty.")
    address = f"/interviews/{seen.interview_id}/ask/"
    return _say(seen, Step.ASK, address, heading, sentence, _("Write the note"), rank=6)


def _listen(seen: JourneySeen, today: date) -> NextStep | None:
    if seen.reply_id:
        heading = _("%(who)s wrote back.")
        sentence = _("Read it when you have five quiet minutes. You can read the good part first.")
        return _say(seen, Step.LISTEN, f"/replies/{seen.reply_id}/", heading, sentence, _("Read it"), rank=4)
    waited = (today - (seen.reminded_on or seen.asked_on or today)).days
    if waited >= REMIND_DAYS and not seen.reminded_on and waited < SILENCE_DAYS:
        heading = _("No reply from %(company)s yet.")
        sentence = _("That is common. One short reminder is fine; after that, let it rest.")
        address = f"/interviews/{seen.interview_id}/remind/"
        return _say(seen, Step.ASK, address, heading, sentence, _("Write the reminder"), rank=9)
    return _evaluate(seen, today) if waited >= SILENCE_DAYS and not seen.evaluated_on else None


def _thank(seen: JourneySeen, today: date) -> NextStep | None:
    if seen.replied_on and (today - seen.replied_on).days > THANK_DAYS:
        return None if seen.evaluated_on else _evaluate(seen, today)
    heading = _("Thank %(who)s for it.")
    sentence = _("Three lines: what they named as good, and the one thing you take from it.")
    return _say(seen, Step.THANK, f"/replies/{seen.reply_id}/thank/", heading, sentence, _("Write it"), rank=5)


def _evaluate(seen: JourneySeen, today: date) -> NextStep | None:
    has_view = seen.reflected_on or seen.read_on
    if not has_view or (seen.outcome_on and (today - seen.outcome_on).days > ASK_DAYS):
        return None
    heading = _("You and them: choose what to keep.")
    sentence = _("At least two things to keep from %(company)s, at most two to work on.")
    address = f"/interviews/{seen.interview_id}/you-and-them/"
    return _say(seen, Step.EVALUATE, address, heading, sentence, _("Choose"), rank=9)


DUE = {
    Step.CAPTURE: _capture,
    Step.PREPARE: _prepare,
    Step.REFLECT: _reflect,
    Step.HAPPENED: _happened,
    Step.ASK: _ask,
    Step.LISTEN: _listen,
    Step.THANK: _thank,
    Step.EVALUATE: _evaluate,
}


def _say(
    seen: JourneySeen,
    step: Step,
    address: str,
    heading: str,
    sentence: str,
    action: str,
    *,
    rank: int,
    on: date | None = None,
) -> NextStep:
    return NextStep(
        step=step,
        interview_id=seen.interview_id,
        address=address,
        heading=heading,
        sentence=sentence,
        action=action,
        company=seen.company,
        who=seen.reply_from or seen.company,
        on=on,
        rank=rank,
    )
