"""A letter as a mail: the .eml draft with its Message-ID, and the mailto address; nothing typed can add a header."""

import re
from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import quote

from afterview.core.words import Letter

LONGEST_MAILTO = 1_900
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{3,250}>\Z")
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]+(?:\.[\w-]+)+\Z", re.ASCII)


def is_address(written: str) -> bool:
    """Whether it can be written to: one plain address, like sam@northwind.example."""
    return bool(_ADDRESS.match(written.strip())) and len(written) <= 320


def make_message_id(token: str) -> str:
    """The Message-ID of a letter, from a token of chance; it names neither person nor computer."""
    return f"<{token}@letters.afterview.invalid>"


def make_own(name: str, address: str) -> Address:
    """A person's own mailbox as a header names it. Raises ValueError for what is no address."""
    if not is_address(address):
        raise ValueError("That is no mail address.")
    return Address(_one_line(name), addr_spec=address.strip())


def build_eml(
    letter: Letter, sender: str, moment: datetime, references: Sequence[str] = (), own: Address | None = None
) -> bytes:
    """The letter as a mail in plain ASCII with CRLF line ends.

    Without `own` it is unsent (`X-Unsent: 1` opens it as a draft, the mail app adds who it is from); with it, it is
    ready to go from there. `references` are the Message-IDs of the thread, oldest first; what is not one is
    left out.
    """
    mail = EmailMessage(policy=SMTP)
    if own:
        mail["From"] = own
    if is_address(letter.to_address):
        mail["To"] = Address(_one_line(letter.to_name), addr_spec=letter.to_address.strip())
    mail["Subject"] = _one_line(letter.subject)
    mail["Date"] = format_datetime(moment)
    if _MESSAGE_ID.match(letter.message_id):
        mail["Message-ID"] = letter.message_id
    if _MESSAGE_ID.match(letter.in_reply_to):
        mail["In-Reply-To"] = letter.in_reply_to
        known = [one for one in references if _MESSAGE_ID.match(one) and one != letter.in_reply_to]
        mail["References"] = " ".join([*known, letter.in_reply_to])
    if not own:
        mail["X-Unsent"] = "1"
    mail.set_content(sign(letter.body, sender), cte="quoted-printable")
    return mail.as_bytes()


def sign(body: str, sender: str) -> str:
    """The text with the sender's name at its end, where neither it nor another name stands there yet."""
    lines = body.rstrip().splitlines()
    is_open = bool(lines) and lines[-1].rstrip().endswith((",", "Grüßen", "Grüße", "Gruß"))
    return body.rstrip() + f"\n{sender}\n" if sender and is_open else body.rstrip() + "\n"


def build_mailto(letter: Letter, sender: str = "") -> str:
    """The letter as a mailto address; "" where it would be too long for mail apps to take, or to nobody."""
    to = letter.to_address.strip() if is_address(letter.to_address) else ""
    body = sign(letter.body, sender).replace("\r\n", "\n").replace("\n", "\r\n")
    address = (
        f"mailto:{quote(to, safe='@')}?subject={quote(_one_line(letter.subject), safe='')}&body={quote(body, safe='')}"
    )
    return address if len(address) < LONGEST_MAILTO else ""


def build_short_mailto(letter: Letter) -> str:
    """Address and subject alone, for a text that is copied first."""
    to = letter.to_address.strip() if is_address(letter.to_address) else ""
    return f"mailto:{quote(to, safe='@')}?subject={quote(_one_line(letter.subject), safe='')}"


def _one_line(words: str) -> str:
    """Without line ends and other control characters, so that no header can be slipped in."""
    return re.sub(r"\s+", " ", re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", words)).strip()[:500]
