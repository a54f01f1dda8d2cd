"""A language model of one's own: chosen, agreed to where words would leave this computer, forgotten."""

from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from afterview.core.language_model import LanguageModel, NotAnAddress, NotSecure, check_address
from afterview.flows.language_model import choose_language_model, find_language_model, forget_language_model
from afterview.flows.mailbox import Locked, VaultError
from afterview.web.door import Request
from afterview.web.redirects import see_other


class LanguageModelForm(forms.Form):
    """Where the model is and what it is called there."""

    address = forms.CharField(
        label=_("Its address"),
        help_text=_(
            "As its program shows it. Ollama says http://127.0.0.1:11434/v1, llama.cpp http://127.0.0.1:8080/v1."
        ),
        max_length=500,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
        error_messages={"required": _("Write the address as its program shows it, like http://127.0.0.1:11434/v1.")},
    )
    name = forms.CharField(
        label=_("The model’s name there"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
        error_messages={"required": _("Write the name that its program lists, like llama3.1:8b.")},
    )
    key = forms.CharField(
        label=_("Its key, if it asks for one"),
        help_text=_("Kept with your passwords, never in the journal. Leave it empty to keep the one you gave."),
        max_length=500,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def clean_address(self) -> str:
        """The address as kept."""
        try:
            return check_address(self.cleaned_data["address"])
        except (NotAnAddress, NotSecure) as error:
            raise forms.ValidationError(gettext(error.__doc__ or "")) from error


def show_language_model(request: Request) -> HttpResponse:
    """The page; a POST chooses a model."""
    model = find_language_model(request.candidate)
    if request.method != "POST":
        return _show(request, LanguageModelForm(initial=_start(model)), model)
    form = LanguageModelForm(request.POST)
    if not form.is_valid():
        return _show(request, form, model, status=422)
    given = form.cleaned_data
    chosen = LanguageModel(address=given["address"], name=given["name"])
    if model:
        chosen = replace(chosen, agreed_host=model.agreed_host, agreed_at=model.agreed_at)
    try:
        choose_language_model(request.candidate, chosen, settings.DATA, given["key"])
    except Locked:
        form.add_error("key", gettext("Your passwords are locked. Open them on the mailbox page first."))
        return _show(request, form, model, status=422)
    except VaultError as error:
        form.add_error("key", gettext(error.__doc__ or ""))
        return _show(request, form, model, status=422)
    return see_other("language-model", fragment="now")


@require_POST
def agree(request: Request) -> HttpResponse:
    """The person agrees, or no longer agrees, that replies are shown to a model elsewhere."""
    model = find_language_model(request.candidate)
    if model and not model.is_here:
        is_agreed = request.POST.get("host") == model.host
        agreed = replace(
            model, agreed_host=model.host if is_agreed else "", agreed_at=request.now if is_agreed else None
        )
        choose_language_model(request.candidate, agreed, settings.DATA)
    return see_other("language-model", fragment="now")


@require_POST
def forget(request: Request) -> HttpResponse:
    """Back to our own reader alone."""
    try:
        forget_language_model(request.candidate, settings.DATA)
    except VaultError:
        fault = gettext("Its key is locked with your passwords. Open them on the mailbox page, then forget it here.")
        return _show(request, LanguageModelForm(), find_language_model(request.candidate), fault, status=409)
    return see_other("language-model")


def _start(model: LanguageModel | None) -> dict[str, Any]:
    return {"address": model.address, "name": model.name} if model else {}


def _show(
    request: Request, form: LanguageModelForm, model: LanguageModel | None, fault: str = "", status: int = 200
) -> HttpResponse:
    return render(request, "yours/language_model.html", {"form": form, "model": model, "fault": fault}, status=status)
