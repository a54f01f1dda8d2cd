"""The list of interviews, one interview with its loop, its calendar file and its end."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from afterview.core.journey import JourneySeen, Stop, is_closed, next_step, timeline
from afterview.core.words import Interview
from afterview.flows.backups import CarryError, can_back_up, forget_backups, list_backups
from afterview.flows.calendar import write_calendar
from afterview.flows.capture import InterviewGone, delete_interview, find_interview, list_rounds
from afterview.flows.drafts import read_draft
from afterview.flows.journey import close, read_journey, read_loops, take_up_again
from afterview.flows.prepare import has_own_letter
from afterview.web.door import Request
from afterview.web.errors import show_missing
from afterview.web.redirects import see_address
from afterview.web.said import say_own_time, say_step, say_zone

A_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One interview of the list."""

    interview: Interview
    stop: Stop | None
    ended: Stop | None


def show_list(request: Request) -> HttpResponse:
    """Interviews, the latest first, fifty a page; closed ones folded."""
    page, today = _read_page(request), request.now.date()
    loops = read_loops(request.candidate, request.now, slice((page - 1) * A_PAGE, page * A_PAGE + 1))
    is_last, loops = len(loops) <= A_PAGE, loops[:A_PAGE]
    context = {
        "later_page": page - 1,
        "earlier_page": 0 if is_last else page + 1,
        "current": [show_loop(one, seen, today) for one, seen in loops if not is_closed(seen, today)],
        "closed": [show_loop(one, seen, today) for one, seen in loops if is_closed(seen, today)],
        "has_draft": bool(read_draft(request.candidate, "interviews/new")),
    }
    return render(request, "capture/list.html", context)


def _read_page(request: Request) -> int:
    asked = request.GET.get("page", "")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1


def show_loop(interview: Interview, seen: JourneySeen, today: date) -> Listed:
    """An interview as a list shows it: how it ended, and what comes next."""
    stops = timeline(seen, today)
    following = next((stop for stop in stops if stop.when == "next"), None)
    ended = next((stop for stop in stops if stop.step == "happened" and stop.on), None)
    return Listed(interview=interview, stop=following, ended=ended)


def show_interview(request: Request, interview_id: int) -> HttpResponse:
    """One interview with its loop; POST closes it or takes it up again."""
    try:
        interview = find_interview(request.candidate, interview_id)
        if request.method == "POST":
            act = take_up_again if "again" in request.POST else close
            act(request.candidate, interview_id, request.now)
            return see_address(request.path)
        seen = read_journey(request.candidate, interview_id, request.now)
    except InterviewGone:
        return show_missing(request)
    return render(request, "capture/interview.html", _prepare_interview(request, interview, seen))


def _prepare_interview(request: Request, interview: Interview, seen: JourneySeen) -> dict[str, Any]:
    today = request.now.date()
    return {
        "interview": interview,
        "step": say_step(next_step(seen, today)),
        "stops": timeline(seen, today),
        "closed": is_closed(seen, today),
        "rounds": list_rounds(request.candidate, interview.application_id),
        "zone": say_zone(interview),
        "own_time": say_own_time(interview, request.now),
    }


def delete(request: Request, interview_id: int) -> HttpResponse:
    """Asks, then deletes an interview and everything in it."""
    try:
        interview = find_interview(request.candidate, interview_id)
    except InterviewGone:
        # Sent once more after a stop in between: what is left to do is done.
        return _forget_in_backups(request) if "backups" in request.POST else show_missing(request)
    if request.method != "POST":
        shelved = list_backups(settings.DATA) if can_back_up() else None
        return render(request, "capture/delete.html", {"interview": interview, "shelved": shelved})
    delete_interview(request.candidate, interview_id)
    return _forget_in_backups(request) if "backups" in request.POST else see_address("/interviews/")


def _forget_in_backups(request: Request) -> HttpResponse:
    try:
        forget_backups(settings.DATA, request.now)
    except CarryError:
        # That page says that it failed, and that they still hold what was deleted.
        return see_address("/yours/backups/")
    return see_address("/interviews/")


def download_calendar(request: Request, interview_id: int) -> HttpResponse:
    """The interview as a calendar file, with its own question a quarter of an hour after and the evening before."""
    try:
        interview = find_interview(request.candidate, interview_id)
    except InterviewGone:
        return show_missing(request)
    if interview.starts_at is None:
        return see_address(f"/interviews/{interview_id}/edit/")
    calendar = write_calendar(interview, request.now, has_letter=has_own_letter(request.candidate, interview_id))
    response = HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="interview-{interview_id}.ics"'
    return response
