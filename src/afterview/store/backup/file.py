"""A backup's file: `about.json` and `journal.sqlite3`; encrypted, `about.json`, `key.age` (the private half of the key,
under the passphrase) and `journal.zip.age` (the plain backup). Nothing else is needed to restore one elsewhere."""

import json
import os
import shutil
import struct
import zipfile
import zlib
from datetime import datetime
from pathlib import Path

from afterview.core.backups import Backup, Why
from afterview.store.sealing import unseal_with

ABOUT, KEY, DATABASE, SEALED = "about.json", "key.age", "journal.sqlite3", "journal.zip.age"
ABOUT_LIMIT = 20_000
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, KeyError, ValueError, TypeError, EOFError, OSError,
    NotImplementedError, RuntimeError, OverflowError,
)  # fmt: skip


def pack(path: Path, made: Backup, parts: dict[str, Path]) -> None:
    """Writes a zip of the parts, on the disk when this returns."""
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
            packed.writestr(ABOUT, json.dumps(_tell(made), indent=1, sort_keys=True) + "\n")
            for name, part in parts.items():
                packed.write(part, name, zipfile.ZIP_STORED if name == SEALED else zipfile.ZIP_DEFLATED)
        file.flush()
        os.fsync(file.fileno())


def unpack(path: Path, work: Path, passphrase: str = "") -> Path:
    """The database in a backup, as a file in `work`."""
    with zipfile.ZipFile(path) as packed:
        if DATABASE in packed.namelist():
            return _extract(packed, DATABASE, work / "opened.sqlite3")
        plain = work / "opened.zip"
        with packed.open(SEALED) as source, plain.open("wb") as target:
            unseal_with(packed.read(KEY), passphrase, source, target)
    with zipfile.ZipFile(plain) as packed:
        return _extract(packed, DATABASE, work / "opened.sqlite3")


def _extract(packed: zipfile.ZipFile, name: str, to: Path) -> Path:
    with packed.open(name) as source, to.open("wb") as target:
        shutil.copyfileobj(source, target)
    return to


def _tell(made: Backup) -> dict[str, object]:
    return {
        "made_at": made.made_at.isoformat(),
        "why": made.why,
        "digest": made.digest,
        "interviews": made.interviews,
        "letters": made.letters,
        "replies": made.replies,
        "changed_at": made.changed_at.isoformat() if made.changed_at else None,
        "is_sealed": made.is_sealed,
    }


def load_about(path: Path) -> Backup:
    """What the file says of itself. Raises one of BROKEN."""
    with zipfile.ZipFile(path) as packed, packed.open(ABOUT) as part:
        told = json.loads(part.read(ABOUT_LIMIT))
    made_at = datetime.fromisoformat(told["made_at"])
    # Both as the clock on the wall showed them when it was made.
    changed_at = datetime.fromisoformat(told["changed_at"]).astimezone(made_at.tzinfo) if told["changed_at"] else None
    moments = {"made_at": made_at, "changed_at": changed_at}
    return Backup(**{**told, **moments, "why": Why(told["why"])}, name=path.name, size=path.stat().st_size)


def read_about(path: Path) -> Backup | None:
    """The same; None where it cannot be read."""
    try:
        return load_about(path)
    except BROKEN:
        return None
