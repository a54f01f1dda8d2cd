"""Turns a text or a whole mail into the body a person would see, within limits and without ever raising."""

import re
from dataclasses import dataclass
from email.message import Message

from afterview.reader.flatten import flatten_html, looks_like_html

MAX_BYTES = 25 * 1024 * 1024
MAX_HEADER_LINE = 16 * 1024
MAX_HEADERS = 500
MAX_PARTS = 200
MAX_DEPTH = 20

_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]?(.*)")
_MAIL_ONLY = frozenset("mime-version message-id received return-path delivered-to dkim-signature content-type".split())
_BOUNDARY = re.compile(rb"boundary\*?=[\"']?([^\"';\s]{1,200})", re.IGNORECASE)
_STUB = re.compile(r"html|browser|navigateur|navegador|webansicht", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The visible body, and the subject and sender where the source was a mail ("" where not)."""

    text: str
    subject: str = ""
    sender: str = ""


def decode(source: str | bytes | Decoded) -> Decoded:
    """Text or mail -> what it says. A plain text comes back unchanged (bytes are decoded), HTML is flattened; what is
    decoded already (in a child with limits, say) comes back as it is.

    Beyond a limit, or where a mail is broken, the part after the header block is read as plain text."""
    if isinstance(source, Decoded):
        return source
    source = source[:MAX_BYTES]
    head = source[:65536]
    opening = head.decode("latin-1") if isinstance(head, bytes) else head
    if not looks_like_mail(opening):
        text = _decode_bytes(source, "") if isinstance(source, bytes) else source
        return Decoded(flatten_html(text) if looks_like_html(text) else text)
    raw = source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass")
    return _decode_mail(raw.lstrip(b"\xef\xbb\xbf\r\n\t "), was_text=isinstance(source, str))


def looks_like_mail(opening: str) -> bool:
    """Whether a text begins with the header block of a mail; a lone pasted `Subject:` line is not one.

    Told by a header that only mail software writes, or by From with Date, or From, To and Subject together."""
    names: set[str] = set()
    for line in opening.lstrip("\ufeff\r\n\t ").splitlines()[:MAX_HEADERS]:
        if line[:1] in (" ", "\t") and names:
            continue
        if not line or line.startswith(">"):
            break
        found = _HEADER.match(line)
        if not found:
            if not (line.startswith("From ") and not names):
                return False
            continue
        names.add(found[1].lower())
    if names & _MAIL_ONLY:
        return len(names) > 1 or "content-type" in names or "mime-version" in names
    return {"from", "date"} <= names or {"from", "to", "subject"} <= names


def _decode_mail(raw: bytes, was_text: bool) -> Decoded:
    _, _, rest = _cut_head(raw)
    if not is_within_limits(raw):
        return Decoded(_decode_bytes(rest, ""))
    try:
        from email import message_from_bytes  # costs 20 ms: only for whole mails
        from email.policy import compat32

        mail = message_from_bytes(raw, policy=compat32)
        body = _read_body(mail, was_text)
        subject, sender = read_header(mail, "Subject"), read_header(mail, "From")
    except Exception:  # the standard parser raises IndexError, LookupError, RecursionError and more on hostile mails
        return Decoded(_decode_bytes(rest, ""))
    text = body.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, subject, sender)


def _cut_head(raw: bytes) -> tuple[bytes, bytes, bytes]:
    found = re.search(rb"\r?\n\r?\n", raw)
    if not found:
        return raw, b"", b""
    return raw[: found.start()], raw[found.start() : found.end()], raw[found.end() :]


def is_within_limits(raw: bytes) -> bool:
    """Whether a mail is small enough to be parsed: its header lines, how many of them, and its parts and their depth.

    A folded header counts as the one line that it is: the standard parser takes the square of its length."""
    head = _cut_head(raw)[0]
    lines = head.splitlines()
    if len(lines) > MAX_HEADERS * 4 or sum(1 for line in lines if line[:1] not in (b" ", b"\t")) > MAX_HEADERS:
        return False
    if any(len(line) > MAX_HEADER_LINE for line in re.split(rb"\r?\n(?![ \t])", head)):
        return False
    lowered = raw.lower()
    boundaries = set(_BOUNDARY.findall(raw)[: MAX_DEPTH * 3 + 1])
    return (
        lowered.count(b"boundary=") <= MAX_DEPTH * 3
        and lowered.count(b"\ncontent-type:") <= MAX_PARTS
        and sum(raw.count(b"\n--" + boundary) for boundary in boundaries) <= MAX_PARTS * 2
    )


def read_header(mail: Message, name: str) -> str:
    """A header's words, folded lines joined, encoded words decoded as far as they can be."""
    value = mail.get(name)
    if value is None:
        return ""
    words = re.sub(r"\s*[\r\n]+\s*", " ", str(value))[:MAX_HEADER_LINE]
    if "=?" not in words:
        return words.encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()
    from email.header import decode_header

    try:
        pieces = decode_header(words)
    except Exception:  # broken base64 and the like: the raw words are still worth showing
        return words.strip()
    shown = [_decode_bytes(piece, charset or "") if isinstance(piece, bytes) else piece for piece, charset in pieces]
    return "".join(shown).strip()


def _read_body(mail: Message, was_text: bool, depth: int = 0) -> str:
    """The readable words of a part and the parts within it; attachments, calendars and pictures say nothing."""
    if depth > MAX_DEPTH or _is_attached(mail, depth):
        return ""
    if mail.is_multipart():
        inner = [part for part in mail.get_payload() if isinstance(part, Message)][:MAX_PARTS]
        if mail.get_content_type() == "multipart/alternative":
            return _read_best(inner, was_text, depth + 1)
        bodies = (_read_body(part, was_text, depth + 1) for part in inner)
        return "\n".join(body for body in bodies if body.strip())
    if mail.get_content_type() == "text/html":
        return flatten_html(_read_part(mail, was_text))
    if mail.get_content_type() == "text/plain" or depth == 0:
        return _read_part(mail, was_text)
    return ""


def _read_best(parts: list[Message], was_text: bool, depth: int) -> str:
    """Of alternatives the plain one, unless it is empty or only points at the other."""
    bodies = [(part.get_content_type(), _read_body(part, was_text, depth)) for part in parts]
    plain = next((body for kind, body in bodies if kind == "text/plain"), "")
    others = [body for kind, body in bodies if kind != "text/plain" and body.strip()]
    if not others or (plain.strip() and not (len(plain) < 300 and _STUB.search(plain) and len(others[0]) > len(plain))):
        return plain
    return max(others, key=len)


def _is_attached(mail: Message, depth: int) -> bool:
    if depth == 0:
        return False
    disposition = str(mail.get("Content-Disposition") or "").strip().lower()
    return disposition.startswith("attachment") or mail.get_content_maintype() == "message"


def _read_part(part: Message, was_text: bool) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    encoded = str(part.get("Content-Transfer-Encoding") or "").strip().lower() in ("base64", "quoted-printable")
    if was_text and not encoded:
        return payload.decode("utf-8", "replace")
    return _decode_bytes(payload, str(part.get_content_charset() or ""))


def _decode_bytes(raw: bytes, charset: str) -> str:
    """Bytes -> text by the declared charset, a byte order mark, UTF-8, then Windows Latin; never raising."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    if raw[:3] == b"\xef\xbb\xbf":
        return raw[3:].decode("utf-8", "replace")
    for name in (charset if charset.lower() not in ("us-ascii", "ascii") else "", "utf-8", "cp1252"):
        try:
            if name and isinstance(text := raw.decode(name), str):
                return text
        except (LookupError, ValueError):
            continue
    return raw.decode("latin-1")
