"""Listen: bringing a reply in, and confirming it sentence by sentence."""

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext, gettext_lazy

from afterview.core.areas import scored_areas
from afterview.core.language_model import LanguageModel
from afterview.core.listen import Decision, heading_of, sort_findings
from afterview.core.words import Channel, Finding, FindingKind, Interview, Reply
from afterview.flows.capture import InterviewGone, find_interview
from afterview.flows.drafts import read_draft
from afterview.flows.foreign import NotRead
from afterview.flows.language_model import find_language_model
from afterview.flows.listen import (
    AskedModel,
    NothingSaid,
    ReceivedReply,
    ReplyGone,
    TooLong,
    confirm_reply,
    delete_reply,
    find_reply,
    read_original,
    read_replies,
    receive_reply,
)
from afterview.flows.model_answers import ask_upon
from afterview.web.door import Request
from afterview.web.errors import show_missing
from afterview.web.forms import Choices, start_from
from afterview.web.marks import mark_words
from afterview.web.redirects import see_other

KINDS = (
    (FindingKind.STRENGTH, gettext_lazy("Strength")),
    (FindingKind.DEVELOP, gettext_lazy("To work on")),
    (FindingKind.ADVICE, gettext_lazy("Advice")),
    (FindingKind.NOT_ABOUT_YOU, gettext_lazy("Not about me")),
    (FindingKind.NOTHING, gettext_lazy("Nothing")),
)
DOORS = {"open": True, "closed": False, "silent": None}


