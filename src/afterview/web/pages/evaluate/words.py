"""What the evaluation says, in words: headings, labels, what is not known, what would change it."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from afterview.core.areas import load_areas
from afterview.core.evaluate import AreaView, Unknown
from afterview.core.examples import seen_examples
from afterview.core.findings import Heading, Rule
from afterview.core.labels import Label
from afterview.core.pictures import Box, Change, Happening
from afterview.core.words import Arrival, Cause, Direction, Reflection

HEADINGS = {
    Rule.ONLY_YOU: _("Your own view, so far."),
    Rule.THEY_LIKED_MORE: _("They liked %(yours)s more than you did."),
    Rule.ESTABLISHED: _("They keep praising %(yours)s."),
    Rule.AGREED_STRONG: _("You and they both like %(yours)s."),
    Rule.THEY_LIKED: _("They like %(yours)s."),
    Rule.AGREED_FOCUS: _("You and they would both work on %(yours)s."),
    Rule.THEY_ASKED_MORE: _("They saw room in %(yours)s."),
    Rule.NOTHING_CLEAR: _("You and them"),
}
LABELS = {
    (Label.ESTABLISHED, Direction.STRENGTH): _("Established strength"),
    (Label.ESTABLISHED, Direction.FOCUS): _("Established: to work on"),
    (Label.LIKELY, Direction.STRENGTH): _("Likely strength"),
    (Label.LIKELY, Direction.FOCUS): _("Likely: to work on"),
    (Label.FIRST_SIGN, Direction.STRENGTH): _("First sign of a strength"),
    (Label.FIRST_SIGN, Direction.FOCUS): _("First sign: to work on"),
    (Label.MIXED, None): _("Mixed voices"),
    (Label.OWN_IMPRESSION, None): _("Your own impression"),
    (Label.NOT_ENOUGH, None): _("Not enough yet"),
}
MEANINGS = {
    Label.ESTABLISHED: _("Three interviews or more, and nine in ten sure."),
    Label.LIKELY: _("At least two voices, and eight in ten sure."),
    Label.FIRST_SIGN: _("Good to know, too early to conclude."),
    Label.MIXED: _("Some praised it and some saw room. Both can be true in different rooms."),
    Label.OWN_IMPRESSION: _("No interviewer has spoken of it, so this is neither a strength nor a task."),
    Label.NOT_ENOUGH: _("What there is does not point one way."),
}
UNKNOWNS = {
    Unknown.NOTHING_YET: _("Nobody has said anything about %(yours)s, and you have not marked it."),
    Unknown.OWN_VIEW_SWINGS: _("Nobody has said anything about %(yours)s; your own view swings."),
    Unknown.OWN_VIEW_ONLY: _("Nobody has said anything about %(yours)s; there is only your own view."),
    Unknown.THEY_DISAGREE: _("They do not agree about %(yours)s."),
    Unknown.LONG_AGO: _("What they said about %(yours)s was half a year ago or more."),
    Unknown.ONE_VOICE: _("One interview has spoken of %(yours)s; a second would tell more."),
    Unknown.HOW_SURE: _("It matters for most jobs, and another word on %(yours)s would make it surer."),
}
BOXES = {
    Box.THEY: _("They see it, you did not"),
    Box.BOTH: _("Both of you say"),
    Box.YOU: _("You felt it, they did not"),
    Box.NOBODY: _("Nobody has said yet"),
}
NO_BOX = {
    Box.THEY: _("Nothing here yet. This is where good surprises show."),
    Box.BOTH: _("Nothing here yet."),
    Box.YOU: _("Nothing here."),
    Box.NOBODY: _("Nothing here: they spoke of all you marked."),
}
CHANGES = {
    Change.HIGHER: _("higher than at first"),
    Change.LOWER: _("lower than at first"),
    Change.NOT_CLEAR: _("no clear change yet"),
}
CAUSES = {Cause.MINE: _("Yours to change"), Cause.PARTLY: _("Partly"), Cause.NOT_MINE: _("Not yours")}
HAPPENINGS = {
    Happening.INTERVIEW: _("Interview"),
    Happening.ANSWER: _("Their answer"),
    Happening.REPLY: _("Their reply"),
}
MOODS = {5: _("Light"), 4: _("Fine"), 3: _("In between"), 2: _("Low"), 1: _("Heavy")}


def yours(area: str) -> str:
    """An area inside a sentence."""
    return gettext(load_areas()[area].yours)


def say_heading(heading: Heading, interviews: int) -> str:
    """The page's heading."""
    if heading.rule is Rule.TOO_EARLY:
        if interviews == 0:
            return gettext("You and them")
        return gettext("One voice so far.") if interviews == 1 else gettext("Two interviews so far.")
    return str(HEADINGS[heading.rule]) % {"yours": yours(heading.area) if heading.area else ""}


