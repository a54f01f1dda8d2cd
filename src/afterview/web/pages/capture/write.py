"""Writing an interview down: new, again, or the next round; pasted, dropped or typed."""

from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from afterview.core.invitation.zones import name_zone
from afterview.core.words import Interview
from afterview.flows.calendar import CalendarTooOften, CalendarUnread
from afterview.flows.capture import (
    FileTooLarge,
    InterviewGone,
    begin_next_round,
    find_interview,
    find_saved_interview,
    read_invitation,
    save_interview,
)
from afterview.flows.drafts import DraftTooLong, find_saved, keep_draft, make_mark, read_draft
from afterview.flows.foreign import NotRead
from afterview.web.door import Request
from afterview.web.errors import show_missing
from afterview.web.forms import start_from
from afterview.web.pages.capture.forms import InterviewForm, PersonForm, count_people, read_interview, to_fields
from afterview.web.pages.capture.guesses import Fields, fill_in
from afterview.web.redirects import see_address
from afterview.web.said import own_zone

CITIES = (
    "Amsterdam", "Athens", "Auckland", "Berlin", "Brussels", "Bucharest", "Budapest", "Buenos Aires", "Chicago",
    "Copenhagen", "Denver", "Dubai", "Dublin", "Helsinki", "Hong Kong", "Istanbul", "Johannesburg", "Kolkata", "Lagos",
    "Lisbon", "London", "Los Angeles", "Madrid", "Mexico City", "Nairobi", "New York", "Oslo", "Paris", "Prague",
    "Rome", "Sao Paulo", "Seoul", "Singapore", "Stockholm", "Sydney", "Tokyo", "Toronto", "UTC", "Vienna", "Warsaw",
    "Zurich",
)  # fmt: skip
THEN = ("reflect", "happened")


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Which interview is written: the draft's name, the interview as it is, heading, and where "not now" leads."""

    draft: str
    base: Interview
    heading: str
    back: str
    start: Fields = field(default_factory=dict)
    once: str = ""


def write_new(request: Request) -> HttpResponse:
    """A new interview; `?then=reflect` after one just had (today is its day), `?then=happened` after a no."""
    then = request.GET.get("then", "")
    headings = {
        "reflect": gettext("Which interview was it?"),
        "happened": gettext("Which interview was it?"),
        "coming": gettext("Which interview is coming?"),
    }
    start = {"then": [then]} if then in THEN else {}
    if then == "reflect":
        start["day"] = [f"{request.now:%Y-%m-%d}"]
    heading = headings.get(then, gettext("Log an interview"))
    base = Interview(company="", role="")
    writing = Writing(draft="interviews/new", base=base, heading=heading, back="/", start=start)
    return _write_once(request, writing)


def write_again(request: Request, interview_id: int) -> HttpResponse:
    """Changes an interview."""
    try:
        base = find_interview(request.candidate, interview_id)
    except InterviewGone:
        return show_missing(request)
    here = f"interviews/{interview_id}"
    return _write(request, Writing(draft=f"{here}/edit", base=base, heading=gettext("Change it"), back=f"/{here}/"))


def write_next_round(request: Request, interview_id: int) -> HttpResponse:
    """The next round of the same application."""
    try:
        base = begin_next_round(request.candidate, interview_id)
    except InterviewGone:
        return show_missing(request)
    here = f"interviews/{interview_id}"
    heading = gettext("Round %(number)s") % {"number": base.round}
    return _write_once(request, Writing(draft=f"{here}/next-round", base=base, heading=heading, back=f"/{here}/"))


def _write_once(request: Request, writing: Writing) -> HttpResponse:
    """A form with a mark, in its address too: sent twice it saves once; going back to it leads to what it saved."""
    mark = request.POST.get("once") or request.GET.get("once", "")
    saved = find_saved_interview(request.candidate, mark)
    if saved is not None:
        return see_address(f"/interviews/{saved.id}/")
    if not mark and request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate":
        return see_address(f"{request.path}?{urlencode({**request.GET.dict(), 'once': make_mark()})}")
    # The mark of one that was deleted since is spent.
    is_fresh = mark and find_saved(request.candidate, mark) is None
    return _write(request, replace(writing, once=mark if is_fresh else make_mark()))


