"""The letter itself: edited, checked as it is typed or by a button, worded anew, kept overnight."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from afterview.core.letters.compose import Style
from afterview.core.letters.envelope import build_mailto, build_short_mailto, is_address, sign
from afterview.core.letters.wordings import LANGUAGES, Tone
from afterview.core.words import LetterKind, LetterState
from afterview.flows.letters import (
    AlreadySent,
    LetterGone,
    OpenLetter,
    hold_letter,
    open_letter,
    restyle_letter,
    save_letter,
)
from afterview.flows.mailbox import list_accounts
from afterview.web.door import Request
from afterview.web.errors import show_missing
from afterview.web.forms import Choices
from afterview.web.pages.ask.checklist import say_check
from afterview.web.pages.post.state import say_posting
from afterview.web.redirects import see_other

HEADINGS = {
    LetterKind.REQUEST: gettext_lazy("Thank them and ask"),
    LetterKind.AFTER_INTERVIEW: gettext_lazy("Thank them for the interview"),
    LetterKind.REMINDER: gettext_lazy("One short reminder"),
    LetterKind.THANKS: gettext_lazy("Thank them for it"),
}
LANGUAGE_NAMES = {
    "en-GB": gettext_lazy("English, British"),
    "en-US": gettext_lazy("English, American"),
    "de": gettext_lazy("German"),
    "fr": gettext_lazy("French"),
    "es": gettext_lazy("Spanish"),
}


class LetterForm(forms.Form):
    """The letter's fields; nothing in it is refused, only remarked on."""

    to_name = forms.CharField(label=gettext_lazy("Their name"), required=False, max_length=200)
    to_address = forms.CharField(
        label=gettext_lazy("Their address"),
        required=False,
        max_length=320,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off", "spellcheck": "false"}),
    )
    subject = forms.CharField(label=gettext_lazy("Subject"), required=False, max_length=500)
    body = forms.CharField(
        label=gettext_lazy("Message"),
        required=False,
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto", "class": "letter"}),
    )


class StyleForm(forms.Form):
    """Other words for the same letter."""

    tone = forms.ChoiceField(
        label=gettext_lazy("How should it sound?"),
        choices=[
            (Tone.PLAIN, gettext_lazy("Plain")),
            (Tone.WARM, gettext_lazy("Warm")),
            (Tone.FORMAL, gettext_lazy("Formal")),
        ],
        widget=Choices(across=True),
    )
    length = forms.ChoiceField(
        label=gettext_lazy("How long?"),
        choices=[("short", gettext_lazy("Short")), ("full", pgettext_lazy("length", "Full"))],
        widget=Choices(across=True),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=[(language, LANGUAGE_NAMES[language]) for language in LANGUAGES]
    )

    def style(self) -> Style:
        """The style that was chosen."""
        given = self.cleaned_data
        return Style(language=given["language"], tone=Tone(given["tone"]), short=given["length"] == "short")


def show_letter(request: Request, letter_id: int) -> HttpResponse:
    """The letter to edit, its checklist and the ways to send it; once sent, as it was."""
    try:
        if request.method == "POST":
            return _save(request, letter_id)
        # First: it may settle what a crash left open, and with it where the letter stands.
        way = say_posting(request, letter_id)
        opened = open_letter(request.candidate, letter_id, request.now)
    except LetterGone:
        return show_missing(request)
    except AlreadySent:
        return see_other("letter-sent", letter_id)
    if opened.letter.state is not LetterState.DRAFT:
        return render(request, "ask/as_sent.html", {**_context(request, opened), **way})
    return render(request, "ask/letter.html", _context(request, opened))


def _save(request: Request, letter_id: int) -> HttpResponse:
    form = LetterForm(request.POST)
    if form.is_valid():
        save_letter(request.candidate, letter_id, form.cleaned_data)
        if "later" in request.POST:
            return see_other("interview", _interview_of(request, letter_id))
        return see_other("letter", letter_id, fragment="checked")
    opened = open_letter(request.candidate, letter_id, request.now)
    return render(request, "ask/letter.html", {**_context(request, opened), "form": form}, status=422)


def _interview_of(request: Request, letter_id: int) -> int:
    return open_letter(request.candidate, letter_id, request.now).interview.id


def _context(request: Request, opened: OpenLetter) -> dict[str, object]:
    letter = opened.letter
    fields = {name: getattr(letter, name) for name in ("to_name", "to_address", "subject", "body")}
    style = opened.style or Style(language=opened.language)
    return {
        "opened": opened,
        "letter": letter,
        "interview": opened.interview,
        "heading": HEADINGS[letter.kind],
        "form": LetterForm(initial=fields),
        "styles": StyleForm(initial={"tone": style.tone, "length": _length(style), "language": style.language}),
        # The other two are short as they are.
        "has_lengths": letter.kind in (LetterKind.REQUEST, LetterKind.AFTER_INTERVIEW),
        **_ways(request, opened),
        **say_check(opened),
    }


def _length(style: Style) -> str:
    return "short" if style.short else "full"


def _ways(request: Request, opened: OpenLetter) -> dict[str, object]:
    """The ways to send it: a mail app's address (short where the text would not fit), and what is copied."""
    letter, sender = opened.letter, request.candidate.name
    mailto = build_mailto(letter, sender)
    return {
        "mailto": mailto or build_short_mailto(letter),
        "fits": bool(mailto),
        "to_copy": sign(letter.body, sender),
        "mailboxes": list_accounts(request.candidate),
        "address_is_odd": bool(letter.to_address) and not is_address(letter.to_address),
    }


@require_POST
def check_letter(request: Request, letter_id: int) -> HttpResponse:
    """Saves what is typed and answers with the checklist and the ways to send it; a part of the page."""
    form = LetterForm(request.POST)
    try:
        if form.is_valid():
            save_letter(request.candidate, letter_id, form.cleaned_data)
        opened = open_letter(request.candidate, letter_id, request.now)
    except (LetterGone, AlreadySent):
        return HttpResponse(status=204)
    return render(request, "ask/_checked.html", _context(request, opened))


@require_POST
def change_style(request: Request, letter_id: int) -> HttpResponse:
    """Words the letter anew, and returns to it."""
    form = StyleForm(request.POST)
    try:
        if form.is_valid():
            restyle_letter(request.candidate, letter_id, form.style(), request.now)
    except LetterGone:
        return show_missing(request)
    except AlreadySent:
        return see_other("letter-sent", letter_id)
    return see_other("letter", letter_id)


@require_POST
def hold(request: Request, letter_id: int) -> HttpResponse:
    """Keeps the draft until tomorrow morning."""
    try:
        hold_letter(request.candidate, letter_id, request.now)
    except LetterGone:
        return show_missing(request)
    except AlreadySent:
        return see_other("letter-sent", letter_id)
    return see_other("letter", letter_id, fragment="held")
