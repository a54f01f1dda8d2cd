"""Mails of one application come together, and propose what happened."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from afterview.core.found_mail import (
    FoundApplication,
    FoundMail,
    MailKind,
    correct,
    group_mails,
    key_of,
    kind_of,
    label_of,
    label_of_company,
    name_company,
    round_at,
)

BEGIN = datetime(2024, 10, 1, 9, tzinfo=UTC)


def _mail(number: int, kind: MailKind, company: str = "Northwind", role: str = "", day: int = 0) -> FoundMail:
    return FoundMail(
        id=number,
        digest=str(number),
        found_at=BEGIN + timedelta(days=900),
        kind=kind,
        sent_at=BEGIN + timedelta(days=day or number),
        message_id=f"<{number}@x.example>",
        company=company,
        role=role,
    )


@pytest.mark.parametrize(
    ("status", "confidence", "in_thread", "kind"),
    [
        ("rejection", 0.9, False, MailKind.REJECTION),
        ("rejection", 0.4, False, None),
        ("other", 0.9, False, None),
        ("other", 0.9, True, MailKind.ANSWER),
        ("offer", 0.2, True, MailKind.ANSWER),
    ],
)
def test_kind_follows_the_reader_where_it_is_sure(
    status: str, confidence: float, in_thread: bool, kind: MailKind | None
) -> None:
    assert kind_of(status, confidence, in_thread) is kind


@pytest.mark.parametrize(
    ("told", "sender", "address", "company"),
    [
        (" Northwind ", "x", "a@b.example", "Northwind"),
        ("", "Northwind Careers", "no-reply@greenhouse.io", "Northwind"),
        ("", "Sam Okoro", "sam@north-wind.co.uk", "North Wind"),
        ("", "Sam Okoro", "sam@gmail.com", ""),
        ("", "HR", "jobs@northwind.example", "Northwind"),
        ("", "", "", ""),
    ],
)
def test_company_is_told_by_words_sender_or_domain(told: str, sender: str, address: str, company: str) -> None:
    assert name_company(told, sender, address) == company


def test_names_are_compared_without_their_legal_form() -> None:
    assert key_of("North-Wind GmbH & Co. KG") == key_of("north wind") == "north wind"
    assert label_of_company("North-Wind Ltd.") == "northwind"
    assert label_of("hr@mail.northwind.co.uk") == "northwind"
    assert label_of("jo@gmail.com") == ""


def test_one_application_from_received_to_told() -> None:
    talk = replace(_mail(2, MailKind.INVITATION), starts_at=BEGIN + timedelta(days=8))
    again = replace(_mail(3, MailKind.INVITATION), starts_at=BEGIN + timedelta(days=8, hours=1))
    second = replace(_mail(4, MailKind.INVITATION), starts_at=BEGIN + timedelta(days=20))
    no = replace(_mail(30, MailKind.REJECTION), has_points=True)
    mails = [_mail(1, MailKind.RECEIPT, role="Analyst"), talk, again, second, no, _mail(35, MailKind.FEEDBACK)]
    (found,) = group_mails(reversed(mails))
    assert found.rounds == (again, second)
    assert found.ending == no
    assert found.words == (no, mails[-1])
    assert (found.company, found.role, found.id) == ("Northwind", "Analyst", 1)
    assert found.proposes
    assert [round_at(found, mail) for mail in (again, second, no)] == [0, 0, 1]


def test_undated_invitations_are_one_interview() -> None:
    (found,) = group_mails([_mail(1, MailKind.INVITATION), _mail(2, MailKind.INVITATION)])
    assert [mail.id for mail in found.rounds] == [2]


def test_thread_holds_together_what_names_do_not() -> None:
    answer = replace(_mail(3, MailKind.ANSWER, company=""), answers=("<1@x.example>",))
    (found,) = group_mails([_mail(1, MailKind.INVITATION), answer])
    assert found.words == (answer,)


def test_other_role_and_other_year_are_other_applications() -> None:
    first = _mail(1, MailKind.RECEIPT, role="Analyst")
    other = _mail(2, MailKind.RECEIPT, role="Clerk")
    later = _mail(900, MailKind.RECEIPT, role="Analyst")
    assert [one.mails for one in group_mails([first, other, later])] == [(later,), (other,), (first,)]
    assert not any(one.proposes for one in group_mails([first]))


def test_two_companies_stay_apart() -> None:
    mails = [_mail(1, MailKind.REJECTION), _mail(2, MailKind.OFFER, company="Kite"), _mail(3, MailKind.FEEDBACK, "")]
    assert sorted(one.company for one in group_mails(mails)) == ["", "Kite", "Northwind"]


def test_second_ending_is_the_one_that_counts() -> None:
    (found,) = group_mails([_mail(1, MailKind.REJECTION), _mail(2, MailKind.OFFER)])
    assert found.ending is not None
    assert found.ending.kind is MailKind.OFFER
    assert [mail.id for mail in found.receipts] == [1]
    assert round_at(found, found.ending) == 0


def test_own_words_replace_ours_and_days_fall_back() -> None:
    found = correct(FoundApplication(company="x", role="y"), " Northwind ", " Analyst ")
    assert (found.company, found.role) == ("Northwind", "Analyst")
    mail = _mail(1, MailKind.OFFER)
    assert mail.day == date(2024, 10, 2)
    assert replace(mail, sent_at=None).day == date(2027, 3, 20)


def test_mail_before_every_round_speaks_of_the_first() -> None:
    late = replace(_mail(9, MailKind.INVITATION), starts_at=BEGIN + timedelta(days=50))
    found = FoundApplication(company="x", role="y", rounds=(late,))
    assert round_at(found, _mail(1, MailKind.REJECTION)) == 0
