"""What all six pages have in common: what they know, what was saved, and the answer they give to the core."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from django import forms

from afterview.core.reflect import Page
from afterview.core.words import Interview, Plan, Reflection
from afterview.web.pages.reflect.fields import line_choices


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What the pages know: the interview, what was noted so far, the story bank's titles, earlier plans, and whether
    the outcome is known (then no expectation is asked)."""

    interview: Interview
    reflection: Reflection
    titles: Mapping[int, str] = field(default_factory=dict)
    plans: tuple[Plan, ...] = ()
    outcome_known: bool = False


class Sheet(forms.Form):
    """One page. Subclasses say what they ask, what was saved and how they answer."""

    page: ClassVar[Page]
    area: ClassVar[str] = ""
    heading: ClassVar[Any]
    hint: ClassVar[Any] = ""
    why: ClassVar[Any]
    use_required_attribute = False

    def __init__(self, data: Any = None, *, seen: Seen, kept: Mapping[str, Any] | None = None) -> None:
        self.seen = seen
        self.typed: Mapping[str, Any] = data if data is not None else (kept or self.saved(seen))
        super().__init__(data, initial=dict(self.typed), label_suffix="", auto_id="%s")
        self.prepare()

    def prepare(self) -> None:
        """Adds what depends on the interview."""

    @property
    def template(self) -> str:
        """The page's template."""
        return f"reflect/{self.page.value}.html"

    @classmethod
    def saved(cls, seen: Seen) -> dict[str, Any]:
        """The fields as they were saved."""
        raise NotImplementedError

    def answer(self, reflection: Reflection) -> Reflection:
        """The reflection with this page's answers (of a valid form)."""
        raise NotImplementedError

    def suggested(self) -> int | None:
        """The line the facts of a valid form speak for."""
        return None

    def facts(self) -> Self | None:
        """This page as a checked form of what is on it (sent, kept or saved); None while it is not in order."""
        checked = self if self.is_bound else type(self)(self.typed, seen=self.seen)
        return checked if checked.is_valid() else None

    def say_facts(self) -> dict[str, object]:
        """What the facts on the page say, for its template: the suggested line."""
        facts = self.facts()
        return {"suggested": self.say_line(facts.suggested() if facts else None)}

    def marks_line(self) -> bool:
        """Whether the page marks the line its saved facts speak for, before the person has chosen one."""
        if self.is_bound or not self.area or self.seen.reflection.rating(self.area):
            return False
        return bool(self.typed.get("line"))

    def say_line(self, mark: int | None) -> Any:
        """The sentence of a mark; empty for none."""
        return dict(line_choices(self.area))[str(mark)] if mark else ""

    def has_line(self) -> bool:
        """Whether a line was chosen, or none is asked for (of a valid form)."""
        return "line" not in self.fields or bool(self.cleaned_data["line"])
