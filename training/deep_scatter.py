"""Sentences taken out of their mails: so that what the encoder learns of a sentence is in the sentence.

In a mail praise comes first and what to work on after "however"; an encoder that sees the whole mail soon reads the
place and not the words. Here sentences of two mails stand in a chance order; which mail they came from, its status and
its door are no longer asked.
"""

import random
import re
from collections.abc import Sequence

from afterview.reader.trim import trim
from training.texts import LabelledMail, Mark

_END = re.compile(r"[.!?…](?=[\s\"'”»)])[\"'”»)]*\s+|\n+")
_HEADING = re.compile(r":\s*$", re.MULTILINE)

Sentence = tuple[str, tuple[Mark, ...]]


def sentences(mail: LabelledMail) -> list[Sentence]:
    """The sentences of what is new in a mail, each with its marks; none of a mail whose headings carry sense."""
    found: list[Sentence] = []
    for begin, finish in trim(mail.text).kept:
        text = mail.text[begin:finish]
        if _HEADING.search(text):
            return []
        ends = [at.end() for at in _END.finditer(text) if not _inside(begin + at.end(), mail.marks)]
        for start, end in zip([0, *ends], [*ends, len(text)], strict=True):
            first, last = begin + start, begin + end
            marks = (mark for mark in mail.marks if first <= mark.start and mark.end <= last)
            found.append((text[start:end], tuple(_move(mark, -first) for mark in marks)))
    return [sentence for sentence in found if sentence[0].strip()]


def _inside(place: int, marks: Sequence[Mark]) -> bool:
    return any(mark.start < place < mark.end for mark in marks)


def _move(mark: Mark, by: int) -> Mark:
    return Mark(mark.kind, mark.area, mark.start + by, mark.end + by)


def scatter(one: list[Sentence], other: list[Sentence], chance: random.Random) -> tuple[str, tuple[Mark, ...]]:
    """Between one and fourteen sentences of two mails in a chance order, as one text with its marks."""
    share = chance.choice((1.0, 0.7, 0.4))
    drawn = [s for s in one if s[1] or chance.random() < share] + [s for s in other if chance.random() < 0.5]
    chance.shuffle(drawn)
    text, marks = "", list[Mark]()
    for words, inside in drawn[: chance.choice((2, 5, 9, 14))]:
        marks += [_move(mark, len(text)) for mark in inside]
        text += words.rstrip() + chance.choice((" ", " ", "\n"))
    return text, tuple(marks)
