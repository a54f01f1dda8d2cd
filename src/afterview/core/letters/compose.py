"""Puts a letter together: parts in paragraphs, each worded from what the journal gives, none of them a form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from afterview.core.letters.people import Name
from afterview.core.letters.wordings import Tone, Turn, base_language, choose, fill, load_wordings, to_american
from afterview.core.words import LetterKind

Paragraphs = tuple[tuple[str, ...], ...]

LAYOUT: dict[LetterKind, Paragraphs] = {
    LetterKind.REQUEST: (
        ("thanks", "moment"),
        ("accept", "one_day", "future", "openings"),
        ("pointers", "pointers_alone", "advice", "keep"),
        ("easy",),
    ),
    LetterKind.REMINDER: (("wrote", "again", "rest"),),
    LetterKind.THANKS: (("feedback",), ("strengths", "strength", "good"), ("action", "step", "tip"), ("touch",)),
    LetterKind.AFTER_INTERVIEW: (("thanks", "moment"), ("interest", "offer"), ("patience",)),
}
# The first of a group that the journal has words for stands for all of it.
INSTEAD = {
    "pointers_alone": ("pointers",),
    "strength": ("strengths",),
    "good": ("strengths", "strength"),
    "step": ("action",),
    "tip": ("action", "step"),
}
ONLY_SHORT, ONLY_FULL = frozenset({"one_day"}), frozenset({"future", "openings", "keep"})
# Words of a letter, and those of its greeting, close and name.
MOST_WORDS, WORDS_AROUND = 140, 12
SUBJECT_WORDS = range(3, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How the letter is to be: language like "en-GB", tone, and whether it is the short form."""

    language: str = "en-GB"
    tone: Tone = Tone.PLAIN
    short: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A drafted letter, and the text of each part that is in it by name."""

    subject: str
    body: str
    parts: Mapping[str, str]


def compose(kind: LetterKind, style: Style, name: Name, sender: str, slots: Mapping[str, str], turn: Turn) -> Draft:
    """The letter of a kind. `slots` holds what the journal gives; a part without its words is left out."""
    writer = _Writer(kind, style, {**slots, **_name_slots(name)}, turn)
    parts = writer.word_all(LAYOUT[kind])
    paragraphs = [[parts[part] for part in names if part in parts] for names in LAYOUT[kind]]
    close = "\n".join(line for line in (writer.close(), sender) if line)
    said = [" ".join(paragraph) for paragraph in paragraphs if paragraph]
    return Draft(subject=writer.subject(), body="\n\n".join([writer.greet(name), *said, close]) + "\n", parts=parts)


class _Writer:
    """Words the parts of one letter."""

    def __init__(self, kind: LetterKind, style: Style, slots: Mapping[str, str], turn: Turn) -> None:
        self.words = load_wordings(base_language(style.language))
        moment = self.words["request"]["moment"]
        self.table = {"moment": moment, **self.words[kind]}
        self.style, self.slots, self.turn = style, slots, turn
        self.is_american = style.language == "en-US"

    def word_all(self, layout: Paragraphs) -> dict[str, str]:
        """The text of each part that is in the letter; a second question goes where it would be too long."""
        said: dict[str, str] = {}
        for part in (part for names in layout for part in names):
            if text := self._word(part, said):
                said[part] = text
        if sum(len(text.split()) for text in said.values()) > MOST_WORDS - WORDS_AROUND:
            said.pop("keep", None)
        return said

    def _word(self, part: str, said: Mapping[str, str]) -> str:
        is_replaced = any(other in said for other in INSTEAD.get(part, ()))
        if is_replaced or not self._is_offered(part):
            return ""
        wording = choose(self.table[part], self.style.tone, self.slots, self.turn, list(self.table).index(part))
        return fill(self._spell(wording), self.slots)

    def _is_offered(self, part: str) -> bool:
        left_out = ONLY_FULL if self.style.short else ONLY_SHORT
        return part in self.table and part not in left_out and (part != "accept" or "if_decided" in self.slots)

    def greet(self, name: Name) -> str:
        """The line that greets."""
        greetings = self.words["greeting"]
        woman = {True: ["titled_woman"], False: ["titled_man"], None: []}[name.woman]
        is_close = self.style.tone is not Tone.FORMAL and name.first
        wanted = [
            *(key for key in woman if name.last),
            *(["first"] if is_close else []),
            *(["titled"] if name.title and name.last else []),
            *(["full"] if name.full else []),
            "nobody",
        ]
        key = next(key for key in wanted if key in greetings)
        return fill(greetings[key][0], self.slots)

    def close(self) -> str:
        """The line that closes."""
        return self._spell(choose(self.words["close"], self.style.tone, {}, self.turn, 1))

    def subject(self) -> str:
        """A subject of three to five words; a reminder has none of its own (it answers the request)."""
        table = self.table.get("subject", {})
        options = [*table.get(self.style.tone, []), *table.get("any", [])]
        filled = [fill(option, self.slots) for option in options if _has_slots(option, self.slots)]
        fitting = [subject for subject in filled if len(subject.replace(" :", ":").split()) in SUBJECT_WORDS]
        return self._spell(fitting[self.turn.pick(0, len(fitting))]) if fitting else ""

    def _spell(self, wording: str) -> str:
        return to_american(wording) if self.is_american else wording


def _has_slots(option: str, slots: Mapping[str, str]) -> bool:
    return all(f"{{{slot}}}" not in option for slot in ("first", "role") if slot not in slots)


def _name_slots(name: Name) -> dict[str, str]:
    honoured = f"{name.honours} {name.last}".strip()
    slots = {"first": name.first, "last": name.last, "honoured": honoured, "full": name.full, "title": name.title}
    return {slot: value for slot, value in slots.items() if value}


def write_day(day: date, language: str) -> str:
    """12 November, November 12, 12. November, 1er novembre, 12 de noviembre."""
    dates = load_wordings(base_language(language))["dates"]
    pattern = dates["day"]
    if language == "en-US":
        pattern = dates["american_day"]
    if day.day == 1:
        pattern = dates.get("first_day", pattern)
    return fill(pattern, {"day": str(day.day), "month": dates["months"][day.month - 1]})
