"""Years of mail come in once, whatever stops them, and become interviews, outcomes and replies when accepted."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from afterview.core.found_mail import MailKind, MailState
from afterview.core.words import Candidate, Interview, Interviewer, OutcomeKind
from afterview.flows import bring_in
from afterview.flows.bring_in import begin_gathering, go_on
from afterview.flows.capture import find_interview, list_interviews, save_interview
from afterview.flows.found_mails import Accepted, list_found, list_unread, read_found_text, set_aside, take_in
from afterview.flows.listen import read_replies
from afterview.limited import NotRead, Why
from afterview.store import models
from afterview.store.load.found_mails import Gathering

ZONE = "Europe/Berlin"


def _mail(number: int, day: int, subject: str, body: str, answers: str = "", sender: str = "Sam Okoro") -> bytes:
    thread = f"In-Reply-To: {answers}\n" if answers else ""
    return (
        f"From: {sender} <sam@northwind.example>\nTo: jo@home.example\nSubject: {subject}\n"
        f"Date: {day:02} Oct 2024 09:00:00 +0000\nMessage-ID: <{number}@northwind.example>\n{thread}\n{body}\n"
    ).encode()


INVITED = _mail(
    1,
    2,
    "Interview for the Data Analyst position at Northwind",
    "Dear Jo,\n\nwe would like to invite you to an interview for the position of Data Analyst at Northwind on "
    "Tuesday, 8 October 2024 at 10:00. It takes 45 minutes.\n\nBest regards\nSam Okoro\nNorthwind",
)
REFUSED = _mail(
    2,
    14,
    "Your application",
    "Dear Jo,\n\nthank you for your interview for the position of Data Analyst at Northwind. Unfortunately we have "
    "decided to move forward with another candidate. We wish you all the best.\n\nSam Okoro",
)
TOLD = _mail(
    3,
    20,
    "Re: Thank you, and one question",
    "Hi Jo,\n\nyour example about the night shift was vivid and convincing. Next time, begin each answer with the "
    "result; you lost us in the middle.\n\nSam",
    "<asked@home.example>",
)
ORDINARY = [
    f"From: shop@wool.example\nSubject: Order {n}\nMessage-ID: <o{n}@wool.example>\n\nYour order {n} has shipped. "
    "Track your parcel. Returns are free. Unsubscribe.\n".encode()
    for n in range(40)
]
# The answer stands before what makes it known: only the second look finds it by its sender, whatever it says.
MAILS = [*ORDINARY[:20], TOLD, *ORDINARY[20:30], INVITED, REFUSED, *ORDINARY[30:]]
LINE = b"From 17@xxx Mon Jan 03 08:00:00 +0000 2022\n"


@pytest.fixture
def mbox(tmp_path: Path) -> Path:
    path = tmp_path / "all.mbox"
    path.write_bytes(b"".join(LINE + mail + b"\n" for mail in MAILS))
    return path


def _go(candidate: Candidate, path: Path, now: datetime, seconds: float = 60.0) -> Gathering:
    gathering = begin_gathering(candidate, path, now)
    for _ in range(200):
        if gathering.ended_at:
            return gathering
        gathering = go_on(candidate, gathering.id, now, ZONE, seconds)
    raise AssertionError("it never ends")


def test_job_mails_are_found_grouped_and_told(candidate: Candidate, mbox: Path, now: datetime) -> None:
    ended = _go(candidate, mbox, now)
    assert ended.seen == len(MAILS)
    (found,) = [one for one in list_found(candidate) if one.company == "Northwind"]
    assert [mail.kind for mail in found.rounds] == [MailKind.INVITATION]
    assert found.rounds[0].starts_at == datetime(2024, 10, 8, 8, tzinfo=UTC)
    assert found.ending is not None
    assert found.ending.kind is MailKind.REJECTION
    assert [mail.day for mail in found.words] == [date(2024, 10, 20)]
    assert "Data Analyst" in found.role


@pytest.mark.django_db(transaction=True)
def test_stopped_at_every_step_it_finds_the_same(
    candidate: Candidate, mbox: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step looks at one mail; every second one dies before it is kept."""
    real, died = bring_in._keep, iter(range(10_000))

    def die_or_keep(*given: object) -> None:
        if next(died) % 2:
            raise KeyboardInterrupt
        real(*given)  # type: ignore[arg-type]  # as they were

    monkeypatch.setattr(bring_in, "_keep", die_or_keep)
    gathering = begin_gathering(candidate, mbox, now)
    for _ in range(400):
        try:
            gathering = go_on(candidate, gathering.id, now, ZONE, 0)
        except KeyboardInterrupt:
            continue
        if gathering.ended_at:
            break
    assert gathering.ended_at
    assert gathering.seen == len(MAILS)
    assert {mail.message_id for one in list_found(candidate) for mail in one.mails} >= {
        "<1@northwind.example>",
        "<2@northwind.example>",
        "<3@northwind.example>",
    }


