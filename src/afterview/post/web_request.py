"""One request to a web address through the door outward; no redirects, no cookies, no proxy."""

import http.client
import json
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from afterview.post.outbound import STEP_SECONDS, BadPlace, Consent, NotReached, Place, connect, leash, secure

LONGEST_ANSWER = 4_000_000
WHOLE_SECONDS = 60.0
HERE = frozenset({"127.0.0.1", "::1", "localhost"})


class NoAnswer(NotReached):
    """The other side broke off, or said something that is no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebAnswer:
    """The answer: its status and its body."""

    status: int
    body: bytes

    def read_json(self) -> dict[str, Any]:
        """The body as a JSON object. Raises NoAnswer where it is none."""
        try:
            read = json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise NoAnswer("its answer could not be read") from error
        if not isinstance(read, dict):
            raise NoAnswer("its answer could not be read")
        return read


def post_form(address: str, fields: Mapping[str, str], consent: Consent, certificate: str = "") -> WebAnswer:
    """POSTs a form. Raises NotReached and its kinds, NotSecured."""
    body = urlencode(fields).encode()
    kind = "application/x-www-form-urlencoded"
    return post(address, body, {"Content-Type": kind, "Accept": "application/json"}, consent, certificate)


def post(
    address: str,
    body: bytes,
    headers: Mapping[str, str],
    consent: Consent,
    certificate: str = "",
    whole_seconds: float = WHOLE_SECONDS,
) -> WebAnswer:
    """POSTs to an https address; http only to this computer itself. Raises NotReached and its kinds, NotSecured."""
    place, path, is_secured = _split(address)
    connection = connect(place, consent, min(STEP_SECONDS, whole_seconds))
    with leash(connection, whole_seconds):
        if is_secured:
            connection = secure(connection, place.host, certificate)
        with connection:
            connection.settimeout(whole_seconds)
            return _exchange(connection, place, path, body, headers)


def _split(address: str) -> tuple[Place, str, bool]:
    if not address.isascii() or not address.isprintable() or " " in address:
        raise BadPlace("A web address has no spaces and no letters beyond plain ones.")
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise BadPlace("That is no web address.") from error
    is_secured = parts.scheme == "https"
    if parts.username or parts.password or not (is_secured or (parts.scheme == "http" and host in HERE)):
        raise BadPlace("A web address begins with https://; only one on this computer may begin with http://.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(host, port or (443 if is_secured else 80)), path, is_secured


def _exchange(connection: socket.socket, place: Place, path: str, body: bytes, headers: Mapping[str, str]) -> WebAnswer:
    asking = http.client.HTTPConnection(place.host, place.port)
    # Connected already: http.client opens nothing of its own where it finds a socket.
    asking.sock = connection
    asking.auto_open = 0
    try:
        asking.request("POST", path, body, {"User-Agent": "Afterview", "Connection": "close", **headers})
        answer = asking.getresponse()
        read = answer.read(LONGEST_ANSWER + 1)
    except (http.client.HTTPException, OSError, ValueError) as error:
        raise NoAnswer("it broke off") from error
    if len(read) > LONGEST_ANSWER:
        raise NoAnswer("its answer is too long")
    if answer.length:
        raise NoAnswer("it broke off")
    return WebAnswer(status=answer.status, body=read)
