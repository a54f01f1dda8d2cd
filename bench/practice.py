"""The practice plan against fixed gaps, simulated: how likely a story comes on the day of the interview, by FSRS.

A model of memory judges a plan made with that same model: it shows that the plan does what it means to, no more.
"""

import random
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

from afterview.core.practice import Card, plan_practice
from afterview.core.rehearsal import Recall, Rehearsal
from afterview.core.words import Story
from afterview.flows.memory import chance_of, recall_all, remember
from bench.table import Part

START = datetime(2026, 11, 1, 18, tzinfo=UTC)
STORIES, PEOPLE = 7, 60
LEADS = (5, 10, 21)
NOTE = (
    f"{PEOPLE} simulated people with {STORIES} stories, the mean over their stories a day after the last evening, "
    "and a week later (a second round). Whether a story comes is drawn with FSRS's own chance (published weights),"
    " Solid where it does, else Blanked. Judged by the same model the plan is made with: a model, not people. "
    "“Fixed” says every story each so many days from the first on, “crammed” all of them twice on the last evening."
)

type Said = dict[int, list[Rehearsal]]
type Choose = Callable[[Said, datetime, date], Sequence[int]]


def plan(said: Said, now: datetime, eve: date) -> Sequence[int]:
    """Afterview's own: what is due today."""
    stories = [Story(id=at, title=str(at), areas=(f"area-{at % 3}",), added_on=START.date()) for at in range(STORIES)]
    told = sorted((one for of_story in said.values() for one in of_story), key=lambda one: one.at)
    cards: tuple[Card, ...] = remember(stories, told, now)
    return plan_practice(cards, now.date(), eve, told[-1].story_id if told else None).stories


def every(days: int) -> Choose:
    """Every story each so many days."""

    def choose(_said: Said, now: datetime, _eve: date) -> Sequence[int]:
        return range(STORIES) if (now.date() - START.date()).days % days == 0 else ()

    return choose


def crammed(_said: Said, now: datetime, eve: date) -> Sequence[int]:
    """All of it twice the evening before."""
    return [*range(STORIES), *range(STORIES)] if now.date() == eve else ()


def measure() -> Part:
    """A row for each way and lead."""
    ways: dict[str, Choose] = {
        "Afterview's plan": plan,
        "fixed, daily": every(1),
        "fixed, each 3 days": every(3),
        "fixed, weekly": every(7),
        "crammed": crammed,
    }
    rows = []
    for lead in LEADS:
        for name, choose in ways.items():
            people = [_simulate(choose, lead, random.Random(seed)) for seed in range(PEOPLE)]
            on_day, later, told = (sum(column) / PEOPLE for column in zip(*people, strict=True))
            shares = (f"{100 * on_day:.1f} %", f"{100 * later:.1f} %")
            rows.append((f"{lead} days", name, *shares, f"{told:.1f}", f"{2 * told:.0f} min"))
    columns = ("lead", "way", "comes on the day (model)", "a week later (model)", "tellings", "at 2 min each")
    return Part("Practice, simulated", columns, tuple(rows), NOTE)


def _simulate(choose: Choose, lead: int, chance: random.Random) -> tuple[float, float, int]:
    """The mean chance that a story comes on the day and a week later, and how many tellings it took."""
    said: Said = {}
    eve = START.date() + timedelta(days=lead - 1)
    for day in range(lead):
        now = START + timedelta(days=day)
        while chosen := choose(said, now, eve):
            for at, story_id in enumerate(chosen):
                _tell(said, story_id, now + timedelta(minutes=2 * at), chance)
            if choose is not plan:
                break
            now += timedelta(minutes=20)
    cards = [recall_all((one.at, one.recall) for one in told) for told in said.values()]
    then = START + timedelta(days=lead, hours=2)
    on_day, later = (sum(chance_of(card, at) for card in cards) / STORIES for at in (then, then + timedelta(days=7)))
    return on_day, later, sum(map(len, said.values()))


def _tell(said: Said, story_id: int, at: datetime, chance: random.Random) -> None:
    before = said.setdefault(story_id, [])
    # One's own story is never quite unknown: the first time it comes in three of four.
    likely = chance_of(recall_all((one.at, one.recall) for one in before), at) if before else 0.75
    recall = Recall.SOLID if chance.random() < likely else Recall.BLANKED
    before.append(Rehearsal(story_id=story_id, at=at, recall=recall))
