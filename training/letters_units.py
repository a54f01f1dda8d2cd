"""Labelled letters as the checker sees them: every unit with its features and the labels its marks give it."""

from dataclasses import dataclass

from afterview.core.check_features import Seen, see_letter
from afterview.core.check_names import Known, name_words
from afterview.core.check_text import Unit, split_letter
from training.letters import LabelledLetter

RULED = frozenset({"many_questions", "too_long", "placeholder_left", "wrong_name"})


@dataclass(frozen=True)
class LabelledUnit:
    """One unit, its features and its labels."""

    unit: Unit
    seen: Seen
    labels: frozenset[str]


def see_labelled(letter: LabelledLetter, *, with_cited: bool = True) -> list[LabelledUnit]:
    """The units of a letter; a mark labels each unit that it shares at least half of the shorter one with."""
    units = split_letter(letter.text)
    known = Known(to=letter.to, company=letter.company, sender=letter.sender)
    seen = see_letter(units, letter.kind, letter.cited if with_cited else (), name_words(known))
    return [LabelledUnit(unit, found, _labels(letter, unit)) for unit, found in zip(units, seen, strict=True)]


def _labels(letter: LabelledLetter, unit: Unit) -> frozenset[str]:
    found = set()
    for mark in letter.marks:
        shared = min(mark.end, unit.end) - max(mark.start, unit.start)
        if shared > 0 and 2 * shared >= min(mark.end - mark.start, unit.end - unit.start):
            found.add(mark.label)
    return frozenset(found) - RULED
