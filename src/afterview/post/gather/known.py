"""What the journal knows of: whose mails belong to it whatever they say, and which threads."""

import re
from dataclasses import dataclass, field

_HEAD = 16_000
_FROM = re.compile(rb"^(?:from|reply-to):([^\n]*(?:\n[ \t][^\n]*)*)", re.MULTILINE)
_THREAD = re.compile(rb"^(?:in-reply-to|references):([^\n]*(?:\n[ \t][^\n]*)*)", re.MULTILINE)
_ADDRESS = re.compile(rb"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]{3,250}", re.ASCII)
_ID = re.compile(rb"<[!-;=?-~]{3,250}>")


@dataclass(frozen=True, slots=True)
class Known:
    """Addresses in small letters of people met, and Message-IDs in small letters of letters and job mails."""

    addresses: set[bytes] = field(default_factory=set)
    ids: set[bytes] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.addresses or self.ids)


def belongs_to(raw: bytes, known: Known) -> bool:
    """Whether a mail is from a known address or answers a known mail, told by its header block alone."""
    if not known:
        return False
    answered = b" ".join(_THREAD.findall(_cut_head(raw)))
    return any(one in known.ids for one in _ID.findall(answered)) or any(
        one in known.addresses for one in list_senders(raw)
    )


def list_senders(raw: bytes) -> list[bytes]:
    """The addresses that a mail says it is from, in small letters."""
    return _ADDRESS.findall(b" ".join(_FROM.findall(_cut_head(raw))))


def _cut_head(raw: bytes) -> bytes:
    return raw[:_HEAD].lower().replace(b"\r\n", b"\n").partition(b"\n\n")[0]