def test_nothing_comes_in_twice(candidate: Candidate, mbox: Path, tmp_path: Path, now: datetime) -> None:
    first = _go(candidate, mbox, now)
    number = models.FoundMail.objects.count()
    again = begin_gathering(candidate, mbox, now, again=True)
    assert again.id == first.id
    assert not again.ended_at
    _go(candidate, mbox, now)
    folder = tmp_path / "same"
    folder.mkdir()
    for at, mail in enumerate(MAILS):
        (folder / f"{at}.eml").write_bytes(mail.replace(b"\n", b"\r\n"))
    _go(candidate, folder, now)
    assert models.FoundMail.objects.count() == number


def test_accepted_becomes_interview_outcome_and_reply_once(candidate: Candidate, mbox: Path, now: datetime) -> None:
    _go(candidate, mbox, now)
    accepted = [Accepted(tuple(mail.id for mail in one.mails), "Northwind", "Analyst") for one in list_found(candidate)]
    taken = take_in(candidate, accepted, now, ZONE)
    assert (taken.interviews, taken.outcomes, taken.replies) == (1, 1, 1)
    ((interview, outcome),) = list_interviews(candidate)
    assert (interview.company, interview.role, interview.minutes) == ("Northwind", "Analyst", 45)
    assert interview.starts_at == datetime(2024, 10, 8, 8, tzinfo=UTC)
    assert outcome is not None
    assert (outcome.kind, outcome.on) == (OutcomeKind.NO, date(2024, 10, 14))
    (reply,) = read_replies(candidate, interview.id)
    assert "night shift" in reply.text
    assert reply.confirmed_at is None
    writer = next(one for one in find_interview(candidate, interview.id).interviewers if one.id == reply.interviewer_id)
    assert writer.address == "sam@northwind.example"
    assert take_in(candidate, accepted, now, ZONE).interviews == 0
    assert len(list_interviews(candidate)) == 1
    assert list_found(candidate) == ()


def test_interview_of_the_journal_is_not_doubled(candidate: Candidate, mbox: Path, now: datetime) -> None:
    own = Interview(
        company="Northwind GmbH", role="Analyst", starts_at=datetime(2024, 10, 8, 12, tzinfo=UTC), zone=ZONE
    )
    known = save_interview(candidate, own, now)
    _go(candidate, mbox, now)
    accepted = [Accepted(tuple(mail.id for mail in one.mails), "Northwind", "Analyst") for one in list_found(candidate)]
    assert take_in(candidate, accepted, now, ZONE).interviews == 0
    assert [one.id for one, _ in list_interviews(candidate)] == [known]
    assert len(read_replies(candidate, known)) == 1


def test_answer_in_a_letter_s_thread_belongs_to_its_interview(
    candidate: Candidate, tmp_path: Path, now: datetime
) -> None:
    known = save_interview(candidate, Interview(company="Elsewhere", role="Clerk"), now)
    models.Letter.objects.create(
        candidate_id=candidate.id,
        interview_id=known,
        kind="request",
        subject="x",
        body="x",
        message_id="<asked@home.example>",
        drafted_at=now,
    )
    (tmp_path / "one.eml").write_bytes(TOLD)
    _go(candidate, tmp_path / "one.eml", now)
    (found,) = list_found(candidate)
    assert found.words[0].interview_id == known
    take_in(candidate, [Accepted((found.id,), "", "")], now, ZONE)
    (reply,) = read_replies(candidate, known)
    assert reply.letter_id is not None


def test_met_person_is_known_whatever_they_write(candidate: Candidate, tmp_path: Path, now: datetime) -> None:
    panel = (Interviewer(name="Sam Okoro", address="sam@northwind.example"),)
    save_interview(candidate, Interview(company="Northwind", role="Analyst", interviewers=panel), now)
    (tmp_path / "one.eml").write_bytes(_mail(9, 3, "Hm", "Friday then.\n"))
    _go(candidate, tmp_path / "one.eml", now)
    (found,) = list_found(candidate)
    assert found.words[0].kind in (MailKind.ANSWER, MailKind.INVITATION, MailKind.RECEIPT)


def test_mail_that_cannot_be_read_is_kept_and_named(
    candidate: Candidate, mbox: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise NotRead(Why.BROKEN)

    monkeypatch.setattr("afterview.flows.examine.open_foreign", refuse)
    _go(candidate, mbox, now)
    unread = list_unread(candidate)
    assert {mail.state for mail in unread} == {MailState.UNREAD}
    assert "Your application" in {mail.subject for mail in unread}
    assert all("all.mbox, byte" in mail.place for mail in unread)
    kept = models.FoundMail.objects.get(subject="Your application")
    assert bytes(kept.original).rstrip() == REFUSED.rstrip()


def test_set_aside_is_forgotten_and_not_found_again(candidate: Candidate, mbox: Path, now: datetime) -> None:
    _go(candidate, mbox, now)
    mails = tuple(mail.id for one in list_found(candidate) for mail in one.mails)
    assert "Northwind" in read_found_text(candidate, mails[0])[1]
    set_aside(candidate, mails)
    assert list_found(candidate) == ()
    assert not any(bytes(row.original) for row in models.FoundMail.objects.filter(pk__in=mails))
    begin_gathering(candidate, mbox, now, again=True)
    _go(candidate, mbox, now)
    assert list_found(candidate) == ()
