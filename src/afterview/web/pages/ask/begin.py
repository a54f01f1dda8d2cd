"""Before a letter: whom to write to and when, what it draws on; the reminder; the thank-you for feedback."""

from django.http import HttpResponse
from django.shortcuts import render

from afterview.core.ask import THANK_WITHIN, when_to_send
from afterview.core.letters.moments import find_moments
from afterview.core.letters.wordings import base_language
from afterview.core.words import Direction, FindingKind, LetterKind, Reply
from afterview.flows.ask import (
    Asking,
    NotYet,
    begin_letter,
    begin_reminder,
    begin_thanks,
    find_reminder,
    find_thanks,
    look_before_asking,
)
from afterview.flows.capture import InterviewGone
from afterview.flows.drafting import find_request
from afterview.flows.evaluate import list_standing_plans
from afterview.flows.listen import ReplyGone, find_reply
from afterview.web.door import Request
from afterview.web.errors import show_missing
from afterview.web.pages.ask.compose import LANGUAGE_NAMES
from afterview.web.redirects import see_other


def show_ask(request: Request, interview_id: int) -> HttpResponse:
    """Whom to write to, when, and what the letter will draw on; a person's button begins their letter."""
    try:
        if request.method == "POST":
            return _begin(request, interview_id)
        asking = look_before_asking(request.candidate, interview_id, request.now)
    except InterviewGone:
        return show_missing(request)
    starts_at = asking.interview.starts_at
    is_ahead = asking.kind is not LetterKind.REQUEST and starts_at is not None and starts_at > request.now
    context = {"asking": asking, "is_ahead": is_ahead, **_say_when(asking, request), **_say_what(asking, request)}
    return render(request, "ask/ask.html", context)


def _begin(request: Request, interview_id: int) -> HttpResponse:
    chosen = request.POST.get("interviewer", "")
    interviewer_id = int(chosen) if chosen.isdecimal() else None
    sender = request.POST.get("sender", "")
    return see_other("letter", begin_letter(request.candidate, interview_id, interviewer_id, request.now, sender))


def _say_when(asking: Asking, request: Request) -> dict[str, object]:
    outcome = asking.material.outcome
    if asking.kind is not LetterKind.REQUEST or outcome is None:
        return {"first_day": None}
    first, last = when_to_send(outcome)
    today = request.now.date()
    return {"first_day": first, "last_day": last, "too_early": today < first, "late": today > last}


def _say_what(asking: Asking, request: Request) -> dict[str, object]:
    """What the letters will draw on, in the person's own words; `language` where it is theirs, not the setting's."""
    material = asking.material
    moments = find_moments(material.reflection, base_language(material.style.language))
    found = [next(iter(slots.values())) for slots in moments]
    draws_on_areas = asking.kind is LetterKind.REQUEST and len(material.areas) > 1
    is_theirs = material.style.language != request.candidate.language
    language = LANGUAGE_NAMES[material.style.language] if is_theirs else ""
    return {
        "language": language,
        "moments": found[: len(asking.recipients)],
        "areas": material.areas if draws_on_areas else (),
    }


def show_remind(request: Request, interview_id: int) -> HttpResponse:
    """Leads to the reminder of the request; where it is too early or done, to the page that waits."""
    letter = find_request(request.candidate, interview_id)
    if letter is None:
        return see_other("ask", interview_id)
    if request.method != "POST":
        begun = find_reminder(request.candidate, letter)
        return see_other("letter", begun.id) if begun else see_other("letter-sent", letter.id)
    try:
        return see_other("letter", begin_reminder(request.candidate, letter.id, request.now))
    except NotYet:
        return see_other("letter-sent", letter.id)


def show_thank(request: Request, reply_id: int) -> HttpResponse:
    """What they cited as good and the one action, and the button that begins the thank-you."""
    try:
        reply, interview = find_reply(request.candidate, reply_id)
    except ReplyGone:
        return show_missing(request)
    if request.method == "POST":
        sender = request.POST.get("sender", "")
        return see_other("letter", begin_thanks(request.candidate, reply, request.now, sender))
    if begun := find_thanks(request.candidate, reply):
        return see_other("letter", begun.id)
    context = {"reply": reply, "interview": interview, "by": reply.received_on + THANK_WITHIN}
    return render(request, "ask/thank.html", {**context, **_say_cited(request, reply)})


def _say_cited(request: Request, reply: Reply) -> dict[str, object]:
    shown = [found for found in reply.findings if not found.set_aside and not found.courtesy]
    plans = [plan for plan in list_standing_plans(request.candidate) if plan.direction is Direction.FOCUS]
    return {
        "strengths": [found for found in shown if found.kind is FindingKind.STRENGTH][:3],
        "tips": [found for found in shown if found.kind is FindingKind.ADVICE][:1],
        "plan": plans[0] if plans else None,
    }
