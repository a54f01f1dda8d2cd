"""An invented mailbox of any size: mostly ordinary mail, a few applications, in the forms that mail really comes in.

Only texts that the sieve never learned from: every second ordinary mail, and the frozen voices of the job mails.
"""

import base64
import quopri
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from training.dataset import is_frozen
from training.sieve import load_ordinary
from training.texts import LabelledMail, load_mails

BEGIN = datetime(2022, 1, 3, 8, tzinfo=UTC)
OF_JOBS = 0.015
STYLE = "body{margin:0;padding:0;font-family:Arial}.row{width:100%;max-width:600px}td{padding:8px 12px}\n" * 20
PIXEL = base64.encodebytes(bytes(range(256)) * 160).decode()


@dataclass(frozen=True)
class Invented:
    """One mail of the mailbox: its bytes, and whether it is about an application (with its status)."""

    raw: bytes
    status: str


def invent(count: int, seed: int = 4) -> Iterator[Invented]:
    """So many mails, the same ones for the same seed. An application is two to four mails of one writer: received,
    invited, how it ended, and often what they said when asked."""
    chance = random.Random(seed)
    ordinary = load_ordinary()[1::2]
    jobs = [mail for mail in load_mails() if is_frozen(mail.voice)]
    waiting: list[tuple[int, str, LabelledMail]] = []
    for number in range(count):
        moment = BEGIN + timedelta(minutes=13 * number)
        if chance.random() < OF_JOBS / 3:
            waiting += _begin(jobs, number, chance)
            waiting.sort(key=lambda each: each[0])
        if waiting and waiting[0][0] <= number:
            _, domain, mail = waiting.pop(0)
            yield Invented(_wrap(mail.text, domain, moment, len(domain), chance), mail.headers["status"])
            continue
        text = chance.choice(ordinary)
        is_bulk = "bulk" in text.kinds
        body = f"{text.text}\n{number}"
        yield Invented(_wrap(body, f"{text.kinds[1]}.example", moment, number, chance, is_bulk), "")


def _begin(jobs: list[LabelledMail], number: int, chance: random.Random) -> Iterator[tuple[int, str, LabelledMail]]:
    """The mails of one application: when each comes, from which domain, and its text."""
    domain = f"company{number}.example"
    steps = ["application_ack", "interview_invite", chance.choice(("rejection", "rejection", "offer")), "feedback"]
    language = chance.choice(jobs).headers["lang"]
    for at, step in enumerate(steps):
        if chance.random() < 0.75:
            fitting = [one for one in jobs if one.headers["status"] == step and one.headers["lang"] == language]
            if fitting:
                yield number + at * 40 + chance.randint(1, 30), domain, chance.choice(fitting)


def _wrap(text: str, domain: str, moment: datetime, number: int, chance: random.Random, is_bulk: bool = False) -> bytes:
    subject, body = "Hello", text
    if text.startswith("Subject:"):
        first, _, body = text.partition("\n")
        subject = first.removeprefix("Subject:").strip()
    if not subject.isascii():
        subject = f"=?utf-8?b?{base64.b64encode(subject.encode()).decode()}?="
    head = [
        f"Received: from mx.{domain} (mx.{domain} [192.0.2.{number % 250}]) by in.home.example; "
        f"{format_datetime(moment)}",
        f"From: Somebody <writer{number % 97}@{domain}>",
        "To: Jo Doe <jo@home.example>",
        f"Subject: {subject}",
        f"Date: {format_datetime(moment)}",
        f"Message-ID: <{number}.{chance.getrandbits(40):x}@{domain}>",
        "MIME-Version: 1.0",
    ]
    head += ["List-Unsubscribe: <https://lists.example/out>", "Precedence: bulk"] if is_bulk else []
    form = _html if is_bulk else chance.choice((_plain, _plain, _quoted, _base64, _alternative, _attached))
    return ("\n".join(head) + "\n" + form(body.strip() + "\n", chance)).encode()


def _plain(body: str, _: random.Random) -> str:
    return f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}"


def _quoted(body: str, _: random.Random) -> str:
    words = quopri.encodestring(body.encode()).decode()
    return f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n{words}"


def _base64(body: str, _: random.Random) -> str:
    words = base64.encodebytes(body.encode()).decode()
    return f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{words}"


def _page(body: str) -> str:
    lines = "".join(f"<tr><td>{line}</td></tr>\n" for line in body.splitlines())
    return f"<html><head><style>{STYLE}</style></head><body><table class=row>{lines}</table></body></html>\n"


def _html(body: str, chance: random.Random) -> str:
    words = quopri.encodestring((_page(body) + "<p>.</p>\n" * chance.randint(0, 600)).encode()).decode()
    return f"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n{words}"


def _alternative(body: str, chance: random.Random) -> str:
    parts = f"--=_b\n{_plain(body, chance)}\n--=_b\n{_html(body, chance)}\n--=_b--\n"
    return f'Content-Type: multipart/alternative; boundary="=_b"\n\n{parts}'


def _attached(body: str, chance: random.Random) -> str:
    picture = f"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n{PIXEL}"
    return (
        f'Content-Type: multipart/mixed; boundary="=_m"\n\n--=_m\n{_quoted(body, chance)}\n--=_m\n{picture}\n--=_m--\n'
    )


def write_mbox(path: Path, mails: Iterator[Invented]) -> None:
    """One file, as Google Takeout writes it."""
    with path.open("wb") as file:
        for number, mail in enumerate(mails):
            quoted = mail.raw.replace(b"\nFrom ", b"\n>From ")
            file.write(b"From %d@xxx Mon Jan 03 08:00:00 +0000 2022\n%s\n" % (number, quoted))


def write_maildir(path: Path, mails: Iterator[Invented]) -> None:
    """One file a mail."""
    for folder in ("cur", "new", "tmp"):
        (path / folder).mkdir(parents=True, exist_ok=True)
    for number, mail in enumerate(mails):
        (path / "cur" / f"{1_641_196_800 + number}.M{number}.bench:2,S").write_bytes(mail.raw)
