"""Mails that were found: which of them are about an application, which belong together, and what they propose."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

SURE = 0.5
SAME_APPLICATION = timedelta(days=400)
_LEGAL = re.compile(
    r"[\s,]+(?:gmbh(?: & co\.? kg)?|ag|se|kg|ltd|limited|inc|llc|plc|llp|sas|sarl|sa|sl|slu|bv|nv|oy|ab|corp|co)\.?$",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"\b(?:careers?|jobs?|hr|human resources|recruit(?:ing|ment)?|talent(?: acquisition)?|hiring(?: team)?|people team|"
    r"personal(?:abteilung)?|karriere|bewerbung(?:en)?|recrutement|candidatures?|rrhh|no-?reply|notifications?|"
    r"via .*)\b",
    re.IGNORECASE,
)
# Many people's, so no company's own.
SHARED = frozenset(
    "gmail googlemail outlook hotmail live msn yahoo ymail icloud me mac aol gmx web t-online freenet posteo mailbox"
    " proton protonmail pm orange wanadoo free laposte sfr terra telefonica sapo uol bol mail fastmail zoho tutanota"
    " greenhouse lever workday myworkday smartrecruiters ashbyhq bamboohr icims taleo successfactors personio recruitee"
    " teamtailor workable jobvite softgarden rexx linkedin indeed xing stepstone infojobs monster glassdoor".split()
)
_SECOND_LEVEL = frozenset("co com org net ac gov edu gob gouv".split())


class MailState(StrEnum):
    """What became of a found mail; `ARRIVED` is kept as it came and read next, `UNREAD` could not be read."""

    ARRIVED = "arrived"
    FOUND = "found"
    TAKEN = "taken"
    SET_ASIDE = "set_aside"
    UNREAD = "unread"


class MailKind(StrEnum):
    """What a found mail is, in the reader's words; `ANSWER` is one of somebody known that says none of these."""

    REJECTION = "rejection"
    INVITATION = "interview_invite"
    OFFER = "offer"
    RECEIPT = "application_ack"
    FEEDBACK = "feedback"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMail:
    """A mail that was found, without its bytes. `interview_id` is the interview it surely or probably belongs to."""

    id: int = 0
    digest: str
    place: str = ""
    found_at: datetime
    state: MailState = MailState.FOUND
    kind: MailKind | None = None
    sent_at: datetime | None = None
    subject: str = ""
    sender: str = ""
    address: str = ""
    message_id: str = ""
    answers: tuple[str, ...] = ()
    company: str = ""
    role: str = ""
    starts_at: datetime | None = None
    has_points: bool = False
    interview_id: int | None = None
    reply_id: int | None = None

    @property
    def day(self) -> date:
        """The day it was sent, where it says so; else the day it was found."""
        return (self.sent_at or self.found_at).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundApplication:
    """Mails of one application with what they propose: interviews, how it ended, and words about the person."""

    company: str
    role: str
    rounds: tuple[FoundMail, ...] = ()
    ending: FoundMail | None = None
    words: tuple[FoundMail, ...] = ()
    receipts: tuple[FoundMail, ...] = ()

    @property
    def mails(self) -> tuple[FoundMail, ...]:
        """Every mail of it once, the earliest first."""
        ending = (self.ending,) if self.ending else ()
        every = {mail.id: mail for mail in (*self.receipts, *self.rounds, *ending, *self.words)}
        return tuple(sorted(every.values(), key=_when))

    @property
    def id(self) -> int:
        """Names it on a page: the number of its earliest mail."""
        return self.mails[0].id

    @property
    def proposes(self) -> bool:
        """Whether there is anything to take in; an application that was only received is no interview."""
        return bool(self.rounds or self.ending or self.words)


def kind_of(status: str, confidence: float, in_thread: bool) -> MailKind | None:
    """The reader's status of a mail as its kind; None where it is about no application."""
    if status in set(MailKind) and confidence >= SURE:
        return MailKind(status)
    return MailKind.ANSWER if in_thread else None


def name_company(told: str, sender: str, address: str) -> str:
    """The company a mail is from: as its words tell, else by its sender's name or domain; "" where none tells."""
    if told.strip():
        return told.strip()[:200]
    label = _label_of(address)
    desk = " ".join(_DESK.sub(" ", sender).split()).strip(" -–|,")
    if desk and desk != sender.strip():
        return desk[:200]
    return "" if label in SHARED else label.replace("-", " ").title()[:200]


