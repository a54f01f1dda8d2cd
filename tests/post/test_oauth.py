"""Signing in on an authority's own page, against one on this computer: PKCE, state, a lasting token and its renewal."""

import base64
import hashlib
import html
import http.client
import http.server
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import pytest

from afterview.core.posting import SignIn, Tls
from afterview.post.oauth import AUTHORITIES, Attempt, Authority, NotSignedIn, ask_address, finish, refresh
from afterview.post.outbound import Consent, NotSecured, Place
from afterview.post.redirect import Redirect
from afterview.post.secret import Login, Secret
from afterview.post.send.deliver import Server, try_connection
from afterview.post.web_request import NoAnswer
from tests.post.certificates import make_certificate
from tests.post.peer import Peer

CLICK = Consent(what="I have signed in", when=datetime(2026, 11, 23, tzinfo=UTC))


class Place4SigningIn:
    """An authorization server: hands out one code for what was asked, and tokens for the code and its verifier."""

    def __init__(self) -> None:
        self.challenges: dict[str, str] = {}
        self.asked: list[dict[str, str]] = []
        self.refuses: bytes | None = None
        self.rotates = False
        made = make_certificate("127.0.0.1")
        outer = self

        class Answer(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = dict(parse_qsl(urlsplit(self.path).query))
                code = f"code-{len(outer.challenges)}"
                assert query["code_challenge_method"] == "S256"
                assert query["response_type"] == "code"
                outer.challenges[code] = query["code_challenge"]
                self.send_response(302)
                back = urlencode({"code": code, "state": query["state"], "scope": query["scope"]})
                self.send_header("Location", f"{query['redirect_uri']}?{back}")
                self.end_headers()

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                fields = dict(parse_qsl(body))
                outer.asked.append(fields)
                status, answer = outer.answer(fields)
                self.send_response(status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self._server.socket = made.context.wrap_socket(self._server.socket, server_side=True)
        root = f"https://127.0.0.1:{self._server.server_address[1]}"
        self.authority = Authority(
            authorize=f"{root}/authorize",
            token=f"{root}/token",
            scope="mail offline",
            extra={"prompt": "consent"},
            certificate=made.authority,
        )
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def answer(self, fields: dict[str, str]) -> tuple[int, bytes]:
        if self.refuses is not None:
            return 400, self.refuses
        if fields["grant_type"] == "refresh_token":
            if fields["refresh_token"] != "lasting":
                return 400, b'{"error": "invalid_grant"}'
            given = {"access_token": "short", **({"refresh_token": "newer"} if self.rotates else {})}
            return 200, json.dumps(given).encode()
        digest = base64.urlsafe_b64encode(hashlib.sha256(fields["code_verifier"].encode()).digest()).decode()
        if self.challenges.pop(fields["code"], "") != digest.rstrip("="):
            return 400, b'{"error": "invalid_grant"}'
        return 200, b'{"access_token": "short", "refresh_token": "lasting", "expires_in": 3599}'

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def there() -> Iterator[Place4SigningIn]:
    running = Place4SigningIn()
    yield running
    running.close()


@pytest.fixture
def back() -> Iterator[Redirect]:
    listening = Redirect("the-state")
    yield listening
    listening.close()


def _address(back: Redirect) -> str:
    return f"http://127.0.0.1:{back.port}"


def _attempt(back: Redirect) -> Attempt:
    return Attempt(
        client_id="own-id",
        client_secret=Secret("own-secret"),
        state="the-state",
        verifier=Secret("v" * 64),
        redirect=_address(back),
    )


def _browse(address: str, context: Any = None) -> tuple[int, str, str]:
    """What a browser does with one address: status, where it is sent on, and the page."""
    parts = urlsplit(address)
    if parts.scheme == "https":
        import ssl

        trust = ssl.create_default_context(cadata=context)
        asking: http.client.HTTPConnection = http.client.HTTPSConnection(parts.netloc, context=trust)
    else:
        asking = http.client.HTTPConnection(parts.netloc)
    asking.request("GET", f"{parts.path or '/'}?{parts.query}")
    answer = asking.getresponse()
    page = answer.read().decode()
    asking.close()
    return answer.status, answer.headers.get("Location", ""), page


def _sign_in(there: Place4SigningIn, back: Redirect) -> None:
    address = ask_address(there.authority, _attempt(back), "jo@peer.example")
    status, onward, _ = _browse(address, there.authority.certificate)
    assert status == 302
    status, _, page = _browse(onward)
    assert status == 200
    assert "You can close this page" in page


def test_the_whole_way_round(there: Place4SigningIn, back: Redirect) -> None:
    assert back.came_back() is None
    _sign_in(there, back)
    brought = back.came_back(2)
    assert brought is not None
    kept = finish(there.authority, _attempt(back), brought, CLICK)
    assert json.loads(kept.reveal()) == {"refresh_token": "lasting", "client_secret": "own-secret"}
    token, lasting = refresh(there.authority, "own-id", kept, CLICK)
    assert token.reveal() == "short"
    assert json.loads(lasting.reveal())["refresh_token"] == "lasting"
    there.rotates = True
    assert json.loads(refresh(there.authority, "own-id", kept, CLICK)[1].reveal())["refresh_token"] == "newer"
    assert there.asked[0]["redirect_uri"] == _address(back)
    with pytest.raises(NotSignedIn, match="invalid_grant"):
        finish(there.authority, _attempt(back), brought, CLICK)


def test_the_token_signs_in_to_the_mail_server() -> None:
    with Peer() as peer:
        server = Server(place=Place("127.0.0.1", peer.port), tls=Tls.STARTTLS, certificate=peer.made.authority)
        login = Login(name="jo@peer.example", secret=Secret("short"), is_token=True)
        assert try_connection(server, login, "jo@peer.example", CLICK).ending is None
    (line,) = [line for line in peer.heard if line.startswith(b"AUTH XOAUTH2 ")]
    assert base64.b64decode(line.split()[2]) == b"user=jo@peer.example\x01auth=Bearer short\x01\x01"


def test_a_stranger_s_knock_changes_nothing(there: Place4SigningIn, back: Redirect) -> None:
    for query in ("code=evil&state=guessed", "code=evil", "", "error=no&state=guessed"):
        _browse(f"{_address(back)}?{query}")
    assert _browse(f"{_address(back)}/elsewhere?code=evil&state=the-state")[0] == 404
    assert back.came_back() is None
    _sign_in(there, back)
    _browse(f"{_address(back)}?code=late&state=the-state")
    brought = back.came_back(2)
    assert brought is not None
    assert brought["code"].startswith("code-")
    with pytest.raises(NotSignedIn, match="state"):
        finish(there.authority, _attempt(back), {**brought, "state": "other"}, CLICK)


@pytest.mark.parametrize(
    ("brought", "reason"),
    [({"error": "access_denied<script>"}, "access_deniedscript"), ({}, "code"), ({"code": "made-up"}, "invalid_grant")],
)
def test_a_no_is_said_by_its_code_alone(
    there: Place4SigningIn, back: Redirect, brought: dict[str, str], reason: str
) -> None:
    with pytest.raises(NotSignedIn) as raised:
        finish(there.authority, _attempt(back), {"state": "the-state", **brought}, CLICK)
    assert raised.value.reason == reason


@pytest.mark.parametrize("kept", ["", "[]", "{}", "null", "not json"])
def test_what_is_kept_and_no_token_asks_to_sign_in_again(there: Place4SigningIn, kept: str) -> None:
    with pytest.raises(NotSignedIn) as raised:
        refresh(there.authority, "own-id", Secret(kept), CLICK)
    assert raised.value.reason == "kept"
    assert there.asked == []


def test_an_answer_that_is_none(there: Place4SigningIn) -> None:
    kept = Secret('{"refresh_token": "lasting"}')
    for body in (b"<html>", b"[]", b""):
        there.refuses = body
        with pytest.raises(NoAnswer):
            refresh(there.authority, "own-id", kept, CLICK)
    there.refuses = b'{"error": 7}'
    with pytest.raises(NotSignedIn, match="7"):
        refresh(there.authority, "own-id", kept, CLICK)


def test_an_authority_that_cannot_prove_itself_gets_nothing(there: Place4SigningIn) -> None:
    import dataclasses

    unproved = dataclasses.replace(there.authority, certificate="")
    with pytest.raises(NotSecured):
        refresh(unproved, "own-id", Secret('{"refresh_token": "lasting"}'), CLICK)
    assert there.asked == []


@pytest.mark.parametrize("way", [SignIn.GOOGLE, SignIn.MICROSOFT])
def test_the_known_authorities_are_asked_as_they_want(way: SignIn, back: Redirect) -> None:
    address = ask_address(AUTHORITIES[way], _attempt(back), "jo@peer.example")
    query = parse_qs(urlsplit(address).query)
    assert address.startswith("https://")
    assert query["redirect_uri"] == [_address(back)]
    assert query["login_hint"] == ["jo@peer.example"]
    assert "own-secret" not in address
    assert "v" * 64 not in address
    wanted = "mail.google.com" if way is SignIn.GOOGLE else "SMTP.Send offline_access"
    assert wanted in query["scope"][0]


@pytest.mark.django_db
def test_from_the_page_to_the_vault_and_back(
    there: Place4SigningIn, visitor: Any, candidate: Any, settings: Any, tmp_path: Any, monkeypatch: Any
) -> None:
    from afterview.flows import mail_sign_in, mailbox
    from tests.post.test_vault import Ring

    ring = Ring()
    settings.DATA = tmp_path
    monkeypatch.setattr(mailbox, "find_ring", lambda: ring)
    mailbox.open_vault.cache_clear()
    monkeypatch.setitem(AUTHORITIES, SignIn.GOOGLE, there.authority)
    with Peer(tls_first=True) as peer:
        fields = {
            "address": "jo@peer.example", "sign_in": "google", "client_id": "own-id", "smtp_host": "127.0.0.1",
            "smtp_port": str(peer.port), "smtp_tls": "tls", "imap_port": "993", "imap_tls": "tls",
            "certificate": peer.made.authority,
        }  # fmt: skip
        account = visitor.post("/yours/mailbox/new/", fields)["Location"]
        assert "Change the mailbox and type it" in visitor.post(account).content.decode()
        page = visitor.post(f"{account}sign-in/", {"client_secret": "own-secret"}).content.decode()
        address = html.unescape(page.partition('href="https://127')[2].partition('"')[0])
        early = visitor.post(f"{account}sign-in/", {"finish": "1"})
        assert "Nothing has come back" in early.content.decode()
        _, onward, _ = _browse("https://127" + address, there.authority.certificate)
        _browse(onward)
        assert visitor.post(f"{account}sign-in/", {"finish": "1"})["Location"] == account
        assert "It works" in visitor.post(account).content.decode()
    assert [json.loads(kept) for kept in ring.kept.values()] == [
        {"refresh_token": "lasting", "client_secret": "own-secret"}
    ]
    assert mail_sign_in._ATTEMPTS == {}
    there.refuses = b'{"error": "invalid_grant"}'
    assert "Sign in once more" in visitor.post(account).content.decode()
    mailbox.open_vault.cache_clear()
