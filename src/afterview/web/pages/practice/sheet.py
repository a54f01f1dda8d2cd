"""A partner's sheet: made as one file that needs no network, filled in here or there, brought back, taken out."""

from pathlib import Path
from typing import Any

from django import forms
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from afterview.core.areas import Area, load_areas
from afterview.core.sheet import (
    LONGEST,
    LONGEST_NAME,
    LONGEST_WORDS,
    USUAL_AREAS,
    Fault,
    FilledSheet,
    SheetUnread,
    sheet_areas,
)
from afterview.flows.drafts import read_draft
from afterview.flows.practice import delete_sheet, find_sheet, keep_sheet, open_sheet
from afterview.limited import NotRead
from afterview.web.door import Request
from afterview.web.errors import show_missing
from afterview.web.forms import Choices, Ticks, start_from
from afterview.web.redirects import see_other

PLACE = "stories"
HERE, BACK = "practice/sheet/here", "practice/sheet/back"
PROMPTS = (
    _("Why would you like to do this work?"),
    _("Tell me about a time something went wrong, and what you did."),
    _("Tell me about a time you had to work with someone who saw it differently."),
    _("What have you done that you are glad of?"),
    _("What would you do in your first weeks?"),
    _("What would you like to ask me?"),
)
SAID = {
    Fault.EMPTY: _("Paste the text your partner sent, or choose the file."),
    Fault.TOO_LONG: _("This is far longer than a sheet. Paste the part from “Afterview sheet” to “End” only."),
    Fault.EMPTY_FORM: _(
        "This is the sheet itself, not what your partner filled in. Ask them to press “Show my answers” at its end."
    ),
    Fault.NOT_A_SHEET: _("There is no sheet in this. It begins with a line “Afterview sheet 1”; paste from there."),
    Fault.TOO_NEW: _("This sheet comes from a newer Afterview. Bring this one up to date, then bring the sheet back."),
    Fault.CUT_SHORT: _("A part of the sheet is missing. Ask for the whole text, down to the line that begins “End”."),
    Fault.NO_MARKS: _("Nothing is marked on this sheet. Ask your partner to choose a sentence or two."),
}


class MakeForm(forms.Form):
    """What goes on a sheet."""

    area = forms.MultipleChoiceField(
        label=_("What should they listen for?"),
        help_text=_("Five to seven are enough."),
        choices=lambda: [(area, gettext(load_areas()[area].name)) for area in sheet_areas()],
        widget=Ticks,
        error_messages={"required": _("Tick at least one thing they should listen for")},
    )
    name = forms.BooleanField(label=_("Put my name on it"), required=False)


class BackForm(forms.Form):
    """What came back."""

    words = forms.CharField(
        label=_("The text they sent"),
        help_text=_("From “Afterview sheet” to “End”. What stands around it does not matter."),
        required=False,
        max_length=2 * LONGEST,
        error_messages={"max_length": SAID[Fault.TOO_LONG]},
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
    )
    file = forms.FileField(
        label=_("Or the file"),
        required=False,
        error_messages={"empty": _("This file is empty. Ask for it once more, or paste the text.")},
    )


def _short(label: Any, longest: int, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}) if rows else forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"max_length": _("Make it a little shorter")},
    )


class HereForm(forms.Form):
    """The sheet filled in on this device, with the same sentences."""

    def __init__(self, data: Any = None, *, areas: list[Area], initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, label_suffix="", auto_id="%s")
        self.fields["partner"] = _short(_("Your name, if you like"), LONGEST_NAME, 0)
        for area in areas:
            lines = [(str(mark), gettext(line)) for mark, line in reversed(list(enumerate(area.anchors, start=1)))]
            self.fields[area.id] = forms.ChoiceField(
                label=gettext(area.name), choices=[*lines, ("", gettext("Not sure"))], widget=Choices, required=False
            )
        self.fields["good"] = _short(_("One thing that was good"), LONGEST_WORDS, 2)
        self.fields["advice"] = _short(_("One thing to try next time"), LONGEST_WORDS, 2)
        self.areas = [area.id for area in areas]

    def clean(self) -> dict[str, Any]:
        """A sheet needs one mark at least."""
        found = super().clean() or {}
        if not any(found.get(area) for area in self.areas):
            raise forms.ValidationError(gettext("Choose a sentence for one thing at least."))
        return found

    def read_sheet(self, request: Request) -> FilledSheet:
        """The sheet of a valid form."""
        found = self.cleaned_data
        words = {name: " ".join(found[name].split()) for name in ("partner", "good", "advice")}
        marks = tuple((area, float(found[area])) for area in self.areas if found[area])
        return FilledSheet(held_on=request.now.date(), marks=marks, **words)


