"""Take it along: stories and interviews in other programs' forms, and stories in from a file, looked over first."""

import io
import zipfile
from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from afterview.core.take.cards import write_cards
from afterview.core.take.notes import write_notes
from afterview.core.take.resume import write_resume
from afterview.core.take.seed_file import read_seed, read_seeds, write_seed
from afterview.core.take.seeds import grow
from afterview.core.take.tables import write_interviews, write_stories
from afterview.core.words import Candidate, Story
from afterview.flows.drafts import drop_draft, keep_draft, read_draft
from afterview.flows.journal import writing
from afterview.limited import run
from afterview.store.load.interviews import load_interviews, load_outcomes
from afterview.store.load.reflections import load_reflections
from afterview.store.load.stories import load_stories
from afterview.store.record.stories import record_story

WAITING = "stories/bring"
# The same journal makes the same bytes.
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


class Form(StrEnum):
    """The forms a journal is taken in, by the name of the file."""

    ANKI = "afterview-anki.txt"
    NOTES = "afterview-notes.zip"
    RESUME = "resume.json"
    STORIES = "stories.csv"
    INTERVIEWS = "interviews.csv"


def take(candidate: Candidate, form: Form) -> bytes:
    """The journal in a form, as the bytes of a file."""
    if form is Form.NOTES:
        return _take_notes(candidate)
    if form is Form.INTERVIEWS:
        outcomes = load_outcomes(candidate)
        table = write_interviews((one, outcomes.get(one.id)) for one in load_interviews(candidate))
        return table.encode("utf-8-sig")
    stories = load_stories(candidate)
    if form is Form.STORIES:
        return write_stories(stories).encode("utf-8-sig")
    return (write_cards(stories) if form is Form.ANKI else write_resume(candidate.name, stories)).encode()


def _take_notes(candidate: Candidate) -> bytes:
    outcomes, reflections = load_outcomes(candidate), load_reflections(candidate)
    interviews = ((one, outcomes.get(one.id), reflections.get(one.id)) for one in load_interviews(candidate))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, note in write_notes(load_stories(candidate), interviews).items():
            archive.writestr(zipfile.ZipInfo(path, ZIP_TIME), note.encode())
    return held.getvalue()


def bring_stories(candidate: Candidate, raw: bytes, now: datetime) -> int:
    """Reads a file of stories and lets them wait to be looked over; how many there are.

    Raises SeedsUnread, NotRead, DraftTooLong; then what waited before still waits.
    """
    seeds = run(read_seeds, raw)
    keep_draft(candidate, WAITING, {"seed": [write_seed(seed) for seed in seeds]}, now)
    return len(seeds)


def list_waiting(candidate: Candidate, now: datetime) -> tuple[Story, ...]:
    """The stories that wait, as they would be saved."""
    lines = read_draft(candidate, WAITING).get("seed", [])
    return tuple(grow(read_seed(line), now.date()) for line in lines)


def accept_stories(candidate: Candidate, chosen: Collection[int], now: datetime) -> int:
    """Saves the chosen stories (by place) and lets the others go; how many were saved."""
    stories = [story for place, story in enumerate(list_waiting(candidate, now)) if place in chosen]
    with writing():
        for story in reversed(stories):
            record_story(candidate, story)
        drop_draft(candidate, WAITING)
    return len(stories)
