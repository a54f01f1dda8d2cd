"""A transcript brought in: read here, looked at, its facts kept; the words only where the person says so."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from afterview.core.transcript.turns import LONGEST_BYTES, Answer, Facts, Fault, Kept, TranscriptUnread
from afterview.flows.capture import InterviewGone, find_interview
from afterview.flows.drafts import read_draft
from afterview.flows.transcripts import (
    TranscriptGone,
    bring_transcript,
    confirm_transcript,
    delete_transcript,
    find_transcript,
    hear,
    list_transcripts,
    say_who,
)
from afterview.limited import NotRead
from afterview.web.door import Request
from afterview.web.errors import show_missing
from afterview.web.forms import start_from
from afterview.web.pages.practice.aloud import say_length
from afterview.web.redirects import see_other

LONGEST_PASTED = 400_000
MOST_SHOWN = 2_000
SAID = {
    Fault.EMPTY: _("Choose the file, or paste the text of the conversation."),
    Fault.TOO_LONG: _("This is longer than a day of talk. Bring the part that is the interview."),
    Fault.NOT_TEXT: _("This file holds no text. Save the transcript as .vtt, .srt or .txt and bring that."),
    Fault.WORD_FILE: _("This is a Word, zip or PDF file. Save the transcript as .vtt, .srt or .txt and bring that."),
    Fault.NO_WORDS: _("There are no words in this file. Bring the one that holds what was said."),
}
NOT_READ = _("This file could not be read. Save the transcript as plain text and bring that, or paste its words.")


class BringForm(forms.Form):
    """What is brought."""

    file = forms.FileField(
        label=_("The transcript"),
        help_text=_("A .vtt, .srt or .txt file from Zoom, Teams, Meet, Otter or another."),
        required=False,
        error_messages={"empty": SAID[Fault.NO_WORDS]},
    )
    words = forms.CharField(
        label=_("Or paste it"),
        required=False,
        max_length=LONGEST_PASTED,
        error_messages={"max_length": _("This is too long to paste. Bring it as a file.")},
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )


def bring(request: Request, interview_id: int | None = None) -> HttpResponse:
    """Takes a transcript of an interview, or of practice."""
    draft = f"transcript/{interview_id or 'practice'}"
    try:
        interview = find_interview(request.candidate, interview_id) if interview_id else None
    except InterviewGone:
        return show_missing(request)
    if request.method == "POST":
        form = BringForm(request.POST, request.FILES, label_suffix="", auto_id="%s")
        if form.is_valid() and (transcript_id := _take_in(request, form, interview_id, draft)):
            return see_other("transcript", transcript_id)
    else:
        initial = start_from(read_draft(request.candidate, draft), {})
        form = BringForm(initial=initial, label_suffix="", auto_id="%s")
    earlier = list_transcripts(request.candidate, interview_id)
    context = {"form": form, "draft": draft, "interview": interview, "earlier": earlier, "place": _place(interview_id)}
    return render(request, "practice/transcript_bring.html", context, status=422 if form.errors else 200)


def _place(interview_id: int | None) -> str:
    return "interviews" if interview_id else "stories"


def _take_in(request: Request, form: BringForm, interview_id: int | None, draft: str) -> int:
    """The transcript's id; 0 where it could not be read, and then the form says why."""
    file = form.cleaned_data["file"]
    content = file.read(LONGEST_BYTES + 1) if file else form.cleaned_data["words"]
    name = file.name if file else ""
    try:
        return bring_transcript(request.candidate, interview_id, content, name, request.now, draft)
    except TranscriptUnread as error:
        form.add_error("file" if file else "words", str(SAID[error.fault]))
    except NotRead:
        form.add_error("file" if file else "words", str(NOT_READ))
    return 0


def show(request: Request, transcript_id: int) -> HttpResponse:
    """One transcript: who is who, the facts, and what to keep of it."""
    try:
        kept = find_transcript(request.candidate, transcript_id)
        if request.method == "POST":
            return _act(request, kept)
    except TranscriptGone:
        return show_missing(request)
    interview = find_interview(request.candidate, kept.interview_id) if kept.interview_id else None
    heard = hear(request.candidate, kept)
    said = heard.transcript if heard else None
    context = {
        "kept": kept,
        "interview": interview,
        "speakers": [(one, said.sample(one), one == kept.me) for one in said.speakers] if said else [],
        "facts": say_facts(kept.facts),
        "answers": [(place, answer, say_answer(answer)) for place, answer in enumerate(kept.facts.answers)],
        "turns": said.turns[:MOST_SHOWN] if said else (),
        "place": _place(kept.interview_id),
    }
    return render(request, "practice/transcript.html", context)


def _act(request: Request, kept: Kept) -> HttpResponse:
    if "delete" in request.POST:
        delete_transcript(request.candidate, kept.id)
        back = ("transcript-of", kept.interview_id) if kept.interview_id else ("practice-transcript",)
        return see_other(*back)
    if "me" in request.POST and "keep" not in request.POST:
        say_who(request.candidate, kept.id, request.POST["me"])
        return see_other("transcript", kept.id, fragment="facts")
    chosen = {int(place) for place in request.POST.getlist("question") if place.isascii() and place.isdecimal()}
    words = request.POST.get("words") == "yes"
    confirm_transcript(request.candidate, kept.id, chosen, request.now, keep=words)
    if kept.interview_id and chosen:
        return see_other("reflect-page", kept.interview_id, "questions")
    return see_other("transcript", kept.id)


def say_facts(facts: Facts) -> list[tuple[str, str]]:
    """The facts of a conversation, each with its name; facts, no score."""
    share = gettext("%(share)s %% of the words (%(own)s of %(all)s)") % {
        "share": round(100 * facts.share),
        "own": f"{facts.own_words:,}",
        "all": f"{facts.own_words + facts.other_words:,}",
    }
    lengths = sorted(answer.words for answer in facts.answers)
    told = [answer for answer in facts.answers if answer.told_story]
    whole = sum(answer.had_action and answer.had_result for answer in told)
    said = [(gettext("Your share of the talk"), share)]
    if facts.own_seconds is not None and facts.other_seconds is not None:
        spoke = {"own": say_length(round(facts.own_seconds)), "others": say_length(round(facts.other_seconds))}
        said.append((gettext("Time spoken"), gettext("%(own)s you, %(others)s they") % spoke))
    if lengths:
        length = {"n": len(lengths), "middle": lengths[len(lengths) // 2], "most": lengths[-1]}
        answers = gettext("%(n)s; the middle one %(middle)s words, the longest %(most)s") % length
        said.append((gettext("Your answers"), answers))
    stories = gettext("%(told)s told, %(whole)s with your own part and a result") % {"told": len(told), "whole": whole}
    said.append((gettext("Stories"), stories))
    said.append((gettext("Words that blur (“sort of”, “maybe”)"), str(facts.hedges)))
    return [*said, (gettext("Questions you asked"), str(facts.asked_back))]


def say_answer(answer: Answer) -> str:
    """An answer's facts in a line."""
    parts = [gettext("%(n)s words") % {"n": answer.words}]
    parts += [say_length(round(answer.seconds))] if answer.seconds else []
    if answer.told_story:
        parts.append(gettext("a story"))
        parts += [] if answer.had_action else [gettext("your own part is not heard in it")]
        parts += [] if answer.had_result else [gettext("no result is heard in it")]
    elif answer.wanted_example:
        parts.append(gettext("asked for an example; no single event is heard"))
    return ", ".join(parts)
