"""Mails and texts of any quality become the body a person would see."""

from email.message import EmailMessage

import pytest

from afterview.reader.decode import MAX_PARTS, decode, looks_like_mail


def _mail(plain: str | None = "Plain words.\n", html: str | None = None) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Ann <ann@firm.example>", "jo@home.example", "Rückmeldung"
    if plain is not None:
        mail.set_content(plain)
    if html is not None and plain is not None:
        mail.add_alternative(html, subtype="html")
    elif html is not None:
        mail.set_content(html, subtype="html")
    return mail


def test_plain_text_comes_back_unchanged() -> None:
    text = "Subject: Thursday\r\n\r\n  Hi Jo,\tyou did well.\r\n"
    assert decode(text).text == text


def test_bytes_of_old_charsets_are_read() -> None:
    assert decode("Grüße".encode("cp1252")).text == "Grüße"
    assert decode("Grüße".encode("utf-16")).text == "Grüße"
    assert decode(b"\xef\xbb\xbfGr\xc3\xbc\xc3\x9fe").text == "Grüße"


def test_mail_gives_body_subject_and_sender() -> None:
    decoded = decode(_mail().as_bytes())
    assert (decoded.text, decoded.subject) == ("Plain words.\n", "Rückmeldung")
    assert "ann@firm.example" in decoded.sender


def test_mail_as_text_reads_like_its_bytes() -> None:
    mail = _mail("Schöne Grüße\n")
    assert decode(mail.as_string()) == decode(mail.as_bytes())


def test_html_mail_is_flattened() -> None:
    html = "<p>You were <b>clear</b>.</p><ul><li>Bring numbers</li></ul><style>p{}</style><blockquote>old</blockquote>"
    text = decode(_mail(None, html).as_bytes()).text
    assert "You were clear." in text
    assert "- Bring numbers" in text
    assert "> old" in text
    assert "p{}" not in text


def test_plain_stub_gives_way_to_html() -> None:
    mail = _mail("View this mail in HTML.\n", "<p>The long and real words of the mail that matter to Jo.</p>")
    assert "real words" in decode(mail.as_bytes()).text


def test_attachments_and_calendars_say_nothing() -> None:
    mail = _mail("See you.\n")
    mail.add_attachment("BEGIN:VCALENDAR", subtype="calendar", filename="x.ics")
    mail.add_attachment("secret notes", filename="notes.txt")
    text = decode(mail.as_bytes()).text
    assert "VCALENDAR" not in text
    assert "secret" not in text


@pytest.mark.parametrize(
    "raw",
    [
        b"From: a\nTo: b\nSubject: =?utf-8?b?!!!?=\nMIME-Version: 1.0\n\nwords here",
        b"MIME-Version: 1.0\nContent-Type: text/plain; charset=nonsense\n\nwords here",
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed\n\nwords here",
        b"MIME-Version: 1.0\nSubject: " + b"x" * 20_000 + b"\n\nwords here",
        b"MIME-Version: 1.0\n" + b"X-A: b\n" * 3000 + b"\nwords here",
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        + b"--b\nContent-Type: text/plain\n\nwords here\n" * (MAX_PARTS + 50),
    ],
)
def test_broken_or_hostile_mails_keep_their_words(raw: bytes) -> None:
    assert "words here" in decode(raw).text


def test_deep_nesting_ends_quietly() -> None:
    raw = b"MIME-Version: 1.0\n"
    for depth in range(300):
        raw += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (depth, depth)
    assert isinstance(decode(raw + b"\nend").text, str)


def test_a_pasted_subject_line_is_no_mail() -> None:
    assert not looks_like_mail("Subject: Thursday\n\nHi")
    assert not looks_like_mail("Note: this\nis text")
    assert looks_like_mail("From: a@b.example\nDate: Mon, 2 Nov 2026 10:00:00 +0000\n\nHi")
