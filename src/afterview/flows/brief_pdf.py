"""The one page for an interview as a PDF, set by typst where that is installed; on one sheet, however much it holds."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from afterview.core.areas import load_areas
from afterview.core.prepare import Brief, Line, shorten
from afterview.core.words import Candidate
from afterview.flows.prepare import read_brief

SHEET = Path(__file__).parent / "brief.typ"
PAPERS = {"a4": "a4", "letter": "us-letter"}
# From comfortable to small; what still does not fit is cut at the next length.
SIZES = (11.0, 10.0, 9.0, 8.0)
LENGTHS = (400, 220, 110)


class NoTypst(Exception):
    """PDFs need typst, which is not installed. Install afterview[pdf], or use --html and print that."""


def write_brief_pdf(candidate: Candidate, interview_id: int, now: datetime, paper: str = "a4") -> bytes:
    """The page as a PDF of one sheet, `paper` "a4" or "letter". Raises InterviewGone, NoTypst."""
    try:
        import typst
    except ImportError as error:
        raise NoTypst(NoTypst.__doc__) from error
    brief, source = read_brief(candidate, interview_id, now), SHEET.read_bytes()
    inputs = {"paper": PAPERS[paper], "lang": (get_language() or "en").partition("-")[0]}
    given: dict[str, str] = {}
    for length in LENGTHS:
        words = json.dumps(describe_brief(brief, length), ensure_ascii=False)
        for size in SIZES:
            given = {**inputs, "size": str(size), "brief": words}
            if not isinstance(typst.compile(source, format="svg", sys_inputs=given), list):
                return _bytes(typst.compile(source, format="pdf", sys_inputs=given))
    return _bytes(typst.compile(source, format="pdf", sys_inputs=given))


def _bytes(made: Any) -> bytes:
    return bytes(made)


def describe_brief(brief: Brief, longest: int) -> dict[str, Any]:
    """The page's words as plain values, each at most so long."""
    interview = brief.interview
    starts = interview.starts_at
    place = ". ".join(part.strip() for part in (interview.place, interview.route) if part.strip())
    people = [f"{one.name}, {one.role}" if one.role else one.name for one in interview.interviewers]
    said = {
        "title": f"{interview.company}, {interview.role}",
        "when": date_format(starts, gettext("l j F Y, H:i")) if starts else "",
        "place": place,
        "blank": brief.blank_line or gettext("Let me take a second to think of the right example."),
    }
    lines = {
        "people": people,
        "differently": [_say_line(line, plan=True) for line in brief.differently],
        "keep": [_say_line(line, plan=False) for line in brief.keep],
        "questions": [one if brief.own_questions else gettext(one) for one in brief.questions],
    }
    told = [
        [_name(one.area), shorten(one.story.title if one.story else "–", longest), shorten(one.ending, longest)]
        for one in brief.told_lines
    ]
    return {
        **{name: shorten(words, longest) for name, words in said.items()},
        **{name: [shorten(words, longest) for words in words_of] for name, words_of in lines.items()},
        "told": told,
        "names": {
            "differently": gettext("Do this differently"),
            "keep": gettext("Keep doing"),
            "told": gettext("A story for what they ask for"),
            "questions": gettext("Ask them"),
            "blank": gettext("If your mind goes blank"),
        },
    }


def _name(area: str) -> str:
    known = load_areas().get(area)
    return gettext(known.name) if known else area


def _say_line(line: Line, *, plan: bool) -> str:
    known = load_areas().get(line.area)
    if line.words or known is None:
        return line.words or line.area
    if not plan:
        return gettext(known.name)
    return gettext("If %(if)s, then %(then)s") % {"if": gettext(known.if_words), "then": gettext(known.then_words)}
