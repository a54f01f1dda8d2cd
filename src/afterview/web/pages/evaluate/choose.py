"""You and them: the own reflection beside their words, and the choice of what to keep and what to work on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from afterview.core.areas import load_areas, scored_areas
from afterview.core.evaluate import Evaluation
from afterview.core.insight import Journal
from afterview.core.pictures import name_writer
from afterview.core.plans import find_fault
from afterview.core.words import Direction, Finding, FindingKind, Interview, Plan, Rating
from afterview.flows.drafts import keep_draft, read_draft
from afterview.flows.evaluate import evaluate_journal, read_journal, save_plans
from afterview.flows.reflect import read_reflection
from afterview.web.door import Request
from afterview.web.errors import show_missing
from afterview.web.forms import start_from
from afterview.web.pages.evaluate import shown, words
from afterview.web.redirects import see_other

OFFERED = 5
LONGEST = 500


class ChoiceForm(forms.Form):
    """Areas to work on and to keep, each with the person's if-then words (fields `if-focus-<area>` and so on)."""

    focus = forms.MultipleChoiceField(required=False)
    keep = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = [(area.id, area.name) for area in scored_areas()]
        for part in ("focus", "keep"):
            self.fields[part].choices = areas  # type: ignore[attr-defined]  # a MultipleChoiceField
            for area, _name in areas:
                for side in ("if", "then"):
                    self.fields[f"{side}-{part}-{area}"] = forms.CharField(required=False, max_length=LONGEST)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        fault = find_fault(found.get("focus", []), found.get("keep", []))
        if fault:
            direction, sentence = fault
            self.add_error("focus" if direction is Direction.FOCUS else "keep", gettext(sentence))
        return found

    def read_plans(self, interview_id: int, now: datetime) -> list[Plan]:
        """The choice of a valid form as plans, what to keep first."""
        return [
            Plan(
                area=area,
                direction=direction,
                if_words=self.cleaned_data[f"if-{part}-{area}"].strip(),
                then_words=self.cleaned_data[f"then-{part}-{area}"].strip(),
                chosen_on=now.date(),
                interview_id=interview_id,
            )
            for part, direction in (("keep", Direction.STRENGTH), ("focus", Direction.FOCUS))
            for area in self.cleaned_data[part]
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One area of this interview: the own mark with its sentence, and their words."""

    area: str
    mark: str
    anchor: str
    not_mine: bool
    said: list[tuple[Finding, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An area that can be chosen, with what was typed or the template's words."""

    area: str
    name: str
    chosen: bool
    label: str
    if_words: str
    then_words: str


@require_http_methods(["GET", "POST"])
def show_choice(request: Request, interview_id: int) -> HttpResponse:
    """The page of one interview; POST keeps the choice, or leaves it for later."""
    journal = _read(request, interview_id)
    interview = journal.interviews.get(interview_id)
    if interview is None:
        return show_missing(request)
    kept_as = f"you-and-them/{interview_id}"
    if request.method == "POST":
        return _keep(request, journal, interview, kept_as)
    form = ChoiceForm(initial=_start(read_draft(request.candidate, kept_as), _saved(journal)))
    return _render(request, journal, interview, form, kept_as)


def _read(request: Request, interview_id: int) -> Journal:
    """The journal as far back as it counts, or all of it where the interview is older."""
    journal = read_journal(request.candidate, request.now)
    return journal if interview_id in journal.interviews else read_journal(request.candidate)


def _keep(request: Request, journal: Journal, interview: Interview, kept_as: str) -> HttpResponse:
    form = ChoiceForm(request.POST)
    if "later" in request.POST:
        typed = {name: [str(one) for one in request.POST.getlist(name)] for name in form.fields if name in request.POST}
        keep_draft(request.candidate, kept_as, typed, request.now)
    elif form.is_valid():
        save_plans(request.candidate, form.read_plans(interview.id, request.now), request.now, kept_as)
    else:
        return _render(request, journal, interview, form, kept_as, status=422)
    return _see(interview.id)


def _start(typed: dict[str, list[str]], saved: dict[str, Any]) -> dict[str, Any]:
    """What was saved, overlaid by what was typed since; where anything was typed, its ticks are the ticks."""
    ticks = {part: typed.get(part, []) for part in ("focus", "keep")} if typed else {}
    return {**start_from(typed, saved), **ticks}


def _see(interview_id: int) -> HttpResponse:
    return see_other("interview", interview_id)


def _saved(journal: Journal) -> dict[str, Any]:
    """The standing plans as the form's starting point."""
    saved: dict[str, Any] = {"focus": [], "keep": []}
    for plan in journal.plans:
        if plan.retired_on is None:
            part = "focus" if plan.direction is Direction.FOCUS else "keep"
            saved[part].append(plan.area)
            saved[f"if-{part}-{plan.area}"] = plan.if_words
            saved[f"then-{part}-{plan.area}"] = plan.then_words
    return saved


def _render(
    request: Request, journal: Journal, interview: Interview, form: ChoiceForm, kept_as: str, status: int = 200
) -> HttpResponse:
    evaluation = evaluate_journal(journal, request.now)
    sides = show_sides(journal, interview)
    touched = [side.area for side in sides]
    everything = request.GET.get("all") == "1"
    seen = {
        "interview": interview,
        "reflection": read_reflection(request.candidate, interview.id),
        "sides": sides,
        "unread": _find_unread(journal, interview),
        "has_words": any(side.said for side in sides),
        "dots": shown.show_dots(view for view in evaluation.areas.values() if view.area in touched),
        "form": form,
        "kept_as": kept_as,
        "focus": _offer(form, "focus", evaluation, touched, everything=everything),
        "keep": _offer(form, "keep", evaluation, touched, everything=everything),
        "everything": everything,
    }
    return render(request, "evaluate/you_and_them.html", seen, status=status)


def _find_unread(journal: Journal, interview: Interview) -> int:
    """The id of a reply that waits to be read, 0 where none does."""
    waiting = (one.id for one in journal.replies if one.interview_id == interview.id and one.confirmed_at is None)
    return next(waiting, 0)


def show_sides(journal: Journal, interview: Interview) -> list[Side]:
    """Every area of this interview that either side marked or spoke of; their words only once they were read."""
    reflection = journal.reflections.get(interview.id)
    ratings = {rating.area: rating for rating in (reflection.ratings if reflection else ()) if rating.value}
    said: dict[str, list[tuple[Finding, str]]] = {}
    for reply in journal.replies:
        if reply.interview_id == interview.id and reply.confirmed_at:
            for finding in reply.findings:
                if finding.area and not finding.set_aside and finding.kind is not FindingKind.NOTHING:
                    said.setdefault(finding.area, []).append((finding, name_writer(interview, reply)))
    return [
        _side(area, ratings.get(area), said.get(area, [])) for area in load_areas() if area in ratings or area in said
    ]


def _side(area: str, rating: Rating | None, said: list[tuple[Finding, str]]) -> Side:
    value = rating.value if rating else None
    first_good = sorted(said, key=lambda one: one[0].kind is not FindingKind.STRENGTH)
    return Side(
        area=area,
        mark=words.say_mark(value) if value else "",
        anchor=gettext(load_areas()[area].anchors[round(value) - 1]) if value else "",
        not_mine=bool(rating and rating.cause == "not_mine"),
        said=first_good,
    )


def _offer(
    form: ChoiceForm, part: str, evaluation: Evaluation, touched: Sequence[str], *, everything: bool
) -> list[Offer]:
    """The areas to choose from: chosen already, proposed by the evaluation, touched in this interview."""
    chosen: list[str] = list(form[part].value() or [])
    if everything:
        offered = [area.id for area in scored_areas()]
    else:
        offered = list(dict.fromkeys([*chosen, *_propose(part, evaluation, touched)]))[: max(OFFERED, len(chosen))]
    return [_one_offer(form, part, area, area in chosen, evaluation) for area in offered]


def _propose(part: str, evaluation: Evaluation, touched: Sequence[str]) -> list[str]:
    """What the evaluation proposes, then what this interview touched, then what matters most; never against it."""
    focus = part == "focus"
    fits = {area for area, view in evaluation.areas.items() if (view.p <= 0.5 if focus else view.p >= 0.5)}
    proposed = evaluation.focus if focus else evaluation.keep
    marked = [area for area, view in evaluation.areas.items() if view.pieces]
    rest = sorted(evaluation.areas, key=lambda area: -load_areas()[area].importance)
    return [area for area in [*proposed, *touched, *marked, *rest] if area in fits]


def _one_offer(form: ChoiceForm, part: str, area: str, chosen: bool, evaluation: Evaluation) -> Offer:
    known = load_areas()[area]
    typed: Mapping[str, str | None] = {side: form[f"{side}-{part}-{area}"].value() for side in ("if", "then")}
    return Offer(
        area=area,
        name=gettext(known.name),
        chosen=chosen,
        label=words.say_label(evaluation.areas[area]) if evaluation.areas[area].pieces else "",
        if_words=typed["if"] if typed["if"] is not None else gettext(known.if_words),
        then_words=typed["then"] if typed["then"] is not None else gettext(known.then_words),
    )
