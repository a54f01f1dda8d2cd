"""The language of a text, and the one a letter begins in."""

import pytest

from afterview.core.letters.tongue import propose_language, tell_language

GERMAN = (
    "Sehr geehrte Frau Reed, vielen Dank für Ihre Bewerbung. Wir laden Sie zu einem Gespräch ein und freuen uns auf Sie"
    " am Dienstag, wenn es für Sie passt."
)
ENGLISH = (
    "Dear Alex, thank you for your application. We would like to invite you to an interview with our team on Monday."
)
FRENCH = (
    "Bonjour, nous vous remercions pour votre candidature et nous souhaitons vous rencontrer dans nos bureaux mardi."
)
SPANISH = "Estimada Alex: gracias por su interés en el puesto. Nos gustaría invitarla a una entrevista con el equipo."


@pytest.mark.parametrize(("text", "base"), [(GERMAN, "de"), (ENGLISH, "en"), (FRENCH, "fr"), (SPANISH, "es")])
def test_a_mail_tells_its_language(text: str, base: str) -> None:
    assert tell_language(text) == base


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mit der Bahn um 9, das Tor ist links",
        f"{GERMAN}\n{ENGLISH}",
        "Python Django PostgreSQL Kubernetes Terraform Kafka Redis Linux Git Bash Rust Docker Ansible",
        "Zapraszamy na rozmowę kwalifikacyjną w siedzibie firmy w przyszły wtorek rano przy ulicy Długiej w Krakowie",
    ],
)
def test_what_is_short_mixed_or_foreign_tells_nothing(text: str) -> None:
    assert tell_language(text) == ""


@pytest.mark.parametrize(
    ("own", "told", "begins"),
    [
        ("en-GB", [], "en-GB"),
        ("en-US", ["en"], "en-US"),
        ("en-US", ["", "de", "en"], "de"),
        ("de", ["", ""], "de"),
        ("de", ["en"], "en-GB"),
        ("fr", ["es"], "es"),
        ("pt", [], "en-GB"),
        ("pt", ["fr"], "fr"),
    ],
)
def test_the_nearest_text_decides(own: str, told: list[str], begins: str) -> None:
    assert propose_language(own, told) == begins