def _label_of(address: str) -> str:
    """ "jobs@careers.northwind.co.uk" -> "northwind"."""
    labels = address.rpartition("@")[2].lower().split(".")
    while len(labels) > 2 and labels[-2] in _SECOND_LEVEL:
        labels.pop(-2)
    return labels[-2] if len(labels) > 1 else ""


def label_of(address: str) -> str:
    """The name in an address's domain that is the company's own, like "northwind"; "" where many people share it."""
    label = _label_of(address)
    return "" if label in SHARED else label


def label_of_company(company: str) -> str:
    """A company's name as its domain would be written."""
    return re.sub(r"[^\w]", "", key_of(company))


def key_of(company: str) -> str:
    """A company's name as it is compared: small letters, without its legal form."""
    return " ".join(_LEGAL.sub("", company.strip()).casefold().replace("-", " ").split())


def group_mails(mails: Iterable[FoundMail]) -> tuple[FoundApplication, ...]:
    """Mails by application, the latest first: one thread, or one company within some months with no other role."""
    groups: list[list[FoundMail]] = []
    for mail in sorted(mails, key=_when):
        own = next((group for group in reversed(groups) if _belongs(mail, group)), None)
        if own is None:
            groups.append([mail])
        else:
            own.append(mail)
    found = [_propose(group) for group in groups]
    return tuple(sorted(found, key=lambda one: _when(one.mails[-1]), reverse=True))


def _when(mail: FoundMail) -> tuple[datetime, int]:
    return (mail.sent_at or mail.found_at).astimezone(UTC), mail.id


def _belongs(mail: FoundMail, group: Sequence[FoundMail]) -> bool:
    ids = {each for one in group for each in (one.message_id, *one.answers) if each}
    if ids & {mail.message_id, *mail.answers}:
        return True
    companies = {key_of(one.company) for one in group if one.company}
    roles = {key_of(one.role) for one in group if one.role}
    same = bool(mail.company) and key_of(mail.company) in companies
    other_role = bool(mail.role) and bool(roles) and key_of(mail.role) not in roles
    near = _when(mail)[0] - _when(group[-1])[0] <= SAME_APPLICATION
    return same and near and not (other_role and mail.kind is MailKind.RECEIPT)


def _propose(group: Sequence[FoundMail]) -> FoundApplication:
    endings = [mail for mail in group if mail.kind in (MailKind.REJECTION, MailKind.OFFER)]
    ending = endings[-1] if endings else None
    words = [mail for mail in group if mail.kind in (MailKind.FEEDBACK, MailKind.ANSWER) or _has_words(mail)]
    return FoundApplication(
        company=_most(mail.company for mail in group),
        role=_most(mail.role for mail in group),
        rounds=tuple(_list_rounds(group)),
        ending=ending,
        words=tuple(words),
        receipts=tuple(
            mail for mail in group if mail.kind is MailKind.RECEIPT or (mail in endings[:-1] and not _has_words(mail))
        ),
    )


def _has_words(mail: FoundMail) -> bool:
    return mail.kind in (MailKind.REJECTION, MailKind.OFFER) and mail.has_points


def _list_rounds(group: Sequence[FoundMail]) -> list[FoundMail]:
    """One invitation an interview: of several to one day the last, and an undated one only where it stands alone."""
    invitations = [mail for mail in group if mail.kind is MailKind.INVITATION]
    by_day = {mail.starts_at.date(): mail for mail in invitations if mail.starts_at}
    if by_day:
        return [by_day[day] for day in sorted(by_day)]
    return invitations[-1:]


def _most(words: Iterable[str]) -> str:
    """The name said most often, of several the first."""
    said = [each for each in words if each]
    return max(said, key=lambda one: sum(key_of(one) == key_of(other) for other in said), default="")


def correct(application: FoundApplication, company: str, role: str) -> FoundApplication:
    """With the person's own words for company and role."""
    return replace(application, company=company.strip()[:200], role=role.strip()[:200])


def round_at(application: FoundApplication, mail: FoundMail) -> int:
    """Which of the rounds a mail speaks of: the last that was held, or invited to, before it (0 where none was)."""
    moments = [one.starts_at or one.sent_at for one in application.rounds]
    before = [at for at, moment in enumerate(moments) if moment is None or moment <= _when(mail)[0]]
    return before[-1] if before else 0
