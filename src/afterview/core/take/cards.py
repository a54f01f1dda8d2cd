"""Stories as Anki cards: a text file whose `#guid` column lets a second import update the same cards."""

import hashlib
import html
from collections.abc import Iterable

from afterview.core.areas import load_areas
from afterview.core.say import gettext_noop as _
from afterview.core.words import Story

HEAD = ("#separator:tab", "#html:true", "#notetype:Basic", "#deck:Afterview", "#guid column:1", "#tags column:4")
ASK = _("Tell me about a time: %(area)s")
PARTS = ("situation", "task", "action", "result", "learning")


def write_cards(stories: Iterable[Story]) -> str:
    """One card a story: the question in front, its parts behind, its areas as tags."""
    return "\n".join([*HEAD, *("\t".join(_write_card(story)) for story in stories)]) + "\n"


def guid_of(story: Story) -> str:
    """What a card is known by: the story's number and the day it was told, not its words, which change."""
    return hashlib.sha256(f"afterview {story.id} {story.added_on.isoformat()}".encode()).hexdigest()[:16]


def _write_card(story: Story) -> tuple[str, ...]:
    areas = [load_areas()[area] for area in story.areas if area in load_areas()]
    asked = ASK % {"area": areas[0].name} if areas else story.title
    front = f"{_plain(asked)}<br><b>{_plain(story.title)}</b>" if areas else _plain(story.title)
    back = "<br><br>".join(_plain(getattr(story, part)) for part in PARTS if getattr(story, part).strip())
    return guid_of(story), front, back, " ".join(f"afterview::{area.id}" for area in areas)


def _plain(text: str) -> str:
    return html.escape(" ".join(text.replace("\0", "").split()))
