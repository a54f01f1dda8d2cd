"""Writes found mails and how far a source was gone through. Callers hold the transaction (`flows.journal.writing`)."""

from dataclasses import dataclass
from datetime import datetime

from afterview.core.found_mail import FoundMail, MailState
from afterview.core.words import Candidate
from afterview.store import models


@dataclass(frozen=True, slots=True, kw_only=True)
class Uid:
    """What a server calls a mail: unique in the database. Without UIDVALIDITY (None) its number means nothing."""

    account_id: int
    folder: str
    uid_validity: int | None
    uid: int


def record_gathering(candidate: Candidate, path: str, fingerprint: str, total: int, now: datetime) -> int:
    """A new gathering, or the earlier one of the same source; returns its id."""
    row, _ = models.Gathering.objects.get_or_create(
        candidate_id=candidate.id,
        fingerprint=fingerprint,
        defaults={"path": path, "total": total, "begun_at": now},
    )
    return row.pk


def record_progress(
    candidate: Candidate, gathering_id: int, since: tuple[bool, int], reached: tuple[bool, int], seen: int
) -> bool:
    """Moves a gathering on from (second look, position) to another; False when somebody else moved it meanwhile."""
    rows = models.Gathering.objects.filter(
        candidate_id=candidate.id, pk=gathering_id, second_look=since[0], position=since[1]
    )
    return bool(rows.update(second_look=reached[0], position=reached[1], seen=seen))


def record_gathering_over(candidate: Candidate, gathering_id: int, now: datetime) -> None:
    """Says that a source was gone through to its end."""
    models.Gathering.objects.filter(candidate_id=candidate.id, pk=gathering_id).update(ended_at=now)


def record_gathering_again(candidate: Candidate, gathering_id: int, now: datetime) -> None:
    """Begins a source anew; what was found stays found."""
    rows = models.Gathering.objects.filter(candidate_id=candidate.id, pk=gathering_id)
    rows.update(position=0, second_look=False, seen=0, begun_at=now, ended_at=None)


def record_found_mail(
    candidate: Candidate, mail: FoundMail, original: bytes, gathering_id: int | None = None, uid: Uid | None = None
) -> int | None:
    """Writes a mail with its bytes, before anything is made of it; None when the same mail was there before."""
    if models.FoundMail.objects.filter(candidate_id=candidate.id, digest=mail.digest).exists():
        return None
    row = models.FoundMail.objects.create(
        candidate_id=candidate.id,
        gathering_id=gathering_id,
        account_id=uid.account_id if uid else None,
        folder=uid.folder if uid else "",
        uid_validity=uid.uid_validity if uid else None,
        uid=uid.uid if uid and uid.uid_validity is not None else None,
        digest=mail.digest,
        original=original,
        **_read_fields(mail),
    )
    return row.pk


def record_arrival(candidate: Candidate, mail: FoundMail, original: bytes, uid: Uid) -> int | None:
    """Keeps a mail of a mailbox as it came; None when the same mail was there before, wherever it came from.

    A server that gives two mails one number loses the number, not the mail."""
    rows = models.FoundMail.objects.filter(account_id=uid.account_id, folder=uid.folder)
    is_taken = rows.filter(uid_validity=uid.uid_validity, uid=uid.uid).exclude(digest=mail.digest).exists()
    number = record_found_mail(candidate, mail, original, uid=None if is_taken else uid)
    if number and is_taken:
        models.FoundMail.objects.filter(pk=number).update(account_id=uid.account_id, folder=uid.folder)
    return number


def record_mail_folder(
    candidate: Candidate, account_id: int, name: str, uid_validity: int | None, seen_up_to: int, now: datetime
) -> None:
    """How far a folder was read."""
    models.MailFolder.objects.update_or_create(
        account_id=account_id,
        name=name,
        defaults={
            "candidate_id": candidate.id,
            "uid_validity": uid_validity,
            "seen_up_to": seen_up_to,
            "looked_at": now,
        },
    )


def record_mail_read(candidate: Candidate, mail: FoundMail) -> None:
    """Writes what was read in a mail that was kept before."""
    models.FoundMail.objects.filter(candidate_id=candidate.id, pk=mail.id).update(**_read_fields(mail))


def record_mail_state(
    candidate: Candidate,
    mail_ids: tuple[int, ...],
    state: MailState,
    interview_id: int | None = None,
    reply_id: int | None = None,
) -> None:
    """What became of some mails. What is set aside keeps its number, so that it is not found again, not its words."""
    rows = models.FoundMail.objects.filter(candidate_id=candidate.id, pk__in=mail_ids)
    rows.update(state=state)
    if state is MailState.TAKEN:
        rows.update(interview_id=interview_id, reply_id=reply_id)
    if state is MailState.SET_ASIDE or reply_id:
        # A reply keeps the mail itself.
        rows.update(original=b"")


def _read_fields(mail: FoundMail) -> dict[str, object]:
    return {
        "place": mail.place,
        "found_at": mail.found_at,
        "state": mail.state,
        "kind": mail.kind or "",
        "sent_at": mail.sent_at,
        "subject": mail.subject,
        "sender": mail.sender,
        "address": mail.address,
        "message_id": mail.message_id,
        "answers": list(mail.answers),
        "company": mail.company,
        "role": mail.role,
        "starts_at": mail.starts_at,
        "has_points": mail.has_points,
        "interview_id": mail.interview_id,
    }
