"""Opening the journal from the command line."""

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from afterview.cli import BadInput

if TYPE_CHECKING:
    from afterview.core.words import Candidate


def add_folder(parser: argparse.ArgumentParser) -> None:
    """The option every journal command takes."""
    parser.add_argument("--data", metavar="DIR", type=Path, help="the journal's folder (default: this computer's)")


def prepare_django(folder: Path | None) -> None:
    """Points the settings at the folder and starts Django; files made from here on are the owner's alone."""
    os.umask(0o077)
    if folder is not None:
        os.environ["AFTERVIEW_DATA"] = str(folder.expanduser().resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "afterview.settings")
    # Reason for imports here: `afterview read` must start without Django.
    import django

    django.setup()


def open_journal(folder: Path | None) -> "Candidate":
    """The candidate whose journal the folder holds; made where missing. Raises BadInput when it cannot be opened."""
    prepare_django(folder)
    # Reason for imports here: they need Django started.
    from django.conf import settings
    from django.db import DatabaseError

    from afterview.flows.backups import CarryError
    from afterview.flows.journal import open_journal as open_in

    try:
        return open_in(settings.DATA, settings.CLOCK())
    except OSError as error:
        raise BadInput(
            f"The folder {settings.DATA} cannot be used ({error.strerror}). Name another with --data."
        ) from error
    except CarryError as error:
        raise BadInput(str(error)) from error
    except DatabaseError as error:
        raise BadInput(
            f"The journal in {settings.DATA} cannot be opened: {error}."
            " `afterview restore --list` shows its backups; `afterview restore latest` puts the latest in its place."
        ) from error
