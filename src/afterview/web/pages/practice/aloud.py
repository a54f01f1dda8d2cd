"""Saying a story aloud: today's set, two minutes with a breath before, and how it came."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from afterview.core.practice import BREATH_SECONDS, LONGEST_SECONDS, TELL_SECONDS, measure_telling
from afterview.core.rehearsal import Recall
from afterview.core.words import Story
from afterview.flows.practice import find_own_story, keep_rehearsal, list_sheets, read_practice
from afterview.flows.prepare import StoryGone
from afterview.web.door import Request
from afterview.web.errors import show_missing
from afterview.web.redirects import see_other

RECALLS = {
    Recall.BLANKED: (_("Blanked"), _("It did not come")),
    Recall.SHAKY: (_("Shaky"), _("It came in pieces")),
    Recall.SOLID: (_("Solid"), _("It came, in order")),
    Recall.EASY: (_("Easy"), _("It came by itself")),
}
PARTS = ("situation", "task", "action", "result", "learning")
PLACE = "stories"
MINUTES_A_STORY = 2
SHEETS_SHOWN = 3


def show_set(request: Request) -> HttpResponse:
    """Today's set and what comes with it."""
    practice = read_practice(request.candidate, request.now)
    agenda = practice.agenda
    context = {
        "practice": practice,
        "first": practice.stories[0] if practice.stories else None,
        "minutes": MINUTES_A_STORY * len(practice.stories),
        "more": agenda.due - len(practice.stories),
        "days_left": (agenda.eve - request.now.date()).days + 1 if agenda.eve else None,
        "place": PLACE,
        "sheets": list_sheets(request.candidate)[:SHEETS_SHOWN],
    }
    return render(request, "practice/practice.html", context)


def say(request: Request, story_id: int) -> HttpResponse:
    """One story: begin, stop, and how it came; the address holds the two moments, so that nothing needs a script."""
    try:
        story = find_own_story(request.candidate, story_id)
        if request.method == "POST":
            return _act(request, story_id)
    except StoryGone:
        return show_missing(request)
    return render(request, "practice/say.html", _prepare(request, story, _read_telling(request.GET, request.now)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The two moments of a telling in whole seconds since 1970; 0 where it has not come to that."""

    began: int = 0
    ended: int = 0

    @property
    def seconds(self) -> int | None:
        """How long it took, the breath left out; None while it runs or where it was not timed."""
        return measure_telling(self.began, self.ended) if self.began and self.ended else None


def _read_telling(given: Any, now: datetime) -> Telling:
    """The moments of an address or a form; what could not be is none."""
    began, ended = _read_moment(given.get("began", ""), now), _read_moment(given.get("ended", ""), now)
    if began and ended and measure_telling(began, ended) is None:
        return Telling()
    return Telling(began=began, ended=ended)


def _read_moment(said: str, now: datetime) -> int:
    moment = int(said) if said.isascii() and said.isdecimal() and len(said) < 12 else 0
    return moment if 0 <= int(now.timestamp()) - moment <= LONGEST_SECONDS else 0


def _act(request: Request, story_id: int) -> HttpResponse:
    telling, moment = _read_telling(request.POST, request.now), int(request.now.timestamp())
    if request.POST.get("recall", "") in set(Recall):
        recall = Recall(request.POST["recall"])
        ended, seconds = telling.ended, telling.seconds
        keep_rehearsal(request.candidate, story_id, recall, request.now, ended=ended, seconds=seconds)
        return see_other("practice", query="said=1")
    if "begin" in request.POST:
        return see_other("practice-story", story_id, query=f"began={moment}", fragment="tell")
    if "untimed" in request.POST:
        return see_other("practice-story", story_id, query=f"ended={moment}", fragment="came")
    if telling.began:
        return see_other("practice-story", story_id, query=f"began={telling.began}&ended={moment}", fragment="came")
    return see_other("practice-story", story_id)


def _prepare(request: Request, story: Story, telling: Telling) -> dict[str, Any]:
    start = datetime.fromtimestamp(telling.began, UTC).astimezone(request.now.tzinfo) if telling.began else None
    begins = start + timedelta(seconds=BREATH_SECONDS) if start else None
    return {
        "place": PLACE,
        "story": story,
        "parts": [getattr(story, part) for part in PARTS if getattr(story, part).strip()],
        "area": story.areas[0] if story.areas else "",
        "telling": telling,
        "begins": begins,
        "ends": begins + timedelta(seconds=TELL_SECONDS) if begins else None,
        "breath": BREATH_SECONDS,
        "limit": TELL_SECONDS,
        "is_running": bool(telling.began and not telling.ended),
        "took": say_length(telling.seconds) if telling.seconds else "",
        "ran_over": bool(telling.seconds and telling.seconds > TELL_SECONDS),
        "recalls": [(recall.value, word, hint) for recall, (word, hint) in RECALLS.items()],
    }


def say_length(seconds: int) -> str:
    """ "1:45"."""
    return f"{seconds // 60}:{seconds % 60:02}"
