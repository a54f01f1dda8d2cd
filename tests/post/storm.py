"""kill -9 at random moments of the sender: `python -m tests.post.storm KILLS SEED` prints what became of every mail.

One process is a server that takes mails for real, one the person who presses Send; each press is a forked child on a
journal made beforehand, and most children are killed. After each kill the journal is checked and settled as the next
start would; what is not sent is pressed again, what is unknown never.
"""

import json
import os
import random
import signal
import socket
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.post.certificates import make_certificate
from tests.post.peer import USUAL, HangUp, Peer

BEGAN = datetime(2026, 11, 23, 9, tzinfo=UTC)
LATER = timedelta(minutes=3)
# Sendings left alone at first, to know how long one takes here.
PROBES = 5


class Sink(Peer):
    """Takes every mail, writes its Message-ID down at the moment it becomes responsible, and dawdles around it."""

    def __init__(self, told: Path, rng: random.Random) -> None:
        super().__init__()
        self._told = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._rng = rng
        self.script["dot"] = self._take

    def _take(self, connection: socket.socket) -> None:
        time.sleep(self._rng.uniform(0, 0.004))
        mail = self.accepted.pop()
        number = next(line for line in mail.split(b"\r\n") if line.lower().startswith(b"message-id:"))
        os.write(self._told, number.partition(b"<")[2].partition(b">")[0] + b"\n")
        time.sleep(self._rng.uniform(0, 0.004))
        with suppress(OSError):
            connection.sendall(USUAL["dot"])
            return
        raise HangUp


