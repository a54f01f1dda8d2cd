"""The brief: one page for one interview, printed on one sheet, with the few words the person writes for it."""

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from afterview.core.prepare import Brief, is_eve
from afterview.core.words import Interview
from afterview.flows.capture import InterviewGone
from afterview.flows.drafts import read_draft
from afterview.flows.prepare import read_brief, save_brief_words
from afterview.web.door import Request
from afterview.web.errors import show_missing
from afterview.web.forms import start_from
from afterview.web.redirects import see_other


def _words(label: Any, hint: Any, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
        error_messages={"max_length": _("This is too long for one page. Shorten it a little.")},
    )


class BriefForm(forms.Form):
    """What the person adds to the page."""

    use_required_attribute = False

    route = _words(_("The way there, or the link"), _("When you leave, what to bring."), 2)
    questions_to_ask = _words(
        _("Questions you will ask"), _("One a line. The first five are printed, up to two lines each."), 4
    )
    blank_line = _words(_("If your mind goes blank"), _("One sentence that gives you a moment."), 2)
    letter = _words(
        _("A letter to me"), _("What you would want to hear from yourself the evening before. It is not printed."), 4
    )

    def write_into(self, interview: Interview) -> Interview:
        """The interview with the words of a valid form."""
        found = {name: self.cleaned_data[name].strip() for name in ("route", "questions_to_ask", "blank_line")}
        return replace(interview, **found)


def show(request: Request, interview_id: int) -> HttpResponse:
    """The page and, below it, the words to write for it."""
    try:
        brief = read_brief(request.candidate, interview_id, request.now)
    except InterviewGone:
        return show_missing(request)
    draft = f"brief/{interview_id}"
    form = _form_of(request, brief, draft)
    if request.method == "POST" and form.is_valid():
        letter = form.cleaned_data["letter"]
        save_brief_words(request.candidate, form.write_into(brief.interview), letter, request.now, draft)
        return see_other("brief", interview_id)
    context = {"brief": brief, "form": form, "draft": draft, "is_eve": is_eve(brief.interview, request.now)}
    return render(request, "prepare/brief.html", context, status=422 if form.errors else 200)


def _form_of(request: Request, brief: Brief, draft: str) -> BriefForm:
    if request.method == "POST":
        return BriefForm(request.POST, label_suffix="", auto_id="%s")
    interview = brief.interview
    saved = {name: getattr(interview, name) for name in ("route", "questions_to_ask", "blank_line")}
    initial = start_from(read_draft(request.candidate, draft), {**saved, "letter": brief.letter})
    return BriefForm(initial=initial, label_suffix="", auto_id="%s")
