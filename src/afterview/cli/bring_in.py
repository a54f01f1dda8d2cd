"""`afterview import PATH`: goes through years of mail and keeps what is about applications, to be reviewed."""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from afterview.cli import BadInput
from afterview.cli.journal import add_folder, open_journal
from afterview.cli.progress import Progress

if TYPE_CHECKING:
    from afterview.core.words import Candidate
    from afterview.flows.bring_in import Gathering

STEP_SECONDS = 5.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("path", metavar="PATH", type=Path, help="an .mbox, a Maildir, a folder or zip of mails, or one")
    parser.add_argument("--again", action="store_true", help="go through one that was gone through before")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_folder(parser)


def run(arguments: argparse.Namespace) -> int:
    """Brings in; returns 0. It may be stopped at any time and goes on where it was; nothing comes in twice."""
    candidate = open_journal(arguments.data)
    ended = _bring_in(candidate, arguments.path.expanduser(), arguments.again)
    # Reason for imports here: they need Django started.
    from afterview.flows.found_mails import list_found, list_unread

    found = [one for one in list_found(candidate) if one.proposes]
    kinds = Counter(str(mail.kind) for one in found for mail in one.mails)
    unread = [f"{mail.place}: {mail.subject}" for mail in list_unread(candidate)]
    if arguments.json:
        told = {"mails": ended.seen, "kept": ended.found, "applications": len(found), "kinds": kinds, "unread": unread}
        print(json.dumps(told, ensure_ascii=False))
        return 0
    print(f"Went through {ended.seen} mails; {ended.found} of them are kept for you to look at.")
    print(f"{len(found)} applications wait to be reviewed: start `afterview serve` and open Settings, Bring in mails.")
    for line in unread:
        print(f"Kept as it came, because it could not be read: {line}")
    return 0


def _bring_in(candidate: "Candidate", path: Path, again: bool) -> "Gathering":
    # Reason for imports here: they need Django started.
    from django.conf import settings

    from afterview.core.invitation.zones import find_zone
    from afterview.flows.bring_in import GatheringGone, NoMails, begin_gathering, go_on

    zone = find_zone(settings.ZONE) or "UTC"
    try:
        gathering = begin_gathering(candidate, path, settings.CLOCK(), again)
        with Progress("Bringing in") as tell:
            while not gathering.ended_at:
                gathering = go_on(candidate, gathering.id, settings.CLOCK(), zone, STEP_SECONDS)
                tell(*count_progress(gathering))
    except (NoMails, GatheringGone) as error:
        raise BadInput(error.__doc__ or "") from error
    except OSError as error:
        raise BadInput(f"{path} cannot be read ({error.strerror}). Name a file or a folder of mails.") from error
    return gathering


def count_progress(gathering: "Gathering") -> tuple[int, int]:
    """How far, of how much: nine tenths for the first look, the rest for the second, which is quick."""
    share = gathering.position / max(gathering.total, 1)
    return round(900 + 100 * share if gathering.second_look else 900 * share), 1000
