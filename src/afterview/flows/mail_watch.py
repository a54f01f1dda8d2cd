"""Looks into a person's own mailbox for what belongs to the journal; changes nothing there.

A mail's bytes are kept first, with how far the folder was read, in one transaction; what they say is read afterwards.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from afterview.core.found_mail import FoundMail, MailState, label_of, label_of_company
from afterview.core.posting import MailAccount
from afterview.core.words import Candidate
from afterview.flows.examine import tell_mail
from afterview.flows.foreign import NotRead, open_foreign
from afterview.flows.found_mails import MailGone, keep_as_reply
from afterview.flows.journal import writing
from afterview.flows.mailbox import find_account, sign_in
from afterview.post.gather import Known, belongs_to, digest_mail, list_senders
from afterview.post.mailbox import Examined, Folder, Head, LineLost, LoginRefused, Mailbox, SaysNo, open_mailbox
from afterview.post.outbound import Consent
from afterview.store.load.found_mails import (
    Met,
    load_arrivals,
    load_found_mail,
    load_found_mails,
    load_found_original,
    load_letter_ids,
    load_mail_folder,
    load_met,
    load_uids,
)
from afterview.store.record.found_mails import (
    Uid,
    record_arrival,
    record_mail_folder,
    record_mail_read,
    record_mail_state,
)

__all__ = [
    "LineLost",
    "LoginRefused",
    "Looked",
    "SaysNo",
    "choose",
    "confirm_arrival",
    "find_arrival",
    "list_arrivals",
    "look",
    "look_into",
    "look_upon_click",
    "open_for_reading",
    "read_what_arrived",
    "visit",
]

LARGEST = 25 * 1024 * 1024
FIRST_LOOK = timedelta(days=30)
LOOK_AGAIN = timedelta(days=14)
LONGEST_AGO = timedelta(days=365)
MOST_FOLDERS = 60
BATCH = 100
_NOT_READ = frozenset({"\\sent", "\\drafts", "\\trash", "\\junk", "\\all", "\\flagged"})


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look brought: mails kept, of these replies in a letter's own thread, and proposals to confirm."""

    arrived: int = 0
    replies: int = 0
    proposals: int = 0


def open_for_reading(account: MailAccount, folder: Path, consent: Consent, passphrase: str = "") -> Mailbox:
    """A mailbox, signed in upon a click. Raises what `sign_in` and `open_mailbox` raise."""
    return open_mailbox(account, sign_in(account, folder, consent, passphrase), consent)


def look_upon_click(
    candidate: Candidate, account_id: int, folder: Path, now: datetime, zone: str, passphrase: str = ""
) -> Looked:
    """One look into a mailbox, the person having clicked. Raises AccountGone and what opening and looking raise."""
    account = find_account(candidate, account_id)
    with open_for_reading(account, folder, Consent(what="Look for answers", when=now), passphrase) as mailbox:
        return look(candidate, account_id, mailbox, now, zone)


def visit(
    candidate: Candidate,
    account_id: int,
    folder: Path,
    clock: Callable[[], datetime],
    zone: str,
    passphrase: str,
    seconds: float,
    say: Callable[[Looked], None],
) -> bool:
    """Looks, then waits on the line for so many seconds and looks again at each piece of news; says what came.

    Returns whether the server tells of news by itself. Raises as `look_upon_click` does."""
    account = find_account(candidate, account_id)
    begun = clock()
    consent = Consent(what="afterview watch", when=begun)
    with open_for_reading(account, folder, consent, passphrase) as mailbox:
        say(look(candidate, account_id, mailbox, clock(), zone))
        while mailbox.can_wait and (left := seconds - (clock() - begun).total_seconds()) > 0:
            mailbox.examine("INBOX")
            if mailbox.wait(left):
                say(look(candidate, account_id, mailbox, clock(), zone))
        return mailbox.can_wait


def look(candidate: Candidate, account_id: int, mailbox: Mailbox, now: datetime, zone: str) -> Looked:
    """Looks through every folder for what is new and belongs to the journal, then reads it.

    Raises LineLost and SaysNo; what was kept by then stays, and the next look goes on from there.
    """
    try:
        arrived = sum(
            look_into(candidate, account_id, mailbox, folder.name, now) for folder in choose(mailbox.list_folders())
        )
    finally:
        read_what_arrived(candidate, now, zone)
    return replace(_count(candidate, now), arrived=arrived)


def _count(candidate: Candidate, now: datetime) -> Looked:
    taken = load_found_mails(candidate, MailState.TAKEN)
    return Looked(
        replies=sum(1 for mail in taken if mail.reply_id and mail.found_at == now),
        proposals=len(load_arrivals(candidate)),
    )


def choose(folders: Iterable[Folder]) -> list[Folder]:
    """The folders that answers come to: not what was sent, drafted, thrown away, or is shown a second time."""
    chosen = [folder for folder in folders if not folder.uses & _NOT_READ]
    return sorted(chosen, key=lambda folder: folder.name.upper() != "INBOX")[:MOST_FOLDERS]


def look_into(candidate: Candidate, account_id: int, mailbox: Mailbox, name: str, now: datetime) -> int:
    """One folder: keeps what is new there and belongs to the journal; returns how many."""
    known, labels = _load_known(candidate)
    opened = mailbox.examine(name)
    arrived = 0
    uids = _find_new(candidate, account_id, mailbox, opened, now)
    for begin in range(0, len(uids), BATCH):
        some = uids[begin : begin + BATCH]
        heads = [head for head in mailbox.fetch_heads(some) if _belongs(head, known, labels)]
        mails = list(_fetch(candidate, account_id, mailbox, opened, heads))
        with writing():
            arrived += sum(_keep(candidate, account_id, opened, uid, raw, now) for uid, raw in mails)
            _move_on(candidate, account_id, opened, max(some), now)
    return arrived


