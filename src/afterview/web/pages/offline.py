"""The page that a device keeps for when the journal cannot be reached, the script that keeps it, and what waited."""

from pathlib import Path

from django import forms
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from afterview.core.offline import TypedOffline
from afterview.flows.offline import keep_typed_offline
from afterview.web.door import Request

WORKER = Path(__file__).resolve().parents[1] / "worker.js"


class OfflineForm(forms.Form):
    """The few words that fit right after an interview."""

    company = forms.CharField(label=_("Company"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    role = forms.CharField(label=_("Role"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    questions = forms.CharField(
        label=_("What they asked, one question a line"),
        max_length=60_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    worked = forms.CharField(
        label=_("What worked"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    change = forms.CharField(
        label=_("What you would do differently"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    notes = forms.CharField(
        label=_("Anything else"),
        max_length=60_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


@require_safe
def show_offline(request: Request) -> HttpResponse:
    """The page; with `?kept` as the device keeps it, without anything of this journal, not even a form's token."""
    return render(request, "offline/offline.html", {"form": OfflineForm(), "is_kept": "kept" in request.GET})


@require_POST
def take_waiting(request: Request) -> HttpResponse:
    """Takes what waited: the interview's address, or 422 with a sentence."""
    form = OfflineForm(request.POST)
    if not form.is_valid():
        faults = [f"{form[name].label}: {fault}" for name, said in form.errors.items() for fault in said]
        return HttpResponse(" ".join(faults), status=422, content_type="text/plain; charset=utf-8")
    typed = TypedOffline(**form.cleaned_data)
    interview_id = keep_typed_offline(request.candidate, typed, request.POST.get("once", ""), request.now)
    return HttpResponse(f"/interviews/{interview_id}/", content_type="text/plain; charset=utf-8")


@require_safe
def give_worker(_request: Request) -> HttpResponseBase:
    """The service worker; at the root, since it may serve only what lies below its own address."""
    return FileResponse(WORKER.open("rb"), content_type="text/javascript; charset=utf-8")


urls = [
    path("offline/", show_offline, name="offline"),
    path("offline/send/", take_waiting, name="offline-send"),
    path("worker.js", give_worker, name="worker"),
]
