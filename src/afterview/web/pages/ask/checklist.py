"""The checklist beside a letter: what is there, what would help, and the words that told."""

from collections.abc import Iterable

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from afterview.core.check import Check, Told
from afterview.core.check_remarks import ABSENT, DISPUTING, FAULTS, PRESENT, SMALL
from afterview.core.words import LetterKind
from afterview.flows.letters import OpenLetter

Row = dict[str, object]
NEEDED = {
    LetterKind.REQUEST: None,
    LetterKind.THANKS: None,
    LetterKind.AFTER_INTERVIEW: ("thanks_for_interview",),
    LetterKind.REMINDER: (),
}


def say_check(opened: OpenLetter) -> dict[str, object]:
    """What the checklist shows of a letter."""
    check, letter = opened.check, opened.letter
    needed = NEEDED[letter.kind]
    wanted = [label for label in check.has if needed is None or label in needed]
    return {
        "rows": [_row(check, label) for label in wanted],
        "faults": [_fault(check, fault, letter.body) for fault in check.faults],
        "small": [gettext(SMALL[name]) for name, _ in check.remarks if name in SMALL and letter.kind in _LONG],
        "words": check.words,
        "questions": check.questions,
        "disputes": any(fault in DISPUTING for fault in check.faults),
        "underlined": underline(letter.body, check.told),
    }


_LONG = frozenset({LetterKind.REQUEST, LetterKind.AFTER_INTERVIEW, LetterKind.THANKS})


def _row(check: Check, label: str) -> Row:
    remarks = dict(check.remarks)
    if check.has[label]:
        return {"is_there": True, "name": gettext(PRESENT[label]), "advice": ""}
    return {"is_there": False, "name": gettext(ABSENT[label]), "advice": gettext(remarks[label])}


def _fault(check: Check, fault: str, body: str) -> Row:
    quotes = [body[told.start : told.end] for told in check.told if told.label == fault]
    return {"id": fault, "sentence": gettext(FAULTS[fault]), "quotes": quotes[:2]}


def underline(body: str, told: Iterable[Told]) -> SafeString:
    """The letter with the words that told marked: solid for an ingredient, dashed for a fault."""
    parts: list[SafeString] = []
    position = 0
    for one in sorted(told, key=lambda one: (one.start, one.label not in FAULTS, -one.end)):
        if one.start < position:
            continue
        kind = "develop" if one.label in FAULTS else "strength"
        parts.append(escape(body[position : one.start]))
        parts.append(format_html('<mark data-kind="{}">{}</mark>', kind, body[one.start : one.end]))
        position = one.end
    parts.append(escape(body[position:]))
    return format_html_join("", "{}", ((part,) for part in parts))
