"""Where a letter stands on its way, as its page and Today say it."""

from django.conf import settings
from django.utils.translation import gettext as _

from afterview.core.posting import Posting
from afterview.core.posting_words import explain_posting
from afterview.flows.mailbox import list_accounts, open_vault
from afterview.flows.sending import can_look_in_sent, list_unknown, read_posting
from afterview.web.door import Request
from afterview.web.pages.post.forms import PassphraseForm


def say_posting(request: Request, letter_id: int) -> dict[str, object]:
    """What the letter's page shows of its posting; nothing where it never was approved."""
    posting = read_posting(request.candidate, letter_id, request.now)
    if posting is None:
        return {"posting": None}
    account = next((one for one in list_accounts(request.candidate) if one.id == posting.account_id), None)
    sentence, parts = explain_posting(posting, account)
    return {
        "posting": posting,
        "why": _(sentence) % parts if sentence else "",
        "refusals": posting.refusals,
        "may_look": can_look_in_sent(account),
        "looked": request.GET.get("looked", ""),
        "passphrase": PassphraseForm(),
        "locked": _may_connect(posting) and open_vault(settings.DATA).needs_passphrase,
    }


def say_doubts(request: Request) -> dict[str, object]:
    """What Today asks kindly: the letters of which nobody knows whether they went."""
    return {"doubts": list_unknown(request.candidate, request.now)}


def _may_connect(posting: Posting) -> bool:
    return posting.state in ("approved", "unknown")
