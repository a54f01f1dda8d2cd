"""The way of each pointer as Insights shows it: asked, advised, tried, felt, confirmed, with days and words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from afterview.core.pointers import Pointer, Said
from afterview.core.words import Did, Direction
from afterview.web.pages.evaluate import words

LATEST = 2
DIDS = {Did.YES: _("Yes"), Did.PARTLY: _("Partly"), Did.NO: _("No"), None: _("Not sure")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that was said or done; `quote` is theirs, verbatim, "" where it is not words."""

    words: str
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayStep:
    """One of the five steps; no lines where it has not come yet."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A pointer with its five steps."""

    area: str
    standing: str
    steps: tuple[WayStep, ...]


def show_pointers(pointers: Iterable[Pointer]) -> list[Way]:
    """Pointers -> rows of the page; of each step the latest two things."""
    return [Way(area=one.area, standing=_standing(one), steps=tuple(_steps(one))) for one in pointers]


def _standing(pointer: Pointer) -> str:
    if not pointer.stands:
        return gettext("let go")
    return gettext("to work on") if pointer.direction is Direction.FOCUS else gettext("to keep")


def _steps(pointer: Pointer) -> list[WayStep]:
    asked = tuple(Line(words=date_format(on)) for on in pointer.asked[-LATEST:])
    tried = tuple(Line(words=f"{DIDS[one.did]}, {date_format(one.on)}") for one in pointer.tried[-LATEST:])
    return [
        WayStep(name=gettext("Asked"), lines=asked),
        WayStep(name=gettext("Advised"), lines=_quoted(pointer.advised)),
        WayStep(name=gettext("Tried"), lines=tried),
        WayStep(name=gettext("Felt"), lines=_felt(pointer)),
        WayStep(name=gettext("Confirmed by them"), lines=_quoted(pointer.confirmed)),
    ]


def _quoted(said: tuple[Said, ...]) -> tuple[Line, ...]:
    return tuple(Line(quote=one.quote, words=f"{one.who}, {date_format(one.on)}") for one in said[-LATEST:])


def _felt(pointer: Pointer) -> tuple[Line, ...]:
    """The own mark before and at the latest try, as facts."""
    after = [one.felt for one in pointer.tried if one.felt is not None]
    if not after:
        return ()
    if pointer.felt_before is None:
        return (Line(words=gettext("%(after)s of 5") % {"after": words.say_mark(after[-1])}),)
    marks = {"before": words.say_mark(pointer.felt_before), "after": words.say_mark(after[-1])}
    return (Line(words=gettext("%(before)s before, %(after)s then") % marks),)
