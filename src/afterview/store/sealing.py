"""Encrypts with age: under a passphrase (scrypt), or to a key whose private half is itself under a passphrase."""

from collections.abc import Callable
from typing import IO, Final

import pyrage

from afterview.store.carry.errors import PassphraseNeeded, WeakPassphrase, WrongPassphrase

SHORTEST: Final = 8


def refuse_weak(passphrase: str) -> None:
    """Raises WeakPassphrase below 8 characters."""
    if len(passphrase) < SHORTEST:
        raise WeakPassphrase


def seal(content: bytes, passphrase: str) -> bytes:
    """The content under a passphrase. Raises WeakPassphrase."""
    refuse_weak(passphrase)
    sealed: bytes = pyrage.passphrase.encrypt(content, passphrase)
    return sealed


def unseal(content: bytes, passphrase: str) -> bytes:
    """The other way round. Raises PassphraseNeeded where it is "", WrongPassphrase where it is another."""
    if not passphrase:
        raise PassphraseNeeded
    try:
        opened: bytes = pyrage.passphrase.decrypt(content, passphrase)
    except pyrage.DecryptError as error:
        raise WrongPassphrase from error
    return opened


def make_key(passphrase: str) -> tuple[str, bytes]:
    """A new key: its public half, and its private half under the passphrase. Raises WeakPassphrase."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity.to_public()), seal(str(identity).encode(), passphrase)


def seal_to(public: str, source: IO[bytes], target: IO[bytes]) -> Callable[[IO[bytes], IO[bytes]], None]:
    """Encrypts a file to the public half of a key, which asks for no passphrase.

    Returns what decrypts this one file, for a proof right after; once that is dropped, only the passphrase does.
    """
    once = pyrage.x25519.Identity.generate()
    pyrage.encrypt_io(source, target, [pyrage.x25519.Recipient.from_str(public), once.to_public()])
    return lambda sealed, opened: pyrage.decrypt_io(sealed, opened, [once])


def unseal_with(locked_key: bytes, passphrase: str, source: IO[bytes], target: IO[bytes]) -> None:
    """Decrypts a file with the private half of its key. Raises PassphraseNeeded, WrongPassphrase."""
    identity = pyrage.x25519.Identity.from_str(unseal(locked_key, passphrase).decode())
    try:
        pyrage.decrypt_io(source, target, [identity])
    except (pyrage.DecryptError, OSError) as error:
        raise WrongPassphrase from error
