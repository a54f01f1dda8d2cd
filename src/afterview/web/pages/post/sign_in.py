"""Signing in on Google's or Microsoft's own page."""

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from afterview.core.posting import MailAccount, SignIn
from afterview.flows.mail_sign_in import NothingCameBack, begin_sign_in, finish_sign_in
from afterview.flows.mailbox import AccountGone, find_account, open_vault
from afterview.web.door import Request
from afterview.web.errors import show_missing
from afterview.web.pages.post.forms import PassphraseForm
from afterview.web.pages.post.said import FAILURES, say_failure
from afterview.web.redirects import see_other


class SignInForm(PassphraseForm):
    """What begins a sign-in."""

    client_secret = forms.CharField(
        label=gettext_lazy("Client secret"),
        help_text=gettext_lazy("Google gives one together with the client id; Microsoft needs none."),
        required=False,
        max_length=300,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


def sign_in(request: Request, account_id: int) -> HttpResponse:
    """Begins the sign-in with a link to the authority's page; “I have signed in” finishes it."""
    try:
        account = find_account(request.candidate, account_id)
        if account.sign_in is SignIn.PASSWORD:
            return see_other("mailbox", account_id)
        if request.method != "POST":
            return _show(request, account)
        return _finish(request, account) if "finish" in request.POST else _begin(request, account)
    except AccountGone:
        return show_missing(request)


def _begin(request: Request, account: MailAccount) -> HttpResponse:
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _show(request, account)
    _, address = begin_sign_in(request.candidate, account.id, form.cleaned_data["client_secret"])
    return _show(request, account, address)


def _finish(request: Request, account: MailAccount) -> HttpResponse:
    passphrase = request.POST.get("passphrase", "")
    try:
        finish_sign_in(request.candidate, account.id, settings.DATA, request.now, passphrase)
    except NothingCameBack:
        sentence = _("Nothing has come back from that page yet. Sign in there first, then press again.")
        return _show(request, account, request.POST.get("address", ""), sentence)
    except FAILURES as error:
        return _show(request, account, request.POST.get("address", ""), say_failure(error))
    return see_other("mailbox", account.id)


def _show(request: Request, account: MailAccount, address: str = "", fault: str = "") -> HttpResponse:
    context = {
        "account": account,
        "address": address if address.startswith("https://") else "",
        "fault": fault,
        "form": SignInForm(),
        "locked": open_vault(settings.DATA).needs_passphrase,
    }
    return render(request, "post/sign_in.html", context, status=422 if fault else 200)
