"""What a person reads when something does not work: one sentence that says what to do."""

import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext


def say(request: HttpRequest, heading: str, sentence: str, status: int) -> HttpResponse:
    """A page with a heading and one sentence."""
    return render(request, "errors/sentence.html", {"heading": heading, "sentence": sentence}, status=status)


def show_missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is no such page in this journal."""
    return say(
        request, gettext("There is no such page."), gettext("It may have been deleted, or the address changed."), 404
    )


def show_fault(request: HttpRequest) -> HttpResponse:
    """500: the disk is full or the journal cannot be reached, else a fault of ours."""
    if isinstance(sys.exception(), OperationalError):
        sentence = gettext(
            "The journal could not be written; the disk may be full. Nothing before this was lost."
            " Make room, go back, and send it again."
        )
        return say(request, gettext("There was no room to save this."), sentence, 507)
    sentence = gettext("Something went wrong on our side. What you typed is kept; go back and try again.")
    return say(request, gettext("That did not work."), sentence, 500)


def show_forgery(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form did not come from a page of this journal."""
    sentence = gettext("This form was too old to be accepted. Go back, reload the page and send it again.")
    return say(request, gettext("Please send it again."), sentence, 403)
