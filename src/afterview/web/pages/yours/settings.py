"""Settings and your data: who you are to your letters, how it looks, what there is and how to take it."""

from dataclasses import replace

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from afterview.flows.backups import can_back_up, list_backups
from afterview.flows.carry import measure_journal, save_candidate
from afterview.flows.drafts import read_draft
from afterview.flows.place import say_place
from afterview.web.door import Request
from afterview.web.forms import start_from
from afterview.web.frame import frame
from afterview.web.pages.yours.forms import LookForm, ReaderForm, YouForm
from afterview.web.pages.yours.said import name_holdings
from afterview.web.redirects import see_other

DRAFT = "yours"
A_YEAR_AND_A_BIT = 400 * 86400
DONE = {
    "you": _("Saved."),
    "look": _("Saved on this device."),
    "restored": _("Restored. Everything is as it was when you exported it."),
    "deleted": _(
        "Everything is deleted, the backups too. Nothing of it is left on this computer, other than files you exported."
    ),
    "unswept": _(
        "Everything is deleted. Traces may stay in unused parts of the file until you delete once more,"
        " with more room on the disk."
    ),
    "backed-up": _(
        "The journal is deleted, and its backups could not be: another program has one open. Close it, then delete"
        " the earlier backups on their page."
    ),
    "removed": _("The example is gone."),
}


def show_yours(request: Request) -> HttpResponse:
    """The page; a POST saves name and letters' language."""
    if request.method != "POST":
        return _show(request, YouForm(initial=_start(request)))
    form = YouForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    save_candidate(replace(request.candidate, **form.cleaned_data), DRAFT)
    return see_other("yours", query="done=you", fragment="done")


@require_POST
def keep_look(request: Request) -> HttpResponse:
    """Keeps language, theme and discreet mode in cookies, so that every page comes right from the server."""
    form = LookForm(request.POST)
    if not form.is_valid():
        return _show(request, YouForm(initial=_start(request)), form, status=422)
    response = see_other("yours", query="done=look", fragment="done")
    kept = {
        settings.LANGUAGE_COOKIE_NAME: form.cleaned_data["pages"],
        "afterview-theme": form.cleaned_data["theme"],
        "afterview-discreet": "on" * form.cleaned_data["discreet"],
    }
    for name, value in kept.items():
        response.set_cookie(
            name,
            value,
            max_age=A_YEAR_AND_A_BIT,
            httponly=True,
            samesite="Strict",
            secure=settings.COOKIES_SECURE,
        )
    return response


@require_POST
def keep_reader(request: Request) -> HttpResponse:
    """Keeps whether the reader learns from corrections."""
    form = ReaderForm(request.POST)
    form.full_clean()
    save_candidate(replace(request.candidate, **form.cleaned_data))
    return see_other("yours", query="done=you", fragment="done")


def _start(request: Request) -> dict[str, object]:
    saved = {"name": request.candidate.name, "language": request.candidate.language}
    return start_from(read_draft(request.candidate, DRAFT), saved)


def _show(request: Request, form: YouForm, look: LookForm | None = None, status: int = 200) -> HttpResponse:
    holdings = measure_journal(request.candidate)
    is_file = can_back_up()
    context = {
        "form": form,
        "look": look
        or LookForm(initial=frame(request) | {"pages": request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")}),
        "reader": ReaderForm(initial={"learns": request.candidate.learns}),
        "draft": DRAFT,
        "holdings": holdings,
        "held": name_holdings(holdings.contents),
        "folder": settings.DATA if is_file else None,
        "place": say_place(settings.DATA) if is_file else "",
        "backups": list_backups(settings.DATA) if is_file else None,
        "done": DONE.get(request.GET.get("done", "")),
    }
    return render(request, "yours/yours.html", context, status=status)