def make(request: Request) -> HttpResponse:
    """Chooses what goes on a sheet."""
    form = MakeForm(initial={"area": USUAL_AREAS}, label_suffix="", auto_id="%s")
    return render(request, "practice/sheet.html", {"form": form, "place": PLACE})


def _chosen(given: Any) -> list[Area]:
    """The areas an address names, in their order; the usual ones where it names none."""
    asked = set(given.getlist("area")) & set(sheet_areas()) or set(USUAL_AREAS)
    return [load_areas()[area] for area in sheet_areas() if area in asked]


def download(request: Request) -> HttpResponse:
    """The sheet as one HTML file that asks no network."""
    if "here" in request.GET:
        return see_other("practice-sheet-here", query=request.GET.urlencode())
    css = Path(str(finders.find("app.css"))).read_text(encoding="utf-8")
    script = Path(str(finders.find("sheet.js"))).read_text(encoding="utf-8")
    name = request.candidate.name if "name" in request.GET else ""
    lines = [(area, list(reversed(list(enumerate(area.anchors, start=1))))) for area in _chosen(request.GET)]
    context = {"css": css, "script": script, "areas": lines, "name": name, "prompts": PROMPTS}
    response = HttpResponse(render_to_string("practice/sheet_file.html", context))
    response["Content-Disposition"] = 'attachment; filename="practice-sheet.html"'
    return response


def fill_here(request: Request) -> HttpResponse:
    """The sheet on this device, for a partner who sits beside."""
    areas = _chosen(request.GET)
    if request.method == "POST":
        form = HereForm(request.POST, areas=areas)
        if form.is_valid():
            sheet_id = keep_sheet(request.candidate, form.read_sheet(request), request.now, HERE)
            return see_other("practice-sheet-delete", sheet_id)
    else:
        form = HereForm(initial=start_from(read_draft(request.candidate, HERE), {}), areas=areas)
    context = {"form": form, "draft": HERE, "prompts": PROMPTS, "place": PLACE}
    return render(request, "practice/sheet_here.html", context, status=422 if form.errors else 200)


def bring_back(request: Request) -> HttpResponse:
    """Takes in what a partner sent."""
    if request.method != "POST":
        initial = start_from(read_draft(request.candidate, BACK), {})
        return _show_back(request, BackForm(initial=initial, label_suffix="", auto_id="%s"))
    form = BackForm(request.POST, request.FILES, label_suffix="", auto_id="%s")
    if not form.is_valid():
        return _show_back(request, form)
    try:
        file = form.cleaned_data["file"]
        filled = open_sheet(file.read(4 * LONGEST + 1) if file else form.cleaned_data["words"])
    except SheetUnread as error:
        form.add_error("file" if file else "words", str(SAID[error.fault]))
        return _show_back(request, form)
    except NotRead:
        form.add_error("file", str(SAID[Fault.NOT_A_SHEET]))
        return _show_back(request, form)
    return see_other("practice-sheet-delete", keep_sheet(request.candidate, filled, request.now, BACK))


def _show_back(request: Request, form: BackForm) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "practice/sheet_back.html", {"form": form, "draft": BACK, "place": PLACE}, status=status)


def delete(request: Request, sheet_id: int) -> HttpResponse:
    """One sheet: its marks in their sentences, and the way to take it out."""
    sheet = find_sheet(request.candidate, sheet_id)
    if sheet is None:
        return show_missing(request)
    if request.method == "POST":
        delete_sheet(request.candidate, sheet_id)
        return see_other("practice")
    marks = [(area, f"{mark:g}", load_areas()[area].anchors[round(mark) - 1]) for area, mark in sheet.marks]
    return render(request, "practice/sheet_seen.html", {"sheet": sheet, "marks": marks, "place": PLACE})
