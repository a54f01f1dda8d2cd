"""The person's own mailboxes: added, tried, signed in to, forgotten; passwords go to the vault, not the journal."""

import contextlib
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from afterview.core.posting import MailAccount, Sent, SignIn
from afterview.core.words import Candidate
from afterview.flows.journal import writing
from afterview.post.accounts import Provider, find_provider, load_providers, login_of, name_secret, try_account
from afterview.post.oauth import AUTHORITIES, NotSignedIn, refresh
from afterview.post.outbound import Consent, NotReached, NotSecured
from afterview.post.secret import Login, Secret
from afterview.post.vault import (
    Locked,
    NoSecret,
    NotKept,
    Vault,
    VaultError,
    WeakPassphrase,
    WrongPassphrase,
    find_ring,
)
from afterview.store.load.post import load_account, load_accounts
from afterview.store.record.post import record_account, record_account_gone

__all__ = [
    "AccountGone",
    "Locked",
    "NoSecret",
    "NotKept",
    "NotReached",
    "NotSecured",
    "NotSignedIn",
    "Provider",
    "VaultError",
    "WeakPassphrase",
    "WrongPassphrase",
    "add_account",
    "find_account",
    "find_provider",
    "forget_account",
    "forget_passwords",
    "keep_secret",
    "list_accounts",
    "load_providers",
    "make_secret",
    "open_vault",
    "sign_in",
    "try_mailbox",
]


class AccountGone(Exception):
    """There is no such mailbox in this journal."""


def make_secret(words: str) -> Secret:
    """What was typed as a password, kept from being shown."""
    return Secret(words)


@lru_cache
def open_vault(folder: Path) -> Vault:
    """The vault beside a journal; once opened with the passphrase it stays open until Afterview is closed."""
    return Vault(folder, find_ring())


def list_accounts(candidate: Candidate) -> tuple[MailAccount, ...]:
    """The mailboxes, in the order they were added."""
    return load_accounts(candidate)


def find_account(candidate: Candidate, account_id: int) -> MailAccount:
    """One mailbox. Raises AccountGone."""
    account = load_account(candidate, account_id)
    if account is None:
        raise AccountGone
    return account


def add_account(
    candidate: Candidate, account: MailAccount, secret: Secret | None, folder: Path, passphrase: str = ""
) -> int:
    """Adds a mailbox (id 0) or changes it, its password kept first; returns its id.

    Without a new password the one there is goes along where login or server change. Raises VaultError's kinds.
    """
    vault = open_vault(folder)
    before = load_account(candidate, account.id) if account.id else None
    is_renamed = before is not None and name_secret(before) != name_secret(account)
    if before and is_renamed and secret is None:
        with contextlib.suppress(NoSecret):
            secret = vault.take(name_secret(before), passphrase)
    if secret is not None:
        vault.keep(name_secret(account), secret, passphrase)
    with writing():
        account_id = record_account(candidate, account)
    if before and is_renamed and name_secret(before) not in _names_in_use(candidate):
        vault.forget(name_secret(before), passphrase)
    return account_id


def _names_in_use(candidate: Candidate) -> frozenset[str]:
    return frozenset(name_secret(one) for one in load_accounts(candidate))


def keep_secret(account: MailAccount, secret: Secret, folder: Path, passphrase: str = "") -> None:
    """Keeps a mailbox's password or token. Raises VaultError's kinds."""
    open_vault(folder).keep(name_secret(account), secret, passphrase)


def forget_account(candidate: Candidate, account_id: int, folder: Path, passphrase: str = "") -> None:
    """Deletes a mailbox and its password. Raises AccountGone, and Locked or WrongPassphrase (nothing is deleted)."""
    account = find_account(candidate, account_id)
    others = [one for one in load_accounts(candidate) if one.id != account_id]
    vault = open_vault(folder)
    if not others:
        vault.forget_all((name_secret(account),))
    elif name_secret(account) not in map(name_secret, others):
        vault.forget(name_secret(account), passphrase)
    with writing():
        record_account_gone(candidate, account_id)


def forget_passwords(candidate: Candidate, folder: Path) -> None:
    """Drops every password, for a journal that is being erased."""
    accounts = load_accounts(candidate)
    if accounts:
        open_vault(folder).forget_all(tuple(name_secret(one) for one in accounts))


def sign_in(account: MailAccount, folder: Path, consent: Consent, passphrase: str = "") -> Login:
    """What a connection to a mailbox signs in with; for Google and Microsoft a fresh access token.

    Raises VaultError's kinds, and NotSignedIn, NotReached or NotSecured where the authority gives no token.
    """
    vault, name = open_vault(folder), name_secret(account)
    kept = vault.take(name, passphrase)
    if account.sign_in is SignIn.PASSWORD:
        return login_of(account, kept)
    token, lasting = refresh(AUTHORITIES[account.sign_in], account.client_id, kept, consent)
    if lasting.reveal() != kept.reveal():
        vault.keep(name, lasting, passphrase)
    return login_of(account, token)


def try_mailbox(
    candidate: Candidate, account_id: int, folder: Path, now: datetime, passphrase: str = ""
) -> tuple[MailAccount, Sent]:
    """Connects and signs in upon the click; sends nothing. Raises AccountGone and VaultError's kinds."""
    account = find_account(candidate, account_id)
    consent = Consent(what="Try the connection", when=now)
    return account, try_account(account, sign_in(account, folder, consent, passphrase).secret, consent)
