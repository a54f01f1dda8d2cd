"""The part of `afterview restore` that knows the backups beside the journal."""

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from afterview.cli import BadInput
from afterview.cli.journal import prepare_django
from afterview.cli.passphrase import read_passphrase

if TYPE_CHECKING:
    from afterview.core.backups import Backup
    from afterview.core.words import Candidate

LATEST = "latest"


def list_backups(arguments: argparse.Namespace) -> int:
    """Prints a line for each backup, the latest first; returns 0."""
    prepare_django(arguments.data)
    # Reason for imports here: they need Django started.
    from django.conf import settings

    from afterview.flows.backups import list_backups as list_in

    backups = list_in(settings.DATA).backups
    if arguments.json:
        print(json.dumps([_tell(one) for one in backups]))
    for one in backups if not arguments.json else ():
        counts = f"{one.interviews} interviews, {one.letters} letters, {one.replies} replies"
        print(f"{one.name}  {one.made_at:%Y-%m-%d %H:%M}  {counts}{', encrypted' * one.is_sealed}")
    if not backups and not arguments.json:
        print("There is no backup yet. `afterview serve` makes one each day.")
    return 0


def restore_backup(arguments: argparse.Namespace) -> int:
    """Puts a backup in the journal's place and keeps what was there; returns 0."""
    prepare_django(arguments.data)
    # Reason for imports here: they need Django started.
    from django.conf import settings
    from django.db import DatabaseError

    from afterview.flows import backups

    try:
        name, is_sealed = _find(arguments.file, settings.DATA)
        passphrase = read_passphrase(arguments) if is_sealed else ""
        backups.look_into_backup(settings.DATA, name, passphrase)
        candidate = _open_or_set_aside(settings.DATA, settings.CLOCK())
        kept = backups.restore_backup(candidate, settings.DATA, name, settings.CLOCK(), passphrase)
    except backups.CarryError as error:
        raise BadInput(str(error)) from error
    except (DatabaseError, OSError) as error:
        raise BadInput(f"The journal could not be written, so nothing was changed: {error}.") from error
    if arguments.json:
        print(json.dumps({"restored": name, "kept": kept.name if kept else None}))
    else:
        print(f"Restored the backup {name}." + (f" What was there is kept as {kept.name}." if kept else ""))
    return 0


def _find(given: str, folder: Path) -> tuple[str, bool]:
    """The name of the backup meant, and whether it is encrypted; one from elsewhere joins the others first."""
    from afterview.flows.backups import adopt_backup, find_backup, list_backups

    if given == LATEST:
        backups = list_backups(folder).backups
        if not backups:
            raise BadInput("There is no backup yet. `afterview serve` makes one each day.")
        return backups[0].name, backups[0].is_sealed
    path = Path(given).expanduser()
    found = adopt_backup(folder, path) if path.exists() else find_backup(folder, given)
    return found.name, found.is_sealed


def _open_or_set_aside(folder: Path, now: datetime) -> "Candidate":
    """The journal's candidate; a journal that cannot be opened any more is set aside for a new one."""
    from django.db import DatabaseError, OperationalError

    from afterview.flows.backups import JournalDamaged, set_journal_aside
    from afterview.flows.journal import open_journal

    try:
        return open_journal(folder, now)
    except (DatabaseError, JournalDamaged) as error:
        if isinstance(error, OperationalError):
            raise
        aside = set_journal_aside(folder, now)
        print(f"The journal could not be opened any more; it is kept in {aside}.", file=sys.stderr)
        return open_journal(folder, now)


def _tell(one: "Backup") -> dict[str, object]:
    counts = {"interviews": one.interviews, "letters": one.letters, "replies": one.replies}
    return {"name": one.name, "made_at": one.made_at.isoformat(), "encrypted": one.is_sealed, **counts}
