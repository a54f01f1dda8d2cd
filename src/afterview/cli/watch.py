"""`afterview watch`: waits at the person's own mailbox for answers, for as long as it runs in the terminal."""

import argparse
import getpass
import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from afterview.cli import BadInput
from afterview.cli.journal import add_folder, open_journal

if TYPE_CHECKING:
    from afterview.core.words import Candidate

# Servers end a wait after half an hour; without IDLE a look every five minutes is kind to them.
AT_MOST = 25 * 60.0
BETWEEN = 5 * 60.0
AFTER_A_FAULT = 60.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("--address", help="which mailbox, where several are set up")
    parser.add_argument("--once", action="store_true", help="look once and end")
    add_folder(parser)


def run(arguments: argparse.Namespace) -> int:
    """Looks, says what came, waits; ends with Ctrl-C. Returns 0."""
    candidate = open_journal(arguments.data)
    # Reason for imports here: they need Django started.
    from django.conf import settings

    from afterview.flows.mailbox import AccountGone, list_accounts, open_vault

    accounts = [one for one in list_accounts(candidate) if arguments.address in (None, one.address) and one.imap_host]
    if not accounts:
        raise BadInput("No such mailbox is set up. Start `afterview serve` and open Settings, Your mailbox.")
    passphrase = getpass.getpass("Passphrase: ") if open_vault(settings.DATA).needs_passphrase else ""
    try:
        while True:
            pause = _look(candidate, accounts[0].id, passphrase, wait=not arguments.once)
            if arguments.once:
                return 0
            time.sleep(pause)
    except AccountGone as error:
        raise BadInput("This mailbox was forgotten meanwhile.") from error
    except KeyboardInterrupt:
        return 0


def _look(candidate: "Candidate", account_id: int, passphrase: str, wait: bool) -> float:
    """One visit: looks, then waits on the line where the server tells by itself; returns the pause before the next.

    A line that breaks is tried again; a refused login is not."""
    from django.conf import settings

    from afterview.core.invitation.zones import find_zone
    from afterview.flows.mail_watch import LineLost, LoginRefused, Looked, SaysNo, visit

    def say(looked: Looked) -> None:
        if looked.replies or looked.proposals:
            waiting = f", {looked.proposals} to confirm" if looked.proposals else ""
            print(f"{_now():%H:%M} {looked.replies} new replies{waiting}: see Today.", flush=True)

    zone = find_zone(settings.ZONE) or "UTC"
    begun = settings.CLOCK()
    try:
        waited = visit(candidate, account_id, settings.DATA, settings.CLOCK, zone, passphrase, AT_MOST * wait, say)
    except LoginRefused as error:
        raise BadInput(f"The server did not accept the name or the password ({error}).") from error
    except (LineLost, SaysNo) as error:
        print(f"{_now():%H:%M} The line broke ({error}); trying again.", flush=True)
        return AFTER_A_FAULT
    return 0.0 if waited and settings.CLOCK() - begun > timedelta(seconds=1) else BETWEEN


def _now() -> datetime:
    from django.conf import settings

    now: datetime = settings.CLOCK()
    return now
