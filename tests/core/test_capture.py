"""From pasted words to a proposed interview: each guess with its words, nothing invented."""

import time as clock
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from afterview.core.capture import NoSuchTime, ProposedInterview, place_in_time, propose_interview
from afterview.core.invitation.found import DoubtKind
from afterview.core.words import Format

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)  # a Sunday
BERLIN = "Europe/Berlin"

ENGLISH = """Subject: Interview for Product Analyst at Northwind
From: Sam Lee <sam.lee@northwind.example>
Date: Fri, 20 Nov 2026 09:12:00 +0000

Hi Alex,

Thank you for applying. We would like to invite you to an interview for the Product Analyst role on
Thursday 26 November 2026 at 2:30 pm (UK time). It will take 45 minutes on Zoom:
https://northwind.zoom.us/j/91234567890?pwd=abc

You will meet Sam Lee (Head of Data) and Priya Shah, Engineering Manager.

Please confirm by Tuesday 24 November.

Kind regards,
Sam Lee
"""
GERMAN = """Guten Tag Frau Becker,

vielen Dank für Ihre Bewerbung als Data Analyst (m/w/d) bei der Contoso GmbH. Gerne laden wir Sie zu einem
Vorstellungsgespräch am Dienstag, den 1. Dezember 2026, um 10:00 Uhr in unserem Büro ein.

Adresse: Lindenstraße 12, 10969 Berlin

Sie sprechen mit Dr. Anna Weber (Leiterin Analytics) und Herrn Jonas Klein, Personalreferent.

Bitte geben Sie uns bis zum 27. November Bescheid.
"""
FRENCH = """Bonjour,

Suite à votre candidature au poste de Chargé de projet chez Fabrikam, nous vous proposons un entretien le jeudi
3 décembre à 14h30 (heure de Paris), d'une durée d'une heure, dans nos bureaux, 15 rue de la Paix, 75002 Paris.

Vous rencontrerez Claire Dubois, responsable marketing, et Paul Martin.
"""
SPANISH = """Hola Marta:

Gracias por tu solicitud para el puesto de Analista de datos en Tailspin. Nos gustaría invitarte a una entrevista
el próximo jueves 3 de diciembre de 2026 a las 16:00 h por videollamada (https://meet.google.com/abc-defg-hij).
Hablarás con Lucía Gómez, directora de producto.
"""
ADVERT = """Senior Marketing Manager (m/f/d) - Woodgrove Bank AG

We are looking for a Senior Marketing Manager in Hamburg.
Your profile: 5 years of experience with Google Analytics and Power BI.
Apply by 15 December 2026. Start date: 1 February 2027.
"""
BULLETS = """We'd love to have you in for an interview at our London office, 12 High Street, London EC1A 1BB,
on 30/11/2026 at 14.00. Interviewers:
- Maria van den Berg, CTO <maria@proseware.example>
- Tom O'Neil (Recruiter)

See you soon
"""
LABELS = """Date: Thursday, 26 November
Time: 11:00 - 11:45 CET
Where: the blue house by the river
Who: Jo Park, Lee Chan
Role: Senior UX designer
Company: Woodgrove"""


