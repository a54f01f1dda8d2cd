"""The sieve lets job mails through in every form they come in, and what belongs to the journal whatever it says."""

import base64
import quopri

import pytest

from afterview.post.gather import Known, belongs_to, may_be_job_mail

NO = (
    "Dear Jo,\n\nthank you for your application for the position of data analyst. After your interview we have decided "
    "not to move forward with your application. We wish you all the best.\n\nNorthwind, Human Resources\n"
)
ABSAGE = (
    "Sehr geehrte Frau Doe,\n\nvielen Dank für Ihre Bewerbung und das Gespräch. Leider haben wir uns für einen anderen "
    "Bewerber entschieden. Für Ihren weiteren Weg alles Gute.\n"
)
HEAD = "From: jobs@northwind.example\nSubject: Your application\nMIME-Version: 1.0\n"
FORMS = {
    "plain": "Content-Type: text/plain; charset=utf-8\n\n{}",
    "quoted": "Content-Transfer-Encoding: quoted-printable\n\n{quoted}",
    "base64": "Content-Transfer-Encoding: base64\n\n{base64}",
    "page": "Content-Type: text/html\n\n<html><head><style>" + "a{b:c}" * 500 + "</style></head><body><p>{}</p></body>",
    "part": "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Transfer-Encoding: base64\n\n{base64}\n--b--\n",
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("words", [NO, ABSAGE], ids=["en", "de"])
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_job_mail_passes_in_every_form(form: str, words: str, ends: str) -> None:
    body = form.replace("{quoted}", quopri.encodestring(words.encode()).decode())
    body = body.replace("{base64}", base64.encodebytes(words.encode()).decode()).replace("{}", words)
    assert may_be_job_mail((HEAD + body).replace("\n", ends).encode())


@pytest.mark.parametrize(
    "words",
    [
        "Your order 7733 has shipped and arrives on Tuesday. Track your parcel. Returns are free. Unsubscribe.",
        "Ihre Bestellung 88 ist unterwegs und kommt am Dienstag an. Rückgabe kostenlos. Newsletter abmelden.",
        "Nouvelle connexion à votre compte. Sinon, changez votre mot de passe. Message automatique. Se désabonner.",
    ],
)
def test_everyday_mail_stays_out(words: str) -> None:
    assert not may_be_job_mail(f"From: a@b.example\nSubject: Hello\n\n{words}\n".encode())


@pytest.mark.parametrize(
    "raw", [b"", b"\n", b"\xff" * 100, b"=?b?" * 1000, b"Subject: =?utf-8?b?!!!?=\n\n<" + b"<" * 9000]
)
def test_sieve_never_raises(raw: bytes) -> None:
    assert may_be_job_mail(raw) in (True, False)


def test_known_people_and_threads_are_told_by_the_header() -> None:
    known = Known({b"sam@northwind.example"}, {b"<a@letters.afterview.invalid>"})
    assert belongs_to(b"From: Sam <Sam@Northwind.example>\n\nhi", known)
    assert belongs_to(b"From: x@y.example\nReferences: <z@y>\n <A@letters.afterview.invalid>\n\nhi", known)
    assert not belongs_to(b"From: x@y.example\nTo: sam@northwind.example\n\nsam@northwind.example", known)
    assert not belongs_to(b"From: Sam <sam@northwind.example>\n\nhi", Known())
