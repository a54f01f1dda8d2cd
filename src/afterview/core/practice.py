"""Practice: which story to say aloud next, until the day before the interview, and what that says of the examples."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from afterview.core.evidence import Evidence, Source
from afterview.core.rehearsal import PartnerSheet, Recall, Rehearsal
from afterview.core.words import Interview

MOST_IN_SET = 5
NEAR_DAYS = 14
BREATH_SECONDS = 6
TELL_SECONDS = 120
LONGEST_SECONDS = 3600
AREA = "examples"
# What a recall is worth as a mark of "a fitting story, told in one to two minutes"; judgement.
RECALL_MARKS = {Recall.BLANKED: 2.0, Recall.SHAKY: 3.0, Recall.SOLID: 4.0, Recall.EASY: 4.5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A story as memory holds it: when it is due by FSRS, when it was said last (both None while it never was), and
    the chance 0..1 that it would come today."""

    story_id: int
    areas: frozenset[str] = frozenset()
    due_on: date | None = None
    last_on: date | None = None
    chance: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """Today's practice: the stories of this set in order, how many are due in all, and the next day something is."""

    stories: tuple[int, ...] = ()
    due: int = 0
    next_on: date | None = None
    eve: date | None = None
    said_today: int = 0


def eve_of(interview: Interview | None, today: date) -> date | None:
    """The last day to practise for an interview to come: the day before it; None on its own day and without one."""
    if interview is None or interview.starts_at is None:
        return None
    eve = interview.starts_at.date() - timedelta(days=1)
    return eve if eve >= today else None


def due_day(card: Card, eve: date | None) -> date | None:
    """The day a story is due: by FSRS, and at the latest the day before the interview; None means at once."""
    if card.due_on is None or card.last_on is None:
        return None
    return min(card.due_on, eve) if eve and card.last_on < eve else card.due_on


def plan_practice(cards: Sequence[Card], today: date, eve: date | None, latest: int | None = None) -> Agenda:
    """Today's set: what is due and was not said today, the least sure first, areas mixed, at most five.

    `latest` is the story said last: it never comes next while the bank holds another.
    """
    waiting = [card for card in cards if card.last_on != today]
    due = [card for card in waiting if (day := due_day(card, eve)) is None or day <= today]
    chosen = _mix(due, latest)[:MOST_IN_SET]
    if chosen and chosen[0].story_id == latest and (others := [one for one in cards if one.story_id != latest]):
        chosen = [min(others, key=_least_sure), *chosen][:MOST_IN_SET]
    ahead = [day for card in cards if card not in due and (day := due_day(card, eve)) and day > today]
    return Agenda(
        stories=tuple(card.story_id for card in chosen),
        due=len(due),
        next_on=min(ahead, default=None),
        eve=eve,
        said_today=len(cards) - len(waiting),
    )


def _least_sure(card: Card) -> tuple[float, int]:
    return card.chance, card.story_id


def _mix(cards: Iterable[Card], latest: int | None) -> list[Card]:
    """The least sure first, but never two in a row that show the same area while another kind waits."""
    waiting, mixed = sorted(cards, key=_least_sure), list[Card]()
    while waiting:
        before = mixed[-1].areas if mixed else frozenset()
        fresh = [card for card in waiting if not card.areas & before and (mixed or card.story_id != latest)]
        others = [card for card in waiting if mixed or card.story_id != latest]
        following = next(iter(fresh or others or waiting))
        waiting.remove(following)
        mixed.append(following)
    return mixed


def count_days(rehearsals: Iterable[Rehearsal], zone: tzinfo | None) -> int:
    """On how many days something was said aloud; it only ever goes up."""
    return len({rehearsal.at.astimezone(zone).date() for rehearsal in rehearsals})


def measure_telling(began: int, ended: int) -> int | None:
    """Seconds told, the breath before left out; None where the two moments (in seconds) make no telling."""
    took = ended - began - BREATH_SECONDS
    return max(1, took) if -BREATH_SECONDS <= took <= LONGEST_SECONDS else None


def practice_evidence(
    rehearsals: Iterable[Rehearsal], sheets: Iterable[PartnerSheet], zone: tzinfo | None = None
) -> tuple[Evidence, ...]:
    """What practice says of the areas: each mark of a partner, and one mark for how the stories came when last said.

    One for all stories: saying them often must not outweigh what a partner saw (evidence.md 4.3, `practice_cap`).
    """
    theirs = [
        Evidence(
            area=area,
            source=Source.PRACTICE,
            interview="",
            rating=mark,
            on=sheet.held_on,
            rater=f"partner:{sheet.partner.casefold()}",
            key=f"sheet:{sheet.id}:{area}",
        )
        for sheet in sheets
        for area, mark in sheet.marks
    ]
    last = {one.story_id: one for one in sorted(rehearsals, key=lambda one: one.at) if one.story_id is not None}
    if not last:
        return tuple(theirs)
    mean = sum(RECALL_MARKS[one.recall] for one in last.values()) / len(last)
    on = max(one.at for one in last.values()).astimezone(zone).date()
    own = Evidence(area=AREA, source=Source.PRACTICE, interview="", rating=mean, on=on, key="rehearsals")
    return (*theirs, own)
