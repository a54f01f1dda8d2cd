"""One plain sentence for how a sending or a trial ended, and what to do about it."""

from collections.abc import Mapping

from afterview.core.posting import Ending, Fault, MailAccount, Posting, PostingState, Sent, SignIn
from afterview.core.say import gettext_noop as _

type Said = tuple[str, Mapping[str, str]]

WRONG_LOGIN = (534, 535)

_FAULTS = {
    Fault.ADDRESS: _("The server’s name does not lead anywhere: %(words)s Check how “%(host)s” is spelt."),
    Fault.PORT: _("Nothing at %(host)s, port %(port)s answers as a mail server does. Check the port."),
    Fault.TLS: _(
        "The connection to %(host)s, port %(port)s could not be made secure (%(words)s). Try the other way of securing"
        " it; nothing is ever sent without."
    ),
    Fault.PERMISSION: _(
        "%(host)s knows you, and does not let you send as %(address)s from a program like this one. Your provider’s"
        " settings say whether that can be allowed."
    ),
    Fault.LINE: _("The line to %(host)s broke (%(words)s). Your settings may be right; try again in a moment."),
}
_LOGIN = _("%(host)s did not accept this login and password. Many providers want an app password here.")
_LOGIN_TOKEN = _("%(host)s did not accept the sign-in. Sign in once more.")
_LOGIN_WAY = _("%(host)s does not take this way of signing in. Choose another, or ask your provider.")
_LATER = _("%(host)s is busy and asked to be tried again later (%(words)s).")
_WORKS = _("It works: %(host)s knows you, and lets you send as %(address)s. Nothing was sent.")


def explain_trial(sent: Sent, account: MailAccount) -> Said:
    """The sentence about a trial, and what to fill in: which of address, port, TLS, login, permission failed."""
    if sent.ending is None:
        return _WORKS, _fill(account, "")
    return explain_fault(sent.fault, sent.code, sent.words, account, sent.ending)


def explain_fault(
    fault: Fault | None, code: int, words: str, account: MailAccount, ending: Ending | None = None
) -> Said:
    """The sentence about a setting that failed; without a fault, about a server that said "not now"."""
    filled = _fill(account, words)
    if fault is None or ending is Ending.LATER:
        return _LATER, {**filled, "words": words or str(code)}
    if fault is Fault.LOGIN:
        if account.sign_in is not SignIn.PASSWORD:
            return _LOGIN_TOKEN, filled
        return (_LOGIN if code in WRONG_LOGIN else _LOGIN_WAY), filled
    return _FAULTS[fault], filled


def explain_posting(posting: Posting, account: MailAccount | None) -> Said:
    """Why an approved letter has not gone, or was refused; "" where there is nothing to say."""
    if posting.state is PostingState.REFUSED:
        return _("The mail server refused it: “%(answer)s” Nothing was sent."), {
            "answer": _answers(posting) or posting.answer
        }
    if posting.state is not PostingState.APPROVED or posting.claimed_at is None:
        return "", {}
    if posting.fault is None and not posting.answer:
        return _("It was interrupted before anything was sent."), {}
    if account is None:
        return _("The mailbox it was to go through is no longer set up."), {}
    code, _space, words = posting.answer.partition(" ") if posting.answer[:3].isdecimal() else ("0", "", posting.answer)
    return explain_fault(posting.fault, int(code), words, account)


def _answers(posting: Posting) -> str:
    return "; ".join(f"{one.recipient}: {one.code} {one.words}".strip() for one in posting.refusals)


def _fill(account: MailAccount, words: str) -> dict[str, str]:
    return {
        "host": account.smtp_host,
        "port": str(account.smtp_port),
        "address": account.address,
        "words": words,
    }
