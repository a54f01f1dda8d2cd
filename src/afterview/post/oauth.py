"""Signing in on Google's or Microsoft's own page: authorization code with PKCE (RFC 7636), back to this computer
(RFC 8252), with a client id of the person's own."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from afterview.core.posting import SignIn
from afterview.post.outbound import Consent
from afterview.post.secret import Secret
from afterview.post.web_request import post_form


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Who signs people in: its two addresses, what is asked for, and extra words of its own; by which name the
    browser comes back to this computer. `certificate` as in `post.outbound`."""

    authorize: str
    token: str
    scope: str
    extra: Mapping[str, str]
    certificate: str = ""
    comes_back_to: str = "127.0.0.1"


AUTHORITIES: dict[SignIn, Authority] = {
    SignIn.GOOGLE: Authority(
        authorize="https://accounts.google.com/o/oauth2/v2/auth",
        token="https://oauth2.googleapis.com/token",  # noqa: S106  # nosec B106  # an address
        scope="https://mail.google.com/",
        extra={"access_type": "offline", "prompt": "consent"},
    ),
    SignIn.MICROSOFT: Authority(
        authorize="https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
        token="https://login.microsoftonline.com/common/oauth2/v2.0/token",  # noqa: S106  # nosec B106  # an address
        scope=("https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access"),
        extra={},
        # The one name that can be registered there for a port that is free only then.
        comes_back_to="localhost",
    ),
}


class NotSignedIn(Exception):
    """The authority gave no token; `reason` is its short code, like "invalid_grant"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One attempt to sign in: what is kept while the person is on the authority's page."""

    client_id: str
    client_secret: Secret
    state: str
    verifier: Secret
    redirect: str


def ask_address(authority: Authority, attempt: Attempt, address: str) -> str:
    """The authority's page to open, the mailbox's address filled in."""
    digest = hashlib.sha256(attempt.verifier.reveal().encode()).digest()
    asked = {
        "client_id": attempt.client_id,
        "redirect_uri": attempt.redirect,
        "response_type": "code",
        "scope": authority.scope,
        "state": attempt.state,
        "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
        "login_hint": address,
        **authority.extra,
    }
    return f"{authority.authorize}?{urlencode(asked)}"


def finish(authority: Authority, attempt: Attempt, came_back: Mapping[str, str], consent: Consent) -> Secret:
    """Exchanges the code that came back for a lasting token, in the form the vault keeps.

    Raises NotSignedIn, NotReached and its kinds, NotSecured.
    """
    if not hmac.compare_digest(came_back.get("state", "").encode(), attempt.state.encode()):
        raise NotSignedIn("state")
    if "code" not in came_back:
        raise NotSignedIn(_short(came_back.get("error", "code")))
    given = _ask_for_token(
        authority,
        {
            "grant_type": "authorization_code",
            "code": came_back["code"],
            "code_verifier": attempt.verifier.reveal(),
            "redirect_uri": attempt.redirect,
            "client_id": attempt.client_id,
            "client_secret": attempt.client_secret.reveal(),
        },
        consent,
    )
    if not given.get("refresh_token"):
        raise NotSignedIn("refresh_token")
    kept = {"refresh_token": given["refresh_token"], "client_secret": attempt.client_secret.reveal()}
    return Secret(json.dumps(kept))


def refresh(authority: Authority, client_id: str, kept: Secret, consent: Consent) -> tuple[Secret, Secret]:
    """A short-lived access token, and what to keep from now on (some authorities hand out a new lasting token).

    Raises NotSignedIn, NotReached and its kinds, NotSecured.
    """
    fields = _read_kept(kept)
    if not fields.get("refresh_token"):
        raise NotSignedIn("kept")
    asked = {"grant_type": "refresh_token", "client_id": client_id, **fields}
    given = _ask_for_token(authority, asked, consent)
    lasting = {**fields, "refresh_token": given.get("refresh_token") or fields["refresh_token"]}
    return Secret(given["access_token"]), Secret(json.dumps(lasting))


def _read_kept(kept: Secret) -> dict[str, str]:
    """What the vault kept; nothing where it is no sign-in. Raises nothing: an error would carry the secret along."""
    try:
        held = json.loads(kept.reveal())
    except ValueError:
        return {}
    if not isinstance(held, dict):
        return {}
    return {name: held[name] for name in ("refresh_token", "client_secret") if isinstance(held.get(name), str)}


def _ask_for_token(authority: Authority, fields: Mapping[str, str], consent: Consent) -> dict[str, str]:
    answer = post_form(
        authority.token, {name: words for name, words in fields.items() if words}, consent, authority.certificate
    )
    given = answer.read_json()
    if answer.status != 200 or not isinstance(given.get("access_token"), str):
        raise NotSignedIn(_short(str(given.get("error", answer.status))))
    return {name: words for name, words in given.items() if isinstance(words, str)}


def _short(code: str) -> str:
    """An authority's error code as it may be shown: a few plain characters."""
    return "".join(letter for letter in code if letter.isascii() and (letter.isalnum() or letter == "_"))[:60]
