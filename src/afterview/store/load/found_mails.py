"""Found mails, and how far files of mails were gone through."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from afterview.core.found_mail import FoundMail, MailKind, MailState
from afterview.core.words import Candidate
from afterview.store import models


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """One file or folder on the way in; `found` counts the mails kept of it."""

    id: int
    path: str
    total: int
    position: int
    second_look: bool
    seen: int
    found: int
    begun_at: datetime
    ended_at: datetime | None


def load_gatherings(candidate: Candidate) -> tuple[Gathering, ...]:
    """Every gathering, the latest first."""
    rows = models.Gathering.objects.filter(candidate_id=candidate.id).order_by("-begun_at", "-pk")
    return tuple(_to_gathering(row) for row in rows)


def load_gathering(candidate: Candidate, gathering_id: int) -> Gathering | None:
    """One gathering, None when there is none of that number."""
    row = models.Gathering.objects.filter(candidate_id=candidate.id, pk=gathering_id).first()
    return _to_gathering(row) if row else None


def load_gathering_of(candidate: Candidate, fingerprint: str) -> Gathering | None:
    """The gathering of a source, None when it was never begun."""
    row = models.Gathering.objects.filter(candidate_id=candidate.id, fingerprint=fingerprint).first()
    return _to_gathering(row) if row else None


def _to_gathering(row: models.Gathering) -> Gathering:
    return Gathering(
        id=row.pk,
        path=row.path,
        total=row.total,
        position=row.position,
        second_look=row.second_look,
        seen=row.seen,
        found=row.found.count(),
        begun_at=row.begun_at,
        ended_at=row.ended_at,
    )


def load_found_mails(candidate: Candidate, state: MailState, only: tuple[int, ...] = ()) -> tuple[FoundMail, ...]:
    """Found mails of one state, without their bytes; `only` of these numbers where any are given."""
    rows = _rows(candidate).filter(state=state)
    return tuple(to_found_mail(row) for row in (rows.filter(pk__in=only) if only else rows))


def load_found_mail(candidate: Candidate, mail_id: int) -> FoundMail | None:
    """One found mail, None when there is none of that number."""
    row = _rows(candidate).filter(pk=mail_id).first()
    return to_found_mail(row) if row else None


def load_found_original(candidate: Candidate, mail_id: int) -> bytes:
    """A found mail as it came."""
    rows = models.FoundMail.objects.filter(candidate_id=candidate.id, pk=mail_id)
    return bytes(rows.values_list("original", flat=True).first() or b"")


def load_digests(candidate: Candidate) -> set[str]:
    """What was found before."""
    return set(models.FoundMail.objects.filter(candidate_id=candidate.id).values_list("digest", flat=True))


def load_threads(candidate: Candidate) -> tuple[set[str], set[str]]:
    """(addresses, Message-IDs) of everybody met, of every letter, and of every mail found and not set aside."""
    people = models.Interviewer.objects.filter(candidate_id=candidate.id).exclude(address="")
    letters = models.Letter.objects.filter(candidate_id=candidate.id).exclude(message_id="")
    found = _rows(candidate).exclude(state=MailState.SET_ASIDE)
    rows = list(found.values_list("address", "message_id", "answers", "kind"))
    addresses = set(people.values_list("address", flat=True)) | {row[0] for row in rows if row[3] and row[0]}
    ids = set(letters.values_list("message_id", flat=True)) | {each for row in rows for each in (row[1], *row[2])}
    return addresses, ids - {""}


def load_interview_of_letter(candidate: Candidate, message_ids: tuple[str, ...]) -> int | None:
    """The interview of the letter that one of these Message-IDs names, None when none does."""
    rows = models.Letter.objects.filter(candidate_id=candidate.id, message_id__in=[one for one in message_ids if one])
    return rows.values_list("interview_id", flat=True).first()


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFolder:
    """How far a folder of a mailbox was read."""

    name: str
    uid_validity: int | None
    seen_up_to: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """An interview as a mail may be recognised by: its company, and the addresses of who was there."""

    interview_id: int
    company: str
    addresses: frozenset[str]
    on: datetime | None


def load_mail_folder(candidate: Candidate, account_id: int, name: str) -> MailFolder | None:
    """A folder as it was last read, None when it never was."""
    row = models.MailFolder.objects.filter(candidate_id=candidate.id, account_id=account_id, name=name).first()
    return MailFolder(name=row.name, uid_validity=row.uid_validity, seen_up_to=row.seen_up_to) if row else None


def load_uids(candidate: Candidate, account_id: int, folder: str, uid_validity: int) -> dict[int, str]:
    """UID -> Message-ID of what was found in a folder under a UIDVALIDITY."""
    rows = models.FoundMail.objects.filter(
        candidate_id=candidate.id, account_id=account_id, folder=folder, uid_validity=uid_validity
    )
    return {uid: message_id for uid, message_id in rows.values_list("uid", "message_id") if uid is not None}


def load_met(candidate: Candidate) -> tuple[Met, ...]:
    """Every interview by what its mails are recognised by, the latest first."""
    rows = models.Interview.objects.filter(candidate_id=candidate.id).select_related("application")
    ordered = sorted(rows.prefetch_related("interviewers"), key=lambda row: (row.starts_at or row.created_at, row.pk))
    return tuple(
        Met(
            interview_id=row.pk,
            company=row.application.company,
            addresses=frozenset(one.address.lower() for one in row.interviewers.all() if one.address),
            on=row.starts_at,
        )
        for row in reversed(ordered)
    )


def load_letter_ids(candidate: Candidate) -> set[str]:
    """The Message-IDs of every letter."""
    rows = models.Letter.objects.filter(candidate_id=candidate.id).exclude(message_id="")
    return set(rows.values_list("message_id", flat=True))


def load_arrivals(candidate: Candidate) -> tuple[FoundMail, ...]:
    """What came to a mailbox, probably belongs to an interview, and waits for the person to say so."""
    rows = _rows(candidate).filter(state=MailState.FOUND, account__isnull=False, interview__isnull=False)
    return tuple(to_found_mail(row) for row in rows)


def _rows(candidate: Candidate) -> QuerySet[models.FoundMail]:
    return models.FoundMail.objects.filter(candidate_id=candidate.id).defer("original").order_by("sent_at", "pk")


def to_found_mail(row: models.FoundMail) -> FoundMail:
    """A row as a value, without the mail's bytes."""
    return FoundMail(
        id=row.pk,
        digest=row.digest,
        place=row.place,
        found_at=row.found_at,
        state=MailState(row.state),
        kind=MailKind(row.kind) if row.kind else None,
        sent_at=row.sent_at,
        subject=row.subject,
        sender=row.sender,
        address=row.address,
        message_id=row.message_id,
        answers=tuple(row.answers),
        company=row.company,
        role=row.role,
        starts_at=row.starts_at,
        has_points=row.has_points,
        interview_id=row.interview_id,
        reply_id=row.reply_id,
    )
