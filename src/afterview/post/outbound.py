"""The one door outward: every connection that leaves this computer is opened here, and only upon a person's click."""

import contextlib
import ipaddress
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

STEP_SECONDS = 20.0
MOST_ADDRESSES = 4

_LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_NAME = re.compile(rf"(?:{_LABEL}\.)+(?=[a-z0-9-]*[a-z]){_LABEL}\Z", re.ASCII)
# Where the public internet is; beyond it are this computer, the home network, and addresses that hide one of these.
_PUBLIC_6 = ipaddress.ip_network("2000::/3")
_HIDING_6 = [ipaddress.ip_network(net) for net in ("2001::/32", "2002::/16", "2001:db8::/32")]
_PLAIN_6 = [ipaddress.ip_network(net) for net in ("::1/128", "fe80::/10", "fc00::/7")]

type Family = int
type Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """The click that allows a connection: what the person pressed, and when."""

    what: str
    when: datetime

    def __post_init__(self) -> None:
        """Raises ValueError for a click that says nothing or has no time."""
        if not self.what.strip() or self.when.tzinfo is None:
            raise ValueError("A connection outward needs the person's click: what they pressed, and when.")


class Place(NamedTuple):
    """A host by name or number, and a port."""

    host: str
    port: int


class NotReached(OSError):
    """No connection was made; nothing was sent."""


class BadPlace(NotReached):
    """What was written is no host or port that may be reached."""


class NameUnknown(NotReached):
    """The name leads nowhere."""


class NobodyAnswers(NotReached):
    """The host is there, and nothing answers at this port in time."""


class NotSecured(OSError):
    """No secure connection: the other side could not prove who it is, or speaks no TLS."""


def connect(place: Place, consent: Consent, seconds: float = STEP_SECONDS) -> socket.socket:
    """A plain connection; each step on it may take so many seconds.

    A name must lead to a public address. This computer and the home network are reached only where the person wrote
    the address itself (127.0.0.1, ::1, localhost, 192.168.…), so that no name can be turned inward meanwhile.
    Raises BadPlace, NameUnknown, NobodyAnswers.
    """
    if not isinstance(consent, Consent):
        raise TypeError("A connection outward needs the person's click.")
    last: OSError | None = None
    for family, address in find_addresses(place)[:MOST_ADDRESSES]:
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            connection.settimeout(seconds)
            connection.connect((str(address), place.port))
            # Else a short line waits for the other side to acknowledge the one before it.
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return connection
        except OSError as error:
            connection.close()
            last = error
    raise NobodyAnswers(f"Nothing answers at {place.host}, port {place.port}.") from last


def connect_secured(
    place: Place, consent: Consent, certificate: str = "", seconds: float = STEP_SECONDS
) -> ssl.SSLSocket:
    """A connection that is TLS from the first byte. Raises as `connect` and `secure` do."""
    return secure(connect(place, consent, seconds), place.host, certificate)


def secure(connection: socket.socket, host: str, certificate: str = "") -> ssl.SSLSocket:
    """Turns a connection into TLS 1.2 or newer, the other side's certificate proved for this host.

    `certificate` (PEM) is trusted instead of the system's authorities. Raises NotSecured, the connection closed.
    """
    try:
        return _trust(certificate).wrap_socket(connection, server_hostname=host)
    except NotSecured:
        connection.close()
        raise
    except (OSError, ValueError) as error:
        connection.close()
        raise NotSecured(_say_why(error)) from error


@contextlib.contextmanager
def leash(connection: socket.socket, seconds: float) -> Iterator[None]:
    """Ends a plain connection after so many seconds, whatever it has become by then and however slowly it drips."""
    twin = connection.dup()
    timer = threading.Timer(seconds, _cut_off, [twin])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        twin.close()


def _cut_off(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def find_addresses(place: Place) -> list[tuple[Family, Ip]]:
    """The addresses a place may be reached at. Raises BadPlace, NameUnknown."""
    host = place.host.lower()
    if not 0 < place.port < 65536:
        raise BadPlace("A port is a number from 1 to 65535.")
    if host == "localhost":
        return [(socket.AF_INET, ipaddress.ip_address("127.0.0.1"))]
    if (number := _as_number(host)) is not None:
        return [(_family(number), number)]
    if len(host) > 253 or not _NAME.match(host):
        raise BadPlace("A server is written like smtp.example.org, without spaces or anything before or after.")
    found = _look_up(host, place.port)
    if not all(is_public(address) for address in found):
        raise BadPlace(f"{host} leads to a computer in the home network. Write that computer's number instead.")
    return [(_family(address), address) for address in found]


def is_public(address: Ip) -> bool:
    """Whether an address is on the public internet, and hides no other in itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not address.is_multicast
    return address in _PUBLIC_6 and address.is_global and not any(address in net for net in _HIDING_6)


def _as_number(host: str) -> Ip | None:
    """An address written as the number it is, in its one usual form."""
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return None
    # ::ffff:127.0.0.1 and 64:ff9b:: hide another address in themselves; 0.0.0.0 and multicast are nobody's.
    hides = isinstance(number, ipaddress.IPv6Address) and not (
        is_public(number) or any(number in net for net in _PLAIN_6)
    )
    if hides or number.is_unspecified or number.is_multicast or str(number) != host or "%" in host:
        raise BadPlace("Write the number of the computer in its usual form, like 192.168.1.20.")
    return number


def _look_up(host: str, port: int) -> list[Ip]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NameUnknown(f"There is no server by the name of {host}.") from error
    return list(dict.fromkeys(ipaddress.ip_address(str(entry[4][0])) for entry in found))


def _family(address: Ip) -> Family:
    return socket.AF_INET if address.version == 4 else socket.AF_INET6


def _trust(certificate: str) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cadata=certificate or None)
    except (ssl.SSLError, ValueError) as error:
        raise NotSecured("the certificate you gave is not one") from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if certificate:
        # The person vouches for exactly this one; programs on one's own computer seldom write them by the book.
        context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return context


def _say_why(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return "its certificate is not in order: " + (error.verify_message or "it could not be proved")
    if isinstance(error, ssl.SSLError):
        return "it does not speak TLS there"
    if isinstance(error, TimeoutError):
        return "it fell silent"
    return "it hung up"
