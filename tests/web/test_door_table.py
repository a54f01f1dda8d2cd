"""The door against two hundred forgeries: Host, Origin, Sec-Fetch-Site, method, content type, cookies of another port.

Every row is an honest request with something forged; none may be answered with anything of the journal, or change it.
"""

import hashlib
import hmac
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

pytestmark = pytest.mark.django_db

HERE = "127.0.0.1:8737"
CANARY = "Canary Shipping"
FORM = "application/x-www-form-urlencoded"
TOKEN = "t" * 64  # as one that another port has put into the form's cookie


@dataclass(frozen=True)
class Row:
    """One request: its headers, the cookies it brings, whether it holds the form's own token."""

    name: str
    method: str = "GET"
    path: str = "/interviews/"
    host: str = HERE
    origin: str | None = None
    site: str | None = "same-origin"
    kind: str = FORM
    cookies: str = "own"
    token: str = "own"
    more: tuple[tuple[str, str], ...] = field(default=())


READ = Row(name="read")
WRITE = Row(name="write", method="POST", path="/drafts/?form=forged", origin=f"http://{HERE}")
BOTH = (READ, WRITE)

HOSTS = [
    "", "evil.test", "evil.test:8737", "127.0.0.1", "127.0.0.1:9999", "localhost", "localhost.evil.test:8737",
    "127.0.0.1.evil.test:8737", "127.0.0.1:8737.evil.test", "127.0.0.1:8737@evil.test", "[::1]:8737", "0.0.0.0:8737",
    "127.1:8737", "2130706433:8737", "127.0.0.1:08737", "127.0.0.1:8737, evil.test", "127.0.0.1.:8737",
    "user@127.0.0.1:8737", "localhost:8737/", "\u24db\u24de\u24d2\u24d0\u24db:8737",
]  # fmt: skip
ORIGINS = [
    "", "null", "http://evil.test", "http://evil.test:8737", "http://127.0.0.1", "http://127.0.0.1:9999",
    "https://127.0.0.1:8737", "http://localhost:8737", "http://localhost:9999", "http://[::1]:8737",
    "http://127.0.0.1:8737.evil.test", "http://127.0.0.1:8737@evil.test", "http://127.0.0.1:8737/", "127.0.0.1:8737",
    "file://", "chrome-extension://abcdefgh", "http://127.0.0.1:8737 http://evil.test", "HTTP://127.0.0.1:8737",
]  # fmt: skip
SITES = ["", "cross-site", "same-site", "None", "same-origin, cross-site", "same-origin ;x", "SAME-ORIGIN", "*"]
METHODS = ["POST", "PUT", "PATCH", "DELETE"]
KINDS = [FORM, "multipart/form-data; boundary=x", "text/plain", "application/json", "", "text/html; charset=utf-7"]
COOKIES = [
    "none", "empty", "wrong", "other port", "other instance", "old name", "empty key", "longer", "other letters", "look"
]  # fmt: skip
PLACES = ["/", "/interviews/1/", "/yours/export.zip", "/yours/delete/", "/stories/", "/mailbox/", "/nowhere/"]


def _forge() -> Iterator[Row]:
    for base in BOTH:
        for host in HOSTS:
            rebound = base.origin and f"http://{host}"
            yield replace(base, name=f"{base.name}, host {host!r}", host=host, origin=rebound)
        for origin in ORIGINS:
            yield replace(base, name=f"{base.name}, origin {origin!r}", origin=origin)
            yield replace(base, name=f"{base.name}, origin {origin!r}, no site", origin=origin, site=None)
        for site in SITES:
            yield replace(base, name=f"{base.name}, site {site!r}", site=site)
        for cookies in COOKIES:
            yield replace(base, name=f"{base.name}, cookies: {cookies}", cookies=cookies)
        for head in ("X-Forwarded-Host", "X-Original-Host", "Forwarded"):
            yield replace(base, name=f"{base.name}, {head}", host="evil.test", more=((head, HERE),))
    for method in METHODS:
        for kind in KINDS:
            forged = replace(WRITE, method=method, kind=kind, token="planted")
            yield replace(forged, name=f"{method} {kind!r}, whence unsaid", origin=None, site=None)
            yield replace(forged, name=f"{method} {kind!r}, no token", token="none")
            yield replace(forged, name=f"{method} {kind!r}, from another port", site="same-site")
    for head in ("X-HTTP-Method-Override", "X-Method-Override"):
        yield replace(READ, name=f"{head} without a key", cookies="none", more=((head, "POST"),))
    for path in PLACES:
        yield replace(READ, name=f"{path} without a key", path=path, cookies="none")
        yield replace(READ, name=f"{path} from another port", path=path, site="same-site")
    for path in (
        "/door/?token=guess",
        "/door/",
        "/static/../interviews/",
        "/static/%2e%2e/interviews/",
        "/static/none",
    ):
        yield replace(READ, name=f"{path} without a key", path=path, cookies="none")
    yield replace(WRITE, name="POST to the entrance from elsewhere", path="/door/", site="cross-site", cookies="none")


