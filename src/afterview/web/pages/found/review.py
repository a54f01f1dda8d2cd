"""What the mails propose, application by application: looked over, corrected, and taken in in one go."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from afterview.core.found_mail import FoundApplication, MailKind
from afterview.flows.found_mails import Accepted, list_found, list_unread, set_aside, take_in
from afterview.web.door import Request
from afterview.web.redirects import see_other
from afterview.web.said import own_zone

AT_ONCE = 40
KINDS = {
    MailKind.REJECTION: _("A no"),
    MailKind.INVITATION: _("An interview"),
    MailKind.OFFER: _("An offer"),
    MailKind.RECEIPT: _("They had your application"),
    MailKind.FEEDBACK: _("What they said"),
    MailKind.ANSWER: _("An answer"),
}


def review(request: Request) -> HttpResponse:
    """The list; a POST takes in what is ticked, or sets aside what is not wanted."""
    if request.method == "POST":
        return _act(request)
    every = list_found(request.candidate)
    proposed = [one for one in every if one.proposes]
    done = request.GET.get("done", "")
    context = {
        "applications": [(one, _list_mails(one)) for one in proposed[:AT_ONCE]],
        "more": max(0, len(proposed) - AT_ONCE),
        "received": sum(1 for one in every if not one.proposes),
        "unread": list_unread(request.candidate),
        "done": _say_done(done),
    }
    return render(request, "found/review.html", context)


def _list_mails(application: FoundApplication) -> list[tuple[object, str]]:
    return [(mail, str(KINDS[mail.kind]) if mail.kind else "") for mail in application.mails]


def _act(request: Request) -> HttpResponse:
    every = {str(one.id): one for one in list_found(request.candidate)}
    chosen = [every[number] for number in request.POST.getlist("take") if number in every]
    ticked = {int(number) for number in request.POST.getlist("mail") if number.isdecimal()}
    if "aside" in request.POST:
        gone = tuple(mail.id for one in chosen for mail in one.mails)
        set_aside(request.candidate, gone)
        return see_other("found", query=f"done=aside-{len(chosen)}", fragment="done")
    accepted = [_accept(request, one, ticked) for one in chosen]
    taken = take_in(request.candidate, [one for one in accepted if one.mail_ids], request.now, own_zone(request))
    set_aside(request.candidate, tuple(mail.id for one in chosen for mail in one.mails if mail.id not in ticked))
    told = f"{taken.interviews}-{taken.outcomes}-{taken.replies}"
    return see_other("found", query=f"done={told}", fragment="done")


def _accept(request: Request, application: FoundApplication, ticked: set[int]) -> Accepted:
    return Accepted(
        tuple(mail.id for mail in application.mails if mail.id in ticked),
        request.POST.get(f"company-{application.id}", "").strip(),
        request.POST.get(f"role-{application.id}", "").strip(),
    )


def _say_done(told: str) -> str:
    if told.startswith("aside-"):
        return gettext("Set aside. Those mails are not brought up again.")
    numbers = [int(one) for one in told.split("-") if one.isdecimal() and len(one) < 6]
    if len(numbers) != 3:
        return ""
    interviews, outcomes, replies = numbers
    parts = (
        ngettext("%(n)d interview", "%(n)d interviews", interviews) % {"n": interviews},
        ngettext("%(n)d outcome", "%(n)d outcomes", outcomes) % {"n": outcomes},
        ngettext("%(n)d reply", "%(n)d replies", replies) % {"n": replies},
    )
    return gettext("Taken into your journal: %(parts)s.") % {"parts": ", ".join(parts)}
