"""The list of what a job asks for, as rows to change: what, its area, how much, and the advert's own words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from afterview.core.areas import scored_areas
from afterview.core.job import WEIGHT_NAMES, Requirement, Weight

MOST_ROWS = 80
_say = lazy(gettext, str)


class AskRow(forms.Form):
    """One thing the job asks for; `start` and `end` say where the advert does."""

    use_required_attribute = False

    skill = forms.CharField(
        label=_("What they ask for"),
        required=False,
        max_length=200,
        error_messages={"max_length": _("Say it in fewer words, at most 200 characters")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    area = forms.ChoiceField(
        label=_("What a story would have to show"),
        choices=lambda: [(area.id, _say(area.name)) for area in scored_areas()],
    )
    weight = forms.ChoiceField(
        label=_("How much"), choices=[(weight.value, _say(WEIGHT_NAMES[weight.value])) for weight in Weight]
    )
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    away = forms.BooleanField(label=_("Take it off the list"), required=False)

    def __init__(self, data: Any = None, *, prefix: str, advert: str, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, prefix=prefix, initial=initial, label_suffix="", auto_id="%s")
        self._advert = advert

    @property
    def quote(self) -> str:
        """The advert's words for it, "" where the person added it or the advert has changed."""
        try:
            start, end = int(self["start"].value() or 0), int(self["end"].value() or 0)
        except ValueError:
            return ""
        return self._advert[start:end] if 0 <= start < end <= len(self._advert) else ""

    @property
    def title(self) -> str:
        """What it asks for, for its summary line."""
        return str(self["skill"].value() or "").strip()

    def read_requirement(self) -> Requirement | None:
        """What a valid row asks for; None where it is empty or was taken off."""
        found = self.cleaned_data
        if found["away"] or not (found["skill"] or "").strip():
            return None
        quote = self.quote
        return Requirement(
            area=found["area"],
            skill=found["skill"].strip(),
            quote=quote,
            start=found["start"] if quote else 0,
            end=found["end"] if quote else 0,
            weight=Weight(found["weight"]),
        )


def count_rows(typed: Mapping[str, Sequence[str]]) -> int:
    """How many rows a sent or kept form holds."""
    said = "".join(typed.get("rows", ()))
    return min(int(said), MOST_ROWS) if said.isascii() and said.isdigit() else 0


def rows_of(requires: Sequence[Requirement], advert: str) -> list[AskRow]:
    """A row for each thing asked for, and an empty one to add another."""
    rows = [AskRow(prefix=f"r{at}", initial=_say_row(one), advert=advert) for at, one in enumerate(requires)]
    return [*rows, AskRow(prefix=f"r{len(rows)}", initial={"weight": Weight.MUST.value}, advert=advert)][:MOST_ROWS]


def rows_kept(kept: Mapping[str, Sequence[str]], advert: str) -> list[AskRow]:
    """The rows as they were typed and not saved."""
    rows = []
    for at in range(count_rows(kept)):
        own = {name.removeprefix(f"r{at}-"): values for name, values in kept.items() if name.startswith(f"r{at}-")}
        rows.append(AskRow(prefix=f"r{at}", initial={name: values[0] for name, values in own.items()}, advert=advert))
    return rows


def _say_row(one: Requirement) -> dict[str, Any]:
    return {"skill": one.skill, "area": one.area, "weight": one.weight.value, "start": one.start, "end": one.end}
