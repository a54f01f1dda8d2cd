"""Hosted: Django's own check finds nothing, and a server behind a proxy is open under its one name over HTTPS alone."""

import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HOST = "journal.example.org"


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """The environment of a hosted journal."""
    return {**os.environ, "AFTERVIEW_HOST": HOST, "DJANGO_SETTINGS_MODULE": "afterview.settings"}


@pytest.fixture
def served(surroundings: dict[str, str], tmp_path: Path) -> Iterator[tuple[int, str]]:
    """The port of a hosted server, and the path of its one-time address."""
    port = _find_port()
    command = [sys.executable, "-m", "afterview.cli", "serve", "--data", str(tmp_path / "journal"), "--port", str(port)]
    serving = subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, text=True)
    assert serving.stdout is not None
    serving.stdout.readline()
    address = serving.stdout.readline().strip()
    assert address.startswith(f"https://{HOST}/door/?token=")
    yield port, address.removeprefix(f"https://{HOST}")
    serving.terminate()
    serving.wait(timeout=90)
    serving.stdout.close()


def _find_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def _ask(port: int, path: str, **heads: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=90)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in heads.items()})
        answer = connection.getresponse()
        answer.read()
    finally:
        connection.close()
    return answer


def test_django_s_own_check_finds_nothing(surroundings: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "journal").mkdir()
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    environment = {**surroundings, "AFTERVIEW_DATA": str(tmp_path / "journal")}
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert "no issues (1 silenced)" in told.stdout + told.stderr


def test_it_is_open_under_its_name_over_https_alone(served: tuple[int, str]) -> None:
    port, entrance = served
    plain = _ask(port, "/", Host=HOST)
    assert plain.status == 301
    assert plain.headers["Location"] == f"https://{HOST}/"
    for host in (f"127.0.0.1:{port}", "evil.test", f"{HOST}:{port}"):
        assert _ask(port, "/", Host=host, X_Forwarded_Proto="https").status in {400, 403}
    told = _ask(port, "/", Host="evil.test", X_Forwarded_Proto="https", X_Forwarded_Host=HOST)
    assert told.status == 403
    opened = _ask(port, entrance, Host=HOST, X_Forwarded_Proto="https")
    assert opened.status == 200
    assert "max-age=" in opened.headers["Strict-Transport-Security"]
    cookie = opened.headers["Set-Cookie"]
    assert cookie.startswith("__Host-afterview-")
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"))
    held = cookie.partition(";")[0]
    page = _ask(port, "/interviews/new/", Host=HOST, X_Forwarded_Proto="https", Cookie=held)
    assert page.status == 200
    assert page.headers["Set-Cookie"].startswith("__Host-afterview-csrf-")
    assert "Secure" in page.headers["Set-Cookie"]
    assert page.headers["X-Frame-Options"] == "DENY"
    assert _ask(port, "/", Host=HOST, X_Forwarded_Proto="https", Origin=f"http://{HOST}", Cookie=held).status == 403
