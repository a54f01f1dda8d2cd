"""Findings as headings: one true sentence about the whole picture, made by rule; a plain title while n is small."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from afterview.core.evaluate import AreaView, Evaluation
from afterview.core.labels import Label
from afterview.core.pictures import LEAST_FOR_TREND, side_of
from afterview.core.words import Direction

WIDE = 1.0


class Rule(StrEnum):
    """The rules in the order they are tried: good news first."""

    TOO_EARLY = "too_early"
    ONLY_YOU = "only_you"
    THEY_LIKED_MORE = "they_liked_more"
    ESTABLISHED = "established"
    AGREED_STRONG = "agreed_strong"
    THEY_LIKED = "they_liked"
    AGREED_FOCUS = "agreed_focus"
    THEY_ASKED_MORE = "they_asked_more"
    NOTHING_CLEAR = "nothing_clear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The rule that spoke and the area it speaks of ("" for the plain titles)."""

    rule: Rule
    area: str = ""


def find_heading(evaluation: Evaluation, interviews: int) -> Heading:
    """The heading for so many interviews with evidence. Only labelled areas are named."""
    if interviews < LEAST_FOR_TREND:
        return Heading(rule=Rule.TOO_EARLY)
    heard = [view for view in evaluation.areas.values() if view.interviews]
    if not heard:
        return Heading(rule=Rule.ONLY_YOU)
    strong = _sorted(heard, Direction.STRENGTH)
    focus = _sorted(heard, Direction.FOCUS)
    tried = (
        (Rule.THEY_LIKED_MORE, [view for view in strong if _is_surprise(view)]),
        (Rule.ESTABLISHED, [view for view in strong if view.label is Label.ESTABLISHED]),
        (Rule.AGREED_STRONG, [view for view in strong if side_of(view.you) == 1]),
        (Rule.THEY_LIKED, strong),
        (Rule.AGREED_FOCUS, [view for view in focus if side_of(view.you) == -1]),
        (Rule.THEY_ASKED_MORE, focus),
    )
    return next(
        (Heading(rule=rule, area=views[0].area) for rule, views in tried if views), Heading(rule=Rule.NOTHING_CLEAR)
    )


def _sorted(views: Sequence[AreaView], direction: Direction) -> list[AreaView]:
    """The labelled areas of one direction, the surest first."""
    return sorted((view for view in views if view.direction is direction), key=lambda view: -max(view.p, 1 - view.p))


def _is_surprise(view: AreaView) -> bool:
    return view.you is not None and view.them is not None and side_of(view.them) == 1 and view.them - view.you >= WIDE
