"""The story bank: the list, telling a new story freely or in parts, one story, letting one go."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from afterview.core.areas import load_areas
from afterview.core.expected import QUESTIONS
from afterview.core.prepare import areas_stories_show
from afterview.core.words import Landed, Story
from afterview.flows.drafts import DraftTooLong, keep_draft, read_draft
from afterview.flows.prepare import (
    StoryGone,
    StorySeen,
    delete_story,
    find_story,
    list_stories,
    propose_story,
    save_story,
)
from afterview.web.door import Request
from afterview.web.errors import show_missing
from afterview.web.forms import Ticks, start_from
from afterview.web.pages.prepare.words import ask_for_missing, say_verdict
from afterview.web.redirects import see_other

NEW = "story/new"
PARTS = ("situation", "task", "action", "result", "learning")
LANDED = {Landed.LANDED: _("landed"), Landed.SO_SO: _("so-so"), Landed.MISSED: _("missed")}
_say = lazy(gettext, str)


def _part(label: Any, hint: Any, rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    )


class StoryForm(forms.Form):
    """A story in its five parts."""

    use_required_attribute = False

    title = forms.CharField(
        label=_("A short name for it"),
        max_length=200,
        error_messages={
            "required": _("Give the story a short name, like “The refund outage”"),
            "max_length": _("Use a shorter name, at most 200 characters"),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    situation = _part(_("Situation"), _("Where, when, who. A sentence or two."))
    task = _part(_("Task"), _("What was wanted, or what was the difficulty?"))
    action = _part(_("What you did"), _("Your own part. Begin with “I”."), rows=4)
    result = _part(_("Result"), _("What changed, by how much? A number, or what somebody said."))
    learning = _part(_("What you learnt"), _("What do you do differently since?"))
    areas = forms.MultipleChoiceField(
        label=_("What does it show?"),
        help_text=_("Two or three are best."),
        choices=lambda: [(area, _say(load_areas()[area].name)) for area in areas_stories_show()],
        widget=Ticks,
        required=False,
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None, seen: Story | None = None) -> None:
        super().__init__(data, initial=initial, label_suffix="", auto_id="%s")
        field = self.fields["areas"]
        assert isinstance(field, forms.MultipleChoiceField)
        known = dict(field.choices)  # type: ignore[arg-type]  # a plain list of pairs, made above
        tagged = [area for area in (seen.areas if seen else ()) if area not in known and area in load_areas()]
        field.choices = [*known.items(), *((area, gettext(load_areas()[area].name)) for area in tagged)]

    def read_story(self, story_id: int, added_on: Any) -> Story:
        """The story of a valid form."""
        found = self.cleaned_data
        parts = {part: found[part].strip() for part in PARTS}
        return Story(id=story_id, title=found["title"].strip(), areas=tuple(found["areas"]), added_on=added_on, **parts)


def _fields_of(story: Story) -> dict[str, Any]:
    parts = {part: getattr(story, part) for part in PARTS}
    return {"title": story.title, "areas": list(story.areas), **parts}


def show_list(request: Request) -> HttpResponse:
    """Every story with what it still wants."""
    stories = [_describe(seen) for seen in list_stories(request.candidate)]
    return render(request, "prepare/stories.html", {"stories": stories})


def _describe(seen: StorySeen) -> dict[str, Any]:
    used = [(told.interview, told.question, LANDED[told.landed] if told.landed else "") for told in seen.used]
    asks = ask_for_missing(seen.reading)
    return {"story": seen.story, "verdict": say_verdict(seen.reading), "asks": asks, "used": used}


def add(request: Request) -> HttpResponse:
    """A new story: told freely in one box and taken apart as a proposal, or in five parts."""
    if request.method == "POST" and "told" in request.POST:
        return _take_apart(request)
    if request.method == "POST":
        form = StoryForm(request.POST)
        if not form.is_valid():
            return _show_parts(request, form, status=422)
        story_id = save_story(request.candidate, form.read_story(0, request.now.date()), NEW)
        return see_other("story", story_id)
    kept = read_draft(request.candidate, NEW)
    if "parts" in request.GET:
        wanted = {"areas": [_wanted_area(request)]} if _wanted_area(request) else {}
        return _show_parts(request, StoryForm(initial=start_from(kept, wanted)))
    told = start_from(read_draft(request.candidate, f"{NEW}/told"), {}).get("told", "")
    area = _wanted_area(request)
    context = {"told": told, "has_parts": bool(kept), "area": area, "question": QUESTIONS.get(area, "")}
    return render(request, "prepare/story_new.html", context)


def _wanted_area(request: Request) -> str:
    """The area that a link asked a story for, "" where it asked for none that we know."""
    area = request.POST.get("area") or request.GET.get("area", "")
    return area if area in areas_stories_show() else ""


def _show_parts(request: Request, form: StoryForm, status: int = 200) -> HttpResponse:
    proposed = "proposed" in request.GET
    return render(request, "prepare/story_parts.html", {"form": form, "proposed": proposed}, status=status)


def _take_apart(request: Request) -> HttpResponse:
    told = request.POST["told"].strip()
    if not told:
        error = gettext("Write a few sentences first, as you would tell it to a friend.")
        return render(request, "prepare/story_new.html", {"told": "", "error": error}, status=422)
    fields = _fields_of(propose_story(told, request.now, _wanted_area(request)))
    kept = {name: value if isinstance(value, list) else [value] for name, value in fields.items()}
    try:
        keep_draft(request.candidate, NEW, kept, request.now)
    except DraftTooLong:
        error = gettext("This is more text than one story needs. Tell it in at most a few pages.")
        return render(request, "prepare/story_new.html", {"told": told, "error": error}, status=422)
    response = see_other("story-new")
    response["Location"] = f"{reverse('story-new')}?parts&proposed"
    return response


def show(request: Request, story_id: int) -> HttpResponse:
    """One story: what it has and lacks, where it was told, and its words to change."""
    try:
        seen = find_story(request.candidate, story_id)
    except StoryGone:
        return show_missing(request)
    draft = f"story/{story_id}"
    if request.method == "POST":
        form = StoryForm(request.POST, seen=seen.story)
        if form.is_valid():
            save_story(request.candidate, form.read_story(story_id, seen.story.added_on), draft)
            return see_other("story", story_id)
    else:
        kept = start_from(read_draft(request.candidate, draft), {})
        form = StoryForm(initial=kept or _fields_of(seen.story), seen=seen.story)
    context = {"form": form, "draft": draft, **_describe(seen)}
    return render(request, "prepare/story.html", context, status=422 if form.errors else 200)


def delete(request: Request, story_id: int) -> HttpResponse:
    """Asks before a story is deleted."""
    try:
        seen = find_story(request.candidate, story_id)
    except StoryGone:
        return show_missing(request)
    if request.method == "POST":
        delete_story(request.candidate, story_id)
        return see_other("stories")
    return render(request, "prepare/story_delete.html", {"story": seen.story})
