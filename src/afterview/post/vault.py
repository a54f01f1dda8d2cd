"""Where passwords and tokens are kept: the system's own keyring, else one file encrypted with a passphrase; never the
journal."""

import json
import os
from pathlib import Path
from typing import Protocol

import pyrage

from afterview.post.secret import Secret

FILE = "passwords.age"
SHORTEST_PASSPHRASE = 8


class VaultError(Exception):
    """A password could not be kept or taken out; nothing was changed."""


class NoSecret(VaultError):
    """No password is kept for this mailbox."""


class Locked(VaultError):
    """The passwords are encrypted, and the passphrase was not given yet."""


class WrongPassphrase(VaultError):
    """This is not the passphrase that the passwords were encrypted with."""


class WeakPassphrase(VaultError):
    """The passphrase is too short to protect anything."""


class NotKept(VaultError):
    """The keyring or the disk did not take the password."""


class Ring(Protocol):
    """What a system's keyring can do; each raises NotKept where it does not answer."""

    def get(self, name: str) -> str | None: ...

    def set(self, name: str, words: str) -> None: ...

    def delete(self, name: str) -> None: ...


def find_ring() -> Ring | None:
    """The system's keyring; None where there is none, or only one that writes in the clear."""
    # Not at the top: looking for keyrings takes longer than all the rest of a start.
    from afterview.post.ring import find_system_ring

    return find_system_ring()


class Vault:
    """The passwords by name. Where `ring` is None they are in a file (mode 600) in `folder`, under a passphrase that
    is asked for once until Afterview is closed."""

    def __init__(self, folder: Path, ring: Ring | None) -> None:
        self._path = folder / FILE
        self._ring = ring
        self._opened: dict[str, str] | None = None
        self._passphrase: Secret | None = None

    def __repr__(self) -> str:
        return "Vault(…)"

    @property
    def needs_passphrase(self) -> bool:
        """Whether a passphrase must be given before anything is kept or taken out."""
        return self._ring is None and self._opened is None

    @property
    def is_new(self) -> bool:
        """Whether the passphrase is still to be chosen."""
        return self._ring is None and not self._path.exists()

    def unlock(self, passphrase: str) -> None:
        """Opens the file, where passwords are in one. Raises Locked, WrongPassphrase, WeakPassphrase."""
        if self._ring is None:
            self._open(passphrase)

    def keep(self, name: str, secret: Secret, passphrase: str = "") -> None:
        """Keeps a password. Raises NotKept, Locked, WrongPassphrase, WeakPassphrase."""
        if self._ring is not None:
            self._ring.set(name, secret.reveal())
            return
        kept = self._open(passphrase)
        self._write({**kept, name: secret.reveal()})

    def take(self, name: str, passphrase: str = "") -> Secret:
        """The password of that name. Raises NoSecret, Locked, WrongPassphrase."""
        if self._ring is None and not self._path.exists():
            raise NoSecret
        found = self._ring.get(name) if self._ring is not None else self._open(passphrase).get(name)
        if not found:
            raise NoSecret
        return Secret(found)

    def forget(self, name: str, passphrase: str = "") -> None:
        """Drops a password. A locked file whose passphrase is not given keeps it encrypted: raises Locked."""
        if self._ring is not None:
            self._ring.delete(name)
        elif self._path.exists():
            kept = dict(self._open(passphrase))
            kept.pop(name, None)
            if kept:
                self._write(kept)
            else:
                self.forget_all(())

    def forget_all(self, names: tuple[str, ...]) -> None:
        """Drops the passwords of these names, and the whole file; asks for no passphrase."""
        self._opened = self._passphrase = None
        self._path.unlink(missing_ok=True)
        for name in names if self._ring is not None else ():
            self.forget(name)

    def _open(self, passphrase: str) -> dict[str, str]:
        if self._opened is not None:
            return self._opened
        if not passphrase:
            raise Locked
        if not self._path.exists():
            if len(passphrase) < SHORTEST_PASSPHRASE:
                raise WeakPassphrase
            self._opened = {}
        else:
            self._opened = _decrypt(self._path, passphrase)
        self._passphrase = Secret(passphrase)
        return self._opened

    def _write(self, kept: dict[str, str]) -> None:
        if self._passphrase is None:
            raise Locked
        written = pyrage.passphrase.encrypt(json.dumps(kept).encode(), self._passphrase.reveal())
        try:
            _replace_file(self._path, written)
        except OSError as error:
            raise NotKept from error
        self._opened = kept


def _decrypt(path: Path, passphrase: str) -> dict[str, str]:
    try:
        kept = json.loads(pyrage.passphrase.decrypt(path.read_bytes(), passphrase))
    except pyrage.DecryptError as error:
        raise WrongPassphrase from error
    except (OSError, ValueError) as error:
        raise NoSecret from error
    return {str(name): str(words) for name, words in kept.items()}


def _replace_file(path: Path, content: bytes) -> None:
    """Writes a file of mode 600 whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
