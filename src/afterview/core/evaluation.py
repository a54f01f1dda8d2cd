"""What an evaluation says: the values every page and command speaks in."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from afterview.core.evidence import Evidence
from afterview.core.labels import Label
from afterview.core.words import Direction


class Unknown(StrEnum):
    """What is not known of an area: the reason to ask about it."""

    NOTHING_YET = "nothing_yet"
    OWN_VIEW_SWINGS = "own_view_swings"
    OWN_VIEW_ONLY = "own_view_only"
    THEY_DISAGREE = "they_disagree"
    LONG_AGO = "long_ago"
    ONE_VOICE = "one_voice"
    HOW_SURE = "how_sure"


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaView:
    """What can be said of one area. `mean` -2..2 with a 90 % interval `low`..`high`; `p` the chance that the area is
    above the bar; `you`, `them` and `partner` (at practice) the plain means of each side (None where silent); `gap`
    what own opinions entered less by; `pieces` the evidence."""

    area: str
    mean: float
    low: float
    high: float
    sd: float
    p: float
    label: Label
    direction: Direction | None
    interviews: int
    weight: float
    you: float | None
    them: float | None
    unknown: Unknown
    pieces: tuple[Evidence, ...] = ()
    partner: float | None = None
    gap: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Every scored area in its order; what to work on (at most two), what to keep (best first), what to ask (two)."""

    areas: Mapping[str, AreaView]
    gap: float
    focus: tuple[str, ...]
    keep: tuple[str, ...]
    ask: tuple[str, ...]
