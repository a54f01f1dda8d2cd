"""Insights: what the whole journal says, seen at a glance, and every good word they wrote."""

from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from afterview.core.evaluation import Evaluation
from afterview.core.findings import find_heading
from afterview.core.insight import Journal, Part, list_applications, list_roles, list_rounds, look_at_part
from afterview.core.pictures import Box, keep_words, sort_into_boxes
from afterview.flows.evaluate import evaluate_journal, read_journal, read_pointers
from afterview.web.door import Request
from afterview.web.pages.evaluate import shown, way, words

PERIODS = {"": _("As far back as it counts"), "90": _("The last three months"), "365": _("The last year")}
KEPT_SHOWN = 3
POINTERS_SHOWN = 3
KEPT_A_PAGE = 50


def show_insights(request: Request) -> HttpResponse:
    """The picture of all interviews, or of the part that the address names: role, application, round, period."""
    whole = read_journal(request.candidate, request.now)
    part, period = _read_part(request, request.now.date())
    journal = look_at_part(whole, part)
    evaluation = evaluate_journal(journal, request.now)
    pointers = way.show_pointers(read_pointers(request.candidate, journal))
    followed = {"pointers": pointers, "more_pointers": len(pointers) - POINTERS_SHOWN}
    seen = {**_choices(whole, part, period), **_said(journal, evaluation), **_pictures(journal), **followed}
    return render(request, "evaluate/insights.html", seen)


def _choices(whole: Journal, part: Part, period: str) -> dict[str, object]:
    """What can be chosen above the pictures, and what is chosen."""
    return {
        "roles": list_roles(whole),
        "applications": list_applications(whole),
        "rounds": list_rounds(whole),
        "periods": PERIODS,
        "part": part,
        "period": period,
        "is_part": part != Part(),
    }


def _said(journal: Journal, evaluation: Evaluation) -> dict[str, object]:
    """What the evaluation says: heading, both views, what to ask, kept words."""
    n = journal.heard_from
    kept = keep_words(journal.interviews, journal.replies)
    return {
        "heading": words.say_heading(find_heading(evaluation, n), n),
        "count": words.say_count(n, len(sort_into_boxes(evaluation)[Box.NOBODY])),
        "dots": shown.show_dots(evaluation.areas.values()),
        "boxes": shown.show_boxes(evaluation, journal.quotes),
        "ask": [(area, words.say_unknown(evaluation.areas[area])) for area in evaluation.ask],
        "kept": kept[:KEPT_SHOWN],
        "kept_total": len(kept),
    }


def _pictures(journal: Journal) -> dict[str, object]:
    return {
        "series": shown.show_series(journal),
        "calibration": shown.show_calibration(journal),
        "causes": shown.show_causes(journal),
        "days": shown.show_days(journal),
    }


def _read_part(request: HttpRequest, today: date) -> tuple[Part, str]:
    """The part that the address names; what it cannot name is all."""
    asked = request.GET
    period = asked.get("period", "") if asked.get("period", "") in PERIODS else ""
    application, round_ = (int(one) if one.isascii() and one.isdigit() and len(one) < 10 else 0
                           for one in (asked.get("application", ""), asked.get("round", "")))  # fmt: skip
    since = today - timedelta(days=int(period)) if period else None
    return Part(role=asked.get("role", ""), application_id=application, round=round_, since=since), period


def show_kept_words(request: Request) -> HttpResponse:
    """Every good thing interviewers wrote or said, verbatim, with name and day, fifty a page."""
    journal = read_journal(request.candidate)
    pages = Paginator(keep_words(journal.interviews, journal.replies), KEPT_A_PAGE)
    return render(request, "evaluate/kept_words.html", {"page": pages.get_page(request.GET.get("page"))})
