"""Why: every piece behind what is said of an area, what would change it, and taking a piece out."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from afterview.core.areas import load_areas, scored_areas
from afterview.core.evaluation import AreaView, Evaluation
from afterview.core.evidence import Source
from afterview.core.insight import Journal, Reason, if_one_more, list_reasons
from afterview.core.words import Direction, FindingKind
from afterview.flows.evaluate import (
    FindingGone,
    correct_finding,
    count_finding,
    evaluate_journal,
    read_journal,
)
from afterview.web.door import Request
from afterview.web.errors import show_missing
from afterview.web.pages.evaluate import shown, words
from afterview.web.redirects import see_other

MOST_SHOWN = 40
KINDS = {
    FindingKind.STRENGTH: _("A strength"),
    FindingKind.DEVELOP: _("To work on"),
    FindingKind.ADVICE: _("Advice"),
    FindingKind.NOT_ABOUT_YOU: _("Not about me"),
    FindingKind.NOTHING: _("None of these"),
}


@require_GET
def show_area(request: Request, area: str) -> HttpResponse:
    """One area: what is said of it, and every reason."""
    if area not in {one.id for one in scored_areas()}:
        return show_missing(request)
    journal = read_journal(request.candidate, request.now)
    evaluation = evaluate_journal(journal, request.now)
    reasons = list_reasons(journal, evaluation, area, request.now)
    everything = request.GET.get("all") == "1"
    seen = {**_show_view(evaluation, area, request.now), **_show_reasons(journal, reasons, area, everything)}
    return render(request, "evaluate/area.html", seen)


def _show_view(evaluation: Evaluation, area: str, now: datetime) -> dict[str, Any]:
    view = evaluation.areas[area]
    if_more = if_one_more(evaluation, area, now)
    return {
        "area": load_areas()[area],
        "label": words.say_label(view),
        "meaning": words.MEANINGS[view.label],
        "dots": shown.show_dots([view]),
        "unknown": words.say_unknown(view),
        "changes": [say_if_more(view, direction, then) for direction, then in if_more.items()],
        "kinds": [(kind.value, name) for kind, name in KINDS.items()],
        "areas": scored_areas(),
    }


def _show_reasons(journal: Journal, every: tuple[Reason, ...], area: str, everything: bool) -> dict[str, Any]:
    """Their words and what the person noted, each with its weight; what weighs least is folded away."""
    reasons = every if everything else every[:MOST_SHOWN]
    own = [one for one in reasons if not one.finding]
    return {
        "theirs": [(one, words.say_weight(one.weight)) for one in reasons if one.finding],
        "own": [(one, _say_own(journal, area, one), words.say_weight(one.weight)) for one in own],
        "lighter": len(every) - len(reasons),
    }


def _say_own(journal: Journal, area: str, reason: Reason) -> str:
    """An own mark in words; a counted one by its facts."""
    if reason.source is Source.PRACTICE:
        return _say_practised(reason)
    reflection = journal.reflections.get(reason.interview.id) if reason.interview else None
    if reason.source is Source.COUNT and reflection:
        return words.say_arrival(reflection.arrival) if area == "punctuality" else words.say_examples(reflection)
    mark = gettext("Your own mark: %(mark)s of 5") % {"mark": words.say_mark(reason.mark)}
    return gettext("%(mark)s; not yours to change, so not counted") % {"mark": mark} if reason.not_mine else mark


def _say_practised(reason: Reason) -> str:
    """A mark from practice: a partner's, or how the own stories came when last said aloud."""
    mark = {"mark": words.say_mark(reason.mark)}
    if reason.is_partners:
        return gettext("A partner's mark: %(mark)s of 5") % mark
    return gettext("How your stories came when you last said them: %(mark)s of 5") % mark


def say_if_more(view: AreaView, direction: Direction, then: AreaView) -> str:
    """What one more interviewer's word would do to a label."""
    said = {"label": words.say_label(then)}
    same = (view.label, view.direction) == (then.label, then.direction)
    if direction is Direction.STRENGTH:
        return (
            gettext("If one more interviewer praised it: %(label)s.") % said
            if not same
            else gettext("If one more interviewer praised it, the label would stay, a little surer.")
        )
    return (
        gettext("If one more interviewer saw room: %(label)s.") % said
        if not same
        else gettext("If one more interviewer saw room, the label would stay as it is.")
    )


@require_POST
def settle_finding(request: Request, area: str, finding_id: int) -> HttpResponse:
    """Takes a finding out, puts it back, or corrects what it is; the picture follows at once."""
    try:
        if "kind" in request.POST:
            kind, about = read_correction(request.POST.get("kind", ""), request.POST.get("area", ""))
            correct_finding(request.candidate, finding_id, kind, about)
        else:
            count_finding(request.candidate, finding_id, counted=request.POST.get("counted") == "yes")
    except (FindingGone, ValueError):
        return show_missing(request)
    return see_other("insight", area)


def read_correction(kind: str, area: str) -> tuple[FindingKind, str]:
    """What a finding is, and its area where it has one. Raises ValueError for words no form of ours offers."""
    chosen = FindingKind(kind)
    if chosen in (FindingKind.NOT_ABOUT_YOU, FindingKind.NOTHING):
        return chosen, ""
    if area not in {one.id for one in scored_areas()}:
        raise ValueError(area)
    return chosen, area
