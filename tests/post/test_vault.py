"""Passwords: in the keyring, else encrypted; never in the clear, whatever looks."""

import copy
import logging
import pickle
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from afterview.post.ring import SystemRing, find_system_ring
from afterview.post.secret import Login, Secret
from afterview.post.vault import FILE, Locked, NoSecret, NotKept, Vault, WeakPassphrase, WrongPassphrase

WORDS = "correct-horse-battery"
PASSPHRASE = "four quiet words here"


class Ring:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self.kept.get(name)

    def set(self, name: str, words: str) -> None:
        self.kept[name] = words

    def delete(self, name: str) -> None:
        self.kept.pop(name, None)


def test_the_keyring_is_first(tmp_path: Path) -> None:
    ring = Ring()
    vault = Vault(tmp_path, ring)
    assert not vault.needs_passphrase
    assert not vault.is_new
    vault.keep("jo at smtp.example", Secret(WORDS))
    assert vault.take("jo at smtp.example").reveal() == WORDS
    vault.forget("jo at smtp.example")
    with pytest.raises(NoSecret):
        vault.take("jo at smtp.example")
    vault.keep("a", Secret(WORDS))
    vault.forget_all(("a",))
    assert ring.kept == {}
    assert list(tmp_path.iterdir()) == []


def test_else_they_are_encrypted_in_a_file_of_mode_600(tmp_path: Path) -> None:
    vault = Vault(tmp_path, None)
    assert vault.needs_passphrase
    assert vault.is_new
    with pytest.raises(NoSecret):
        vault.take("a")
    with pytest.raises(Locked):
        vault.keep("a", Secret(WORDS))
    with pytest.raises(WeakPassphrase):
        vault.keep("a", Secret(WORDS), "short")
    vault.keep("a", Secret(WORDS), PASSPHRASE)
    vault.keep("b", Secret("second"))
    path = tmp_path / FILE
    assert [one.name for one in tmp_path.iterdir()] == [FILE]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    written = path.read_bytes()
    assert written.startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert WORDS.encode() not in written

    again = Vault(tmp_path, None)
    assert not again.is_new
    with pytest.raises(Locked):
        again.take("a")
    with pytest.raises(WrongPassphrase):
        again.take("a", "not the passphrase")
    assert again.take("a", PASSPHRASE).reveal() == WORDS
    assert again.take("b").reveal() == "second"
    with pytest.raises(NoSecret):
        again.take("c")
    again.forget("a")
    again.forget("b")
    assert not path.exists()
    again.forget("b", PASSPHRASE)


def test_a_wrong_passphrase_changes_nothing(tmp_path: Path) -> None:
    Vault(tmp_path, None).keep("a", Secret(WORDS), PASSPHRASE)
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(WrongPassphrase):
        Vault(tmp_path, None).keep("b", Secret("second"), "something else")
    with pytest.raises(Locked):
        Vault(tmp_path, None).forget("a")
    assert (tmp_path / FILE).read_bytes() == before


def test_a_full_disk_is_said_and_keeps_what_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = Vault(tmp_path, None)
    vault.keep("a", Secret(WORDS), PASSPHRASE)

    def no_room(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_room)
    with pytest.raises(NotKept):
        vault.keep("a", Secret("other"))
    assert Vault(tmp_path, None).take("a", PASSPHRASE).reveal() == WORDS


def test_a_secret_shows_itself_nowhere(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    secret = Secret(WORDS)
    login = Login(name="jo", secret=secret)
    vault = Vault(tmp_path, None)
    vault.keep("a", secret, PASSPHRASE)
    logging.getLogger("afterview").warning("%s %r %s %r %s", secret, secret, login, login, vault)
    shown = f"{secret} {secret!r} {login} {login!r} {vault!r} {[secret]} {caplog.text}"
    assert WORDS not in shown
    assert PASSPHRASE not in shown
    for copying in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            copying(secret)
    assert secret != Secret(WORDS)


class Backend:
    """One of keyring's backends."""

    def __init__(self, priority: float, fails: bool = False) -> None:
        self.priority = priority
        self.fails = fails

    def get_password(self, service: str, name: str) -> str | None:
        from keyring.errors import KeyringLocked

        if self.fails:
            raise KeyringLocked("dismissed")
        return "kept"

    def set_password(self, service: str, name: str, words: str) -> None:
        self.get_password(service, name)

    def delete_password(self, service: str, name: str) -> None:
        self.get_password(service, name)


@pytest.mark.parametrize(("priorities", "taken"), [([5.0], 5.0), ([0.5], None), ([-1.0], None), ([0.5, 4.8], 4.8)])
def test_a_keyring_that_writes_in_the_clear_is_none(
    priorities: list[float], taken: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    backends: list[Any] = [Backend(priority) for priority in priorities]
    chain: Any = type("Chain", (), {"backends": backends, "priority": 10})()
    monkeypatch.setattr("keyring.get_keyring", lambda: chain if len(backends) > 1 else backends[0])
    ring = find_system_ring()
    assert (ring._backend.priority if ring else None) == taken  # type: ignore[comparison-overlap]  # a stand-in


def test_a_keyring_that_does_not_answer_is_said() -> None:
    ring = SystemRing(Backend(5, fails=True))  # type: ignore[arg-type]  # a stand-in
    with pytest.raises(NotKept):
        ring.get("a")
    with pytest.raises(NotKept):
        ring.set("a", WORDS)
    ring.delete("a")
    kept = SystemRing(Backend(5))  # type: ignore[arg-type]  # a stand-in
    assert kept.get("a") == "kept"
