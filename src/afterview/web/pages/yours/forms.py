"""The forms of “Settings and your data”."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from afterview.core.letters.wordings import LANGUAGES
from afterview.flows.carry import SHORTEST
from afterview.web.forms import Choices

LETTERS = {
    "en-GB": _("English (United Kingdom)"),
    "en-US": _("English (United States)"),
    "de": _("German"),
    "fr": _("French"),
    "es": _("Spanish"),
}
THEMES = (("auto", _("As this device")), ("light", pgettext_lazy("theme", "Light")), ("dark", _("Dark")))
# Each in its own words, so that a person finds theirs again on pages they cannot read.
PAGES = (("", _("As this browser says")), *settings.LANGUAGES)


class YouForm(forms.Form):
    """Name and the language of letters."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("It closes your letters."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Your letters are in"), choices=[(code, LETTERS[code]) for code in LANGUAGES])


class LookForm(forms.Form):
    """The pages' language, light or dark, and whether names are blurred."""

    pages = forms.ChoiceField(label=_("Language of the pages"), choices=PAGES, required=False)
    theme = forms.ChoiceField(label=_("Light or dark"), choices=THEMES, widget=Choices(across=True))
    discreet = forms.BooleanField(
        label=_("Discreet: blur names and words until you point at them, and call the tab “Notes”"), required=False
    )


class ReaderForm(forms.Form):
    """Whether the reader learns from its person."""

    learns = forms.BooleanField(
        label=_("Learn from how I sort their sentences"),
        help_text=_(
            "What you change on the page of a reply shifts, within bounds, how the next one is read. It is worked out"
            " anew each time from your journal: untick it, or delete a reply, and it is forgotten."
        ),
        required=False,
    )


class ArchiveForm(forms.Form):
    """An exported journal."""

    archive = forms.FileField(
        label=_("The .zip file"),
        help_text=_("Or the .zip.age file, if you gave it a passphrase."),
        error_messages={
            "required": _("Choose the .zip file that “Export everything” gave you."),
            "empty": _("This file is empty. Choose the .zip file that “Export everything” gave you."),
        },
        widget=forms.FileInput(attrs={"accept": ".zip,.age,application/zip"}),
    )


def _passphrase(label: Any, help_text: Any = "", kind: str = "new-password") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": kind}),
        error_messages={"required": _("Write the passphrase.")},
    )


class PassphraseForm(forms.Form):
    """The passphrase that something was encrypted with."""

    passphrase = _passphrase(_("Its passphrase"), kind="current-password")


class NewPassphraseForm(forms.Form):
    """A passphrase, twice, since nobody can look it up."""

    passphrase = _passphrase(
        _("A passphrase"),
        _("Four or five words that only you know. Nobody can look it up or set it anew: keep it where you keep keys."),
    )
    again = _passphrase(_("The same again"))

    def clean(self) -> dict[str, object]:
        """Both are the same, and long enough."""
        given = self.cleaned_data
        if "passphrase" in given and len(given["passphrase"]) < SHORTEST:
            self.add_error("passphrase", _("A passphrase needs at least 8 characters."))
        elif "again" in given and given.get("passphrase") != given["again"]:
            self.add_error("again", _("The two are not the same. Write both once more."))
        return given


class DeleteForm(forms.Form):
    """The second thought before everything goes."""

    sure = forms.BooleanField(
        label=_("Yes, delete everything"),
        error_messages={"required": _("Tick the box to delete everything, or keep it all.")},
    )
