"""Shows and keeps the reflect pages."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from afterview.core.reflect import (
    Page,
    asks_for_later,
    is_complete,
    next_page,
    open_pages,
)
from afterview.core.words import Reflection
from afterview.flows.capture import InterviewGone, find_interview
from afterview.flows.drafts import DraftTooLong, keep_draft, read_draft
from afterview.flows.reflect import (
    draft_name,
    finish_reflection,
    is_outcome_known,
    keep_later,
    keep_mood,
    keep_page,
    list_plans_to_ask,
    list_story_titles,
    read_reflection,
)
from afterview.web.door import Request
from afterview.web.errors import show_missing
from afterview.web.forms import start_from
from afterview.web.pages.reflect.closing import ClosingSheet
from afterview.web.pages.reflect.facts import list_answers
from afterview.web.pages.reflect.questions import QuestionsSheet, add_row, take_row
from afterview.web.pages.reflect.sheet import Seen, Sheet
from afterview.web.pages.reflect.sheets import ArrivalSheet, BodyLanguageSheet, ConvincingSheet, ExamplesSheet
from afterview.web.redirects import see_other

SHEETS: dict[Page, type[Sheet]] = {
    sheet.page: sheet
    for sheet in (ArrivalSheet, QuestionsSheet, ConvincingSheet, ExamplesSheet, BodyLanguageSheet, ClosingSheet)
}


def begin(request: Request, interview_id: int) -> HttpResponse:
    """Leads to the first open page; on a later day asks first what came back overnight."""
    try:
        seen = _look(request, interview_id)
    except InterviewGone:
        return show_missing(request)
    if request.method == "POST":
        if words := request.POST.get("later", "").strip():
            keep_later(request.candidate, interview_id, words, request.now)
        if "stop" in request.POST:
            return see_other("interview", interview_id)
        return _go_on(interview_id, seen.reflection)
    if not asks_for_later(seen.reflection, request.now):
        return _go_on(interview_id, seen.reflection)
    kept = read_draft(request.candidate, draft_name(interview_id, "later"))
    return render(request, "reflect/later.html", {"seen": seen, "later": start_from(kept, {}).get("later", "")})


def show_page(request: Request, interview_id: int, page: str) -> HttpResponse:
    """One of the six pages."""
    try:
        seen, sheet_of = _look(request, interview_id), SHEETS[Page(page)]
    except (InterviewGone, ValueError):
        return show_missing(request)
    if request.method == "POST":
        return _keep(request, seen, sheet_of(request.POST, seen=seen))
    kept = read_draft(request.candidate, draft_name(interview_id, page))
    return _show(request, sheet_of(seen=seen, kept=start_from(kept, {})))


@require_safe
def show_suggested(request: Request, interview_id: int, page: str) -> HttpResponse:
    """The line that the facts typed so far speak for; a part of a page."""
    try:
        seen, sheet_of = _look(request, interview_id), SHEETS[Page(page)]
    except (InterviewGone, ValueError):
        return show_missing(request)
    sheet = sheet_of(request.GET, seen=seen)
    return render(request, "reflect/_suggested.html", {"form": sheet, **sheet.say_facts()})


def check(request: Request, interview_id: int) -> HttpResponse:
    """The answers in one list, each with its way to change it; saving here ends the reflection."""
    try:
        seen = _look(request, interview_id)
    except InterviewGone:
        return show_missing(request)
    if request.method == "POST":
        if "stop" in request.POST:
            return see_other("interview", interview_id)
        if not finish_reflection(request.candidate, interview_id, request.now):
            return _go_on(interview_id, seen.reflection)
        return see_other("reflect-check", interview_id)
    answers = {"seen": seen, "answers": list_answers(seen), "still_open": open_pages(seen.reflection)}
    return render(request, "reflect/check.html", {**answers, "complete": is_complete(seen.reflection)})


def _look(request: Request, interview_id: int) -> Seen:
    interview = find_interview(request.candidate, interview_id)
    return Seen(
        interview=interview,
        reflection=read_reflection(request.candidate, interview_id) or Reflection(interview_id=interview_id),
        titles=list_story_titles(request.candidate),
        plans=list_plans_to_ask(request.candidate, interview, request.now.date()),
        outcome_known=is_outcome_known(request.candidate, interview_id),
    )


def _go_on(interview_id: int, reflection: Reflection, after: Page | None = None) -> HttpResponse:
    page = next_page(reflection, after)
    if page is None:
        return see_other("reflect-check", interview_id)
    return see_other("reflect-page", interview_id, page.value)


def _show(request: Request, sheet: Sheet, status: int = 200) -> HttpResponse:
    pages = list(Page)
    place = pages.index(sheet.page)
    context = {"form": sheet, "seen": sheet.seen, "number": place + 1, "of": len(pages), **sheet.say_facts()}
    context |= {"back": pages[place - 1] if place else None, "draft": draft_name(sheet.seen.interview.id, sheet.page)}
    return render(request, sheet.template, context, status=status)


def _keep(request: Request, seen: Seen, sheet: Sheet) -> HttpResponse:
    if "more" in request.POST or "remove" in request.POST:
        return _change_rows(request, seen)
    stops = "later" in request.POST
    if not sheet.is_valid():
        return _hold(request, seen, sheet) if stops else _show(request, sheet, status=422)
    suggested = sheet.suggested()
    looks_again = not stops and not sheet.has_line() and suggested is not None
    done = not stops and not looks_again
    after = keep_page(request.candidate, seen.interview.id, sheet.page, sheet.answer, request.now, done=done)
    if isinstance(sheet, ClosingSheet) and (mood := sheet.read_mood()):
        keep_mood(request.candidate, seen.interview.id, mood, request.now)
    if stops:
        return see_other("interview", seen.interview.id)
    if looks_again:
        return see_other("reflect-page", seen.interview.id, sheet.page.value)
    return _go_on(seen.interview.id, after, sheet.page)


def _typed(posted: QueryDict) -> dict[str, list[str]]:
    away = {"csrfmiddlewaretoken", "more", "remove", "later"}
    return {name: [str(value) for value in posted.getlist(name)] for name in posted if name not in away}


def _hold(request: Request, seen: Seen, sheet: Sheet) -> HttpResponse:
    """Stopping on a page that is not in order yet: it is kept as typed."""
    try:
        keep_draft(request.candidate, draft_name(seen.interview.id, sheet.page), _typed(request.POST), request.now)
    except DraftTooLong:
        sheet.add_error(None, _("This is more text than one page can keep. Shorten it a little."))
        return _show(request, sheet, status=422)
    return see_other("interview", seen.interview.id)


def _change_rows(request: Request, seen: Seen) -> HttpResponse:
    """Adds or takes away a question; what was typed is kept as a draft until the page is saved."""
    typed = _typed(request.POST)
    row = request.POST.get("remove", "")
    changed = take_row(typed, int(row)) if row.isdecimal() else add_row(typed)
    try:
        keep_draft(request.candidate, draft_name(seen.interview.id, Page.QUESTIONS), changed, request.now)
    except DraftTooLong:
        sheet = QuestionsSheet(request.POST, seen=seen)
        sheet.add_error(None, _("This is more text than one page can keep. Shorten it a little."))
        return _show(request, sheet, status=422)
    place = f"row{int(changed['rows'][0]) - 1}"
    return see_other("reflect-page", seen.interview.id, Page.QUESTIONS.value, fragment=place)
