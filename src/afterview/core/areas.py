"""The areas an interview is looked at by, read from areas.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

NOT_ABOUT_YOU = "not_about_you"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One area: plain `name`, `yours` for use inside a sentence ("They liked your examples"), one-sentence `meaning`,
    five `anchors` (index 0 is mark 1; none for circumstances, which are never marked), `changeability` and
    `importance` in 0..1, one `practice`, a plan's template ("If `if_words`, then `then_words`") and its `group`:
    arriving, answers, delivery, competencies or circumstances."""

    id: str
    name: str
    yours: str
    meaning: str
    group: str
    anchors: tuple[str, ...]
    changeability: float
    importance: float
    practice: str
    if_words: str
    then_words: str


@cache
def load_areas() -> dict[str, Area]:
    """Every area by id, in the order of areas.toml (packaged beside this module)."""
    with (Path(__file__).parent / "areas.toml").open("rb") as file:
        tables = tomllib.load(file)
    return {name: Area(id=name, **{**table, "anchors": tuple(table["anchors"])}) for name, table in tables.items()}


def scored_areas() -> tuple[Area, ...]:
    """The areas that can be a strength or a focus: all but circumstances."""
    return tuple(area for area in load_areas().values() if area.id != NOT_ABOUT_YOU)
