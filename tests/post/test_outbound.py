"""The one door outward: nothing else opens connections, and it opens none to hostile addresses."""

import ast
import re
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import afterview
from afterview.post import outbound
from afterview.post.outbound import BadPlace, Consent, NameUnknown, NobodyAnswers, NotReached, Place, connect
from afterview.post.web_request import post
from tests.post.certificates import make_certificate

ROOT = Path(afterview.__file__).parent
CLICK = Consent(what="Try the connection", when=datetime(2026, 11, 23, tzinfo=UTC))
# What can open a connection, by the first part of its name or by all of it.
OPENERS = re.compile(
    r"(_?socket|_?ssl|smtplib|imaplib|poplib|ftplib|telnetlib|socketserver|asyncio|selectors|http\.client|http\.server"
    r"|urllib\.request|xmlrpc|imapclient|requests|urllib3|httpx|aiohttp|websockets|paramiko)(\.|$)"
)
# Who else may import one, and why that opens nothing outward.
ALLOWED = {
    "post/outbound.py": {"socket", "ssl"},
    "post/send/talk.py": {"smtplib", "socket"},  # the conversation over a connection it is given; `connect` refuses
    "post/web_request.py": {"http.client", "socket"},  # a request over a connection it is given; auto_open is off
    "post/mailbox/enter.py": {"socket"},  # to name the type of the connection it is given
    "post/mailbox/wire.py": {"socket"},  # likewise
    "post/redirect.py": {"http.server", "socketserver"},  # listens on this computer
    "cli/serve.py": {"socket"},  # listens on this computer
}


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in (
            "__import__",
            "import_module",
        ):
            found |= {str(word.value) for word in node.args if isinstance(word, ast.Constant)}
    return {name for name in found if OPENERS.match(name)}


def test_nothing_else_can_open_a_connection() -> None:
    found = {str(path.relative_to(ROOT)): _imports(path) for path in ROOT.rglob("*.py")}
    assert len(found) > 200
    assert {path: names for path, names in found.items() if names - ALLOWED.get(path, set())} == {}


def test_the_scan_sees_what_it_should(tmp_path: Path) -> None:
    for line in (
        "import socket",
        "from urllib import request",
        "from http.client import HTTPConnection",
        "import ssl as s",
    ):
        (tmp_path / "a.py").write_text(line)
        assert _imports(tmp_path / "a.py"), line
    (tmp_path / "a.py").write_text("import json\nfrom urllib.parse import urlsplit\nfrom http import HTTPStatus\n")
    assert _imports(tmp_path / "a.py") == set()


def test_no_connection_without_a_click() -> None:
    with pytest.raises(ValueError, match="click"):
        Consent(what=" ", when=CLICK.when)
    with pytest.raises(ValueError, match="click"):
        Consent(what="Send", when=datetime(2026, 11, 23))  # noqa: DTZ001  # the fault that is meant
    nothing: Any = None
    with pytest.raises(TypeError, match="click"):
        connect(Place("127.0.0.1", 9), nothing)


# Forms that mean this computer or the home network, or nothing at all, without saying so plainly.
HOSTILE = [
    "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "127.0.1", "127.0.0.1.", "127.000.000.001", "0.0.0.0", "0",
    "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "fec0::1", "::", "[::1]", "fe80::1%eth0",
    "0:0:0:0:0:0:0:1", "::1%lo", "224.0.0.1", "ff02::1", "localhost.", "localhost ", " localhost", "a b", "", ".", "..",
    "-a.example", "a-.example", "a..example", "a", "a.123", "x@localhost", "user:pass@127.0.0.1", "127.0.0.1/x",
    "127.0.0.1#", "127.0.0.1:25", "smtp.example\r\nHELO", "smtp.example\0", "smtp\u3002example", "ⓛⓞⓒⓐⓛ.example",
    "①②⑦.⓪.⓪.①", "x" * 64 + ".example", "x." * 130 + "example", "http://a.example", "a.example\\b", "a%00.example",
]  # fmt: skip


@pytest.mark.parametrize("host", HOSTILE)
def test_a_hostile_address_reaches_nobody(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def refuse(*given: Any, **_: object) -> None:
        asked.append(given[-1])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(BadPlace):
        connect(Place(host, 25), CLICK)
    assert asked == []
    for address in (f"https://{host}/", f"http://{host}/"):
        with pytest.raises(NotReached):
            post(address, b"", {}, CLICK)
    # In a web address a port, a path or brackets are no trick: only what it plainly says was asked.
    assert {place[0] for place in asked} <= {"127.0.0.1", "::1"}
    assert not asked or "127.0.0.1" in host or host == "[::1]"


INWARD = ["127.0.0.1", "10.0.0.5", "192.168.1.2", "169.254.169.254", "100.64.0.1", "::1", "fd00::1", "fe80::1",
          "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "2001::1", "0.0.0.0", "224.0.0.1"]  # fmt: skip


@pytest.mark.parametrize("address", INWARD)
def test_a_name_that_leads_inward_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(*_: object, **__: object) -> list[Any]:
        return [(0, 0, 0, "", ("93.184.216.34", 25)), (0, 0, 0, "", (address, 25))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(BadPlace, match="home network"):
        connect(Place("mail.rebound.example", 25), CLICK)


def test_a_public_name_is_reached_at_the_address_that_was_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("93.184.216.34", 25))])
    monkeypatch.setattr(socket.socket, "connect", lambda _, address: asked.append(address) or _refuse())
    with pytest.raises(NobodyAnswers):
        connect(Place("smtp.example.org", 25), CLICK)
    assert asked == [("93.184.216.34", 25)]


def _refuse() -> None:
    raise ConnectionRefusedError


def test_a_name_that_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(NameUnknown, match=r"smtp\.example\.org"):
        connect(Place("smtp.example.org", 25), CLICK)


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_port_is_a_port(port: int) -> None:
    with pytest.raises(BadPlace):
        connect(Place("127.0.0.1", port), CLICK)


@pytest.mark.parametrize(("ended", "host"), [(True, "127.0.0.1"), (False, "elsewhere.example")])
def test_a_certificate_that_is_over_or_another_s(ended: bool, host: str) -> None:
    import threading

    made = make_certificate(host, ended)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            try:
                made.context.wrap_socket(connection, server_side=True).close()
            except OSError:
                connection.close()

        thread = threading.Thread(target=serve)
        thread.start()
        place = Place("127.0.0.1", listening.getsockname()[1])
        with pytest.raises(outbound.NotSecured, match="certificate"):
            outbound.connect_secured(place, CLICK, made.authority)
        thread.join()


def test_a_certificate_that_is_none() -> None:
    left, right = socket.socketpair()
    with right, pytest.raises(outbound.NotSecured, match="certificate you gave"):
        outbound.secure(left, "127.0.0.1", "-----BEGIN CERTIFICATE-----\nbanana\n-----END CERTIFICATE-----")
    assert left.fileno() == -1
