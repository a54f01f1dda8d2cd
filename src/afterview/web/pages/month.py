"""The monthly look at one's own confidence: five items, each skippable, and one's own lines."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from afterview.core.month import HIGHEST, ITEMS, Month, Moved, draw_lines, is_due
from afterview.flows.month import forget_months, list_months, save_month
from afterview.web import charts
from afterview.web.door import Request
from afterview.web.redirects import see_other

MOVED = {
    Moved.HIGHER: _("higher than at first"),
    Moved.LOWER: _("lower than at first"),
    Moved.UPS_AND_DOWNS: _("ups and downs, no clear change"),
    None: _("a first answer"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShown:
    """One item: what it asks, the answers, a line through them, and whether it moved."""

    asks: str
    answers: str
    drawn: SafeString
    moved: str


def show_month(request: Request) -> HttpResponse:
    """The five items and the lines so far; a POST keeps what was answered."""
    fault = ""
    if request.method == "POST":
        given = {item: request.POST.get(item, "") for item in ITEMS}
        answers = {item: int(said) for item, said in given.items() if said.isascii() and said.isdigit()}
        if save_month(request.candidate, answers, request.now):
            return see_other("month", fragment="lines")
        fault = gettext("Answer one of the five, or leave it for another month.")
    months = list_months(request.candidate)
    context = {
        "items": [(item, gettext(asks)) for item, asks in ITEMS.items()],
        "scale": range(HIGHEST + 1),
        "lines": _show_lines(months),
        "looks": len(months),
        "due": is_due(months, request.now),
        "fault": fault,
    }
    return render(request, "today/month.html", context, status=422 if fault else 200)


@require_POST
def forget(request: Request) -> HttpResponse:
    """Deletes every look."""
    forget_months(request.candidate)
    return see_other("month")


def _show_lines(months: tuple[Month, ...]) -> list[LineShown]:
    return [
        LineShown(
            asks=gettext(ITEMS[line.item]),
            answers=", ".join(map(str, line.answers)),
            drawn=_draw(line.answers),
            moved=str(MOVED[line.moved]),
        )
        for line in draw_lines(months)
    ]


def _draw(answers: tuple[int, ...]) -> SafeString:
    """A line once there are two answers; 0..10 drawn where marks 1..5 are."""
    return charts.draw_spark([1 + answer * 0.4 for answer in answers]) if len(answers) > 1 else SafeString("")


urls = [path("check-in/month/", show_month, name="month"), path("check-in/month/forget/", forget, name="forget-months")]
