"""Which story to say next, and what practice says of the examples."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from afterview.core.evidence import Source, is_partners
from afterview.core.practice import (
    BREATH_SECONDS,
    LONGEST_SECONDS,
    MOST_IN_SET,
    Card,
    count_days,
    due_day,
    eve_of,
    measure_telling,
    plan_practice,
    practice_evidence,
)
from afterview.core.rehearsal import PartnerSheet, Recall, Rehearsal
from afterview.core.words import Interview

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def meeting(days: int) -> Interview:
    return Interview(company="Northwind", role="Analyst", starts_at=NOON + timedelta(days=days))


def card(story_id: int, due: int | None = None, last: int = -3, chance: float = 0.5, *areas: str) -> Card:
    if due is None:
        return Card(story_id=story_id, areas=frozenset(areas))
    days = {"due_on": TODAY + timedelta(days=due), "last_on": TODAY + timedelta(days=last)}
    return Card(story_id=story_id, areas=frozenset(areas), chance=chance, **days)


def said(story_id: int | None, days_ago: int, recall: Recall = Recall.SOLID) -> Rehearsal:
    return Rehearsal(story_id=story_id, at=NOON - timedelta(days=days_ago), recall=recall)


def test_the_last_day_to_practise_is_the_day_before() -> None:
    assert eve_of(meeting(4), TODAY) == TODAY + timedelta(days=3)
    assert eve_of(meeting(1), TODAY) == TODAY
    assert eve_of(meeting(0), TODAY) is None
    assert eve_of(None, TODAY) is None
    assert eve_of(Interview(company="A", role="B"), TODAY) is None


def test_fsrs_is_capped_by_the_days_left() -> None:
    eve = TODAY + timedelta(days=3)
    assert due_day(card(1, due=9), eve) == eve
    assert due_day(card(1, due=2), eve) == TODAY + timedelta(days=2)
    assert due_day(card(1, due=9), None) == TODAY + timedelta(days=9)
    assert due_day(card(1), eve) is None
    # Said on the eve itself: not once more before the interview.
    assert due_day(card(1, due=9, last=0), TODAY) == TODAY + timedelta(days=9)


def test_every_story_is_said_once_more_the_day_before() -> None:
    cards = [card(number, due=30, last=-2) for number in range(1, 4)]
    assert plan_practice(cards, TODAY, TODAY + timedelta(days=1)).stories == ()
    assert set(plan_practice(cards, TODAY, TODAY).stories) == {1, 2, 3}


def test_nothing_is_due_twice_on_one_day() -> None:
    agenda = plan_practice([card(1, due=0, last=0), card(2, due=4, last=-1)], TODAY, None)
    assert (agenda.stories, agenda.due, agenda.said_today) == ((), 0, 1)
    assert agenda.next_on == TODAY + timedelta(days=4)


def test_the_least_sure_comes_first_and_areas_are_mixed() -> None:
    cards = [
        card(1, 0, -5, 0.2, "teamwork"),
        card(2, 0, -5, 0.3, "teamwork"),
        card(3, 0, -5, 0.9, "initiative"),
    ]
    assert plan_practice(cards, TODAY, None).stories == (1, 3, 2)


def test_the_story_said_last_never_comes_next() -> None:
    assert plan_practice([card(1, 0, -1, 0.1), card(2, 0, -5, 0.9)], TODAY, None, latest=1).stories == (2, 1)
    # It alone is due: another of the bank goes before it.
    assert plan_practice([card(1, 0, -1, 0.1), card(2, 9, -5, 0.9)], TODAY, None, latest=1).stories == (2, 1)
    assert plan_practice([card(1, 0, -1)], TODAY, None, latest=1).stories == (1,)


@given(
    st.lists(st.tuples(st.integers(-5, 5), st.integers(-9, -1), st.floats(0, 1)), max_size=12),
    st.integers(0, 6),
    st.integers(1, 12),
)
def test_any_set_is_short_without_a_story_twice_in_a_row(
    given_cards: list[tuple[int, int, float]], left: int, latest: int
) -> None:
    cards = [card(at, due, last, chance) for at, (due, last, chance) in enumerate(given_cards, start=1)]
    agenda = plan_practice(cards, TODAY, TODAY + timedelta(days=left), latest)
    assert len(agenda.stories) <= MOST_IN_SET
    assert len(set(agenda.stories)) == len(agenda.stories)
    if agenda.stories and len(cards) > 1:
        assert agenda.stories[0] != latest


def test_days_practised_outlive_a_story() -> None:
    assert count_days([said(1, 0), said(2, 0), said(None, 3), said(1, 3)], UTC) == 2
    assert count_days([], UTC) == 0


def test_a_telling_is_timed_without_its_breath() -> None:
    assert measure_telling(1000, 1000 + BREATH_SECONDS + 95) == 95
    assert measure_telling(1000, 1002) == 1
    assert measure_telling(1000, 999) is None
    assert measure_telling(1000, 1000 + BREATH_SECONDS + LONGEST_SECONDS + 1) is None


def test_practice_is_one_mark_for_the_stories_and_each_of_a_partner() -> None:
    sheet = PartnerSheet(id=7, partner="Sam", held_on=TODAY, came_at=NOON, marks=(("clarity", 4.0), ("examples", 2.5)))
    rehearsals = [said(1, 5, Recall.BLANKED), said(1, 1, Recall.EASY), said(2, 2, Recall.SHAKY), said(None, 0)]
    *theirs, own = practice_evidence(rehearsals, [sheet], UTC)
    assert [(piece.area, piece.rating, piece.key) for piece in theirs] == [
        ("clarity", 4.0, "sheet:7:clarity"),
        ("examples", 2.5, "sheet:7:examples"),
    ]
    assert (own.area, own.rating, own.on) == ("examples", 3.75, TODAY - timedelta(days=1))
    assert {piece.source for piece in (*theirs, own)} == {Source.PRACTICE}
    assert [is_partners(piece) for piece in (*theirs, own)] == [True, True, False]
    assert practice_evidence([said(None, 1)], []) == ()
