"""The system's own keyring: macOS Keychain, Windows Credential Locker, Secret Service, KWallet."""

import contextlib

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError

from afterview.post.vault import NotKept

SERVICE = "Afterview"
# Backends below this write in the clear or nowhere, by keyring's own ranking.
SAFE_PRIORITY = 1


class SystemRing:
    """One backend of the keyring library, its errors told as NotKept."""

    def __init__(self, backend: KeyringBackend) -> None:
        self._backend = backend

    def get(self, name: str) -> str | None:
        """The password of that name, None where there is none."""
        try:
            return self._backend.get_password(SERVICE, name)
        except (KeyringError, OSError) as error:
            raise NotKept from error

    def set(self, name: str, words: str) -> None:
        """Keeps a password under a name."""
        try:
            self._backend.set_password(SERVICE, name, words)
        except (KeyringError, OSError) as error:
            raise NotKept from error

    def delete(self, name: str) -> None:
        """Drops a password; one that is not there is fine."""
        with contextlib.suppress(KeyringError, OSError):
            self._backend.delete_password(SERVICE, name)


def find_system_ring() -> SystemRing | None:
    """The system's keyring; None where there is none, or only one that writes in the clear."""
    chosen = keyring.get_keyring()
    # A chain of several would take the next where the first fails, whichever that is.
    for one in getattr(chosen, "backends", [chosen]):
        # A backend says that it cannot work here by raising when asked for its rank.
        with contextlib.suppress(RuntimeError, ImportError, AttributeError):
            if float(one.priority) >= SAFE_PRIORITY:
                return SystemRing(one)
    return None
