"""Setting up one's own mailbox: by its address, tried before anything is sent, forgotten with its password."""

from dataclasses import asdict

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from afterview.core.letters.envelope import is_address
from afterview.core.posting import MailAccount, SignIn
from afterview.core.posting_words import explain_trial
from afterview.flows.mailbox import (
    AccountGone,
    VaultError,
    add_account,
    find_account,
    find_provider,
    forget_account,
    list_accounts,
    make_secret,
    open_vault,
    try_mailbox,
)
from afterview.web.door import Request
from afterview.web.errors import show_missing
from afterview.web.pages.post.forms import MailboxForm, PassphraseForm, start_with
from afterview.web.pages.post.said import FAILURES, is_about_passphrase, say_failure
from afterview.web.redirects import see_other


def show_mailboxes(request: Request) -> HttpResponse:
    """The mailboxes there are, and how to add one; an address leads on to its settings."""
    address = request.GET.get("address", "").strip()
    if address and is_address(address):
        return _show_form(
            request, MailboxForm(initial=start_with(address, request.candidate.name, find_provider(address)))
        )
    fault = _("Write the address like jo@example.org, in plain letters.") if address else ""
    context = {"accounts": list_accounts(request.candidate), "address": address, "fault": fault}
    return render(request, "post/mailboxes.html", context, status=422 if fault else 200)


def add_mailbox(request: Request) -> HttpResponse:
    """Takes the settings of a new mailbox."""
    if request.method != "POST":
        return see_other("mailboxes")
    return _save(request, None)


def edit_mailbox(request: Request, account_id: int) -> HttpResponse:
    """Changes a mailbox; an empty password stays what it was."""
    try:
        account = find_account(request.candidate, account_id)
    except AccountGone:
        return show_missing(request)
    if request.method == "POST":
        return _save(request, account)
    return _show_form(request, MailboxForm(initial=asdict(account)), account)


def _save(request: Request, account: MailAccount | None) -> HttpResponse:
    form = MailboxForm(request.POST)
    if not form.is_valid():
        return _show_form(request, form, account, 422)
    changed = form.to_account(account, request.now)
    password = form.cleaned_data["password"]
    if changed.sign_in is SignIn.PASSWORD and not password and account is None:
        form.add_error("password", _("Type the password, or the app password your provider gave you."))
        return _show_form(request, form, account, 422)
    secret = make_secret(password) if password and changed.sign_in is SignIn.PASSWORD else None
    try:
        account_id = add_account(request.candidate, changed, secret, settings.DATA, form.cleaned_data["passphrase"])
    except VaultError as error:
        form.add_error("passphrase" if is_about_passphrase(error) else "password", say_failure(error))
        return _show_form(request, form, account, 422)
    return see_other("mailbox", account_id)


def _show_form(
    request: Request, form: MailboxForm, account: MailAccount | None = None, status: int = 200
) -> HttpResponse:
    provider = find_provider(str(form["address"].value() or ""))
    chosen = form["sign_in"].value() or SignIn.PASSWORD
    context = {
        "form": form,
        "account": account,
        "provider": provider,
        # Whether signing in on a provider's own page is a usual way here; else it is among the servers.
        "offers_pages": chosen != SignIn.PASSWORD or bool(provider and len(provider.sign_in) > 1),
        "locked": open_vault(settings.DATA).needs_passphrase,
        "is_new": open_vault(settings.DATA).is_new,
        # A page that comes back keeps all that was typed but the password.
        "password_again": status != 200,
    }
    return render(request, "post/mailbox_form.html", context, status=status)


def show_mailbox(request: Request, account_id: int) -> HttpResponse:
    """One mailbox; a POST tries the connection and says how it went, in one sentence."""
    try:
        account = find_account(request.candidate, account_id)
        if request.method != "POST":
            return _show_mailbox(request, account)
        return _try(request, account)
    except AccountGone:
        return show_missing(request)


def _try(request: Request, account: MailAccount) -> HttpResponse:
    form = PassphraseForm(request.POST)
    form.is_valid()
    try:
        account, sent = try_mailbox(
            request.candidate, account.id, settings.DATA, request.now, form.cleaned_data.get("passphrase", "")
        )
    except FAILURES as error:
        return _show_mailbox(request, account, say_failure(error), works=False)
    sentence, parts = explain_trial(sent, account)
    return _show_mailbox(request, account, _(sentence) % parts, works=sent.ending is None)


def _show_mailbox(request: Request, account: MailAccount, said: str = "", works: bool = False) -> HttpResponse:
    context = {
        "account": account,
        "provider": find_provider(account.address),
        "said": said,
        "works": works,
        "passphrase": PassphraseForm(),
        "locked": open_vault(settings.DATA).needs_passphrase,
        "signs_in_there": account.sign_in is not SignIn.PASSWORD,
    }
    return render(request, "post/mailbox.html", context)


def forget_mailbox(request: Request, account_id: int) -> HttpResponse:
    """Asks once, then forgets the mailbox and its password; letters that went through it stay."""
    try:
        account = find_account(request.candidate, account_id)
        form = PassphraseForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            forget_account(request.candidate, account_id, settings.DATA, form.cleaned_data["passphrase"])
            return see_other("mailboxes")
    except AccountGone:
        return show_missing(request)
    except VaultError as error:
        form.add_error("passphrase", say_failure(error))
    others = len(list_accounts(request.candidate)) > 1
    context = {"account": account, "form": form, "locked": others and open_vault(settings.DATA).needs_passphrase}
    return render(request, "post/forget.html", context, status=422 if form.errors else 200)
