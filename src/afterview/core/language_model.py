"""A language model of the person's own choice: where it is, and what they agreed to send there."""

from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

CHAT = "/chat/completions"


class NotAnAddress(ValueError):
    """Write the address as its program shows it, like http://127.0.0.1:11434/v1."""


class NotSecure(ValueError):
    """Outside this computer the address must begin with https://, so that nobody reads along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageModel:
    """Where a model answers in OpenAI's form (`address`, up to /v1), its `name` there, and the host that the person
    agreed to send the text of replies to ("" where none was asked for)."""

    address: str
    name: str
    agreed_host: str = ""
    agreed_at: datetime | None = None

    @property
    def host(self) -> str:
        """The computer it runs on."""
        return urlsplit(self.address).hostname or ""

    @property
    def is_here(self) -> bool:
        """Whether it runs on this computer, so that nothing leaves it."""
        return is_loopback(self.host)

    @property
    def may_read(self) -> bool:
        """Whether it may be shown a reply: it is on this computer, or the person agreed to send to exactly its host."""
        return self.is_here or (bool(self.agreed_host) and self.agreed_host == self.host)

    @property
    def chat_address(self) -> str:
        """Where a chat completion is asked for."""
        return self.address if self.address.endswith(CHAT) else self.address.rstrip("/") + CHAT


def is_loopback(host: str) -> bool:
    """Whether a host is this computer itself."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def check_address(address: str) -> str:
    """An address as typed -> as kept. Raises NotAnAddress or NotSecure."""
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
        _ = parts.port
    except ValueError as error:
        raise NotAnAddress from error
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.query or parts.fragment:
        raise NotAnAddress
    if parts.scheme == "http" and not is_loopback(host):
        raise NotSecure
    return address.strip()
