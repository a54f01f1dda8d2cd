"""Bringing in years of mail: the file or folder is named, gone through while the page is open, and taken up again."""

from pathlib import Path

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from afterview.flows.bring_in import Gathering, GatheringGone, NoMails, begin_gathering, go_on, list_gatherings
from afterview.flows.found_mails import count_found
from afterview.web.door import Request
from afterview.web.errors import show_missing
from afterview.web.redirects import see_other
from afterview.web.said import own_zone

DRAFT = "bring-in"


class SourceForm(forms.Form):
    """Where the mails are."""

    path = forms.CharField(
        label=_("The file or folder on this computer"),
        help_text=_("Like /home/jo/Takeout/Mail/All mail.mbox: an .mbox, a Maildir, a folder or .zip of .eml files."),
        max_length=4000,
        widget=forms.TextInput(attrs={"data-private": True, "spellcheck": "false", "autocapitalize": "off"}),
        error_messages={"required": _("Write where the file or folder is.")},
    )


def name_source(request: Request) -> HttpResponse:
    """Asks where the mails are; a POST looks there and leads to its progress."""
    form = SourceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            path = Path(form.cleaned_data["path"].strip().strip("\"'")).expanduser()
            gathering = begin_gathering(request.candidate, path, request.now, again=True)
            return see_other("gathering", gathering.id)
        except NoMails as error:
            form.add_error("path", gettext(error.__doc__ or ""))
        except (OSError, ValueError, RuntimeError):
            form.add_error(
                "path", gettext("There is no such file or folder, or it may not be read. Check how it is written.")
            )
    context = {
        "form": form,
        "draft": DRAFT,
        "gatherings": [(one, _percent(one)) for one in list_gatherings(request.candidate)[:12]],
        "found": count_found(request.candidate),
    }
    return render(request, "found/bring_in.html", context, status=422 if form.errors else 200)


def show_progress(request: Request, gathering_id: int) -> HttpResponse:
    """How far it is; each POST goes through the next stretch."""
    fault = ""
    if request.method == "POST":
        try:
            go_on(request.candidate, gathering_id, request.now, own_zone(request))
            return see_other("gathering", gathering_id)
        except GatheringGone:
            return show_missing(request)
        except (NoMails, OSError):
            fault = gettext("The file cannot be read any more. If it was moved, bring it in from where it is now.")
    gathering = next((one for one in list_gatherings(request.candidate) if one.id == gathering_id), None)
    if gathering is None:
        return show_missing(request)
    context = {"gathering": gathering, "percent": _percent(gathering), "fault": fault}
    return render(request, "found/progress.html", context, status=409 if fault else 200)


def _percent(gathering: Gathering) -> int:
    """Nine tenths for the first look, the rest for the second, which is quick."""
    if gathering.ended_at:
        return 100
    share = gathering.position / max(gathering.total, 1)
    return min(99, round(90 + 10 * share if gathering.second_look else 90 * share))
