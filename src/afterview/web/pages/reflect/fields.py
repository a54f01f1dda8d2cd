"""The fields every reflect page is made of: a line to choose, whose cause, yes or no, and "I am not sure"."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from afterview.core.areas import load_areas
from afterview.core.words import Cause, Rating
from afterview.web.forms import Choices

UNSURE = "unsure"
YES, NO = _("Yes"), _("No")
NOT_SURE = (UNSURE, _("I am not sure"))
CAUSES = [
    (Cause.MINE.value, _("Mine to change")),
    (Cause.PARTLY.value, _("Partly mine")),
    (Cause.NOT_MINE.value, _("Not mine")),
    NOT_SURE,
]

_say = lazy(gettext, str)


def line_choices(area: str) -> list[tuple[str, Any]]:
    """An area's five sentences, the best first, and "I am not sure"."""
    anchors = load_areas()[area].anchors
    return [*((str(mark), _say(anchors[mark - 1])) for mark in range(5, 0, -1)), NOT_SURE]


def line_field(area: str, label: Any) -> forms.ChoiceField:
    """Five sentences of which one fits best."""
    return forms.ChoiceField(label=label, choices=lambda: line_choices(area), widget=Choices, required=False)


def cause_field() -> forms.ChoiceField:
    """Whose cause a low mark was; shown for the two lowest lines only."""
    return forms.ChoiceField(
        label=_("Whose doing was it?"),
        help_text=_("What was not in your hands is never counted against you."),
        choices=CAUSES,
        widget=Choices(attrs={"class": "cause"}, across=True),
        required=False,
    )


def yes_no_field(label: Any, yes: Any = YES, no: Any = NO, hint: Any = "") -> forms.ChoiceField:
    """Yes, no or not sure."""
    choices = [("yes", yes), ("no", no), NOT_SURE]
    return forms.ChoiceField(label=label, help_text=hint, choices=choices, widget=Choices(across=True), required=False)


def words_field(label: Any, hint: Any = "", rows: int = 3) -> forms.CharField:
    """A few words in a box that grows."""
    field = forms.CharField(
        label=label, help_text=hint, required=False, widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    )
    field.optional_note = True  # type: ignore[attr-defined]  # read by forms/field.html
    return field


def read_yes_no(answer: str) -> bool | None:
    """What a yes-or-no field says."""
    return {"yes": True, "no": False}.get(answer)


def say_yes_no(value: bool | None, known: bool = True) -> str:
    """The choice that stands for a value; an unknown one of an answered page is "I am not sure"."""
    if value is None:
        return UNSURE if known else ""
    return "yes" if value else "no"


def read_rating(area: str, line: str, cause: str) -> Rating | None:
    """The mark a chosen line stands for, None where none was chosen."""
    if not line:
        return None
    value = None if line == UNSURE else float(line)
    return Rating(area=area, value=value, cause=Cause(cause) if cause and cause != UNSURE else None)


def say_rating(rating: Rating | None, suggested: int | None = None) -> dict[str, str]:
    """The choices that stand for a mark, or for the suggested one where there is none yet."""
    if rating is None:
        return {"line": str(suggested or "")}
    line = UNSURE if rating.value is None else str(round(rating.value))
    return {"line": line, "cause": rating.cause or ""}
