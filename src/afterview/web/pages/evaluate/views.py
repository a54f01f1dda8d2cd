"""Insights: what the whole journal says, seen at a glance, and every good word they wrote."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from afterview.core.evaluation import Evaluation
from afterview.core.findings import find_heading
from afterview.core.insight import Journal, list_roles, look_at_part
from afterview.core.pictures import Box, keep_words, sort_into_boxes
from afterview.flows.evaluate import evaluate_journal, read_journal
from afterview.web.door import Request
from afterview.web.pages.evaluate import shown, words

PERIODS = {"": _("As far back as it counts"), "90": _("The last three months"), "365": _("The last year")}
KEPT_SHOWN = 3


def show_insights(request: Request) -> HttpResponse:
    """The picture of all interviews, or of one role and period named in the address."""
    whole = read_journal(request.candidate, request.now)
    role, period, since = _read_filter(request, request.now.date())
    journal = look_at_part(whole, role, since)
    evaluation = evaluate_journal(journal, request.now)
    chosen = {"roles": list_roles(whole), "role": role, "periods": PERIODS, "period": period}
    seen = {**chosen, **_said(journal, evaluation), **_pictures(journal)}
    return render(request, "evaluate/insights.html", seen)


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


def _read_filter(request: HttpRequest, today: date) -> tuple[str, str, date | None]:
    period = request.GET.get("period", "")
    known = period if period in PERIODS else ""
    return request.GET.get("role", ""), known, today - timedelta(days=int(known)) if known else None


def show_kept_words(request: Request) -> HttpResponse:
    """Every good thing interviewers wrote or said, verbatim, with name and day."""
    journal = read_journal(request.candidate)
    return render(request, "evaluate/kept_words.html", {"kept": keep_words(journal.interviews, journal.replies)})