def _write(request: Request, writing: Writing) -> HttpResponse:
    zone = own_zone(request)
    saved = {**to_fields(writing.base, zone), **writing.start}
    if request.method != "POST":
        kept = read_draft(request.candidate, writing.draft)
        begun = {
            name: values for name, values in writing.start.items() if name == "then" or not any(kept.get(name, ()))
        }
        return _show(request, writing, {**saved, **kept, **begun})
    return _take(request, writing, zone)


def _take(request: Request, writing: Writing, zone: str) -> HttpResponse:
    """Reads what was brought, adds a row, keeps it for later or saves it: whichever was asked for."""
    fields: Fields = {
        name: [str(value) for value in request.POST.getlist(name)]
        for name in request.POST
        if name not in {"csrfmiddlewaretoken", "once"} and not name.startswith("do-")
    }
    if request.FILES.get("file") or "".join(fields.get("paste", ())).strip():
        return _read_in(request, writing, fields, zone)
    if "do-add" in request.POST:
        number = count_people(fields)
        return _keep(request, writing, {**fields, "people": [str(number + 1)]}, f"#id_person-{number}-name")
    if "later" in request.POST:
        keep_draft(request.candidate, writing.draft, fields, request.now)
        return see_address(writing.back)
    return _save(request, writing, fields)


def _read_in(request: Request, writing: Writing, fields: Fields, zone: str) -> HttpResponse:
    """Reads what was pasted or dropped into the empty fields; on a fault says so and keeps everything typed."""
    file = request.FILES.get("file")
    try:
        brought = read_invitation(file.read() if file else fields["paste"][0], request.now, zone)
        return _keep(
            request, writing, fill_in(fields, brought, {**writing.start, "zone": [name_zone(zone)]}), "#guessed"
        )
    except (FileTooLarge, CalendarUnread, CalendarTooOften, NotRead) as error:
        return _keep(request, writing, {**fields, "said": [gettext(error.__doc__ or "")]}, "#guessed")
    except DraftTooLong as error:
        return _show(request, writing, {**fields, "said": [gettext(error.__doc__ or "")]}, status=422)


def _keep(request: Request, writing: Writing, fields: Fields, anchor: str) -> HttpResponse:
    keep_draft(request.candidate, writing.draft, fields, request.now)
    return see_address(request.get_full_path() + anchor)


def _save(request: Request, writing: Writing, fields: Fields) -> HttpResponse:
    form = InterviewForm(request.POST)
    people = [PersonForm(request.POST, prefix=f"person-{row}") for row in range(count_people(fields))]
    if not all([form.is_valid(), *(person.is_valid() for person in people)]):
        return _show(request, writing, fields, form, people, status=422)
    interview = read_interview(form, people, writing.base)
    interview_id = save_interview(request.candidate, interview, request.now, writing.draft, writing.once)
    then = next((then for then in THEN if fields.get("then") == [then]), "")
    return see_address(f"/interviews/{interview_id}/{then + '/' if then else ''}")


def _show(
    request: Request,
    writing: Writing,
    fields: Fields,
    form: InterviewForm | None = None,
    people: list[PersonForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    start: dict[str, Any] = start_from(fields, {})
    rows = people or [_start_row(fields, row) for row in range(count_people(fields))]
    words = {name.removeprefix("words-"): values[0] for name, values in fields.items() if name.startswith("words-")}
    context = {
        "writing": writing,
        "form": form or InterviewForm(initial=start),
        "people": [(row, words.get(f"person-{number}", "")) for number, row in enumerate(rows)],
        "count": len(rows),
        "words": words,
        "said": fields.get("said", []),
        "paste": "".join(fields.get("paste", ())),
        "then": "".join(fields.get("then", ())),
        "cities": CITIES,
        "own_city": name_zone(own_zone(request)),
    }
    return render(request, "capture/write.html", context, status=status)


def _start_row(fields: Fields, row: int) -> PersonForm:
    prefix = f"person-{row}"
    own = {name.removeprefix(f"{prefix}-"): values for name, values in fields.items() if name.startswith(f"{prefix}-")}
    return PersonForm(initial=start_from(own, {}), prefix=prefix)