ROWS = list(_forge())


@pytest.fixture
def place(candidate: Any, door: Any, settings: Any, now: Any) -> Any:
    """The door as `afterview serve` sets it, before a journal with one interview and the example's mark."""
    from afterview.core.words import Interview
    from afterview.flows.capture import save_interview

    settings.DOOR_HOSTS = frozenset({HERE, "localhost:8737"})
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    settings.DOOR_COOKIE = "afterview-8737-aaaaaaaa"
    settings.CSRF_COOKIE_NAME = "afterview-csrf-8737-aaaaaaaa"
    save_interview(candidate, Interview(company=CANARY, role="Mate"), now)
    return door


def _cookies(which: str, door: Any, settings: Any) -> dict[str, str]:
    right, name = door.cookie_value(), settings.DOOR_COOKIE
    return {
        "own": {name: right},
        "none": {},
        "empty": {name: ""},
        "wrong": {name: "0" * 64},
        "other port": {"afterview-9999-aaaaaaaa": right},
        "other instance": {"afterview-8737-bbbbbbbb": right},
        "old name": {"afterview-8737": right},
        "empty key": {name: hmac.new(b"", b"cookie", hashlib.sha256).hexdigest()},
        "longer": {name: right + "0"},
        "other letters": {name: right.upper()},
        "look": {"afterview-theme": right, "afterview-discreet": "on"},
    }[which]


def _send(row: Row, door: Any, settings: Any) -> Any:
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.cookies.load(_cookies(row.cookies, door, settings))
    if row.token == "own":
        secret = _own_token(door, settings)
        client.cookies[settings.CSRF_COOKIE_NAME] = secret
    elif row.token == "planted":
        secret = TOKEN[:32]
        client.cookies[settings.CSRF_COOKIE_NAME] = secret
    else:
        secret = ""
    heads = {"Host": row.host, "Origin": row.origin, "Sec-Fetch-Site": row.site, **dict(row.more)}
    extra = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in heads.items() if value is not None}
    if row.method != "GET":
        extra["HTTP_X_CSRFTOKEN"] = secret
    return client.generic(row.method, row.path, "company=Forged", content_type=row.kind, **extra)


def _own_token(door: Any, settings: Any) -> str:
    from django.test import Client

    client = Client()
    client.cookies[settings.DOOR_COOKIE] = door.cookie_value()
    client.get("/interviews/new/", HTTP_HOST=HERE, HTTP_SEC_FETCH_SITE="none")
    return client.cookies[settings.CSRF_COOKIE_NAME].value


def _text(response: Any) -> str:
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode(errors="replace")


def _kept() -> list[Any]:
    from afterview.store import models

    return list(models.Draft.objects.values_list("form", "fields"))


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_forgery_is_refused(row: Row, place: Any, settings: Any) -> None:
    response = _send(row, place, settings)
    assert response.status_code in {400, 403, 404, 405}, response.status_code
    assert CANARY not in _text(response)
    assert settings.DOOR_COOKIE not in response.cookies
    assert _kept() == []


def test_there_are_two_hundred_of_them() -> None:
    assert len(ROWS) >= 200
    assert len({row.name for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("site", ["same-origin", "none", None])
def test_the_honest_one_comes_in(site: str | None, place: Any, settings: Any) -> None:
    response = _send(replace(READ, site=site), place, settings)
    assert response.status_code == 200
    assert CANARY in _text(response)
    assert _send(replace(WRITE, site=site), place, settings).status_code == 204
    assert len(_kept()) == 1


def test_a_key_that_was_cut_short_is_made_anew(door: Any) -> None:
    door.folder.mkdir(mode=0o700)
    (door.folder / "key").touch()
    assert len(door.key()) == 64
    assert door.key() == door.key()
    assert [path.name for path in door.folder.iterdir()] == ["key"]


def test_cookie_is_named_with_port_and_instance(tmp_path: Any) -> None:
    def name(folder: str, port: str) -> str:
        ask = "from afterview import settings as s; print(s.DOOR_COOKIE, s.CSRF_COOKIE_NAME)"
        env = {**os.environ, "AFTERVIEW_DATA": str(tmp_path / folder), "AFTERVIEW_PORT": port}
        return subprocess.run([sys.executable, "-c", ask], env=env, check=True, capture_output=True, text=True).stdout

    names = [name("one", "8737"), name("two", "8737"), name("one", "8738")]
    assert len(set(names)) == 3
    assert "8737" in names[0]
    assert name("one", "8737") == names[0]
