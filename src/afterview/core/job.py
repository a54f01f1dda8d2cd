"""What a job asks for: areas and concrete skills in the advert's own words, weighted and changeable."""

from dataclasses import dataclass
from enum import StrEnum

from afterview.core.say import gettext_noop as _

# What each weight counts where stories are weighed against a job.
WORTH = {"must": 1.0, "should": 0.6, "mentioned": 0.7}
WEIGHT_NAMES = {"must": _("needed"), "should": _("welcome"), "mentioned": _("spoken of")}


class Weight(StrEnum):
    """How much it is asked for: needed, welcome, or spoken of (a duty, a quality in passing)."""

    MUST = "must"
    SHOULD = "should"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One thing a job asks for: `quote == text[start:end]` of the advert ("" and 0, 0 where the person added it);
    `skill` is the concrete thing in a few words; `area` one id; `id` 0 means not recorded."""

    id: int = 0
    area: str
    skill: str
    quote: str = ""
    start: int = 0
    end: int = 0
    weight: Weight = Weight.MUST

    def to_json(self) -> dict[str, object]:
        """As a plain dictionary."""
        return {
            "area": self.area,
            "skill": self.skill,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "weight": self.weight.value,
        }
