"""Practice: stories said aloud up to the day before the interview, and what partners marked."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from afterview.core.practice import NEAR_DAYS, Agenda, count_days, eve_of, plan_practice
from afterview.core.rehearsal import PartnerSheet, Recall, Rehearsal
from afterview.core.sheet import FilledSheet, digest_of, read_sheet, read_sheet_file
from afterview.core.words import Candidate, Interview, Story
from afterview.flows.drafts import drop_draft
from afterview.flows.journal import deleting, writing
from afterview.flows.memory import remember
from afterview.flows.prepare import StoryGone
from afterview.limited import run
from afterview.store.load.journeys import load_following
from afterview.store.load.practice import load_rehearsals, load_sheet_of, load_sheets
from afterview.store.load.stories import load_stories, load_story
from afterview.store.record.practice import record_rehearsal, record_sheet, record_sheet_gone

OLDEST_SHEET = date(2000, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """Today's practice: the set's stories in order, the interview it leads up to, and days practised."""

    agenda: Agenda
    stories: tuple[Story, ...]
    following: Interview | None
    days: int
    bank: int


def read_practice(candidate: Candidate, now: datetime) -> Practice:
    """What to say aloud today."""
    stories, rehearsals = load_stories(candidate), load_rehearsals(candidate)
    following = load_following(candidate, now)
    latest = rehearsals[-1].story_id if rehearsals else None
    cards = remember(stories, rehearsals, now)
    agenda = plan_practice(cards, now.date(), eve_of(following, now.date()), latest)
    by_id = {story.id: story for story in stories}
    return Practice(
        agenda=agenda,
        stories=tuple(by_id[story_id] for story_id in agenda.stories),
        following=following,
        days=count_days(rehearsals, now.tzinfo),
        bank=len(stories),
    )


def offer_practice(candidate: Candidate, now: datetime) -> Practice | None:
    """Today's practice where an interview is near (two weeks) and something is due, else None."""
    following = load_following(candidate, now)
    eve = eve_of(following, now.date())
    if eve is None or (eve - now.date()).days >= NEAR_DAYS:
        return None
    practice = read_practice(candidate, now)
    return practice if practice.stories else None


def find_own_story(candidate: Candidate, story_id: int) -> Story:
    """One story to say aloud. Raises StoryGone."""
    story = load_story(candidate, story_id)
    if story is None:
        raise StoryGone
    return story


def keep_rehearsal(
    candidate: Candidate, story_id: int, recall: Recall, now: datetime, *, ended: int = 0, seconds: int | None = None
) -> bool:
    """Keeps how a story came; `ended` is the telling's last second, so that a form sent twice counts once.

    Raises StoryGone. False where it stood already.
    """
    with writing():
        if load_story(candidate, story_id) is None:
            raise StoryGone
        following = load_following(candidate, now)
        at = datetime.fromtimestamp(ended, UTC) if ended else now
        said = Rehearsal(
            story_id=story_id,
            interview_id=following.id if following else None,
            at=at,
            recall=recall,
            seconds=seconds,
        )
        return record_rehearsal(candidate, said)


def list_sheets(candidate: Candidate) -> tuple[PartnerSheet, ...]:
    """The partners' sheets, the latest first."""
    return load_sheets(candidate)


def find_sheet(candidate: Candidate, sheet_id: int) -> PartnerSheet | None:
    """One partner's sheet, None where there is none."""
    return next((sheet for sheet in load_sheets(candidate) if sheet.id == sheet_id), None)


def open_sheet(content: str | bytes) -> FilledSheet:
    """What came back from a partner, as text or a file. Raises SheetUnread, NotRead."""
    return run(read_sheet, content) if isinstance(content, str) else run(read_sheet_file, content)


def keep_sheet(candidate: Candidate, filled: FilledSheet, now: datetime, form: str = "") -> int:
    """Keeps a partner's sheet and drops the draft it came from; the id of it, also where it had come before."""
    day = filled.held_on if filled.held_on and OLDEST_SHEET <= filled.held_on <= now.date() else now.date()
    digest = digest_of(filled)
    with writing():
        before = load_sheet_of(candidate, digest)
        sheet = PartnerSheet(
            partner=filled.partner,
            held_on=day,
            came_at=now,
            marks=filled.marks,
            good=filled.good,
            advice=filled.advice,
            digest=digest,
        )
        sheet_id = before.id if before else record_sheet(candidate, sheet)
        drop_draft(candidate, form)
    return sheet_id


def delete_sheet(candidate: Candidate, sheet_id: int) -> None:
    """Takes a partner's sheet out, for good."""
    with deleting():
        record_sheet_gone(candidate, sheet_id)
