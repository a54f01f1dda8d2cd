"""Where a model of one's own may be, and when it may be shown anything."""

import pytest

from afterview.core.language_model import LanguageModel, NotAnAddress, NotSecure, check_address, is_loopback


@pytest.mark.parametrize(
    ("address", "chat"),
    [
        ("http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1/chat/completions"),
        ("http://localhost:8080/v1/", "http://localhost:8080/v1/chat/completions"),
        ("https://models.example/v1/chat/completions", "https://models.example/v1/chat/completions"),
    ],
)
def test_address_leads_to_the_chat(address: str, chat: str) -> None:
    assert LanguageModel(address=check_address(f" {address} "), name="m").chat_address == chat


@pytest.mark.parametrize(
    "address",
    ["", "models.example", "ftp://127.0.0.1/v1", "http://", "https://jo:secret@models.example/v1", "http://[::1/v1",
     "http://127.0.0.1:x/v1", "https://models.example/v1?key=1", "https://models.example/v1#there"],
)  # fmt: skip
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(NotAnAddress):
        check_address(address)


def test_elsewhere_only_secured() -> None:
    with pytest.raises(NotSecure):
        check_address("http://models.example/v1")


def test_elsewhere_only_where_the_person_agreed_to_that_host() -> None:
    there = LanguageModel(address="https://models.example/v1", name="m")
    assert not there.may_read
    assert not LanguageModel(address=there.address, name="m", agreed_host="other.example").may_read
    assert LanguageModel(address=there.address, name="m", agreed_host="models.example").may_read
    here = LanguageModel(address="http://[::1]:8080/v1", name="m")
    assert here.is_here
    assert here.may_read
    assert is_loopback("LOCALHOST")
    assert not is_loopback("localhost.example")
