"""Ask and thank: to whom, when, and the four letters drafted from the person's own journal."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from afterview.core.letters.compose import Draft, Style, compose, write_day
from afterview.core.letters.moments import find_moments
from afterview.core.letters.people import read_name
from afterview.core.letters.wordings import Turn, base_language, load_wordings
from afterview.core.words import (
    Direction,
    Finding,
    FindingKind,
    Interview,
    Letter,
    LetterKind,
    LetterState,
    Outcome,
    OutcomeKind,
    Plan,
    Reflection,
    Reply,
)

FIRST_DAY, LAST_DAY = timedelta(days=1), timedelta(days=3)
REMIND_AFTER, REST_AFTER = timedelta(days=7), timedelta(days=14)
THANK_WITHIN = timedelta(days=2)
LONGEST_QUOTE = 16

_DECIDED = frozenset({OutcomeKind.NO, OutcomeKind.CLOSED})
_ASKABLE = _DECIDED | {OutcomeKind.SILENCE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Someone to write to. `interviewer_id` None: whoever invited the person, where no interviewer is known."""

    interviewer_id: int | None = None
    name: str = ""
    role: str = ""
    address: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the journal gives for the letters of one interview. `areas` are those where an answer changes most."""

    interview: Interview
    outcome: Outcome | None = None
    reflection: Reflection | None = None
    areas: Sequence[str] = ()
    sender: str = ""
    style: Style = field(default_factory=Style)
    chance: int = 0


def may_ask(outcome: Outcome | None) -> bool:
    """Whether there is something to ask about: they said no, closed the role, or never answered."""
    return outcome is not None and outcome.kind in _ASKABLE


def when_to_send(outcome: Outcome) -> tuple[date, date]:
    """The kind days for the request: from one to three days after the no."""
    return outcome.on + FIRST_DAY, outcome.on + LAST_DAY


def choose_recipients(interview: Interview) -> tuple[Recipient, ...]:
    """One letter per interviewer; where none is known, one to whoever invited the person."""
    panel = tuple(
        Recipient(
            interviewer_id=person.id, name=person.name, role=person.role, address=person.address, position=position
        )
        for position, person in enumerate(interview.interviewers)
    )
    return panel or (Recipient(),)


def when_to_remind(request: Letter) -> date | None:
    """The day from which one reminder is fine, None while the request is not sent."""
    return request.posted_at.date() + REMIND_AFTER if request.posted_at else None


def when_due(letter: Letter, outcome: Outcome | None, received_on: date | None, today: date) -> date | None:
    """The next kind day for a letter: of a draft when to send it, from tomorrow on (a request one to three days after
    the no, a thank-you within two days of what came on `received_on`); of a request that is sent when to remind, None
    for other letters that are sent."""
    if letter.posted_at:
        return when_to_remind(letter) if letter.kind is LetterKind.REQUEST else None
    tomorrow = today + timedelta(days=1)
    if letter.kind is LetterKind.REQUEST and outcome:
        return max(when_to_send(outcome)[0], tomorrow)
    if letter.kind is LetterKind.THANKS and received_on:
        return max(received_on + timedelta(days=1), tomorrow)
    return tomorrow


def may_remind(request: Letter, letters: Iterable[Letter], has_reply: bool, now: datetime) -> bool:
    """Whether the one reminder may be written: seven days have passed, nothing came back, none was sent."""
    from_day = when_to_remind(request)
    if from_day is None or has_reply or now.date() < from_day:
        return False
    return not any(
        letter.kind is LetterKind.REMINDER
        and letter.state is not LetterState.DRAFT
        and letter.interview_id == request.interview_id
        and letter.to_name == request.to_name
        for letter in letters
    )


def draft_request(material: Material, recipient: Recipient) -> Draft:
    """The letter after a no: thanks, accepts, asks for pointers and advice, leaves the door open."""
    return _draft(LetterKind.REQUEST, material, recipient, {**_moment(material, recipient), **_area_slots(material)})


def draft_after_interview(material: Material, recipient: Recipient) -> Draft:
    """The thank-you before the outcome is known."""
    return _draft(LetterKind.AFTER_INTERVIEW, material, recipient, _moment(material, recipient))


def draft_reminder(material: Material, recipient: Recipient, request: Letter) -> Draft:
    """The one reminder, in the request's thread: at most 50 words, no reproach."""
    sent = (request.posted_at or request.drafted_at).date()
    draft = _draft(LetterKind.REMINDER, material, recipient, {"sent": write_day(sent, material.style.language)})
    return replace(draft, subject=answer_subject(request.subject))


def draft_thanks(
    material: Material, recipient: Recipient, reply: Reply, plans: Iterable[Plan], subject: str = ""
) -> Draft:
    """The answer to feedback: thanks, the strengths they cited in their words, one action.

    `subject` is that of the mail answered, "" where it is not known.
    """
    slots = {**_strength_slots(reply, material), **_action_slots(reply, plans, material)}
    draft = _draft(LetterKind.THANKS, material, recipient, slots)
    return replace(draft, subject=answer_subject(subject)) if subject else draft


