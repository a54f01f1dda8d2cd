"""Tables as CSV: safe to open in a spreadsheet, and stories read from anybody's."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from afterview.core.take.seeds import LONGEST_CELL, MOST_SEEDS, Fault, Seed, SeedsUnread
from afterview.core.words import Interview, Outcome, Story

# What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection").
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
STORY_COLUMNS = ("title", "situation", "task", "action", "result", "learning", "areas", "added_on")
INTERVIEW_COLUMNS = ("company", "role", "round", "starts_at", "zone", "minutes", "format", "place", "panel", "outcome")
# Other people's headings for our parts, in small letters.
HEADINGS = {
    "title": ("title", "name", "story", "headline", "titel", "titre", "título", "titulo"),
    "situation": ("situation", "context", "background", "situación", "situação"),
    "task": ("task", "goal", "challenge", "problem", "aufgabe", "tâche", "tarea", "tarefa"),
    "action": ("action", "actions", "what i did", "handlung", "acción", "ação"),
    "result": ("result", "results", "outcome", "impact", "ergebnis", "résultat", "resultado"),
    "learning": ("learning", "learnings", "lesson", "lessons", "what i learnt", "what i learned", "reflection"),
    "text": ("text", "highlight", "highlights", "description", "example", "answer", "told"),
}


def write_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV with a heading; a cell that a spreadsheet would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([make_safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def make_safe(cell: object) -> str:
    """A value as a cell's text that starts no formula."""
    text = "" if cell is None else cell.isoformat() if isinstance(cell, date | datetime) else str(cell)
    text = text.replace("\0", "")
    return f"'{text}" if text.lstrip().startswith(FORMULA) or text.startswith(FORMULA) else text


def write_stories(stories: Iterable[Story]) -> str:
    """The story bank as a table."""
    rows = (
        (*(getattr(one, name) for name in STORY_COLUMNS[:6]), ", ".join(one.areas), one.added_on) for one in stories
    )
    return write_table(STORY_COLUMNS, rows)


def write_interviews(interviews: Iterable[tuple[Interview, Outcome | None]]) -> str:
    """The interviews as a table, without notes and adverts."""
    rows = (
        (
            *(one.company, one.role, one.round, one.starts_at, one.zone, one.minutes, one.format, one.place),
            "; ".join(person.name for person in one.interviewers),
            outcome.kind if outcome else "",
        )
        for one, outcome in interviews
    )
    return write_table(INTERVIEW_COLUMNS, rows)


def read_table(text: str) -> tuple[Seed, ...]:
    """Stories of a CSV with a heading, whichever separator; columns by their names. Raises SeedsUnread."""
    csv.field_size_limit(LONGEST_CELL)
    first = text.lstrip("\ufeff\r\n ").partition("\n")[0]
    separator = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=separator)
    try:
        heading = [cell.strip().casefold() for cell in next(rows, [])]
        places = {part: at for part, names in HEADINGS.items() if (at := _find(heading, names)) is not None}
        if not places:
            raise SeedsUnread(Fault.NO_COLUMNS)
        seeds = []
        for row in rows:
            if seed := _read_row(row, places):
                seeds.append(seed)
            if len(seeds) > MOST_SEEDS:
                raise SeedsUnread(Fault.TOO_MANY)
    except csv.Error as error:
        raise SeedsUnread(Fault.BROKEN) from error
    return tuple(seeds)


def _find(heading: Sequence[str], names: Sequence[str]) -> int | None:
    return next((at for at, cell in enumerate(heading) if cell in names), None)


def _read_row(row: Sequence[str], places: dict[str, int]) -> Seed | None:
    cells = {part: _unsafe(row[at].strip()).strip() for part, at in places.items() if at < len(row)}
    return Seed(**cells) if any(cells.values()) else None


def _unsafe(cell: str) -> str:
    """The text of a cell that `make_safe` had to mark."""
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip().startswith(FORMULA) else cell
