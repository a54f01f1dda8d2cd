"""Forms as pages ask for them: one field template, and what was typed before as the starting point."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """One template for every field: label, hint, error above the input."""

    field_template_name = "forms/field.html"


class Choices(forms.RadioSelect):
    """Radio buttons as large rows."""

    template_name = "forms/choices.html"
    option_template_name = "forms/choice.html"

    def __init__(self, *args: Any, across: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.across = across

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "across": self.across}


class Ticks(forms.CheckboxSelectMultiple):
    """Checkboxes as large rows."""

    template_name = "forms/choices.html"
    option_template_name = "forms/choice.html"


def start_from(kept: Mapping[str, Sequence[str]], saved: Mapping[str, Any]) -> dict[str, Any]:
    """A form's initial values: what was saved, overlaid by what was typed since (every kept value is a list)."""
    typed = {name: values[0] if len(values) == 1 else list(values) for name, values in kept.items()}
    return {**saved, **typed}