def shown(proposed: ProposedInterview) -> dict[str, Any]:
    """What was found, without what was not."""
    names = ("company", "role", "day", "hour", "zone", "minutes", "format", "place")
    found = {name: guess.value for name in names if (guess := getattr(proposed, name))}
    people = [(p.value.name, p.value.role, p.value.address) for p in proposed.interviewers]
    return found | ({"people": people} if people else {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            ENGLISH,
            {
                "company": "Northwind",
                "role": "Product Analyst",
                "day": date(2026, 11, 26),
                "hour": time(14, 30),
                "zone": "Europe/London",
                "minutes": 45,
                "format": Format.VIDEO,
                "place": "https://northwind.zoom.us/j/91234567890?pwd=abc",
                "people": [
                    ("Sam Lee", "Head of Data", "sam.lee@northwind.example"),
                    ("Priya Shah", "Engineering Manager", ""),
                ],
            },
        ),
        (
            GERMAN,
            {
                "company": "Contoso",
                "role": "Data Analyst",
                "day": date(2026, 12, 1),
                "hour": time(10),
                "format": Format.ON_SITE,
                "place": "Lindenstraße 12, 10969 Berlin",
                "people": [("Anna Weber", "Leiterin Analytics", ""), ("Jonas Klein", "Personalreferent", "")],
            },
        ),
        (
            FRENCH,
            {
                "company": "Fabrikam",
                "role": "Chargé de projet",
                "day": date(2026, 12, 3),
                "hour": time(14, 30),
                "zone": BERLIN,  # the person's own zone, where its clocks agree
                "minutes": 60,
                "format": Format.ON_SITE,
                "place": "15 rue de la Paix, 75002 Paris",
                "people": [("Claire Dubois", "responsable marketing", ""), ("Paul Martin", "", "")],
            },
        ),
        (
            SPANISH,
            {
                "company": "Tailspin",
                "role": "Analista de datos",
                "day": date(2026, 12, 3),
                "hour": time(16),
                "format": Format.VIDEO,
                "place": "https://meet.google.com/abc-defg-hij",
                "people": [("Lucía Gómez", "directora de producto", "")],
            },
        ),
        (ADVERT, {"company": "Woodgrove Bank", "role": "Senior Marketing Manager"}),
        (
            BULLETS,
            {
                "company": "Proseware",
                "day": date(2026, 11, 30),
                "hour": time(14),
                "format": Format.ON_SITE,
                "place": "12 High Street, London EC1A 1BB",
                "people": [
                    ("Maria van den Berg", "CTO", "maria@proseware.example"),
                    ("Tom O'Neil", "Recruiter", ""),
                ],
            },
        ),
        (
            LABELS,
            {
                "company": "Woodgrove",
                "role": "Senior UX designer",
                "day": date(2026, 11, 26),
                "hour": time(11),
                "zone": BERLIN,
                "minutes": 45,
                "format": Format.ON_SITE,
                "place": "the blue house by the river",
                "people": [("Jo Park", "", ""), ("Lee Chan", "", "")],
            },
        ),
        ("no interview at all, just words", {}),
        ("", {}),
    ],
)
def test_invitation_is_read_with_nothing_invented(text: str, expected: dict[str, Any]) -> None:
    proposed = propose_interview(text, NOW, BERLIN)
    assert shown(proposed) == expected
    assert proposed.is_empty is not bool(expected)


@pytest.mark.parametrize("text", [ENGLISH, GERMAN, FRENCH, SPANISH, ADVERT, BULLETS, LABELS])
def test_every_guess_has_words_of_the_text(text: str) -> None:
    proposed = propose_interview(text, NOW, BERLIN)
    guesses = [proposed.company, proposed.role, proposed.day, proposed.hour, proposed.zone, proposed.minutes]
    for guess in [*guesses, proposed.format, proposed.place, *proposed.interviewers]:
        if guess is not None:
            assert guess.words
            assert text[guess.start : guess.end] == guess.words


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-12-04", date(2026, 12, 4)),
        ("4 December 2026", date(2026, 12, 4)),
        ("4th of December", date(2026, 12, 4)),
        ("December 4th, 2026", date(2026, 12, 4)),
        ("Dec 4", date(2026, 12, 4)),
        ("Fri, Dec 4, 2026", date(2026, 12, 4)),
        ("04.12.2026", date(2026, 12, 4)),
        ("4.12.26", date(2026, 12, 4)),
        ("Freitag, 4.12.", date(2026, 12, 4)),
        ("Fr., 4. Dez. 2026", date(2026, 12, 4)),
        ("vendredi 4 décembre", date(2026, 12, 4)),
        ("1er décembre 2026", date(2026, 12, 1)),
        ("vendredi 4/12", date(2026, 12, 4)),
        ("viernes, 4 de diciembre de 2026", date(2026, 12, 4)),
        ("3. März", date(2027, 3, 3)),
        ("15 août 2027", date(2027, 8, 15)),
        ("30/11/2026", date(2026, 11, 30)),
        ("11/30/2026", date(2026, 11, 30)),
        ("12 November", date(2026, 11, 12)),
        ("Wednesday 6 January", date(2027, 1, 6)),
        ("today", date(2026, 11, 22)),
        ("tomorrow", date(2026, 11, 23)),
        ("the day after tomorrow", date(2026, 11, 24)),
        ("übermorgen", date(2026, 11, 24)),
        ("aujourd’hui", date(2026, 11, 22)),
        ("on Tuesday", date(2026, 11, 24)),
        ("next Thursday", date(2026, 11, 26)),
        ("am kommenden Montag", date(2026, 11, 23)),
        ("jeudi prochain", date(2026, 11, 26)),
        ("el próximo lunes", date(2026, 11, 23)),
        ("31 November 2026", None),
        ("99/99/2026", None),
        ("Sunday roast", date(2026, 11, 29)),
        ("a Mittag in May", None),
        ("room 4 Dezibel", None),
    ],
)
def test_day_is_read_in_many_forms(words: str, day: date | None) -> None:
    proposed = propose_interview(f"We invite you: {words}", NOW, BERLIN)
    assert (proposed.day.value if proposed.day else None) == day


