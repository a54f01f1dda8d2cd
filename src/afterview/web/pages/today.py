"""Today: the one next step; the first run; how it is right now; and where help is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from afterview.core.journey import JourneySeen, is_closed, next_of, next_step, timeline
from afterview.core.pictures import Days
from afterview.core.steady import ENERGIES, MOODS, load_help_lines, may_offer_help, needs_review
from afterview.core.words import CheckIn, Interview
from afterview.flows.capture import InterviewGone
from afterview.flows.drafts import read_draft
from afterview.flows.journey import read_loops, rest_until_tomorrow
from afterview.flows.mail_watch import list_arrivals
from afterview.flows.practice import offer_practice
from afterview.flows.steady import list_check_ins, read_own_days, save_check_in
from afterview.web import charts
from afterview.web.door import Request
from afterview.web.errors import show_missing
from afterview.web.pages.capture.views import show_loop
from afterview.web.pages.post.state import say_doubts
from afterview.web.redirects import see_address
from afterview.web.said import say_step

LEAST_FOR_LINE = 3
MOST_DAYS = 12
MOST_LOOPS = 60
MOST_OTHERS = 12
MOST_ARRIVALS = 3


def show_today(request: Request) -> HttpResponse:
    """The one next step; POST lets its interview rest until tomorrow."""
    if request.method == "POST":
        return _rest(request)
    loops = read_loops(request.candidate, request.now, slice(MOST_LOOPS))
    if not loops:
        return see_address("/first/")
    check_ins = list_check_ins(request.candidate)
    context = {
        **_prepare_loops(loops, request.now.date()),
        **say_doubts(request),
        "line": _draw_line(request, loops, check_ins),
        "arrivals": list_arrivals(request.candidate)[:MOST_ARRIVALS],
        "practice": offer_practice(request.candidate, request.now),
        "moods": MOODS,
        "offers_help": may_offer_help(check_ins, request.now),
    }
    return render(request, "today/today.html", context)


def _prepare_loops(loops: Sequence[tuple[Interview, JourneySeen]], today: date) -> dict[str, Any]:
    """The next step, the loop in focus (its own, else the latest under way), the others, the closed."""
    journeys = [seen for _, seen in loops]
    step = next_of(journeys, today)
    current = [seen for seen in journeys if not is_closed(seen, today)]
    of_step = (seen for seen in journeys if step and seen.interview_id == step.interview_id)
    focus = next(of_step, None) or next(iter(current), None)
    return {
        "step": say_step(step),
        "focus": focus,
        "resting": focus and focus.rest_until and focus.rest_until > today,
        "stops": timeline(focus, today) if focus else (),
        "others": [(seen, say_step(next_step(seen, today))) for seen in current if seen is not focus][:MOST_OTHERS],
        "is_more": len(current) > MOST_OTHERS + 1,
        "closed": [show_loop(one, seen, today) for one, seen in loops if is_closed(seen, today)][:MOST_OTHERS],
    }


def _rest(request: Request) -> HttpResponse:
    said = request.POST.get("interview", "")
    try:
        rest_until_tomorrow(request.candidate, int(said) if said.isdecimal() else 0, request.now)
    except InterviewGone:
        return show_missing(request)
    return see_address("/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The own line: drawn, said in a sentence, and since which company's interview ("" where it is the latest days)."""

    drawn: SafeString
    said: str
    since: str


def _draw_line(
    request: Request, loops: Sequence[tuple[Interview, JourneySeen]], check_ins: Sequence[CheckIn]
) -> Line | None:
    """The own line since the latest interview that is over, else the latest days; None under three check-ins."""
    if len(check_ins) < LEAST_FOR_LINE:
        return None
    last = next((seen for _, seen in loops if seen.is_over and seen.held_on), None)
    since = [one for one in check_ins if last and last.held_on and one.at.date() >= last.held_on]
    is_since = len(since) >= LEAST_FOR_LINE
    interviews = {interview.id: interview for interview, _ in loops}
    days = read_own_days(request.candidate, interviews, since if is_since else check_ins[-MOST_DAYS:])
    if days is None:
        return None
    return Line(drawn=_draw(days), said=_say_line(days), since=last.company if last and is_since else "")


def _draw(days: Days) -> SafeString:
    start, end = days.points[0][0], days.points[-1][0]
    whole = (end - start).total_seconds() or 1.0
    points = [((at - start).total_seconds() / whole, mood) for at, mood in days.points]
    length = max(1, (end.date() - start.date()).days)
    named = {"interview": gettext("Interview"), "answer": gettext("Answer"), "reply": gettext("Reply")}
    events = [((on - start.date()).days / length, named[what]) for on, what, _ in days.events]
    return charts.draw_days(points, events)


def _say_line(days: Days) -> str:
    lowest, latest = min(days.points, key=lambda point: point[1]), days.points[-1]
    day = date_format(lowest[0], "MONTH_DAY_FORMAT")
    names = {"low": gettext(MOODS[lowest[1]]), "day": day, "now": gettext(MOODS[latest[1]])}
    return gettext("Lowest on %(day)s (%(low)s); latest: %(now)s.") % names


def show_first(request: Request) -> HttpResponse:
    """The first run: four ways in."""
    context = {
        "is_empty": not read_loops(request.candidate, request.now, slice(1)),
        "has_draft": bool(read_draft(request.candidate, "interviews/new")),
    }
    return render(request, "today/first.html", context)


def show_hard_day(request: Request) -> HttpResponse:
    """People to reach now."""
    lines = load_help_lines()
    context = {"lines": lines.lines, "reviewed": lines.reviewed, "old": needs_review(lines, request.now.date())}
    return render(request, "today/hard_day.html", context)


def check_in(request: Request) -> HttpResponse:
    """How it is right now: one tap of five words, a note if one likes."""
    mood = request.POST.get("mood", "")
    if request.method == "POST" and mood in {str(number) for number in MOODS}:
        energy, note = request.POST.get("energy", ""), request.POST.get("note", "").strip()
        felt = int(energy) if energy in {str(number) for number in ENERGIES} else None
        save_check_in(request.candidate, int(mood), note, request.now, form="check-in", energy=felt)
        return see_address("/")
    fault = gettext("Tap one of the five words.") if request.method == "POST" else ""
    context = {"moods": MOODS, "energies": ENERGIES, "note": request.POST.get("note", ""), "fault": fault}
    return render(request, "today/check_in.html", context, status=422 if fault else 200)


urls = [
    path("", show_today, name="today"),
    path("first/", show_first, name="first"),
    path("hard-day/", show_hard_day, name="hard-day"),
    path("check-in/", check_in, name="check-in"),
]
