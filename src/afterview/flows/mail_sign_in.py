"""Signing in to a mailbox on Google's or Microsoft's own page: begun here, done there, finished here."""

import secrets
from datetime import datetime
from pathlib import Path

from afterview.core.posting import MailAccount
from afterview.core.words import Candidate
from afterview.flows.mailbox import find_account, keep_secret, open_vault
from afterview.post.oauth import AUTHORITIES, Attempt, ask_address, finish
from afterview.post.outbound import Consent
from afterview.post.redirect import Redirect
from afterview.post.secret import Secret

# Attempts under way, by mailbox; they live as long as this program, and in no file.
_ATTEMPTS: dict[tuple[int, int], tuple[Attempt, Redirect]] = {}


class NothingCameBack(Exception):
    """The person has not come back from the authority's page yet."""


def begin_sign_in(candidate: Candidate, account_id: int, client_secret: str) -> tuple[MailAccount, str]:
    """Listens for the person to come back; returns the mailbox and the address of the authority's page.

    Raises AccountGone, and KeyError for a mailbox that signs in with a password.
    """
    account = find_account(candidate, account_id)
    authority = AUTHORITIES[account.sign_in]
    stop_sign_in(candidate, account_id)
    state = secrets.token_urlsafe(24)
    redirect = Redirect(state)
    attempt = Attempt(
        client_id=account.client_id,
        client_secret=Secret(client_secret.strip()),
        state=state,
        verifier=Secret(secrets.token_urlsafe(48)),
        redirect=f"http://{authority.comes_back_to}:{redirect.port}",
    )
    _ATTEMPTS[candidate.id, account_id] = attempt, redirect
    return account, ask_address(authority, attempt, account.address)


def finish_sign_in(candidate: Candidate, account_id: int, folder: Path, now: datetime, passphrase: str = "") -> None:
    """Takes what the browser brought back and keeps the lasting token.

    Raises NothingCameBack, AccountGone, VaultError's kinds, NotSignedIn, NotReached, NotSecured.
    """
    account = find_account(candidate, account_id)
    attempt, redirect = _ATTEMPTS.get((candidate.id, account_id), (None, None))
    brought = redirect.came_back() if redirect else None
    if attempt is None or brought is None:
        raise NothingCameBack
    consent = Consent(what="I have signed in", when=now)
    # First: what is brought back can be exchanged only once.
    open_vault(folder).unlock(passphrase)
    stop_sign_in(candidate, account_id)
    keep_secret(account, finish(AUTHORITIES[account.sign_in], attempt, brought, consent), folder, passphrase)


def stop_sign_in(candidate: Candidate, account_id: int) -> None:
    """Listens no longer for this mailbox."""
    _, redirect = _ATTEMPTS.pop((candidate.id, account_id), (None, None))
    if redirect:
        redirect.close()