def test_next_weekday_of_the_same_week_is_a_week_later() -> None:
    monday = datetime(2026, 11, 23, 9, tzinfo=UTC)
    this, later = (propose_interview(f"We meet {words}", monday, BERLIN) for words in ("Thursday", "next Thursday"))
    assert this.day is not None
    assert this.day.value == date(2026, 11, 26)
    assert later.day is not None
    assert later.day.value == date(2026, 12, 3)


@pytest.mark.parametrize(
    ("words", "zone", "day", "kind"),
    [
        ("on 03/12/2026", BERLIN, date(2026, 12, 3), DoubtKind.DAY_OR_MONTH),
        ("on 03/12/2026", "America/Chicago", date(2026, 3, 12), DoubtKind.DAY_OR_MONTH),
        ("on 12/01 at 10:30 AM PST", BERLIN, date(2026, 12, 1), DoubtKind.DAY_OR_MONTH),
        ("on Friday 04/12/2026", "America/Chicago", date(2026, 12, 4), None),
        ("on Thursday 27 November 2026", BERLIN, date(2026, 11, 27), DoubtKind.WEEKDAY),
        ("slots: Mon 30 Nov 10:00, Tue 1 Dec 14:00", BERLIN, date(2026, 11, 30), DoubtKind.SEVERAL_DAYS),
    ],
)
def test_doubtful_day_is_said_to_be_doubtful(words: str, zone: str, day: date, kind: DoubtKind | None) -> None:
    proposed = propose_interview(f"Please pick: {words}", NOW, zone)
    assert proposed.day is not None
    assert proposed.day.value == day
    assert (proposed.doubt.kind if proposed.doubt else None) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Please answer by 27 November.",
        "Bewerbung bis zum 27. November",
        "Deadline: 27/11/2026",
        "applied on 2 November",
    ],
)
def test_day_of_something_else_is_left_out(text: str) -> None:
    assert propose_interview(text, NOW, BERLIN).day is None


@pytest.mark.parametrize(
    ("words", "hour", "minutes"),
    [
        ("at 14:30", time(14, 30), None),
        ("at 2.30pm", time(14, 30), None),
        ("at 9 a.m.", time(9), None),
        ("12 am sharp", time(0), None),
        ("at noon", time(12), None),
        ("um 9.30 Uhr", time(9, 30), None),
        ("um 15 Uhr", time(15), None),
        ("à 14 h 15", time(14, 15), None),
        ("a las 10", time(10), None),
        ("at 3", time(15), None),
        ("at 2:30", time(14, 30), None),
        ("at 02:30", time(2, 30), None),
        ("10:00–11:15", time(10), 75),
        ("10-11am", time(10), 60),
        ("11-1pm", time(11), 120),
        ("2 to 3:30 pm", time(14), 90),
        ("von 10.30 bis 11 Uhr", time(10, 30), 30),
        ("at 10:00 for an hour", time(10), 60),
        ("at 10:00, half an hour", time(10), 30),
        ("at 10:00, 1.5 hours", time(10), 90),
        ("at 10:00; please answer within 24 hours", time(10), None),
        ("at 10:00; 3 minutes from the station", time(10), None),
        ("at 13pm", None, None),
        ("at 10:00 and 9:00", time(10), None),
        ("14-10:00", time(10), None),
        ("see https://a.example/10:45", None, None),
        ("at 31", None, None),
        ("99-10:00", time(10), None),
    ],
)
def test_hour_is_read_in_many_forms(words: str, hour: time | None, minutes: int | None) -> None:
    proposed = propose_interview(f"We meet on 30 November 2026 {words}", NOW, BERLIN)
    assert (proposed.hour.value if proposed.hour else None) == hour
    assert (proposed.minutes.value if proposed.minutes else None) == minutes


