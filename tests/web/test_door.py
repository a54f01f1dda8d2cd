"""The local door."""

from datetime import timedelta
from typing import Any

import pytest

from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def test_key_holder_comes_in(visitor: Any) -> None:
    response = visitor.get("/interviews/")
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store, private"
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_stranger_without_cookie_is_refused(visitor: Any, settings: Any) -> None:
    del visitor.cookies[settings.DOOR_COOKIE]
    assert visitor.get("/interviews/").status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_HOST": "evil.example"},
        {"HTTP_ORIGIN": "http://localhost:9999"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
    ],
)
def test_other_site_is_refused(visitor: Any, headers: dict[str, str]) -> None:
    assert visitor.get("/interviews/", **headers).status_code == 403


def test_token_opens_once(visitor: Any, door: Any, settings: Any) -> None:
    del visitor.cookies[settings.DOOR_COOKIE]
    token = door.issue_token()
    first = visitor.get(f"/door/?token={token}")
    assert first.status_code == 200
    assert first.cookies[settings.DOOR_COOKIE]["samesite"] == "Strict"
    del visitor.cookies[settings.DOOR_COOKIE]
    assert visitor.get(f"/door/?token={token}").status_code == 403


def test_token_grows_old(door: Any) -> None:
    import os

    token = door.issue_token()
    path = door._token_path(token)
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    assert not door.accept_token(token, NOW + timedelta(minutes=11))
