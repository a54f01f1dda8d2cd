"""Taking the journal along in other programs' forms, and bringing stories in, looked over first."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from afterview.core.take.seeds import LONGEST_FILE, Fault, SeedsUnread
from afterview.flows.drafts import DraftTooLong
from afterview.flows.take import Form, accept_stories, bring_stories, list_waiting, take
from afterview.limited import NotRead
from afterview.web.door import Request
from afterview.web.errors import show_missing
from afterview.web.redirects import see_other

TYPES = {".txt": "text/plain", ".zip": "application/zip", ".csv": "text/csv", ".json": "application/json"}
FORMS = (
    (Form.ANKI, _("Anki"), _("Cards to practise elsewhere. Imported again, the same cards are brought up to date.")),
    (Form.NOTES, _("Markdown notes"), _("A folder for Obsidian or any editor: one note each, linked.")),
    (Form.RESUME, _("JSON Resume"), _("Your stories as projects with highlights.")),
    (Form.STORIES, _("Stories as a table"), _("A CSV for a spreadsheet. No cell of it is taken for a formula.")),
    (Form.INTERVIEWS, _("Interviews as a table"), _("When, where, with whom and how it ended, without your notes.")),
)  # fmt: skip
SAID = {
    Fault.EMPTY: _("Choose a file first: a JSON Resume or a CSV."),
    Fault.TOO_LONG: _("This file is larger than 2 MB. Bring the part with the stories."),
    Fault.TOO_MANY: _("These are more than 200 stories. Bring the ones you would tell."),
    Fault.BROKEN: _("This file is damaged, or of another kind. Bring a JSON Resume or a CSV."),
    Fault.NO_COLUMNS: _("The table needs a heading with names like “title”, “situation”, “action” and “result”."),
    Fault.NOTHING: _(
        "There are no stories in this file. In a JSON Resume they are the highlights of work and projects."
    ),
}


class BringForm(forms.Form):
    """The file with stories."""

    file = forms.FileField(
        label=_("A JSON Resume or a CSV"),
        help_text=_("The columns may be called title, situation, task, action, result, learning; or one, text."),
        error_messages={"required": SAID[Fault.EMPTY], "empty": SAID[Fault.NOTHING]},
    )


@require_safe
def show_forms(request: Request) -> HttpResponse:
    """The forms there are."""
    return render(request, "take/take.html", {"forms": FORMS})


@require_safe
def download(request: Request, name: str) -> HttpResponse:
    """The journal in one of them."""
    if name not in set(Form):
        return show_missing(request)
    kind = TYPES[name[name.rindex(".") :]]
    response = HttpResponse(take(request.candidate, Form(name)), content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def bring(request: Request) -> HttpResponse:
    """Takes a file with stories, then shows them to choose from."""
    form = BringForm(label_suffix="", auto_id="%s")
    if request.method == "POST":
        form = BringForm(request.POST, request.FILES, label_suffix="", auto_id="%s")
        if form.is_valid() and _take_in(request, form):
            return see_other("stories-choose")
    waiting = len(list_waiting(request.candidate, request.now))
    context = {"form": form, "waiting": waiting}
    return render(request, "take/bring.html", context, status=422 if form.errors else 200)


def _take_in(request: Request, form: BringForm) -> bool:
    try:
        bring_stories(request.candidate, form.cleaned_data["file"].read(LONGEST_FILE + 1), request.now)
    except SeedsUnread as error:
        form.add_error("file", str(SAID[error.fault]))
    except NotRead:
        form.add_error("file", str(SAID[Fault.BROKEN]))
    except DraftTooLong:
        form.add_error("file", str(SAID[Fault.TOO_LONG]))
    return not form.errors


def choose(request: Request) -> HttpResponse:
    """Which of the stories to keep."""
    if request.method == "POST":
        chosen = {int(place) for place in request.POST.getlist("story") if place.isascii() and place.isdecimal()}
        accept_stories(request.candidate, set() if "none" in request.POST else chosen, request.now)
        return see_other("stories")
    stories: list[tuple[int, Any]] = list(enumerate(list_waiting(request.candidate, request.now)))
    return render(request, "take/choose.html", {"stories": stories}) if stories else see_other("stories-bring")


urls = [
    path("yours/take/", show_forms, name="take"),
    path("yours/take/<str:name>", download, name="take-file"),
    path("stories/bring/", bring, name="stories-bring"),
    path("stories/bring/choose/", choose, name="stories-choose"),
]
