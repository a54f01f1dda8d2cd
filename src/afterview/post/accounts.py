"""A person's own mailbox: what its provider's servers are, how one signs in, and whether the settings work."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from afterview.core.posting import MailAccount, Sent, SignIn, Tls
from afterview.post.outbound import Consent, Place
from afterview.post.secret import Login, Secret
from afterview.post.send.deliver import Patience, Server, try_connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A mail provider's servers, how one signs in there (the usual way first), and a sentence on its passwords."""

    id: str
    name: str
    domains: tuple[str, ...]
    smtp: Place
    smtp_tls: Tls
    imap: Place
    imap_tls: Tls
    sign_in: tuple[SignIn, ...]
    login_is_name: bool
    app_password: bool
    sentence: str

    def login_of(self, address: str) -> str:
        """The login name that belongs to an address."""
        return address.partition("@")[0] if self.login_is_name else address


@lru_cache
def load_providers() -> tuple[Provider, ...]:
    """The providers that are known."""
    return tuple(_to_provider(entry) for entry in _read_presets()["provider"])


def presets_written() -> date:
    """The day as of which the providers' servers were written down."""
    written: date = _read_presets()["written"]
    return written


def find_provider(address: str) -> Provider | None:
    """The provider of an address, None where it is not a known one."""
    domain = address.rpartition("@")[2].strip().lower()
    return next((one for one in load_providers() if domain in one.domains), None)


def name_secret(account: MailAccount) -> str:
    """The name under which a mailbox's password is kept, as the system's keyring shows it."""
    return f"{account.login} at {account.smtp_host}"


def smtp_server(account: MailAccount) -> Server:
    """Where the mailbox's mails are handed over."""
    place = Place(account.smtp_host, account.smtp_port)
    return Server(place=place, tls=account.smtp_tls, certificate=account.certificate)


def login_of(account: MailAccount, secret: Secret) -> Login:
    """Who signs in to a mailbox, with its password or access token."""
    return Login(name=account.login, secret=secret, is_token=account.sign_in is not SignIn.PASSWORD)


def try_account(account: MailAccount, secret: Secret, consent: Consent, patience: Patience | None = None) -> Sent:
    """Connects, signs in and asks whether this address may send; sends nothing."""
    return try_connection(smtp_server(account), login_of(account, secret), account.address, consent, patience)


@lru_cache
def _read_presets() -> dict[str, Any]:
    return tomllib.loads(files("afterview.post").joinpath("presets.toml").read_text())


def _to_provider(entry: dict[str, Any]) -> Provider:
    return Provider(
        id=entry["id"],
        name=entry["name"],
        domains=tuple(entry["domains"]),
        smtp=Place(entry["smtp"], entry.get("smtp_port", 465)),
        smtp_tls=Tls(entry.get("smtp_tls", Tls.FROM_THE_START)),
        imap=Place(entry["imap"], entry.get("imap_port", 993)),
        imap_tls=Tls(entry.get("imap_tls", Tls.FROM_THE_START)),
        sign_in=tuple(SignIn(way) for way in entry.get("sign_in", [SignIn.PASSWORD])),
        login_is_name=entry.get("login") == "name",
        app_password=entry.get("app_password", False),
        sentence=entry["sentence"],
    )
