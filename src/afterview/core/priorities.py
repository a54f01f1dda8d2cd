"""What follows from an evaluation: what to work on, what to keep, what to ask about next."""

from collections.abc import Mapping

from afterview.core.areas import Area, load_areas
from afterview.core.constants import Constants
from afterview.core.evaluation import AreaView
from afterview.core.words import Direction


def choose_focus(views: Mapping[str, AreaView], constants: Constants) -> tuple[str, ...]:
    """Below the bar, by importance x changeability x how sure x how far; at most two."""
    areas = load_areas()

    def priority(view: AreaView) -> float:
        area: Area = areas[view.area]
        distance = max(constants.least_distance, -view.mean)
        return area.importance * area.changeability * (1 - view.p) * distance

    below = sorted((view for view in views.values() if view.p < 0.5), key=priority, reverse=True)
    return tuple(view.area for view in below[: constants.most_focus])


def choose_keep(views: Mapping[str, AreaView], constants: Constants) -> tuple[str, ...]:
    """Every labelled strength, the surest first; filled up to two with what else is above the bar."""
    above = sorted((view for view in views.values() if view.p > 0.5), key=lambda view: -view.p)
    strengths = [view.area for view in above if view.direction is Direction.STRENGTH]
    others = [view.area for view in above if view.direction is None]
    return tuple(strengths + others[: max(0, constants.least_keep - len(strengths))])


def choose_asked(views: Mapping[str, AreaView], constants: Constants) -> tuple[str, ...]:
    """Where an answer would change most: importance x uncertainty."""
    areas = load_areas()
    ordered = sorted(views.values(), key=lambda view: -areas[view.area].importance * view.sd)
    return tuple(view.area for view in ordered[: constants.most_asked])