@contextmanager
def sink_of(told: Path, seed: int) -> Iterator[int]:
    """A server process; gives its port, ends it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with Sink(told, random.Random(seed)) as sink:
            os.write(writing, str(sink.port).encode())
            while os.getppid() != 1:
                time.sleep(0.5)
        os._exit(0)
    os.close(writing)
    try:
        yield int(os.read(reading, 10))
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def main(kills: int, seed: int) -> dict[str, int]:
    """Runs the storm; returns the counts."""
    # Made before the fork: server and senders must know the same authority.
    authority = make_certificate("127.0.0.1").authority
    with tempfile.TemporaryDirectory(prefix="afterview-storm-") as folder:
        told = Path(folder) / "told.txt"
        with sink_of(told, seed) as port:
            os.environ["AFTERVIEW_DATA"] = folder
            os.environ["DJANGO_SETTINGS_MODULE"] = "afterview.settings"
            os.environ.pop("DATABASE_URL", None)
            import django

            django.setup()
            counts = Storm(Path(folder), port, authority, random.Random(seed)).blow(kills)
        return {**counts, **judge(Path(folder), told)}


class Storm:
    """The person who presses Send, again and again."""

    def __init__(self, folder: Path, port: int, authority: str, rng: random.Random) -> None:
        from afterview.core.posting import MailAccount, Tls
        from afterview.core.words import Interview
        from afterview.flows.journal import open_journal, writing
        from afterview.store.record.interviews import record_interview
        from afterview.store.record.post import record_account

        self.folder, self.rng, self.now = folder, rng, BEGAN
        # The latest moment of a sending at which it is killed, in seconds.
        self.latest = 0.0
        self.candidate = open_journal(folder, BEGAN)
        account = MailAccount(
            address="jo@peer.example",
            name="Jo",
            login="jo",
            smtp_host="127.0.0.1",
            smtp_port=port,
            smtp_tls=Tls.STARTTLS,
            certificate=authority,
            added_at=BEGAN,
        )
        with writing():
            self.account_id = record_account(self.candidate, account)
            self.interview_id = record_interview(self.candidate, Interview(company="A", role="B"), BEGAN)

    def blow(self, kills: int) -> dict[str, int]:
        """Presses Send until so many children were killed."""
        done: Counter[str] = Counter(kills=0, presses=0, mails=0)
        took: list[float] = []
        for _ in range(PROBES):
            letter = self._approve(done["mails"])
            done["mails"] += 1
            done["presses"] += 1
            took.append(self._wait_for(letter))
            self._settle(letter)
        self.latest = 1.05 * statistics.median(took)
        while done["kills"] < kills:
            letter = self._approve(done["mails"])
            done["mails"] += 1
            # A person presses again while it says "not sent"; a letter that is killed time and again waits for its day.
            for _ in range(6):
                done["presses"] += 1
                done["kills"] += self._press(letter)
                if self._settle(letter) != "approved":
                    break
        return dict(done)

    def _approve(self, number: int) -> int:
        from afterview.core.letters.envelope import make_message_id
        from afterview.core.words import Letter, LetterKind
        from afterview.flows.journal import writing
        from afterview.flows.sending import approve_letter, look_before_sending
        from afterview.store.record.letters import record_letter

        letter = Letter(
            interview_id=self.interview_id,
            kind=LetterKind.REQUEST,
            subject="Thank you",
            body="Dear Sam,\n\nThank you for telling me.\n\nJo\n",
            to_name="Sam",
            to_address="sam@northwind.example",
            message_id=make_message_id(f"storm-{number}"),
            drafted_at=self.now,
        )
        with writing():
            letter_id = record_letter(self.candidate, letter)
        look = look_before_sending(self.candidate, letter_id, self.account_id)
        approve_letter(self.candidate, letter_id, self.account_id, look.seen, self.now)
        return letter_id

    def _press(self, letter_id: int) -> bool:
        """One press in a child; whether it was killed before it was through."""
        child = self._fork(letter_id)
        time.sleep(self.rng.uniform(0, self.latest))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status) and os.WEXITSTATUS(status):
            raise RuntimeError("a child could not send")
        return os.WIFSIGNALED(status)

    def _wait_for(self, letter_id: int) -> float:
        """One press that is left alone; how many seconds it took."""
        began = time.perf_counter()
        _, status = os.waitpid(self._fork(letter_id), 0)
        if status:
            raise RuntimeError("a child could not send")
        return time.perf_counter() - began

    def _fork(self, letter_id: int) -> int:
        from django.db import connections

        # A child must not inherit an open database.
        connections.close_all()
        child = os.fork()
        if child == 0:
            os._exit(self._send(letter_id))
        return child

    def _send(self, letter_id: int) -> int:
        from afterview.flows.mailbox import find_account
        from afterview.flows.sending import find_posting, hand_over
        from afterview.post.outbound import Consent
        from afterview.post.secret import Login, Secret

        try:
            posting = find_posting(self.candidate, letter_id)
            account = find_account(self.candidate, self.account_id)
            click = Consent(what="Send", when=self.now)
            hand_over(self.candidate, posting, account, Login(name="jo", secret=Secret("pw")), click)
        except Exception as error:  # a child has nobody to raise to
            os.write(2, f"{error!r}\n".encode())
            return 1
        return 0

    def _settle(self, letter_id: int) -> str:
        """What the next start finds: the journal whole, an abandoned claim settled, twice to the same end."""
        from afterview.flows.sending import read_posting
        from afterview.store.sqlite.base import Database

        connection = Database.connect(self.folder / "journal.sqlite3")
        try:
            if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise RuntimeError("the journal is damaged")
        finally:
            connection.close()
        self.now += LATER
        states = [read_posting(self.candidate, letter_id, self.now) for _ in range(2)]
        if states[0] is None or states[0] != states[1]:
            raise RuntimeError("settling twice is not as good as once")
        return str(states[0].state)


def judge(folder: Path, told: Path) -> dict[str, int]:
    """Holds what the journal says against what the server took."""
    from afterview.store import models

    took = Counter(told.read_text().split() if told.exists() else ())
    found: Counter[str] = Counter(posted=0, unknown=0, unsent=0, lost=0, doubled=0, unnoticed=0, unknown_gone=0)
    rows: Any = models.Posting.objects.values_list("message_id", "state", "letter__state")
    for message_id, state, letter_state in rows:
        copies = took.pop(message_id.strip("<>"), 0)
        found["posted"] += state == "posted"
        found["unknown"] += state == "unknown"
        found["unsent"] += state == "approved"
        found["lost"] += state == "posted" and copies == 0
        found["doubled"] += copies > 1
        # It went, and the journal says that it surely did not.
        found["unnoticed"] += state == "approved" and copies > 0
        found["unknown_gone"] += state == "unknown" and copies == 1
        if state != letter_state:
            raise RuntimeError("letter and posting differ")
    if took:
        raise RuntimeError("the server took a mail that nobody approved")
    return dict(found)


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2026)))
