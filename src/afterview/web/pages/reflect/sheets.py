"""Arrival, convincing, examples and body language: facts first, then the line that fits."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from afterview.core.examples import count_unsure, seen_examples, suggest_examples, were_sufficient
from afterview.core.reflect import (
    Page,
    PageArea,
    answer_arrival,
    answer_body_language,
    answer_convincing,
    answer_examples,
    count_minutes_late,
    suggest_arrival,
)
from afterview.core.words import Arrival, ExampleCounts, Format, Reflection
from afterview.web.pages.reflect.facts import list_lacks, say_arrival
from afterview.web.pages.reflect.fields import (
    cause_field,
    line_field,
    read_rating,
    read_yes_no,
    say_rating,
    say_yes_no,
    words_field,
    yes_no_field,
)
from afterview.web.pages.reflect.sheet import Seen, Sheet

FORMATS = {Format.ON_SITE: _("on site"), Format.VIDEO: _("on video"), Format.PHONE: _("by phone")}


class ArrivalSheet(Sheet):
    """Page 1: facts of the arrival, then the line that fits."""

    page = Page.ARRIVAL
    area = PageArea.ARRIVAL
    heading = _("How did you arrive?")
    hint = _("First the facts, as far as you remember them.")
    why = _("Times are easier to be fair about than feelings. From them a line is suggested; you have the last word.")

    planned = forms.TimeField(
        label=_("Planned for"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Enter the planned time, like 14:00")},
    )
    actual = forms.TimeField(
        label=_("You were there, or online, at"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Enter the time you were there, like 13:50")},
    )
    announced = yes_no_field(_("If you were late: did you tell them before?"))
    start = yes_no_field(_("How was the first minute?"), yes=_("Settled"), no=_("Rushed"))
    wrong_place = forms.BooleanField(label=_("It was the wrong place or link, or I missed it"), required=False)
    trouble = words_field(_("Any trouble on the way, or with the link?"), rows=2)
    line = line_field(PageArea.ARRIVAL, _("Which line fits best?"))
    cause = cause_field()

    def prepare(self) -> None:
        if self.seen.interview.starts_at:
            del self.fields["planned"]

    @classmethod
    def saved(cls, seen: Seen) -> dict[str, Any]:
        arrival, rating = seen.reflection.arrival, seen.reflection.rating(PageArea.ARRIVAL)
        known = Page.ARRIVAL in seen.reflection.pages_done
        planned = seen.interview.starts_at
        return {
            "actual": _clock(planned, arrival.minutes_late),
            "announced": say_yes_no(arrival.announced, known and (arrival.minutes_late or 0) > 0),
            "start": say_yes_no(None if arrival.rushed is None else not arrival.rushed, known),
            "wrong_place": arrival.wrong_place,
            "trouble": arrival.trouble,
            **say_rating(rating, suggest_arrival(arrival, seen.interview.format)),
        }

    @property
    def planned_words(self) -> str:
        """14:00, on video."""
        starts_at, held = self.seen.interview.starts_at, self.seen.interview.format
        clock = starts_at.strftime("%H:%M") if starts_at else ""
        return ", ".join(str(part) for part in (clock, FORMATS[held] if held else "") if part)

    @property
    def noted_words(self) -> str:
        """20 minutes late: what is kept of two times that are not kept themselves; empty where there is nothing."""
        arrival = self.seen.reflection.arrival
        return say_arrival(arrival) if "planned" in self.fields and arrival.minutes_late is not None else ""

    def read_arrival(self) -> Arrival:
        """The facts of a valid form."""
        settled = read_yes_no(self.cleaned_data.get("start", ""))
        return Arrival(
            minutes_late=self._minutes_late(),
            announced=read_yes_no(self.cleaned_data.get("announced", "")),
            rushed=None if settled is None else not settled,
            trouble=self.cleaned_data.get("trouble", ""),
            wrong_place=self.cleaned_data.get("wrong_place", False),
        )

    def _minutes_late(self) -> int | None:
        starts_at = self.seen.interview.starts_at
        planned = starts_at.time() if starts_at else self.cleaned_data.get("planned")
        actual = self.cleaned_data.get("actual")
        if planned is None and actual is None and starts_at is None:
            return self.seen.reflection.arrival.minutes_late
        return count_minutes_late(planned, actual) if planned and actual else None

    def suggested(self) -> int | None:
        return suggest_arrival(self.read_arrival(), self.seen.interview.format)

    def answer(self, reflection: Reflection) -> Reflection:
        rating = read_rating(PageArea.ARRIVAL, self.cleaned_data["line"], self.cleaned_data["cause"])
        return answer_arrival(reflection, self.read_arrival(), rating)


def _clock(planned: datetime | None, minutes_late: int | None) -> str:
    if planned is None or minutes_late is None:
        return ""
    return (planned + timedelta(minutes=minutes_late)).strftime("%H:%M")


class ConvincingSheet(Sheet):
    """Page 3: five sentences, and one moment to keep."""

    page = Page.CONVINCING
    area = PageArea.CONVINCING
    heading = _("How convincing were your answers?")
    hint = _("Pick the line that fits best. It is your view today, not a verdict.")
    why = _("Later you can set this beside what they say. The gap is where you learn most.")

    line = line_field(PageArea.CONVINCING, _("Which line fits best?"))
    cause = cause_field()
    moment = words_field(_("One moment you want to keep"), _("What they asked, what you said. Rough notes are fine."))

    @classmethod
    def saved(cls, seen: Seen) -> dict[str, Any]:
        return {"moment": seen.reflection.moment, **say_rating(seen.reflection.rating(PageArea.CONVINCING))}

    def answer(self, reflection: Reflection) -> Reflection:
        rating = read_rating(PageArea.CONVINCING, self.cleaned_data["line"], self.cleaned_data["cause"])
        return answer_convincing(reflection, self.cleaned_data["moment"], rating)


def _count_field(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=99,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 3}),
        error_messages={
            "invalid": _("Enter a whole number, like 3, or leave it empty"),
            "min_value": _("Enter 0 or more"),
            "max_value": _("Enter a number below 100"),
        },
    )


class ExamplesSheet(Sheet):
    """Page 4: counts, what they lacked, then the line that fits."""

    page = Page.EXAMPLES
    area = PageArea.EXAMPLES
    heading = _("Personal examples: were there enough?")
    hint = _("Counted from your questions where you named them. Change what is not right.")
    why = _(
        "Only about one answer in four to “tell me about a time” is a real story, and the result is what is most "
        "often missing. Counting is kinder than judging, and more exact."
    )

    asked = _count_field(_("Questions that wanted an example"))
    stories = _count_field(_("Answered with a true story"))
    with_action = _count_field(_("…with what you did yourself"))
    with_result = _count_field(_("…with what came of it"))
    line = line_field(PageArea.EXAMPLES, _("Which line fits best?"))
    cause = cause_field()

    @classmethod
    def saved(cls, seen: Seen) -> dict[str, Any]:
        counts = seen_examples(seen.reflection)
        rating = seen.reflection.rating(PageArea.EXAMPLES)
        numbers = (
            {
                "asked": counts.asked,
                "stories": counts.stories,
                "with_action": counts.with_action,
                "with_result": counts.with_result,
            }
            if counts
            else {}
        )
        return {**numbers, **say_rating(rating, suggest_examples(counts))}

    def unsure(self) -> int:
        """Questions left out of the counts."""
        return 0 if self.seen.reflection.counts else count_unsure(self.seen.reflection.questions)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        numbers = [found.get(name) for name in ("asked", "stories", "with_action", "with_result")]
        if self.errors or all(number is None for number in numbers):
            return found
        asked, stories, action, result = (number or 0 for number in numbers)
        if stories > asked:
            self.add_error("stories", _("More stories than questions for one. Change one of the two numbers."))
        if max(action, result) > stories:
            name = "with_action" if action > stories else "with_result"
            self.add_error(name, _("More than there were stories. Change one of the numbers."))
        return found

    def read_counts(self) -> ExampleCounts | None:
        """The counts of a valid form; None where all four were left empty."""
        numbers = [self.cleaned_data.get(name) for name in ("asked", "stories", "with_action", "with_result")]
        if all(number is None for number in numbers):
            return None
        asked, stories, action, result = (number or 0 for number in numbers)
        return ExampleCounts(asked=asked, stories=stories, with_action=action, with_result=result)

    def suggested(self) -> int | None:
        return suggest_examples(self.read_counts())

    def say_facts(self) -> dict[str, object]:
        facts = self.facts()
        counts = facts.read_counts() if facts else None
        told = {"lacks": list_lacks(counts), "sufficient": were_sufficient(counts), "unsure": self.unsure()}
        return {"suggested": self.say_line(suggest_examples(counts)), **told}

    def answer(self, reflection: Reflection) -> Reflection:
        rating = read_rating(PageArea.EXAMPLES, self.cleaned_data["line"], self.cleaned_data["cause"])
        return answer_examples(reflection, self.read_counts(), rating)


class BodyLanguageSheet(Sheet):
    """Page 5: a signal, never a weakness; may be left out."""

    page = Page.BODY_LANGUAGE
    area = PageArea.BODY_LANGUAGE
    heading = _("What may they have read in your body language?")
    why = _(
        "Interviewers read such signals, and how they read them differs between cultures and people. "
        "It is a signal, not a trait, and you may leave it out of Afterview altogether."
    )

    line = line_field(PageArea.BODY_LANGUAGE, _("Which line fits best?"))
    cause = cause_field()

    @classmethod
    def saved(cls, seen: Seen) -> dict[str, Any]:
        return dict(say_rating(seen.reflection.rating(PageArea.BODY_LANGUAGE)))

    def answer(self, reflection: Reflection) -> Reflection:
        if "skip" in self.data:
            return answer_body_language(reflection, None, skipped=True)
        rating = read_rating(PageArea.BODY_LANGUAGE, self.cleaned_data["line"], self.cleaned_data["cause"])
        return answer_body_language(reflection, rating)