def test_hour_far_from_the_day_counts_only_when_it_is_the_only_one() -> None:
    far = "x " * 60
    one = propose_interview(f"Meet on 30 November 2026. {far} at 10:00", NOW, BERLIN)
    two = propose_interview(f"Meet on 30 November 2026. {far} at 10:00, at 11:00", NOW, BERLIN)
    none = propose_interview("Time: 10:00", NOW, BERLIN)
    assert one.hour is not None
    assert two.hour is None
    assert none.hour is not None
    assert none.zone is None


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("10:00 CET", BERLIN),
        ("10:00 (UTC+01:00)", BERLIN),
        ("10:00 GMT", "Europe/London"),
        ("10:00 EST", "America/New_York"),
        ("10:00 New York time", "America/New_York"),
        ("10:00 Pacific Time", "America/Los_Angeles"),
        ("10:00 Uhr (MEZ)", BERLIN),
        ("10:00 (Lisbon)", "Europe/Lisbon"),
        ("10:00 Asia/Tokyo", "Asia/Tokyo"),
        ("10:00 UTC+5:30", "Asia/Kolkata"),
        ("10:00 UTC-3", "Etc/GMT+3"),
        ("10:00 UTC+20", None),
        ("10:00, time zone: Madrid (Spain)", BERLIN),
        ("10:00. Time zone: nowhere known", None),
        ("10:00 sharp", None),
        ("10:00 ABC", None),
    ],
)
def test_zone_is_read_in_many_forms(words: str, zone: str | None) -> None:
    proposed = propose_interview(f"We meet on 30 November 2026 at {words}", NOW, BERLIN)
    assert (proposed.zone.value if proposed.zone else None) == zone


@pytest.mark.parametrize(
    ("text", "place", "how"),
    [
        (
            "Join: https://teams.microsoft.com/l/meetup-join/19%3a",
            "https://teams.microsoft.com/l/meetup-join/19%3a",
            "video",
        ),
        (
            "Join https://eu.safelinks.protection.outlook.com/?url=https%3A%2F%2Fzoom.us%2Fj%2F1&data=x",
            "https://zoom.us/j/1",
            "video",
        ),
        ("Join https://eu.safelinks.protection.outlook.com/?url=nothing", None, None),
        ("Join the call: https://meet.northwind.example/abc.", "https://meet.northwind.example/abc", "video"),
        ("Read https://meetings.example/blog", None, None),
        ("Broken: https://[::1", None, None),
        ("We will call you at 10", None, "phone"),
        ("Videokonferenz per Teams", None, "video"),
        ("Please come to our offices", None, "on_site"),
        ("Ort: https://zoom.example/1", None, None),
        ("Wir laden Sie in die Speicherstraße 12, 20457 Hamburg ein.", "Speicherstraße 12, 20457 Hamburg", "on_site"),
        ("Calle Mayor 14, 28013 Madrid", "Calle Mayor 14, 28013 Madrid", "on_site"),
    ],
)
def test_place_and_format(text: str, place: str | None, how: str | None) -> None:
    proposed = propose_interview(text, NOW, BERLIN)
    assert (proposed.place.value if proposed.place else None) == place
    assert (proposed.format.value if proposed.format else None) == how


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("You will meet Sam and Priya.", [("Sam", ""), ("Priya", "")]),
        ("Interview with Fabrikam, with Jo Park", [("Jo Park", "")]),
        ("The panel will be Prof. Helen Clark, Dr James O'Brien and Ms Ruth Adeyemi.",
         [("Helen Clark", ""), ("James O'Brien", ""), ("Ruth Adeyemi", "")]),
        ("Ben will call you.", [("Ben", "")]),
        ("An dem Gespräch nehmen Frau Dr. Anke Petersen (Leiterin Produkt, a.petersen@a.example), Herr Jonas Weber "
         "(Entwicklung) und Frau Mia Schulz (Personal) teil.",
         [("Anke Petersen", "Leiterin Produkt"), ("Jonas Weber", "Entwicklung"), ("Mia Schulz", "Personal")]),
        ("Details\nJordan Smith - VP Engineering\nTeams", [("Jordan Smith", "VP Engineering")]),
        ("Interviewers:\n\nto be said", []),
        ("Interviewers:\n- Sam Lee", [("Sam Lee", "")]),
        ("experience with Power BI for each interview", []),
        ("You will meet Zoom", []),
        ("Meet Sam Lee (3 years here)", [("Sam Lee", "")]),
        ("Meet Sam Lee, Paris", [("Sam Lee", ""), ("Paris", "")]),
        ("call with Sam Lee; Sam will call you", [("Sam Lee", "")]),
        ("From: No Reply <no-reply@contoso.example>\n\nhello", []),
        ("From: Kim Novak <kim@contoso.example>\n\nhello", [("Kim Novak", "")]),
    ],
)  # fmt: skip
def test_people_are_read_with_their_roles(text: str, people: list[tuple[str, str]]) -> None:
    found = propose_interview(text, NOW, BERLIN).interviewers
    assert [(guess.value.name, guess.value.role) for guess in found] == people


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Meet Sam Lee. Write to sam.lee@a.example", "sam.lee@a.example"),
        ("Meet Sam Lee. Write to slee@a.example", "slee@a.example"),
        ("Meet Sam Lee. Write to kim@a.example", ""),
        ("Meet Sam. Write to sam@a.example", "sam@a.example"),
        ("Meet Sam Lee (sam@a.example).", "sam@a.example"),
        ("Meet Sam Lee (Head of Data, sam@a.example).", "sam@a.example"),
        ("Meet Sam Lee. cc Sam Lee <s@a.example>", "s@a.example"),
        ("Meet Jo. Write to jo@a.example", ""),  # two letters tell nothing
    ],
)
def test_address_is_taken_only_where_it_tells(text: str, address: str) -> None:
    assert propose_interview(text, NOW, BERLIN).interviewers[0].value.address == address


