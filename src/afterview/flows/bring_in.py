"""Bring in: years of mail are gone through in steps that survive a kill, and what is about an application is kept."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from afterview.core.found_mail import FoundMail, MailState
from afterview.core.words import Candidate
from afterview.flows.examine import examine_mail
from afterview.flows.journal import writing
from afterview.post.gather import Known, NoMails, Piece, Source, belongs_to, digest_mail, may_be_job_mail, open_source
from afterview.store.load.found_mails import (
    Gathering,
    load_digests,
    load_gathering,
    load_gathering_of,
    load_gatherings,
    load_threads,
)
from afterview.store.record.found_mails import (
    record_found_mail,
    record_gathering,
    record_gathering_again,
    record_gathering_over,
    record_progress,
)

__all__ = ["Gathering", "GatheringGone", "NoMails", "begin_gathering", "go_on", "list_gatherings"]

STEP_SECONDS = 2.0
MOST_HELD = 32 * 1024 * 1024  # of mails kept in memory before they are written
_SENT = re.compile(rb"^x-gmail-labels:[^\n]*\b(?:sent|gesendet|envoy|enviad)", re.IGNORECASE | re.MULTILINE)
_SENT_FOLDER = re.compile(r"(?:^|/)(?:sent|gesendet|envoy|enviad)", re.IGNORECASE)
_NOBODY = re.compile(rb"no-?reply|do-?not-?reply|notification|mailer-daemon|newsletter")


class GatheringGone(Exception):
    """What was brought in is no longer there. Name the file or folder again."""


@dataclass(slots=True)
class _Step:
    """What one step has seen and kept so far."""

    position: int
    seen: int
    is_over: bool = False
    kept: list[tuple[FoundMail, bytes]] = field(default_factory=list)
    held: int = 0


def begin_gathering(candidate: Candidate, path: Path, now: datetime, again: bool = False) -> Gathering:
    """Opens a source, or takes up one that was begun; `again` goes through one that was ended once more.

    Raises NoMails; OSError where it cannot be read.
    """
    source = open_source(path)
    with writing():
        number = record_gathering(candidate, str(path), source.fingerprint, source.total, now)
        begun = load_gathering(candidate, number)
        if begun and begun.ended_at and again:
            record_gathering_again(candidate, number, now)
    found = load_gathering_of(candidate, source.fingerprint)
    if found is None:
        raise GatheringGone
    return found


def list_gatherings(candidate: Candidate) -> tuple[Gathering, ...]:
    """What was brought in so far, the latest first."""
    return load_gatherings(candidate)


def go_on(
    candidate: Candidate, gathering_id: int, now: datetime, zone: str, seconds: float = STEP_SECONDS
) -> Gathering:
    """Goes through the next stretch of a source, for so many seconds, and keeps what it found in one transaction.

    After the end it looks a second time, for mails of threads and people that only later mails told of.
    Raises GatheringGone, NoMails; OSError where the source cannot be read.
    """
    begun = load_gathering(candidate, gathering_id)
    if begun is None:
        raise GatheringGone
    if begun.ended_at:
        return begun
    source = open_source(Path(begun.path))
    step = _look(candidate, source, begun, now, zone, seconds)
    with writing():
        _keep(candidate, begun, step, now)
    return load_gathering(candidate, gathering_id) or begun


def _look(candidate: Candidate, source: Source, begun: Gathering, now: datetime, zone: str, seconds: float) -> _Step:
    step = _Step(begun.position, begun.seen)
    known, digests = _load_known(candidate), load_digests(candidate)
    deadline = time.monotonic() + seconds
    for piece, is_known in _pass(source, begun, step, known, deadline):
        digest = digest_mail(piece.raw)
        if digest in digests:
            continue
        mail = examine_mail(candidate, piece.raw, piece.place, now, zone, is_known)
        if mail is not None:
            digests.add(digest)
            _learn(known, mail)
            step.kept.append((mail, piece.raw))
            step.held += len(piece.raw)
    return step


def _pass(source: Source, begun: Gathering, step: _Step, known: Known, deadline: float) -> Iterator[tuple[Piece, bool]]:
    """The messages that are worth a parse, and whether each is from somebody met or in a thread; moves the step on."""
    for piece in source.read_from(begun.position):
        is_known = belongs_to(piece.raw, known)
        is_like = not begun.second_look and may_be_job_mail(piece.raw)
        if (is_known or is_like) and not _is_own(piece):
            yield piece, is_known
        step.position = piece.end
        step.seen += not begun.second_look
        if time.monotonic() > deadline or step.held > MOST_HELD:
            return
    step.is_over = True


def _is_own(piece: Piece) -> bool:
    """Whether the person wrote it themselves."""
    return bool(_SENT_FOLDER.search(piece.place) or _SENT.search(piece.raw[:4_000]))


def _load_known(candidate: Candidate) -> Known:
    addresses, ids = load_threads(candidate)
    people = {one.lower().encode() for one in addresses}
    return Known({one for one in people if not _NOBODY.search(one)}, {one.lower().encode() for one in ids})


def _learn(known: Known, mail: FoundMail) -> None:
    """From here on this mail's sender and thread are known."""
    if mail.state is MailState.UNREAD:
        return
    address = mail.address.encode()
    if address and not _NOBODY.search(address):
        known.addresses.add(address)
    known.ids.update(one.lower().encode() for one in (mail.message_id, *mail.answers) if one)


def _keep(candidate: Candidate, begun: Gathering, step: _Step, now: datetime) -> None:
    reached = (begun.second_look, step.position)
    if step.is_over:
        reached = (True, 0) if not begun.second_look else (True, begun.total)
    moved = record_progress(candidate, begun.id, (begun.second_look, begun.position), reached, step.seen)
    if not moved:
        return  # another window went on meanwhile, and keeps what it found
    for mail, raw in step.kept:
        record_found_mail(candidate, mail, raw, begun.id)
    if step.is_over and begun.second_look:
        record_gathering_over(candidate, begun.id, now)
