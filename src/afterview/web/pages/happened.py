"""What happened, and the moment after: the outcome, how it is, what is true either way, three minutes if one likes."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from afterview.core.due import SILENCE_DAYS
from afterview.core.steady import MOODS, Fact, FactKind, should_lead_with_exercise
from afterview.core.words import Interview, Outcome, OutcomeKind
from afterview.flows.capture import InterviewGone, find_interview
from afterview.flows.drafts import keep_draft, read_draft
from afterview.flows.foreign import NotRead
from afterview.flows.happened import (
    Recognised,
    keep_as_reply,
    list_facts,
    read_outcome,
    recognise,
    save_outcome,
)
from afterview.flows.journey import close, rest_until_tomorrow
from afterview.flows.steady import list_check_ins, save_check_in, save_keepsake
from afterview.web.door import Request
from afterview.web.errors import show_missing
from afterview.web.forms import Choices, start_from
from afterview.web.redirects import see_address

KINDS = [
    (OutcomeKind.NO, _("They said no")),
    (OutcomeKind.SILENCE, _("No answer yet")),
    (OutcomeKind.YES, _("They said yes")),
    (OutcomeKind.WITHDREW, _("I withdrew")),
    (OutcomeKind.CLOSED, _("The role was closed")),
]
EXERCISES = ("friend", "values")
LARGEST_FILE = 25 * 1024 * 1024


class OutcomeForm(forms.Form):
    """What happened, when, and their words."""

    kind = forms.ChoiceField(
        label=_("What did they say?"),
        choices=KINDS,
        widget=Choices,
        error_messages={"required": _("Choose what happened. “No answer yet” is one of the answers.")},
    )
    on = forms.DateField(
        label=_("On which day?"),
        required=False,
        input_formats=["%Y-%m-%d", "%d %m %Y", "%d.%m.%Y", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Enter the day, like 12 11 2026.")},
    )
    words = forms.CharField(
        label=_("Their words"),
        help_text=_("Paste the mail, if there is one. It stays exactly as they wrote it."),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    as_reply = forms.BooleanField(required=False)


def _draft(interview_id: int) -> str:
    return f"interviews/{interview_id}/happened"


def show_happened(request: Request, interview_id: int) -> HttpResponse:
    """The outcome; pasted or dropped words are read, and the person confirms what they say."""
    try:
        interview = find_interview(request.candidate, interview_id)
    except InterviewGone:
        return show_missing(request)
    if request.method == "POST":
        return _take_outcome(request, interview)
    saved = read_outcome(request.candidate, interview_id)
    kept = read_draft(request.candidate, _draft(interview_id))
    start: dict[str, Any] = {"on": request.now.date(), "kind": request.GET.get("kind", "")}
    if saved:
        start = {"on": saved.on, "kind": saved.kind, "words": saved.words}
    form = OutcomeForm(initial=start_from(kept, start))
    return _show_happened(request, interview, form, recognise("".join(kept["words"])) if kept.get("read") else None)


def _take_outcome(request: Request, interview: Interview) -> HttpResponse:
    file, form = request.FILES.get("file"), OutcomeForm(request.POST)
    words = request.POST.get("words", "").strip()
    if file or (words and (not request.POST.get("kind") or "do-read" in request.POST)):
        try:
            return _read_words(request, interview, words)
        except NotRead as error:
            form.add_error("words", gettext(error.__doc__ or ""))
            return _show_happened(request, interview, form, None, status=422)
    if not form.is_valid():
        return _show_happened(request, interview, form, None, status=422)
    held = form.cleaned_data
    outcome = Outcome(
        interview_id=interview.id,
        kind=OutcomeKind(held["kind"]),
        on=held["on"] or request.now.date(),
        words=held["words"],
    )
    save_outcome(request.candidate, outcome, request.now, _draft(interview.id))
    if held["as_reply"]:
        keep_as_reply(request.candidate, outcome)
    return see_address(f"/interviews/{interview.id}/moment/")


def _read_words(request: Request, interview: Interview, words: str) -> HttpResponse:
    """Reads the words, keeps them with what they seem to say, and shows both for the person to decide.

    Raises NotRead."""
    file = request.FILES.get("file")
    said = recognise((file.read(LARGEST_FILE) if file else None) or words)
    fields = {"words": said.text, "on": request.POST.get("on", ""), "read": "1", "kind": said.kind or ""}
    fields["as_reply"] = "on" if said.has_points else ""
    keep_draft(
        request.candidate, _draft(interview.id), {name: [str(v)] for name, v in fields.items() if v}, request.now
    )
    if said.invites:
        keep_draft(request.candidate, f"interviews/{interview.id}/next-round", {"paste": [said.text]}, request.now)
    return see_address(f"{request.path}#read")


def _show_happened(
    request: Request, interview: Interview, form: OutcomeForm, said: Recognised | None, status: int = 200
) -> HttpResponse:
    label = next((str(label) for kind, label in KINDS if said and kind == said.kind), "")
    context = {"interview": interview, "form": form, "said": said, "label": label, "draft": _draft(interview.id)}
    return render(request, "happened/happened.html", context, status=status)


def show_moment(request: Request, interview_id: int) -> HttpResponse:
    """After the outcome: how it is, and what is true either way; leaving is one tap."""
    try:
        interview = find_interview(request.candidate, interview_id)
    except InterviewGone:
        return show_missing(request)
    outcome = read_outcome(request.candidate, interview_id)
    if outcome is None:
        return see_address(f"/interviews/{interview_id}/happened/")
    if request.method == "POST":
        return _leave_moment(request, interview_id)
    return render(request, "happened/moment.html", _prepare_moment(request, interview, outcome))


def _prepare_moment(request: Request, interview: Interview, outcome: Outcome) -> dict[str, Any]:
    draft = f"interviews/{interview.id}/moment"
    waited = (request.now.date() - interview.starts_at.date()).days if interview.starts_at else 0
    return {
        "interview": interview,
        "outcome": outcome,
        "waited": waited,
        "is_long": waited >= SILENCE_DAYS,
        "moods": MOODS,
        "draft": draft,
        "note": "".join(read_draft(request.candidate, draft).get("note", ())),
        "facts": [_say_fact(fact, interview) for fact in list_facts(request.candidate, interview)],
        "exercise_first": should_lead_with_exercise(list_check_ins(request.candidate), request.now),
    }


def _leave_moment(request: Request, interview_id: int) -> HttpResponse:
    mood = request.POST.get("mood", "")
    if mood in {str(number) for number in MOODS}:
        note, form = request.POST.get("note", "").strip(), f"interviews/{interview_id}/moment"
        save_check_in(request.candidate, int(mood), note, request.now, interview_id, form)
    if "close" in request.POST:
        close(request.candidate, interview_id, request.now)
        return see_address("/")
    if "go" in request.POST:
        return see_address(f"/interviews/{interview_id}/")
    if "exercise" in request.POST:
        return see_address(f"/interviews/{interview_id}/moment/exercise/")
    rest_until_tomorrow(request.candidate, interview_id, request.now)
    return see_address("/")


def _say_fact(fact: Fact, interview: Interview) -> str:
    names = {"count": fact.count, "company": interview.company, "words": fact.words}
    said = {
        FactKind.ROUND: gettext("You reached round %(count)s with %(company)s."),
        FactKind.WORKED: gettext("By your own note this worked: “%(words)s”"),
        FactKind.EXAMPLES: ngettext(
            "You gave a personal example.", "You gave %(count)s personal examples.", fact.count
        ),
        FactKind.RESULTS: ngettext("One of them had a result.", "%(count)s of them had a result.", fact.count),
        FactKind.LANDED: ngettext("One answer landed.", "%(count)s answers landed.", fact.count),
        FactKind.QUESTIONS: ngettext("You answered a question.", "You answered %(count)s questions.", fact.count),
        FactKind.ON_TIME: gettext("You were there on time."),
        FactKind.PEOPLE: ngettext(
            "Someone took the time to meet you.", "%(count)s people took the time to meet you.", fact.count
        ),
    }
    return said[fact.kind] % names


def show_exercise(request: Request, interview_id: int) -> HttpResponse:
    """Three minutes of writing for oneself; `?kind=values` or `friend`."""
    try:
        interview = find_interview(request.candidate, interview_id)
    except InterviewGone:
        return show_missing(request)
    kind = request.GET.get("kind", "") if request.GET.get("kind") in EXERCISES else EXERCISES[0]
    draft = f"interviews/{interview_id}/moment/exercise/{kind}"
    text = request.POST.get("text", "").strip()
    if request.method == "POST" and text:
        save_keepsake(request.candidate, kind, text, request.now, interview_id, draft)
        return see_address(f"{request.path}?saved=1")
    fault = gettext("Write a line first, or leave it for another day.") if request.method == "POST" else ""
    kept = "".join(read_draft(request.candidate, draft).get("text", ()))
    context = {"interview": interview, "kind": kind, "draft": draft, "text": text or kept, "fault": fault}
    page = "happened/exercise_saved.html" if "saved" in request.GET else "happened/exercise.html"
    return render(request, page, context, status=422 if fault else 200)


urls = [
    path("interviews/<int:interview_id>/happened/", show_happened, name="happened"),
    path("interviews/<int:interview_id>/moment/", show_moment, name="moment"),
    path("interviews/<int:interview_id>/moment/exercise/", show_exercise, name="exercise"),
]