@pytest.mark.parametrize(
    ("text", "company", "role"),
    [
        ("Call with Litware, data engineer", "Litware", "data engineer"),
        ("my interview at Northwind for product analyst", "Northwind", "product analyst"),
        ("Interview: Frontend Developer | Adventure Works", None, "Frontend Developer"),
        ("Poste : Comptable. Durée : 30 minutes.", None, "Comptable"),
        ("for the Ninja role", None, "Ninja"),
        ("your application for an interview", None, None),
        ("Write to jo@mail.contoso.co.uk", "Contoso", None),
        ("Write to jo@gmail.com", None, None),
        ("Interview with Adventure Works", "Adventure Works", None),
        ("Interview with Jo Park", None, None),
        ("We meet at Monday", None, None),
        ("at Data Engineer", None, None),
        ("the role of " + "very " * 12 + "senior engineer", None, None),
        ("About Proseware\nWe bake.", "Proseware", None),
    ],
)
def test_company_and_role(text: str, company: str | None, role: str | None) -> None:
    proposed = propose_interview(text, NOW, BERLIN)
    assert (proposed.company.value if proposed.company else None) == company
    assert (proposed.role.value if proposed.role else None) == role


def test_day_a_mail_was_sent_is_not_the_interview() -> None:
    assert propose_interview("From: a@b.example\nSent: 20 November 2026 10:00\n\nhello", NOW, BERLIN).day is None


@pytest.mark.parametrize(
    "piece", ["A", "1", "a-", "\n", " ", "(", "12/12/", "Monday ", "Anna, ", "with Anna ", "10:00-"]
)
def test_hostile_text_costs_little(piece: str) -> None:
    begun = clock.process_time()
    propose_interview(piece * (60_000 // len(piece)), NOW, BERLIN)
    assert clock.process_time() - begun < 3


def test_clock_in_a_zone() -> None:
    start = place_in_time(date(2026, 11, 26), time(14, 30), "Europe/London")
    assert start.astimezone(UTC) == datetime(2026, 11, 26, 14, 30, tzinfo=UTC)
    twice = place_in_time(date(2026, 10, 25), time(2, 30), BERLIN)
    assert twice.astimezone(UTC).hour == 0


def test_skipped_hour_is_refused() -> None:
    with pytest.raises(NoSuchTime):
        place_in_time(date(2026, 3, 29), time(2, 30), BERLIN)
