"""The job: its advert, what it asks for as a list to change, stories against it, and questions they may ask."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from afterview.core.expected import Origin
from afterview.core.words import Interview
from afterview.flows.capture import InterviewGone, find_interview, save_interview
from afterview.flows.drafts import read_draft
from afterview.flows.foreign import NotRead
from afterview.flows.jobs import Job, read_advert, read_requirements, read_whole_job, save_requirements
from afterview.web.door import Request
from afterview.web.errors import show_missing
from afterview.web.pages.prepare.asks import AskRow, count_rows, rows_kept, rows_of
from afterview.web.redirects import see_other

LARGEST_FILE = 25 * 1024 * 1024
LONGEST_ADVERT = 100_000


def show(request: Request, interview_id: int) -> HttpResponse:
    """What the job asks for, which story covers it, and where one is still to be told; without an advert, its box."""
    try:
        if request.method == "POST":
            return _take_advert(request, find_interview(request.candidate, interview_id))
        job = read_whole_job(request.candidate, interview_id)
    except InterviewGone:
        return show_missing(request)
    return _show(request, job)


def _take_advert(request: Request, interview: Interview) -> HttpResponse:
    """Reads what was pasted or dropped; a new advert is read afresh, the person's own list stays."""
    file = request.FILES.get("file")
    typed = str(request.POST.get("advert", ""))
    try:
        advert = read_advert(file.read(LARGEST_FILE) if file else typed)
    except NotRead:
        advert = ""
    if not advert:
        error = gettext("Nothing could be read there. Paste the words of the advert.")
        return _ask_for_advert(request, interview, typed, error)
    if len(advert) > LONGEST_ADVERT:
        error = gettext("This is more than an advert. Paste only the part that says what they look for.")
        return _ask_for_advert(request, interview, typed, error)
    save_interview(request.candidate, replace(interview, advert=advert), request.now, _draft_of(interview))
    return see_other("job", interview.id)


def _ask_for_advert(request: Request, interview: Interview, typed: str, error: str = "") -> HttpResponse:
    context = {"interview": interview, "typed": typed, "error": error, "draft": _draft_of(interview)}
    return render(request, "prepare/advert.html", context, status=422 if error else 200)


def _draft_of(interview: Interview) -> str:
    return f"job/{interview.id}/advert"


def _show(request: Request, job: Job) -> HttpResponse:
    if not job.interview.advert and not job.requires:
        kept = read_draft(request.candidate, _draft_of(job.interview))
        return _ask_for_advert(request, job.interview, "".join(kept.get("advert", ())))
    asked = {one.area: one for one in job.coverage.asked}
    questions = {one.area: one.question for one in job.expected if one.origin is Origin.JOB}
    best, why = job.coverage.best, job.coverage.why
    told = [(one, best[area], why[area]) for area, one in asked.items() if area in best]
    open_ = [(asked[area], questions.get(area, "")) for area in job.coverage.open_areas]
    other = [one for one in job.requires if one.area not in asked]
    context = {"job": job, "interview": job.interview, "told": told, "open": open_, "other": other}
    return render(request, "prepare/job.html", context)


def change(request: Request, interview_id: int) -> HttpResponse:
    """The list of what the job asks for, each row to change, take off or add."""
    try:
        interview = find_interview(request.candidate, interview_id)
    except InterviewGone:
        return show_missing(request)
    draft = f"job/{interview_id}/asks"
    if request.method == "POST" and "afresh" in request.POST:
        save_requirements(request.candidate, interview_id, (), draft)
        return see_other("job-asks", interview_id)
    if request.method == "POST":
        rows = [
            AskRow(request.POST, prefix=f"r{at}", advert=interview.advert)
            for at in range(count_rows(dict(request.POST.lists())))
        ]
        if not [row for row in rows if not row.is_valid()]:
            kept = [one for row in rows if (one := row.read_requirement())]
            save_requirements(request.candidate, interview_id, kept, draft)
            return see_other("job", interview_id)
        _, is_kept = read_requirements(request.candidate, interview)
        return _show_rows(request, interview, rows, draft, is_kept=is_kept, status=422)
    typed = read_draft(request.candidate, draft)
    requires, is_kept = read_requirements(request.candidate, interview)
    rows = rows_kept(typed, interview.advert) if typed else rows_of(requires, interview.advert)
    return _show_rows(request, interview, rows, draft, is_kept=is_kept)


def _show_rows(
    request: Request, interview: Interview, rows: list[AskRow], draft: str, *, is_kept: bool, status: int = 200
) -> HttpResponse:
    context = {"interview": interview, "rows": rows, "draft": draft, "is_kept": is_kept}
    return render(request, "prepare/asks.html", context, status=status)


def show_expected(request: Request, interview_id: int) -> HttpResponse:
    """Questions they may ask, each with the story to tell and how it begins."""
    try:
        job = read_whole_job(request.candidate, interview_id)
    except InterviewGone:
        return show_missing(request)
    by_origin = {origin: [one for one in job.expected if one.origin is origin] for origin in Origin}
    context = {
        "interview": job.interview,
        "doubted": by_origin[Origin.DOUBTED],
        "asked": by_origin[Origin.ASKED],
        "from_job": by_origin[Origin.JOB],
    }
    return render(request, "prepare/expected.html", context)
