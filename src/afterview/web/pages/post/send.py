"""The last look at a letter before it goes through one's own mailbox, and what became of it."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from afterview.core.posting import MailAccount
from afterview.flows.capture import InterviewGone
from afterview.flows.letters import LetterGone
from afterview.flows.mailbox import AccountGone, list_accounts, open_vault
from afterview.flows.sending import (
    AlreadyOnItsWay,
    ChangedMeanwhile,
    ClaimLost,
    NotSendable,
    approve_letter,
    look_before_sending,
    look_in_sent,
    say_it_never_went,
    say_it_went,
    send_approved,
    take_back,
)
from afterview.web.door import Request
from afterview.web.errors import say, show_missing
from afterview.web.pages.post.forms import PassphraseForm
from afterview.web.pages.post.said import FAILURES, say_failure
from afterview.web.redirects import see_other


def show_final_look(request: Request, letter_id: int) -> HttpResponse:
    """The exact text, from whom, to whom; one click approves and sends it."""
    accounts = list_accounts(request.candidate)
    chosen = request.POST.get("account") or request.GET.get("account", "")
    account = next((one for one in accounts if str(one.id) == chosen), accounts[0] if accounts else None)
    if account is None:
        return see_other("mailboxes")
    try:
        if request.method == "POST":
            return _send(request, letter_id, account)
        return _show_look(request, letter_id, account)
    except (LetterGone, InterviewGone):
        return show_missing(request)
    except (AlreadyOnItsWay, AccountGone):
        return see_other("letter", letter_id)
    except NotSendable:
        sentence = _("Give the letter one plain address to go to; to somebody of the invented example nothing is sent.")
        return say(request, _("This letter cannot go yet."), sentence, 409)


def _send(request: Request, letter_id: int, account: MailAccount) -> HttpResponse:
    try:
        # First: without the password nothing is approved, and the letter stays editable.
        open_vault(settings.DATA).unlock(request.POST.get("passphrase", ""))
        approve_letter(request.candidate, letter_id, account.id, request.POST.get("seen", ""), request.now)
    except ChangedMeanwhile:
        return _show_look(request, letter_id, account, _("The letter changed since you looked. Read it once more."))
    except FAILURES as error:
        return _show_look(request, letter_id, account, say_failure(error))
    return _hand_over(request, letter_id)


def _hand_over(request: Request, letter_id: int) -> HttpResponse:
    try:
        send_approved(request.candidate, letter_id, settings.DATA, request.now, request.POST.get("passphrase", ""))
    except FAILURES as error:
        return say(request, _("Nothing was sent."), say_failure(error), 409)
    except (AlreadyOnItsWay, ClaimLost, AccountGone):
        pass
    return see_other("letter", letter_id)


def _show_look(request: Request, letter_id: int, account: MailAccount, fault: str = "") -> HttpResponse:
    look = look_before_sending(request.candidate, letter_id, account.id)
    context = {
        "look": look,
        "sender": f"{look.sender} <{look.account.address}>".strip(),
        "recipient": f"{look.letter.to_name} <{look.letter.to_address.strip()}>".strip(),
        "accounts": list_accounts(request.candidate),
        "fault": fault,
        "passphrase": PassphraseForm(),
        "locked": open_vault(settings.DATA).needs_passphrase,
    }
    return render(request, "post/final_look.html", context, status=422 if fault else 200)


@require_POST
def act_on_posting(request: Request, letter_id: int) -> HttpResponse:
    """Sends an approved letter again, takes it back, or hears what became of a doubtful one."""
    wanted = request.POST.get("do", "")
    try:
        if wanted == "again":
            return _hand_over(request, letter_id)
        if wanted == "look":
            return _look(request, letter_id)
        act = {"take_back": take_back, "in_sent": say_it_went, "never_went": say_it_never_went}.get(wanted)
        if act:
            act(request.candidate, letter_id)
    except AlreadyOnItsWay:
        pass
    return see_other("letter", letter_id)


def _look(request: Request, letter_id: int) -> HttpResponse:
    passphrase = request.POST.get("passphrase", "")
    try:
        is_there = look_in_sent(request.candidate, letter_id, settings.DATA, request.now, passphrase=passphrase)
    except FAILURES as error:
        return say(request, _("The Sent folder could not be opened."), say_failure(error), 409)
    told = {True: "", False: "looked=no", None: "looked=could-not"}[is_there]
    return see_other("letter", letter_id, query=told)
