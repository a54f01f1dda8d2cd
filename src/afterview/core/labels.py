"""What may be said of an area: six labels, each with how sure and how much evidence it needs."""

from dataclasses import dataclass
from enum import StrEnum

from afterview.core.constants import Constants
from afterview.core.words import Direction


class Label(StrEnum):
    """How much may be said. Only the first three come with a direction."""

    ESTABLISHED = "established"
    LIKELY = "likely"
    FIRST_SIGN = "first_sign"
    MIXED = "mixed"
    OWN_IMPRESSION = "own_impression"
    NOT_ENOUGH = "not_enough"


LADDER = (Label.ESTABLISHED, Label.LIKELY, Label.FIRST_SIGN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What a label is decided on: `p` (chance the area is above the bar), the summed weight, interviews heard, the
    most raters of p's own side within one of them, whether both signs occur, and whether there is any evidence."""

    p: float
    weight: float
    interviews: int
    agreeing: int
    both_signs: bool
    any: bool


def direction_of(p: float) -> Direction:
    """Which side of the bar."""
    return Direction.STRENGTH if p >= 0.5 else Direction.FOCUS


def decide_label(
    grounds: Grounds, constants: Constants, held: tuple[Label, Direction | None] = (Label.NOT_ENOUGH, None)
) -> tuple[Label, Direction | None]:
    """The label and, where it has one, its direction; `held` is what was said before, let go only with some slack."""
    if grounds.interviews == 0:
        return (Label.OWN_IMPRESSION if grounds.any else Label.NOT_ENOUGH), None
    direction = direction_of(grounds.p)
    sure = max(grounds.p, 1 - grounds.p)
    thresholds = (constants.established, constants.likely, constants.first_sign)
    for label, threshold in zip(LADDER, thresholds, strict=True):
        slack = constants.hold if _still_holds(label, direction, held) else 0.0
        if sure >= threshold - slack and _has_enough(label, grounds, constants):
            return label, direction
    between = 1 - constants.first_sign <= grounds.p <= constants.first_sign
    if between and grounds.weight >= constants.mixed_weight and grounds.both_signs:
        return Label.MIXED, None
    return Label.NOT_ENOUGH, None


def could_hold(grounds: Grounds, constants: Constants) -> bool:
    """Whether what was said before can matter: p just below a threshold that the evidence would otherwise reach."""
    sure = max(grounds.p, 1 - grounds.p)
    thresholds = (constants.established, constants.likely, constants.first_sign)
    return grounds.interviews > 0 and any(threshold - constants.hold <= sure < threshold for threshold in thresholds)


def _still_holds(label: Label, direction: Direction, held: tuple[Label, Direction | None]) -> bool:
    return held[0] in LADDER and held[1] is direction and LADDER.index(label) >= LADDER.index(held[0])


def _has_enough(label: Label, grounds: Grounds, constants: Constants) -> bool:
    if label is Label.ESTABLISHED:
        return grounds.interviews >= constants.established_interviews
    if label is Label.LIKELY:
        return grounds.interviews >= constants.likely_interviews or grounds.agreeing >= constants.likely_raters
    return True
