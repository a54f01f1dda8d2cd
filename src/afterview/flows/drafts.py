"""What is typed is kept before it is saved, so that nothing is lost when a page or the server goes."""

import re
import secrets
from datetime import datetime

from afterview.core.words import Candidate
from afterview.flows.journal import writing
from afterview.store.load.drafts import load_draft
from afterview.store.record.drafts import ONCE, record_draft, record_draft_gone, record_once

LONGEST = 200_000
_MARK = re.compile(r"[A-Za-z0-9_-]{22}|[0-9a-f-]{36}")


class DraftTooLong(Exception):
    """This is more text than one page can keep. Save it in parts."""


def keep_draft(candidate: Candidate, form: str, fields: dict[str, list[str]], now: datetime) -> None:
    """Keeps the fields of a form (name -> values). Raises DraftTooLong above 200,000 characters."""
    if sum(len(value) for values in fields.values() for value in values) > LONGEST:
        raise DraftTooLong
    with writing():
        record_draft(candidate, form[:100], fields, now)


def read_draft(candidate: Candidate, form: str) -> dict[str, list[str]]:
    """The kept fields of a form, empty when there are none."""
    return load_draft(candidate, form[:100])


def drop_draft(candidate: Candidate, form: str) -> None:
    """Drops a form's draft; call inside `writing()` together with the save that replaces it."""
    record_draft_gone(candidate, form[:100])


def make_mark() -> str:
    """A mark that makes a form good for one save."""
    return secrets.token_urlsafe(16)


def find_saved(candidate: Candidate, mark: str) -> int | None:
    """The number that a form with this mark was saved under; None where it was not, or the mark is none of ours."""
    saved = load_draft(candidate, ONCE + mark).get("saved") if _MARK.fullmatch(mark) else None
    return int(saved[0]) if saved else None


def note_saved(candidate: Candidate, mark: str, saved: int, now: datetime) -> None:
    """Notes what the form was saved under; call inside `writing()` together with the save."""
    if _MARK.fullmatch(mark):
        record_once(candidate, mark, saved, now)
