"""One number for one mail, the same wherever it came from: a mailbox, a Maildir, an export of either."""

import hashlib
import re

# Written by the program that keeps or exports the mail, not by whoever sent it.
_KEPT_BY = re.compile(
    rb"^(?:x-gmail-labels|x-gm-thrid|x-status|status|x-keywords|x-mozilla-\w+|x-uid|content-length|lines|delivered-to|"
    rb"x-original-to|return-path|envelope-to)"
    rb":[^\n]*\n(?:[ \t][^\n]*\n)*",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def digest_mail(raw: bytes) -> str:
    """SHA-256 in hexadecimal of a mail without line ends' form, mbox quoting and its keeper's headers."""
    plain = raw.replace(b"\r\n", b"\n").lstrip(b"\n").rstrip(b"\n") + b"\n"
    head, blank, body = plain.partition(b"\n\n")
    head = _KEPT_BY.sub(b"", head + b"\n")
    if b">From " in body:
        body = _QUOTED_FROM.sub(rb"\1", body)
    return hashlib.sha256(head + blank + body).hexdigest()
