"""After a letter: did you send it, waiting for an answer, the files to take along."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from afterview.core.ask import REST_AFTER, when_to_remind
from afterview.core.words import LetterKind, LetterState
from afterview.flows.ask import NotYet, can_remind, find_reminder, has_reply, write_letter_calendar
from afterview.flows.letters import LetterGone, find_letter, mark_sent, mark_unsent, write_eml
from afterview.flows.sending import went_from_here
from afterview.web.door import Request
from afterview.web.errors import show_missing
from afterview.web.redirects import see_other


def show_sent(request: Request, letter_id: int) -> HttpResponse:
    """Takes the answer to "Did you send it?", and waits without hurry."""
    try:
        letter, interview = find_letter(request.candidate, letter_id)
        if request.method == "POST":
            return _answer(request, letter_id)
    except LetterGone:
        return show_missing(request)
    if letter.state is not LetterState.POSTED or letter.posted_at is None:
        return see_other("letter", letter_id)
    today, sent_on = request.now.date(), letter.posted_at.date()
    waited = max((today - sent_on).days, 0)
    context = {
        "letter": letter,
        "interview": interview,
        "waited": waited,
        "asks": letter.kind in (LetterKind.REQUEST, LetterKind.REMINDER),
        "remind_on": when_to_remind(letter) if letter.kind is LetterKind.REQUEST else None,
        "may_remind": letter.kind is LetterKind.REQUEST and can_remind(request.candidate, letter, request.now),
        "reminder": find_reminder(request.candidate, letter),
        "rests": waited >= REST_AFTER / timedelta(days=1),
        "went_from_here": went_from_here(request.candidate, letter.id),
        "has_reply": has_reply(request.candidate, interview.id),
        "share": min(100, 100 * waited // (REST_AFTER // timedelta(days=1))),
    }
    return render(request, "ask/sent.html", context)


def _answer(request: Request, letter_id: int) -> HttpResponse:
    if request.POST.get("sent") == "today":
        mark_sent(request.candidate, letter_id, request.now)
        return see_other("letter-sent", letter_id)
    if request.POST.get("sent") == "not_after_all":
        mark_unsent(request.candidate, letter_id)
        return see_other("letter", letter_id)
    letter, interview = find_letter(request.candidate, letter_id)
    return see_other("interview", interview.id) if letter.state is LetterState.DRAFT else see_other("today")


def download_eml(request: Request, letter_id: int) -> HttpResponse:
    """The letter as an unsent mail to open in a mail app."""
    try:
        mail = write_eml(request.candidate, letter_id, request.now)
    except LetterGone:
        return show_missing(request)
    return _file(mail, "message/rfc822", f"letter-{letter_id}.eml")


def download_reminder(request: Request, letter_id: int) -> HttpResponse:
    """A calendar entry: for the kind day to send a draft, or from which one reminder is fine."""
    try:
        calendar = write_letter_calendar(request.candidate, letter_id, request.now)
    except (LetterGone, NotYet):
        return show_missing(request)
    return _file(calendar, "text/calendar; charset=utf-8", f"reminder-{letter_id}.ics")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
