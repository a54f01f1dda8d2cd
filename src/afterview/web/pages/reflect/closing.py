"""Page 6: what worked and why, one thing to change, the sealed expectation, the mood, and earlier plans."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from afterview.core.reflect import EXPECTATIONS, Page, answer_closing, went_well
from afterview.core.words import Did, Plan, Reflection, Tried, Worked
from afterview.web.forms import Choices
from afterview.web.pages.reflect.fields import NOT_SURE, UNSURE, words_field
from afterview.web.pages.reflect.sheet import Seen, Sheet

WORKED = 3
MOODS = [("5", _("Light")), ("4", _("Fine")), ("3", _("In between")), ("2", _("Low")), ("1", _("Heavy"))]
DID = [(Did.YES.value, _("Yes")), (Did.PARTLY.value, _("Partly")), (Did.NO.value, _("No")), NOT_SURE]


def _line_field(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 1, "dir": "auto"}))


class ClosingSheet(Sheet):
    """Page 6: what worked comes first, what to change second, then what the person expects."""

    page = Page.CLOSING
    heading = _("What worked, and what would you change?")
    why = _(
        "Saying why something worked makes it repeatable. One change is enough: more than two at a time rarely stay. "
        "The expectation shows you, over time, how well your gut knows."
    )

    change = words_field(_("One thing to change"), rows=2)
    expectation = forms.ChoiceField(
        label=_("What do you expect?"),
        help_text=_("We keep it hidden until you know."),
        choices=[*((str(chance), _(words)) for chance, words in EXPECTATIONS.items()), NOT_SURE],
        widget=Choices,
        required=False,
    )
    mood = forms.ChoiceField(
        label=_("How is it right now?"),
        help_text=_("One tap, if you like. Only ever compared with your own days."),
        choices=MOODS,
        widget=Choices(across=True),
        required=False,
    )

    def prepare(self) -> None:
        for number in range(WORKED):
            self.fields[f"what{number}"] = _line_field(_("What worked"))
            self.fields[f"why{number}"] = _line_field(_("Why it worked"))
        for plan in self.seen.plans:
            self.fields[f"plan-{plan.id}"] = _did_field(plan)
        if self.seen.outcome_known:
            del self.fields["expectation"]
        self.fields["change"].help_text = (
            gettext("It went well by your own marks. Then what could have been better teaches most.")
            if went_well(self.seen.reflection)
            else gettext("If a friend told you about this interview, what would you suggest?")
        )

    @property
    def is_sealed(self) -> bool:
        """Whether an expectation was noted before; it is not shown again until the outcome is known."""
        return self.seen.reflection.expectation is not None

    def worked_rows(self) -> list[tuple[Any, Any]]:
        """The pairs of what worked and why."""
        return [(self[f"what{number}"], self[f"why{number}"]) for number in range(WORKED)]

    def plan_fields(self) -> list[Any]:
        """The question about each earlier plan."""
        return [self[f"plan-{plan.id}"] for plan in self.seen.plans]

    @classmethod
    def saved(cls, seen: Seen) -> dict[str, Any]:
        reflection = seen.reflection
        worked = {f"what{number}": one.what for number, one in enumerate(reflection.worked)}
        reasons = {f"why{number}": one.why for number, one in enumerate(reflection.worked)}
        tried = {f"plan-{one.plan_id}": one.did.value for one in reflection.tried}
        return {**worked, **reasons, **tried, "change": reflection.change}

    def answer(self, reflection: Reflection) -> Reflection:
        found = self.cleaned_data
        worked = [
            Worked(what=found[f"what{number}"].strip(), why=found[f"why{number}"].strip()) for number in range(WORKED)
        ]
        chance = found.get("expectation", "")
        tried = [
            Tried(plan_id=plan.id, did=Did(answer))
            for plan in self.seen.plans
            if (answer := found[f"plan-{plan.id}"]) not in ("", UNSURE)
        ]
        expectation = int(chance) if chance not in ("", UNSURE) else None
        return answer_closing(reflection, worked, found["change"].strip(), expectation, tried)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for number in range(WORKED):
            if (found.get(f"why{number}") or "").strip() and not (found.get(f"what{number}") or "").strip():
                self.add_error(f"what{number}", _("Say in a few words what it was that worked"))
        return found

    def read_mood(self) -> int | None:
        """The mood of a valid form, None where none was tapped."""
        return int(self.cleaned_data["mood"]) if self.cleaned_data["mood"] else None


def _did_field(plan: Plan) -> forms.ChoiceField:
    words = plan.then_words.strip().rstrip(".")
    label = gettext("You wanted this: “%(plan)s”. Did you?") % {"plan": words}
    return forms.ChoiceField(label=label, choices=DID, widget=Choices(across=True), required=False)