class ReplyForm(forms.Form):
    """What came in, from whom and how."""

    channel = forms.ChoiceField(
        label=gettext_lazy("How did it reach you?"),
        choices=[
            (Channel.WRITTEN, gettext_lazy("In writing")),
            (Channel.TOLD, gettext_lazy("They told me; these are my notes")),
        ],
        initial=Channel.WRITTEN,
        widget=Choices(across=True),
    )
    words = forms.CharField(
        label=gettext_lazy("Their words"),
        help_text=gettext_lazy("Paste the whole mail; what is quoted or a signature is set aside by itself."),
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        required=False,
    )
    mail = forms.FileField(
        label=gettext_lazy("Or the mail itself, as a file (.eml)"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".eml,.txt,message/rfc822,text/plain"}),
    )
    interviewer = forms.TypedChoiceField(
        label=gettext_lazy("Who is it from?"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.Select(attrs={"data-private": True}),
    )
    received_on = forms.DateField(
        label=gettext_lazy("When did it come?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": gettext_lazy("Enter the day it came, like 2026-11-12.")},
    )

    def __init__(self, interview: Interview, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they are
        people = [(person.id, person.name) for person in interview.interviewers]
        field = self.fields["interviewer"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", gettext("Somebody else, or I am not sure")), *people]

    def received(self) -> ReceivedReply:
        """The form's answer as the flow takes it."""
        given = self.cleaned_data
        mail = given["mail"]
        return ReceivedReply(
            content=mail.read() if mail else given["words"],
            received_on=given["received_on"],
            channel=Channel(given["channel"]),
            interviewer_id=given["interviewer"],
        )


def _asked_model(request: Request, model: LanguageModel | None) -> AskedModel | None:
    """The person's own model, where the button that names it was pressed."""
    if model is None or not model.may_read or "here" in request.POST:
        return None
    return AskedModel(model=model, consent=ask_upon("Read it", request.now), folder=settings.DATA)


def bring_in(request: Request, interview_id: int) -> HttpResponse:
    """Paste a reply, drop a mail, or write down what was said."""
    try:
        interview = find_interview(request.candidate, interview_id)
    except InterviewGone:
        return show_missing(request)
    name, model = f"interview/{interview_id}/reply", find_language_model(request.candidate)
    if request.method == "POST":
        form = ReplyForm(interview, request.POST, request.FILES)
        if form.is_valid():
            try:
                asked = _asked_model(request, model)
                reply_id = receive_reply(request.candidate, interview_id, form.received(), name, asked)
            except (NothingSaid, TooLong, NotRead) as error:
                form.add_error("words", gettext(error.__doc__ or ""))
            else:
                return see_other("reply", reply_id, query="own=1" if asked else "")
    else:
        kept = read_draft(request.candidate, name)
        form = ReplyForm(interview, initial=start_from(kept, {"received_on": request.now.date()}))
    replies = read_replies(request.candidate, interview_id)
    context = {"interview": interview, "form": form, "draft": name, "replies": replies, "model": model}
    return render(request, "listen/bring_in.html", context, status=422 if form.errors else 200)


def confirm(request: Request, reply_id: int) -> HttpResponse:
    """Their words, sentence by sentence, with our guess to change."""
    try:
        reply, interview = find_reply(request.candidate, reply_id)
    except ReplyGone:
        return show_missing(request)
    if request.method == "POST":
        return _save(request, reply)
    kept = read_draft(request.candidate, f"reply/{reply_id}")
    model_failed = "own" in request.GET and reply.reader != "llm" and reply.confirmed_at is None
    context = {**_context(reply, interview, kept), "model_failed": model_failed}
    return render(request, "listen/confirm.html", context)


def _context(reply: Reply, interview: Interview, kept: dict[str, list[str]]) -> dict[str, object]:
    shown = sort_findings(reply.findings)
    areas = [(area.id, area.name) for area in scored_areas()]
    return {
        "reply": reply,
        "interview": interview,
        "sender": next((one.name for one in interview.interviewers if one.id == reply.interviewer_id), ""),
        "heading": gettext(heading_of(reply.findings)),
        "good": [_card(one, kept) for one in (*shown.strengths, *shown.courtesy)],
        "rest": [_card(one, kept) for one in (*shown.develop, *shown.advice, *shown.not_about_you)],
        "aside": [_card(one, kept) for one in shown.aside],
        "nothing": [_card(one, kept) for one in shown.nothing],
        "kinds": KINDS,
        "areas": areas,
        "whole": mark_words(reply.text, reply.findings),
        "door": (kept.get("door") or [next(name for name, value in DOORS.items() if value is reply.future_open)])[0],
        "draft": f"reply/{reply.id}",
    }


def _card(finding: Finding, kept: dict[str, list[str]]) -> dict[str, object]:
    """A finding as a card: its kind and area as kept while typing, else as read or confirmed."""
    kind = kept.get(f"kind-{finding.id}", [str(finding.kind)])[0]
    area = kept.get(f"area-{finding.id}", [finding.area or finding.guessed_area])[0]
    return {"finding": finding, "kind": kind, "area": area, "proposed": finding.proposed}


def _save(request: Request, reply: Reply) -> HttpResponse:
    known = {area.id for area in scored_areas()}
    decisions: dict[int, Decision] = {}
    for finding in reply.findings:
        kind = request.POST.get(f"kind-{finding.id}", "")
        area = request.POST.get(f"area-{finding.id}", "")
        if kind in set(FindingKind):
            decisions[finding.id] = Decision(FindingKind(kind), area if area in known else finding.guessed_area)
    door = DOORS.get(request.POST.get("door", ""), reply.future_open)
    later = "later" in request.POST
    confirm_reply(request.candidate, reply.id, decisions, door, None if later else request.now)
    if later:
        return see_other("interview", reply.interview_id)
    return see_other("thank", reply.id)


def show_original(request: Request, reply_id: int) -> HttpResponse:
    """The mail as it came, for download; never shown as a page of ours."""
    try:
        reply, _ = find_reply(request.candidate, reply_id)
    except ReplyGone:
        return show_missing(request)
    raw = read_original(request.candidate, reply_id) or reply.text.encode()
    kind = "message/rfc822" if raw != reply.text.encode() else "text/plain; charset=utf-8"
    suffix = "eml" if kind == "message/rfc822" else "txt"
    response = HttpResponse(raw, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="reply-{reply_id}.{suffix}"'
    return response


def delete(request: Request, reply_id: int) -> HttpResponse:
    """Asks, then deletes a reply."""
    try:
        reply, interview = find_reply(request.candidate, reply_id)
    except ReplyGone:
        return show_missing(request)
    if request.method == "POST":
        delete_reply(request.candidate, reply_id)
        return see_other("interview", interview.id)
    return render(request, "listen/delete.html", {"reply": reply, "interview": interview})


urls = [
    path("interviews/<int:interview_id>/reply/", bring_in, name="bring-in"),
    path("replies/<int:reply_id>/", confirm, name="reply"),
    path("replies/<int:reply_id>/original", show_original, name="reply-original"),
    path("replies/<int:reply_id>/delete/", delete, name="delete-reply"),
]
