"""The letter as a mail."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from urllib.parse import unquote

import pytest

from afterview.core.letters.envelope import (
    LONGEST_MAILTO,
    build_eml,
    build_mailto,
    build_short_mailto,
    is_address,
    make_message_id,
    make_own,
    sign,
)
from afterview.core.words import Letter, LetterKind

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
LETTER = Letter(
    interview_id=1,
    kind=LetterKind.REQUEST,
    subject="Thank you, Zoë",
    body="Dear Zoë,\n\nThank you. “Quote”\n\nKind regards,\nAlex\n",
    message_id=make_message_id("abc"),
    to_name="Zoë Nair",
    to_address="zoe@northwind.example",
    drafted_at=NOW,
)


def test_the_mail_says_what_the_letter_says() -> None:
    mail = message_from_bytes(build_eml(LETTER, "Alex", NOW), policy=default)
    assert mail["To"].addresses[0].addr_spec == "zoe@northwind.example"
    assert mail["To"].addresses[0].display_name == "Zoë Nair"
    assert mail["Subject"] == "Thank you, Zoë"
    assert mail["Message-ID"] == "<abc@letters.afterview.invalid>"
    assert mail["X-Unsent"] == "1"
    assert mail["Date"].datetime == NOW
    assert mail.get_body().get_content().replace("\r\n", "\n") == LETTER.body  # type: ignore[union-attr]  # it has one
    assert mail["In-Reply-To"] is None


def test_lines_end_as_mail_wants_and_none_is_too_long() -> None:
    raw = build_eml(replace(LETTER, body="word " * 400), "", NOW)
    assert b"\r\n" in raw
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_the_thread_is_kept_oldest_first() -> None:
    answer = replace(LETTER, in_reply_to="<their@mail.example>")
    mail = message_from_bytes(build_eml(answer, "", NOW, ("<first@x.example>", "no id", "<their@mail.example>")))
    assert mail["In-Reply-To"] == "<their@mail.example>"
    assert mail["References"] == "<first@x.example> <their@mail.example>"


@pytest.mark.parametrize("evil", ["a\r\nBcc: all@x.example", "a\nX: y", "a\x00b", "a\u2028Bcc: x"])
def test_nothing_typed_adds_a_header(evil: str) -> None:
    letter = replace(LETTER, subject=evil, to_name=evil, to_address=f"z@x.example{evil[1:]}", message_id=evil)
    mail = message_from_bytes(build_eml(replace(letter, in_reply_to=f"<{evil}@x>"), evil, NOW), policy=default)
    assert set(mail.keys()) <= {
        "To",
        "Subject",
        "Date",
        "X-Unsent",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    }
    assert mail["Bcc"] is None


@pytest.mark.parametrize(
    ("written", "right"),
    [("sam@x.example", True), (" sam@x.example ", True), ("sam@x", False), ("sam", False), ("", False)],
)
def test_addresses(written: str, right: bool) -> None:
    assert is_address(written) is right


def test_mailto_holds_the_whole_letter_or_says_no() -> None:
    address = build_mailto(LETTER)
    assert address.startswith("mailto:zoe@northwind.example?subject=Thank%20you%2C%20Zo%C3%AB&body=Dear%20Zo")
    assert unquote(address.partition("body=")[2]).replace("\r\n", "\n") == LETTER.body
    assert len(address) < LONGEST_MAILTO
    assert build_mailto(replace(LETTER, body="é" * 400)) == ""
    assert build_mailto(replace(LETTER, to_address="nobody")).startswith("mailto:?subject=")


def test_the_short_address_has_no_body() -> None:
    assert "body" not in build_short_mailto(LETTER)
    assert build_short_mailto(replace(LETTER, to_address="")).startswith("mailto:?")


def test_a_letter_without_a_name_under_it_is_signed() -> None:
    assert sign("Thanks.\n\nKind regards,\n", "Alex") == "Thanks.\n\nKind regards,\nAlex\n"
    assert sign("Danke.\n\nMit freundlichen Grüßen", "Alex").endswith("Grüßen\nAlex\n")
    assert sign("Kind regards,\nAlex", "Alex") == "Kind regards,\nAlex\n"
    assert sign("", "Alex") == "\n"
    assert sign("Kind regards,", "") == "Kind regards,\n"


def test_a_mail_that_is_ready_to_go_says_from_whom_and_is_no_draft() -> None:
    own = make_own("Jo\r\nBcc: x@y.example", " jo@peer.example ")
    raw = build_eml(LETTER, "Jo Reed", NOW, (), own)
    mail = message_from_bytes(raw, policy=default)
    assert str(mail["From"]) == '"Jo Bcc: x@y.example" <jo@peer.example>'
    assert "Bcc" not in mail
    assert "X-Unsent" not in mail
    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")


@pytest.mark.parametrize("address", ["", "jo", "jo@peer.example, x@y.example", "jo@peer.example\r\nBcc: x"])
def test_nobody_sends_from_what_is_no_address(address: str) -> None:
    with pytest.raises(ValueError, match="no mail address"):
        make_own("Jo", address)
