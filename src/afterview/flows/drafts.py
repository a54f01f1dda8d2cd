"""What is typed is kept before it is saved, so that nothing is lost when a page or the server goes."""

from datetime import datetime

from afterview.core.words import Candidate
from afterview.flows.journal import writing
from afterview.store.load.drafts import load_draft
from afterview.store.record.drafts import record_draft, record_draft_gone

LONGEST = 200_000


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
