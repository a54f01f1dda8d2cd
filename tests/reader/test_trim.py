"""What is new in a mail is kept; originals, signatures and footers are set aside with their reason."""

import pytest

from afterview.reader.trim import trim

REPLY = "Thanks for asking, Jo.\nYou were clear on budgets."

QUOTES = [
    "On Mon, 2 Nov 2026 at 10:14, Jo Hart <jo@home.example> wrote:\n> Hello Ann\n> Jo",
    "On 2 Nov 2026, at 10:14, Jo Hart\n<jo@home.example> wrote:\n\n> Hello Ann",
    "Am 02.11.2026 um 10:14 schrieb Jo Hart <jo@home.example>:\n> Hallo Ann",
    "Le lun. 2 nov. 2026 à 10:14, Jo Hart <jo@home.example> a écrit :\n> Bonjour",
    "El lun, 2 nov 2026 a las 10:14, Jo Hart (<jo@home.example>) escribió:\n> Hola",
    "Em seg., 2 de nov. de 2026 às 10:14, Jo Hart <jo@home.example> escreveu:\n> Olá",
    "Il giorno lun 2 nov 2026 alle ore 10:14 Jo Hart <jo@home.example> ha scritto:\n> Ciao",
    "Op ma 2 nov. 2026 om 10:14 schreef Jo Hart <jo@home.example>:\n> Hoi",
    "W dniu 2.11.2026 o 10:14, Jo Hart pisze:\n> Cześć",
    "Den mån 2 nov. 2026 kl 10:14 skrev Jo Hart <jo@home.example>:\n> Hej",
    "2 ноября 2026 г., 10:14, Jo Hart <jo@home.example> написал:\n> Привет",
    "2026年11月2日(月) 10:14 Jo Hart <jo@home.example>:\n> こんにちは",
    "-----Original Message-----\nFrom: Jo Hart\nSent: Monday\nTo: Ann\n\nHello Ann",
    "-------- Ursprüngliche Nachricht --------\nVon: Jo Hart\nGesendet: Montag\n\nHallo Ann",
    "From: Jo Hart <jo@home.example>\nSent: Monday, 2 November 2026 10:14\nTo: Ann\nSubject: Feedback\n\nHello Ann",
    "De : Jo Hart\nEnvoyé : lundi 2 novembre 2026\nÀ : Ann\nObjet : Retour\n\nBonjour",
]


@pytest.mark.parametrize("quote", QUOTES)
def test_quoted_original_is_cut(quote: str) -> None:
    trimmed = trim(f"{REPLY}\n\n{quote}\n")
    assert trimmed.reply_text == REPLY
    assert {part.reason for part in trimmed.cut} == {"quoted"}


def test_inline_answers_stay() -> None:
    trimmed = trim("> Was I too long?\n\nYes, a little.\n\n> And the numbers?\n\nThose were right.\n")
    assert "Was I too long" not in trimmed.reply_text
    assert "Yes, a little." in trimmed.reply_text
    assert "Those were right." in trimmed.reply_text


def test_forwarded_notes_stay() -> None:
    header = "From: PK <pk@firm.example>\nDate: Mon\nSubject: notes"
    note = f"See below.\n\n---------- Forwarded message ---------\n{header}\n\nShe was calm."
    reply = trim(note).reply_text
    assert "She was calm." in reply
    assert "pk@firm.example" not in reply


@pytest.mark.parametrize(
    ("ending", "reason"),
    [
        ("-- \nAnn Lee\nHead of Audit\n+44 20 7946 0000", "signature"),
        ("Kind regards,\nAnn Lee\nTel. +44 20 7946 0000\nwww.firm.example", "signature"),
        ("Sent from my iPhone", "footer"),
        ("Von meinem Handy gesendet", "footer"),
        ("This email is confidential and intended only for the person named.", "disclaimer"),
    ],
)
def test_endings_are_cut_with_their_reason(ending: str, reason: str) -> None:
    trimmed = trim(f"{REPLY}\n\n{ending}\n")
    assert trimmed.reply_text.startswith(REPLY)
    assert reason in {part.reason for part in trimmed.cut}
    assert "7946" not in trimmed.reply_text


def test_nothing_but_a_quote_is_kept_whole() -> None:
    assert trim("> You were clear.\n> Bring numbers.").reply_text == "> You were clear.\n> Bring numbers."


def test_prose_that_looks_like_headers_stays() -> None:
    text = "From what I saw you did well.\nTo be frank: bring numbers.\nSubject knowledge: fine."
    assert trim(text).reply_text == text