def answer_subject(subject: str) -> str:
    """ "Re: " before a subject that has none yet."""
    return subject if re.match(r"(re|aw|tr|rv)\s*:", subject, re.IGNORECASE) else f"Re: {subject}".strip()


def _draft(kind: LetterKind, material: Material, recipient: Recipient, slots: dict[str, str]) -> Draft:
    turn = Turn(recipient.position, material.chance)
    known = {**_interview_slots(material), **slots}
    return compose(kind, material.style, read_name(recipient.name), material.sender, known, turn)


def _interview_slots(material: Material) -> dict[str, str]:
    interview, language = material.interview, material.style.language
    slots = {"company": interview.company, "role": interview.role}
    if interview.starts_at:
        slots["day"] = write_day(interview.starts_at.date(), language)
    if material.outcome and material.outcome.kind in _DECIDED:
        slots |= {"if_decided": "", "if_told": ""}
    return slots


def _moment(material: Material, recipient: Recipient) -> dict[str, str]:
    moments = find_moments(material.reflection, base_language(material.style.language))
    return dict(moments[recipient.position % len(moments)]) if moments else {}


def _area_slots(material: Material) -> dict[str, str]:
    """Two areas as the letter names them; none when there are not two, rather than half a sentence."""
    phrases = [phrase for area in material.areas if (phrase := name_area(area, material))]
    return {"area1": phrases[0], "area2": phrases[1]} if len(phrases) >= 2 else {}


def name_area(area: str, material: Material) -> str:
    """An area as the candidate speaks of it in the letter's language ("the order of my answers"); "" if unknown."""
    phrase: str = load_wordings(base_language(material.style.language))["areas"].get(area, "")
    return phrase.replace("{company}", material.interview.company)


def _strength_slots(reply: Reply, material: Material) -> dict[str, str]:
    cited = [found for found in reply.findings if _is_praise(found)]
    quotes = sorted((_quote(found.quote) for found in cited), key=_is_cut)
    slots = {f"strength{number}": quote for number, quote in enumerate(quotes[:2], start=1)}
    named = [phrase for found in cited if (phrase := name_area(found.area, material))]
    if named and (not quotes or _is_cut(quotes[0])):
        return {"good1": named[0]}
    return {slot: quote for slot, quote in slots.items() if not _is_cut(quote)} or slots


def _is_praise(found: Finding) -> bool:
    return found.kind is FindingKind.STRENGTH and not found.courtesy and not found.set_aside


def _quote(words: str) -> str:
    """Their words on one line, fit for our quotation marks; the end of a long sentence is left out, and shown so."""
    flat = re.sub(r"\s+", " ", words).strip(" .,;:-")
    flat = re.sub(r"[“”„«»\"]", "'", flat)
    kept = flat.split()[:LONGEST_QUOTE]
    return flat if len(flat.split()) <= LONGEST_QUOTE else " ".join(kept).rstrip(".,;:") + " …"


def _is_cut(quote: str) -> bool:
    return quote.endswith("…")


def _action_slots(reply: Reply, plans: Iterable[Plan], material: Material) -> dict[str, str]:
    focus = [plan for plan in plans if plan.direction is Direction.FOCUS and not plan.retired_on and plan.then_words]
    pointed = {found.area for found in reply.findings if found.kind in (FindingKind.DEVELOP, FindingKind.ADVICE)}
    focus.sort(key=lambda plan: plan.area not in pointed)
    if focus:
        return _plan_slots(focus[0], base_language(material.style.language))
    tips = [found for found in reply.findings if found.kind is FindingKind.ADVICE and not found.set_aside]
    return {"tip": _quote(tips[0].quote)} if tips else {}


def _plan_slots(plan: Plan, base: str) -> dict[str, str]:
    """`when` and `action` where an English plan is in whole sentences, else the plan's words as one `step`."""
    then = re.sub(r"^(then|dann|alors|entonces)\s+", "", _plain(plan.then_words), flags=re.IGNORECASE)
    when = re.sub(r"^(if|when)\s+", "", _plain(plan.if_words), flags=re.IGNORECASE)
    is_sentence = re.match(r"I('ll| will| am going to| am|'m)? ", then)
    if base != "en" or not is_sentence:
        return {"step": then}
    action = _promise(then)
    return {"when": when, "action": action} if when else {"step": action}


def _promise(then: str) -> str:
    """ "I name the result first" -> "I will name the result first"."""
    if re.match(r"I('ll| will| am going to) ", then):
        return then
    if found := re.match(r"I('m| am) ", then):
        return "I will be " + then[found.end() :]
    return re.sub(r"^I (have (?=[a-z]+ed\b))?", "I will ", then, count=1)


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip(" .,;")
