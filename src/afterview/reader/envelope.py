"""Opens a whole mail: its words, who wrote it when, the thread it belongs to, and a calendar file within it."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message

from afterview.reader.decode import (
    MAX_BYTES,
    MAX_PARTS,
    Decoded,
    decode,
    is_within_limits,
    looks_like_mail,
    read_header,
)

MOST_IDS = 100
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{3,250}>")
# A stretch of base64 above a megabyte is a picture or a document, whatever it says it is.
# It begins after an empty line and gives nothing back, so that looking for it takes the time of reading once.
_FILE = re.compile(rb"(?:(?<=\n\n)|(?<=\n\r\n))(?:[A-Za-z0-9+/]{50,}+={0,2}\r?\n){14000,}+")
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", re.ASCII)


@dataclass(frozen=True, slots=True)
class OpenedMail:
    """A mail, or a text that is none (then only `decoded` says something).

    `answers` are the checked Message-IDs of the mails it answers, the nearest first; `to` the addresses it went to.
    """

    decoded: Decoded
    message_id: str = ""
    answers: tuple[str, ...] = ()
    sent_at: datetime | None = None
    name: str = ""
    address: str = ""
    to: tuple[str, ...] = field(default=())
    calendar: bytes | None = None


def open_mail(content: str | bytes) -> OpenedMail:
    """Text or mail -> what it is. Never raises on purpose; on hostile mails the standard parser takes its time and
    memory, so call it through `afterview.limited.run`."""
    if isinstance(content, bytes):
        # The standard parser holds a mail many times over; what is attached to it says nothing here.
        content = _FILE.sub(b"", content[:MAX_BYTES])
    decoded = decode(content)
    raw = content if isinstance(content, bytes) else content[:MAX_BYTES].encode("utf-8", "surrogatepass")
    raw = raw[:MAX_BYTES].lstrip(b"\xef\xbb\xbf\r\n\t ")
    if not looks_like_mail(raw[:65536].decode("latin-1")) or not is_within_limits(raw):
        return OpenedMail(decoded)
    try:
        return _read_envelope(raw, decoded)
    except Exception:  # the standard parser raises IndexError, LookupError, RecursionError and more on hostile mails
        return OpenedMail(decoded)


def _read_envelope(raw: bytes, decoded: Decoded) -> OpenedMail:
    from email import message_from_bytes  # costs 20 ms: only for whole mails

    mail = message_from_bytes(raw)
    name, address = split_sender(decoded.sender)
    return OpenedMail(
        decoded=decoded,
        message_id=next(iter(_find_ids(mail, "Message-ID")), ""),
        answers=_read_thread(mail),
        sent_at=_read_moment(mail),
        name=name,
        address=address,
        to=tuple(one.lower() for one in _ADDRESS.findall(" ".join(read_header(mail, each) for each in ("To", "Cc")))),
        calendar=_find_calendar(mail),
    )


def _read_thread(mail: Message) -> tuple[str, ...]:
    """What it answers directly, then the thread from its end to its beginning."""
    nearest, thread = _find_ids(mail, "In-Reply-To"), _find_ids(mail, "References")
    return tuple(dict.fromkeys([*nearest, *reversed(thread)]))[:MOST_IDS]


def _find_ids(mail: Message, name: str) -> list[str]:
    return _MESSAGE_ID.findall(" ".join(str(value) for value in mail.get_all(name, [])))


def _read_moment(mail: Message) -> datetime | None:
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(str(mail["Date"]))
        # A mail may say any year and no zone at all; what no calendar can hold is no day.
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _find_calendar(mail: Message) -> bytes | None:
    parts = (part for part in list(mail.walk())[:MAX_PARTS] if part.get_content_type() == "text/calendar")
    found = next(parts, None)
    calendar = found.get_payload(decode=True) if found else None
    return calendar if isinstance(calendar, bytes) else None


def split_sender(sender: str) -> tuple[str, str]:
    """ "Sam Okoro <sam@northwind.example>" -> name, address in small letters; "" for what is not there."""
    found = list(_ADDRESS.finditer(sender[:2000]))
    if not found:
        return "", ""
    last = found[-1]
    name = sender[: last.start()].rstrip("< \t").strip().strip("\"'").strip()
    return (name if "@" not in name else "")[:200], last[0].lower()
