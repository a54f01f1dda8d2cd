"""Writes transcripts. Callers hold the transaction (`flows.journal.writing`)."""

from dataclasses import asdict

from afterview.core.transcript.turns import Kept
from afterview.core.words import Candidate
from afterview.store import models


def record_transcript(candidate: Candidate, kept: Kept) -> int:
    """Writes a transcript (id 0: a new one); returns its id.

    Raises models.Transcript.DoesNotExist when the journal has none of that id.
    """
    row = (
        models.Transcript.objects.get(candidate_id=candidate.id, pk=kept.id)
        if kept.id
        else models.Transcript(candidate_id=candidate.id)
    )
    row.interview_id = kept.interview_id
    row.name, row.text, row.me, row.is_guessed = kept.name, kept.text, kept.me, kept.is_guessed
    row.brought_at, row.confirmed_at = kept.brought_at, kept.confirmed_at
    facts = kept.facts
    row.own_words, row.other_words = facts.own_words, facts.other_words
    row.own_seconds, row.other_seconds = facts.own_seconds, facts.other_seconds
    row.hedges, row.asked_back = facts.hedges, facts.asked_back
    row.answers = [asdict(answer) for answer in facts.answers]
    row.save()
    return row.pk


def record_transcript_gone(candidate: Candidate, transcript_id: int) -> None:
    """Deletes a transcript and its facts."""
    models.Transcript.objects.filter(candidate_id=candidate.id, pk=transcript_id).delete()
