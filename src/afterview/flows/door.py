"""The keys of the local door: a lasting key behind the cookie, and tokens that open once."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from pathlib import Path

TOKEN_LIFE = timedelta(minutes=10)
KEY_LENGTH = 64


class Door:
    """The keys in a folder (mode 700): a lasting key, whose holder is let in, and one-time tokens by their hash."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def key(self) -> str:
        """The lasting key, made at the first call."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.folder / "key"
        if not path.exists() or path.stat().st_size != KEY_LENGTH:
            # Whole or not at all: the cookie of an empty key could be worked out by anybody.
            made = self.folder / f"key-{secrets.token_hex(8)}"
            made.touch(mode=0o600)
            made.write_text(secrets.token_hex(KEY_LENGTH // 2))
            made.replace(path)
        return path.read_text()

    def cookie_value(self) -> str:
        """What the cookie must hold."""
        return hmac.new(self.key().encode(), b"cookie", hashlib.sha256).hexdigest()

    def issue_token(self) -> str:
        """A token that opens the door once."""
        self.key()
        token = secrets.token_urlsafe(32)
        self._token_path(token).touch(mode=0o600)
        return token

    def accept_token(self, token: str, now: datetime) -> bool:
        """Whether the token is good; it is spent by asking."""
        path = self._token_path(token)
        try:
            issued = datetime.fromtimestamp(path.stat().st_mtime, tz=now.tzinfo)
            path.unlink()
        except FileNotFoundError:
            return False
        return now - issued < TOKEN_LIFE

    def _token_path(self, token: str) -> Path:
        return self.folder / hashlib.sha256(token.encode()).hexdigest()
