"""Page 2: the questions that were asked, one row each; rows are added and taken away without losing a word."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from afterview.core.reflect import Page, answer_questions
from afterview.core.words import Landed, Question, Reflection
from afterview.web.forms import Choices, Ticks
from afterview.web.pages.reflect.fields import NOT_SURE, UNSURE, read_yes_no, say_yes_no, words_field, yes_no_field
from afterview.web.pages.reflect.sheet import Seen, Sheet

MOST_ROWS = 40
PARTS = [("action", _("What I did myself")), ("result", _("What came of it")), NOT_SURE]
LANDED = [
    (Landed.LANDED.value, _("It landed")),
    (Landed.SO_SO.value, _("So-so")),
    (Landed.MISSED.value, _("It missed")),
    NOT_SURE,
]


class QuestionRow(forms.Form):
    """One question: its words, how the answer landed, and the example told, if one was wanted."""

    use_required_attribute = False

    text = words_field(_("What did they ask?"), rows=2)
    landed = forms.ChoiceField(
        label=_("How did your answer land?"), choices=LANDED, widget=Choices(across=True), required=False
    )
    wanted = yes_no_field(_("Did they want an example?"))
    told = yes_no_field(_("Did you tell one that really happened?"))
    parts = forms.MultipleChoiceField(
        label=_("What was in it?"), help_text=_("Tick what you said."), choices=PARTS, widget=Ticks, required=False
    )
    story = forms.CharField(
        label=_("Which story was it?"),
        help_text=_("One from your stories, or a few words."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "stories", "autocomplete": "off", "dir": "auto"}),
        error_messages={"max_length": _("Name the story in fewer words, at most 200 characters")},
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        rest = (value for name, value in found.items() if name != "text")
        if not (found.get("text") or "").strip() and any(map(_says, rest)):
            self.add_error("text", _("Write the question, or a few words of it"))
        return found

    def read_question(self, story_ids: Mapping[str, int]) -> Question:
        """The question of a valid row; a story is looked up by its title."""
        found = self.cleaned_data
        told = read_yes_no(found["told"])
        story = found["story"].strip()
        return Question(
            text=found["text"].strip(),
            story_id=story_ids.get(story.casefold()),
            story_words="" if story.casefold() in story_ids else story,
            landed=Landed(found["landed"]) if found["landed"] not in ("", UNSURE) else None,
            wanted_example=read_yes_no(found["wanted"]),
            told_story=told,
            had_action=_read_part("action", found["parts"], told),
            had_result=_read_part("result", found["parts"], told),
        )

    @property
    def title(self) -> str:
        """The question as far as it is known, for its summary line."""
        return str(self["text"].value() or "").strip()


def _says(answer: Any) -> bool:
    """Whether a row's answer holds something to keep; "I am not sure" alone does not."""
    return bool(answer) and answer not in (UNSURE, [UNSURE])


def _read_part(part: str, ticked: Sequence[str], told: bool | None) -> bool | None:
    if not told:
        return None
    return True if part in ticked else None if UNSURE in ticked else False


def _say_question(question: Question, titles: Mapping[int, str]) -> dict[str, Any]:
    told = {"action": question.had_action, "result": question.had_result}
    parts = [part for part, had in told.items() if had]
    unsure = question.told_story and None in told.values()
    return {
        "text": question.text,
        "landed": question.landed or UNSURE,
        "wanted": say_yes_no(question.wanted_example),
        "told": say_yes_no(question.told_story),
        "parts": [*parts, UNSURE] if unsure else parts,
        "story": titles.get(question.story_id or 0, question.story_words),
    }


class QuestionsSheet(Sheet):
    """Page 2: as many rows as there were questions."""

    page = Page.QUESTIONS
    heading = _("What did they ask?")
    hint = _("As they come to mind. Rough words are fine, and you can add more tomorrow.")
    why = _(
        "What was asked fades within a day, and it is what helps most next time. "
        "Which story you told, and what it held, is counted on a later page."
    )

    def prepare(self) -> None:
        self.count = _read_count(self.typed.get("rows"))
        source = {"data": self.data} if self.is_bound else {"initial": None}
        self.rows = [self._row(number, source) for number in range(self.count)]

    def _row(self, number: int, source: dict[str, Any]) -> QuestionRow:
        prefix = f"q{number}"
        if not self.is_bound:
            marks = f"{prefix}-"
            source = {"initial": {n.removeprefix(marks): v for n, v in self.typed.items() if n.startswith(marks)}}
        return QuestionRow(prefix=prefix, label_suffix="", auto_id="%s", **source)

    def is_valid(self) -> bool:
        rows_valid = [row.is_valid() for row in self.rows]
        return super().is_valid() and all(rows_valid)

    @property
    def open_row(self) -> int:
        """The row that stands open: the last, when it is still empty or the only one."""
        last = self.rows[-1]
        return self.count - 1 if self.count == 1 or not last.title else -1

    @classmethod
    def saved(cls, seen: Seen) -> dict[str, Any]:
        questions = seen.reflection.questions
        rows = {
            f"q{number}-{name}": value
            for number, question in enumerate(questions)
            for name, value in _say_question(question, seen.titles).items()
        }
        return {"rows": str(len(questions) or 1), **rows}

    def answer(self, reflection: Reflection) -> Reflection:
        story_ids = {title.strip().casefold(): story_id for story_id, title in self.seen.titles.items()}
        return answer_questions(reflection, [row.read_question(story_ids) for row in self.rows])


def _read_count(rows: Any) -> int:
    return min(max(int(rows), 1), MOST_ROWS) if str(rows or "").isdecimal() else 1


def add_row(fields: dict[str, list[str]]) -> dict[str, list[str]]:
    """The typed fields with one more empty row."""
    count = _read_count(fields.get("rows", ["1"])[0])
    return {**fields, "rows": [str(min(count + 1, MOST_ROWS))]}


def take_row(fields: dict[str, list[str]], number: int) -> dict[str, list[str]]:
    """The typed fields without one row; those behind it move up."""
    count = _read_count(fields.get("rows", ["1"])[0])
    kept = [row for row in range(count) if row != number]
    moved = {
        f"q{place}-{name.partition('-')[2]}": values
        for place, row in enumerate(kept)
        for name, values in fields.items()
        if name.startswith(f"q{row}-")
    }
    return {**moved, "rows": [str(max(len(kept), 1))]}