def say_count(interviews: int, silent: int) -> str:
    """How much the page rests on: n, always."""
    if interviews == 0:
        return gettext("No interview has left a word or a mark yet.")
    if interviews == 1:
        counted = gettext("One interview. Good to know, too early to conclude.")
    elif interviews == 2:
        counted = gettext("Two interviews. Patterns start at three.")
    else:
        counted = ngettext("%(n)s interview so far.", "%(n)s interviews so far.", interviews) % {"n": interviews}
    if not silent:
        return counted
    more = ngettext(
        "One area you marked has no word from them.", "%(n)s areas you marked have no word from them.", silent
    )
    return f"{counted} {more % {'n': silent}}"


def say_label(view: AreaView) -> str:
    """An area's label."""
    if view.label is Label.OWN_IMPRESSION and view.you is None and view.partner is not None:
        return gettext("A partner's impression at practice")
    return str(LABELS[view.label, view.direction])


def say_unknown(view: AreaView) -> str:
    """What is not known of an area."""
    return str(UNKNOWNS[view.unknown]) % {"yours": yours(view.area)}


def say_own(x: float | None) -> str:
    """The own mark as the table says it."""
    return gettext("no mark") if x is None else gettext("%(mark)s of 5") % {"mark": say_mark(x + 3)}


def say_mark(mark: float) -> str:
    """A mark with at most one digit behind the point, or the comma where the language has one."""
    return say_marks([mark])[0]


def say_marks(marks: Iterable[float]) -> list[str]:
    """Many marks, as `say_mark` says each."""
    language = get_language()
    return [_write_number(f"{mark:.1f}".removesuffix(".0"), language) for mark in marks]


def say_days(days: Iterable[date]) -> list[str]:
    """Days as the language writes them."""
    language = get_language()
    return [_write_day(day, language) for day in days]


@lru_cache(maxsize=2048)
def _write_day(day: date, language: str | None) -> str:  # noqa: ARG001  # what Django writes depends on it
    return date_format(day)


@lru_cache(maxsize=256)
def _write_number(number: str, language: str | None) -> str:  # noqa: ARG001  # what Django writes depends on it
    return number_format(number)


def say_them(side: int | None) -> str:
    """Their side as the table says it: three positions, no more."""
    return {
        None: gettext("no word yet"),
        -1: gettext("to work on"),
        0: gettext("mentioned"),
        1: gettext("strength"),
    }[side]


def say_weight(weight: float) -> str:
    """What a piece weighs, in everyday words; a single specific interviewer of today weighs 1."""
    if weight == 0:
        return gettext("not counted")
    if weight >= 0.8:
        return gettext("full weight")
    return gettext("good weight") if weight >= 0.4 else gettext("light weight")


def say_arrival(arrival: Arrival) -> str:
    """When the person was there, as a fact."""
    late = arrival.minutes_late or 0
    if arrival.wrong_place:
        return gettext("Another place or link first")
    if late > 0:
        return ngettext("%(n)s minute late", "%(n)s minutes late", late) % {"n": late}
    if late < 0:
        return ngettext("%(n)s minute early", "%(n)s minutes early", -late) % {"n": -late}
    return gettext("On the minute")


def say_examples(reflection: Reflection) -> str:
    """How many questions got a story, as a fact; "" where that was not noted."""
    counts = seen_examples(reflection)
    if counts is None:
        return ""
    return gettext("%(stories)s of %(asked)s questions for an example got a story; %(results)s had a result") % {
        "stories": counts.stories,
        "asked": counts.asked,
        "results": counts.with_result,
    }