def _find_new(
    candidate: Candidate, account_id: int, mailbox: Mailbox, opened: Examined, now: datetime
) -> tuple[int, ...]:
    """The numbers to look at: those above the last seen, and once more the last two weeks, in case the server gave
    old numbers to other mails."""
    before = load_mail_folder(candidate, account_id, opened.name)
    is_same = before is not None and opened.uid_validity is not None and before.uid_validity == opened.uid_validity
    is_shorter = before is not None and opened.next_uid is not None and opened.next_uid <= before.seen_up_to
    if before is None or not is_same or is_shorter:
        return mailbox.find_uids(since=_first_day(candidate, now).date())
    again = mailbox.find_uids(since=(now - LOOK_AGAIN).date())
    return tuple(sorted({*mailbox.find_uids(above=before.seen_up_to), *again}))


def _first_day(candidate: Candidate, now: datetime) -> datetime:
    """Two weeks before the earliest interview of the last year, no later than a month ago."""
    begun = [one.on - LOOK_AGAIN for one in load_met(candidate) if one.on and one.on > now - LONGEST_AGO]
    return min([*begun, now - FIRST_LOOK])


def _load_known(candidate: Candidate) -> tuple[Known, frozenset[str]]:
    met = load_met(candidate)
    addresses = {address.encode() for one in met for address in one.addresses}
    ids = {one.lower().encode() for one in load_letter_ids(candidate)}
    return Known(addresses, ids), frozenset(label for one in met for label in _labels(one))


def _labels(met: Met) -> set[str]:
    return {label_of_company(met.company), *map(label_of, met.addresses)} - {""}


def _belongs(head: Head, known: Known, labels: frozenset[str]) -> bool:
    return belongs_to(head.head, known) or any(
        label_of(sender.decode("ascii", "replace")) in labels for sender in list_senders(head.head)
    )


def _fetch(
    candidate: Candidate, account_id: int, mailbox: Mailbox, opened: Examined, heads: Iterable[Head]
) -> Iterable[tuple[int, bytes]]:
    """The mails behind heads, other than those that were kept before under the same number and Message-ID."""
    kept = load_uids(candidate, account_id, opened.name, opened.uid_validity) if opened.uid_validity else {}
    for head in heads:
        before = kept.get(head.uid)
        if head.size > LARGEST or (before and before.lower().encode() in head.head.lower()):
            continue
        raw = mailbox.fetch_mail(head.uid)
        if raw:
            yield head.uid, raw


def _keep(candidate: Candidate, account_id: int, opened: Examined, uid: int, raw: bytes, now: datetime) -> int:
    place = f"{opened.name}, {uid}"
    mail = FoundMail(digest=digest_mail(raw), place=place, found_at=now, state=MailState.ARRIVED)
    key = Uid(account_id=account_id, folder=opened.name, uid_validity=opened.uid_validity, uid=uid)
    return 1 if record_arrival(candidate, mail, raw, key) else 0


def _move_on(candidate: Candidate, account_id: int, opened: Examined, seen: int, now: datetime) -> None:
    before = load_mail_folder(candidate, account_id, opened.name)
    is_same = before is not None and before.uid_validity == opened.uid_validity
    is_shorter = before is not None and opened.next_uid is not None and opened.next_uid <= before.seen_up_to
    reached = max(seen, before.seen_up_to) if before and is_same and not is_shorter else seen
    record_mail_folder(candidate, account_id, opened.name, opened.uid_validity, reached, now)


def read_what_arrived(candidate: Candidate, now: datetime, zone: str) -> None:
    """Reads what was kept and not read yet. A mail in a letter's thread becomes a reply at once; any other proposes
    the interview it probably belongs to."""
    for mail in load_found_mails(candidate, MailState.ARRIVED):
        _read_one(candidate, mail, now, zone)


def _read_one(candidate: Candidate, mail: FoundMail, now: datetime, zone: str) -> None:
    try:
        opened = open_foreign(load_found_original(candidate, mail.id))
    except NotRead:
        with writing():
            record_mail_state(candidate, (mail.id,), MailState.UNREAD)
        return
    told = tell_mail(candidate, replace(mail, state=MailState.FOUND), opened, now, zone, is_known=True)
    assert told is not None, "a known mail always has a kind"
    with writing():
        if told.interview_id is not None:
            record_mail_read(candidate, told)
            keep_as_reply(candidate, told, told.interview_id, now)
            return
        record_mail_read(candidate, replace(told, interview_id=_guess(candidate, told)))


def _guess(candidate: Candidate, mail: FoundMail) -> int | None:
    """The latest interview with this person, else with this company."""
    met = load_met(candidate)
    by_person = (one for one in met if mail.address in one.addresses)
    label = label_of(mail.address)
    by_company = (one for one in met if label and label in _labels(one))
    first = next(by_person, None) or next(by_company, None)
    return first.interview_id if first else None


def list_arrivals(candidate: Candidate) -> tuple[FoundMail, ...]:
    """What came and waits for the person to say whether it belongs to an interview."""
    return load_arrivals(candidate)


def find_arrival(candidate: Candidate, mail_id: int) -> FoundMail:
    """One of them. Raises MailGone."""
    mail = load_found_mail(candidate, mail_id)
    if mail is None or mail.state is not MailState.FOUND:
        raise MailGone
    return mail


def confirm_arrival(candidate: Candidate, mail_id: int, interview_id: int, now: datetime) -> int:
    """The person says which interview it belongs to; returns the reply's id, 0 where the mail says nothing.

    Raises MailGone and InterviewGone.
    """
    mail = find_arrival(candidate, mail_id)
    with writing():
        return keep_as_reply(candidate, mail, interview_id, now)
