"""One found mail as text, to be confirmed as an answer or set aside; and a look into the mailbox on a click."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from afterview.core.found_mail import FoundMail, MailState
from afterview.flows.capture import InterviewGone, list_interviews
from afterview.flows.foreign import NotRead
from afterview.flows.found_mails import MailGone, find_mail, read_found_original, read_found_text, set_aside
from afterview.flows.mail_watch import LineLost, LoginRefused, SaysNo, confirm_arrival, look_upon_click
from afterview.flows.mailbox import AccountGone
from afterview.web.door import Request
from afterview.web.errors import say, show_missing
from afterview.web.pages.post.said import FAILURES, say_failure
from afterview.web.redirects import see_address, see_other
from afterview.web.said import own_zone


def show_mail(request: Request, mail_id: int) -> HttpResponse:
    """Its words, never its pictures or links; a POST says where it belongs."""
    try:
        mail = find_mail(request.candidate, mail_id)
        if request.method == "POST":
            return _decide(request, mail)
        text, fault = _read_text(request, mail)
    except MailGone:
        return show_missing(request)
    interviews = [one for one, _outcome in list_interviews(request.candidate)]
    context = {
        "mail": mail,
        "text": text,
        "fault": fault,
        "waits": mail.state is MailState.FOUND and bool(interviews),
        "interviews": interviews,
    }
    return render(request, "found/mail.html", context)


def _read_text(request: Request, mail: FoundMail) -> tuple[str, str]:
    try:
        return read_found_text(request.candidate, mail.id)[1], ""
    except NotRead:
        return "", _("This mail could not be read. It is kept as it came; open it in your mail app.")


def _decide(request: Request, mail: FoundMail) -> HttpResponse:
    if "aside" in request.POST:
        set_aside(request.candidate, (mail.id,))
        return see_address("/")
    said = request.POST.get("interview", "")
    try:
        interview_id = int(said) if said.isdecimal() else 0
        reply_id = confirm_arrival(request.candidate, mail.id, interview_id, request.now)
    except InterviewGone:
        return show_missing(request)
    return see_other("reply", reply_id) if reply_id else see_other("interview", interview_id)


def show_original(request: Request, mail_id: int) -> HttpResponse:
    """The mail as it came, for download; never shown as a page of ours."""
    try:
        raw = read_found_original(request.candidate, mail_id)
    except MailGone:
        return show_missing(request)
    response = HttpResponse(raw, content_type="message/rfc822")
    response["Content-Disposition"] = f'attachment; filename="mail-{mail_id}.eml"'
    return response


@require_POST
def look_now(request: Request, account_id: int) -> HttpResponse:
    """Looks into the mailbox for answers, and says what came in one sentence."""
    passphrase = request.POST.get("passphrase", "")
    try:
        looked = look_upon_click(
            request.candidate, account_id, settings.DATA, request.now, own_zone(request), passphrase
        )
    except AccountGone:
        return show_missing(request)
    except LoginRefused:
        return _say(request, _("The server did not accept the name or the password. Change the mailbox and type it."))
    except (LineLost, SaysNo) as error:
        sentence = _("The line to your mailbox broke (%(words)s). What had come is kept; look again in a moment.")
        return _say(request, sentence % {"words": str(error)})
    except FAILURES as error:
        return _say(request, say_failure(error))
    if looked.replies or looked.proposals:
        return see_address("/")
    return _say(request, _("Nothing new that belongs to your journal. Nothing in your mailbox was changed."), 200)


def _say(request: Request, sentence: str, status: int = 409) -> HttpResponse:
    return say(request, _("Your mailbox"), sentence, status)
