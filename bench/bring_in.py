"""Bringing in years of mail: the sieve and the whole import beside `notmuch new` and a full parse of the same mails."""

import base64
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from afterview.core.found_mail import kind_of
from afterview.post.gather import Known, belongs_to, may_be_job_mail, open_source
from afterview.reader import read
from afterview.reader.envelope import OpenedMail, open_mail
from bench.mailbox import invent, write_maildir, write_mbox
from bench.table import Part

COUNT = int(os.environ.get("AFTERVIEW_MAILS", "10000"))
GIGABYTES = float(os.environ.get("AFTERVIEW_GIGABYTES", "10"))
ATTACHMENT = 3_000_000
LARGE = (
    "From x\nFrom: Aunt Ida <ida@home.example>\nTo: jo@home.example\nSubject: Pictures {number}\n"
    "Date: Mon, 2 Mar 2026 09:00:00 +0000\nMessage-ID: <pictures-{number}@home.example>\nMIME-Version: 1.0\n"
    'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nFrom the garden.\n'
    "--b\nContent-Type: image/jpeg\nContent-Transfer-Encoding: base64\n\n{attached}\n--b--\n\n"
)
PARSED = 1500
STORIES = 40_000


def measure() -> Part:
    """CPU a mail of each way, what the sieve lets through, and the memory of the whole import."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_mbox(folder / "all.mbox", invent(COUNT))
        size = (folder / "all.mbox").stat().st_size
        rows = [_sieve(folder / "all.mbox"), _parse(), _import(folder), *_notmuch(folder), *_compare()]
        rows.insert(3, _import_long(folder / "long.mbox"))
    note = (
        f"{COUNT:,} invented mails, {size / COUNT / 1000:.1f} kB on average, 1.5 in a hundred about an application; "
        "of texts that the sieve did not learn from. CPU is user plus system, children with it."
    )
    return Part("Bringing in years of mail", ("what", "CPU a mail", "beside"), tuple(rows), note)


def _cpu(act: Callable[[], object]) -> float:
    def used() -> float:
        times = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(each.ru_utime + each.ru_stime for each in times)

    before = used()
    act()
    return used() - before


def _sieve(mbox: Path) -> tuple[str, str, str]:
    passed: list[bool] = []

    def act() -> None:
        passed.extend(may_be_job_mail(piece.raw) for piece in open_source(mbox).read_from(0))

    seconds = _cpu(act)
    return ("cutting the mbox and the sieve", f"{1000 * seconds / COUNT:.3f} ms", f"{sum(passed)} of {COUNT} pass")


def _parse() -> tuple[str, str, str]:
    mails = list(invent(PARSED))
    seconds = _cpu(lambda: [open_mail(mail.raw) for mail in mails])
    return ("a full parse of each, standard library", f"{1000 * seconds / PARSED:.3f} ms", f"{PARSED} mails")


def _import(folder: Path) -> tuple[str, str, str]:
    seconds, told = _run_import(folder / "all.mbox")
    return ("`afterview import`, everything", f"{1000 * seconds / COUNT:.3f} ms", told)


def _import_long(mbox: Path) -> tuple[str, str, str]:
    """A file of GIGABYTES, every other mail with an attachment of three megabytes."""
    attached = base64.encodebytes(random.Random(3).randbytes(ATTACHMENT)).decode()
    mails = 0
    with mbox.open("wb") as stream:
        for mail in invent(COUNT):
            stream.write(b"From x\n" + mail.raw.rstrip() + b"\n\n")
            stream.write(LARGE.format(number=mails, attached=attached).encode())
            mails += 2
            if stream.tell() >= GIGABYTES * 1e9:
                break
    seconds, told = _run_import(mbox)
    size = mbox.stat().st_size / 1e9
    mbox.unlink()
    return (f"the same of {size:.0f} GB with attachments", f"{1000 * seconds / mails:.3f} ms", f"{mails} mails, {told}")


def _run_import(mbox: Path) -> tuple[float, str]:
    """The import of a file into a journal of its own: seconds of CPU, and how long it took and what memory at most."""
    command = [sys.executable, "-m", "afterview.cli", "import", str(mbox), "--json"]
    before = time.perf_counter()
    importing = subprocess.Popen([*command, "--data", f"{mbox}-journal"], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(importing.pid, 0)
    if status:
        raise RuntimeError(f"the import ended with {status}")
    wall = time.perf_counter() - before
    return used.ru_utime + used.ru_stime, f"{wall:.0f} s in all, {used.ru_maxrss / 1024:.0f} MB at most"


def _notmuch(folder: Path) -> list[tuple[str, str, str]]:
    if shutil.which("notmuch") is None:
        return [("`notmuch new`", "not installed here", "apt-get install notmuch")]
    write_maildir(folder / "Maildir", invent(COUNT))
    config = folder / "notmuch-config"
    config.write_text(f"[database]\npath={folder / 'Maildir'}\n[user]\nname=Jo\nprimary_email=jo@home.example\n")
    environment = {**os.environ, "NOTMUCH_CONFIG": str(config)}
    command = ["notmuch", "new", "--quiet"]
    seconds = _cpu(lambda: subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL))
    return [("`notmuch new`", f"{1000 * seconds / COUNT:.3f} ms", "")]


def _compare() -> list[tuple[str, str, str]]:
    """Of the job mails that a full parse and the reader find, how many come through the sieve and the second look."""
    jobs = [mail.raw for mail in invent(STORIES) if mail.status]
    opened = {raw: open_mail(raw) for raw in jobs}
    found = {raw for raw in jobs if _is_found(opened[raw])}
    known = Known()
    passed = {raw for raw in found if may_be_job_mail(raw)}
    for raw in passed:
        known.addresses.add(opened[raw].address.encode())
        known.ids.add(opened[raw].message_id.lower().encode())
    both = passed | {raw for raw in found if belongs_to(raw, known)}
    return [_share("the sieve alone", passed, found, jobs), _share("the sieve and the second look", both, found, jobs)]


def _share(what: str, passed: set[bytes], found: set[bytes], jobs: list[bytes]) -> tuple[str, str, str]:
    named = f"of the job mails that a full parse and the reader find: {what}"
    return (
        named,
        f"{100 * len(passed) / max(len(found), 1):.1f} %",
        f"{len(passed)} of {len(found)} ({len(jobs)} in all)",
    )


def _is_found(opened: OpenedMail) -> bool:
    reading = read(opened.decoded)
    return kind_of(reading.status, reading.status_confidence, False) is not None
