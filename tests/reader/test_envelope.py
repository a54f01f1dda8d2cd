"""Who wrote when in which thread, also where a mail was written to break its reader."""

import base64
from datetime import UTC, datetime

import pytest

from afterview.limited import run
from afterview.reader.decode import MAX_BYTES
from afterview.reader.envelope import open_mail, split_sender

MAIL = (
    b"From: Sam Okoro <Sam@Northwind.example>\r\nTo: jo@home.example, Pat <pat@home.example>\r\n"
    b"Date: Fri, 20 Nov 2026 10:00:00 +0100\r\nMessage-ID: <b@northwind.example>\r\n"
    b"In-Reply-To: <a@letters.afterview.invalid>\r\nReferences: <first@x.example> <a@letters.afterview.invalid>\r\n"
    b"Subject: Re: Feedback\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: text/plain\r\n\r\nYour story was clear.\r\n"
    b"--b\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\n--b--\r\n"
)


def test_mail_says_who_when_and_in_which_thread() -> None:
    mail = open_mail(MAIL)
    assert mail.decoded.text.strip() == "Your story was clear."
    assert (mail.name, mail.address) == ("Sam Okoro", "sam@northwind.example")
    assert mail.to == ("jo@home.example", "pat@home.example")
    assert mail.sent_at == datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert mail.message_id == "<b@northwind.example>"
    assert mail.answers == ("<a@letters.afterview.invalid>", "<first@x.example>")
    assert mail.calendar is not None
    assert mail.calendar.startswith(b"BEGIN:VCALENDAR")


def test_text_is_no_mail() -> None:
    opened = open_mail("Your story was clear.")
    assert (opened.decoded.text, opened.message_id, opened.sent_at) == ("Your story was clear.", "", None)


@pytest.mark.parametrize(
    ("sender", "told"),
    [
        ('"Okoro, Sam" <sam@x.example>', ("Okoro, Sam", "sam@x.example")),
        ("sam@x.example", ("", "sam@x.example")),
        ("sam@bank.example <thief@y.example>", ("", "thief@y.example")),
        ("nobody", ("", "")),
        ("", ("", "")),
    ],
)
def test_sender_is_a_name_and_an_address(sender: str, told: tuple[str, str]) -> None:
    assert split_sender(sender) == told


HOSTILE = {
    "parameter without a value": b"Content-Type: text/plain; name*\n\nwords",
    "comment for an address": b"To: (c):\nDate: x\nFrom: a@b.example\n\nwords",
    "unknown charset": b"Content-Type: text/plain; charset=zz\n\nwords",
    "charset that is no charset": b"Content-Type: text/plain; charset=rot13\n\nwords",
    "brackets": b"From: a@b.example\nDate: x\nTo: " + b"(" * 5_000 + b"\n\nwords",
    "folded far": b"Content-Type: text/plain;" + b"\n a=b;" * 8_000 + b"\n\nwords",
    "many addresses": b"From: a@b.example\nDate: x\nTo: " + b"a@b.example,\n " * 8_000 + b"\n\nwords",
    "date beyond the calendar": b"From: a@b.example\nDate: Fri, 20 Nov 99999999 10:00:00 +9999\n\nwords",
    "encoded line ends": b"From: a@b.example\nDate: x\nSubject: =?utf-8?q?a=0d=0aBcc=3a_x?=\n\nwords",
    "broken base64": b"MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n!!!=a=b===",
    "NUL": b"From: a@b.example\0\nDate: x\0\n\nwo\0rds",
    "no line ends": b"From: a@b.example Date: x" * 1_000,
}


def _nest(depth: int) -> bytes:
    opening = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number) for number in range(depth)
    )
    return b"MIME-Version: 1.0\n" + opening + b"\nwords"


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_mail_is_opened_as_far_as_it_goes(raw: bytes) -> None:
    opened = open_mail(raw)
    assert "\r" not in opened.message_id + opened.address
    assert isinstance(opened.decoded.text, str)


@pytest.mark.parametrize("depth", [30, 1_000])
def test_deep_nest_is_read_as_text(depth: int) -> None:
    assert "words" in open_mail(_nest(depth)).decoded.text or depth <= 60


def test_many_empty_parts_are_not_taken_apart() -> None:
    raw = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\n" * 100_000
    assert open_mail(raw).message_id == ""


def test_what_is_too_large_is_cut_before_it_is_read() -> None:
    assert len(open_mail(b"From: a@b.example\nDate: x\n\n" + b"x" * (MAX_BYTES + 5)).decoded.text) < MAX_BYTES


@pytest.mark.parametrize("megabytes", [2, 24])
def test_large_attachment_leaves_the_words_and_the_limits(megabytes: int) -> None:
    attached = base64.encodebytes(bytes(range(256)) * (megabytes * 2_900)).decode()
    raw = (
        "From: a@b.example\nDate: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nYour interview\n"
        f"--b\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n{attached}--b--\n"
    ).encode()
    assert run(open_mail, raw).decoded.text.strip() == "Your interview"
