"""Offline: what waited on a device comes into the journal, once, however often it is sent."""

from datetime import datetime

from afterview.core.offline import TypedOffline, to_interview, to_reflection
from afterview.core.words import Candidate
from afterview.flows.drafts import find_saved, note_saved
from afterview.flows.journal import writing
from afterview.store.record.interviews import record_interview
from afterview.store.record.reflections import record_reflection


def keep_typed_offline(candidate: Candidate, typed: TypedOffline, mark: str, now: datetime) -> int:
    """Keeps an interview with the reflection begun; returns its id. `mark` is the device's own for these words: sent
    again with it, nothing is kept twice."""
    with writing():
        earlier = find_saved(candidate, mark)
        if earlier is not None:
            return earlier
        interview_id = record_interview(candidate, to_interview(typed), now)
        record_reflection(candidate, to_reflection(typed, interview_id, now))
        note_saved(candidate, mark, interview_id, now)
    return interview_id
