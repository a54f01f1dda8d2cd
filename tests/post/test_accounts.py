"""The providers that are known."""

from datetime import UTC, datetime

import pytest

from afterview.core.letters.envelope import is_address
from afterview.core.posting import MailAccount, SignIn, Tls
from afterview.post.accounts import find_provider, load_providers, login_of, name_secret, presets_written
from afterview.post.outbound import _NAME
from afterview.post.secret import Secret


def test_the_big_providers_are_there() -> None:
    addresses = "a@gmail.com a@outlook.com a@icloud.com a@yahoo.com a@gmx.de a@web.de a@fastmail.com a@proton.me"
    for address in f"{addresses} a@posteo.de a@mailbox.org a@orange.fr a@free.fr".split():
        provider = find_provider(address)
        assert provider is not None, address
        assert is_address(address)
    assert find_provider("a@peer.example") is None
    assert find_provider("A@GMAIL.COM") is find_provider("a@gmail.com")


@pytest.mark.parametrize("provider", load_providers(), ids=lambda provider: provider.id)
def test_each_is_whole_and_secured(provider: object) -> None:
    from afterview.post.accounts import Provider

    assert isinstance(provider, Provider)
    for place, tls in ((provider.smtp, provider.smtp_tls), (provider.imap, provider.imap_tls)):
        assert _NAME.match(place.host) or place.host == "127.0.0.1"
        assert tls is Tls(tls)
    assert provider.smtp.port in {465: (Tls.FROM_THE_START,), 587: (Tls.STARTTLS,), 1025: (Tls.STARTTLS,)}
    assert (provider.smtp.port == 465) == (provider.smtp_tls is Tls.FROM_THE_START)
    assert provider.sentence.endswith(".")
    assert provider.sign_in
    # Where an app password is wanted, the sentence says so.
    assert not provider.app_password or "password" in provider.sentence


def test_no_domain_is_two_providers() -> None:
    domains = [domain for provider in load_providers() for domain in provider.domains]
    assert len(domains) == len(set(domains))
    assert presets_written().year >= 2026


def test_login_and_name_of_the_password() -> None:
    free = find_provider("jo@free.fr")
    assert free is not None
    assert free.login_of("jo@free.fr") == "jo"
    account = MailAccount(
        address="jo@gmail.com",
        login="jo@gmail.com",
        sign_in=SignIn.GOOGLE,
        smtp_host="smtp.gmail.com",
        smtp_port=465,
        added_at=datetime(2026, 11, 23, tzinfo=UTC),
    )
    assert name_secret(account) == "jo@gmail.com at smtp.gmail.com"
    assert login_of(account, Secret("x")).is_token
