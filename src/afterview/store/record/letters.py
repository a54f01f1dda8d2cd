"""Writes letters. Callers hold the transaction (`flows.journal.writing`)."""

from afterview.core.words import Candidate, Letter
from afterview.store import models


def record_letter(candidate: Candidate, letter: Letter) -> int:
    """Writes a letter (id 0: a new one); returns its id.

    Raises models.Letter.DoesNotExist when the journal has no letter of that id.
    """
    row = (
        models.Letter.objects.get(candidate_id=candidate.id, pk=letter.id)
        if letter.id
        else models.Letter(candidate_id=candidate.id)
    )
    row.interview_id = letter.interview_id
    row.interviewer_id = letter.interviewer_id
    row.reply_id = letter.reply_id
    row.kind = letter.kind
    row.subject = letter.subject
    row.body = letter.body
    row.state = letter.state
    row.message_id = letter.message_id
    row.in_reply_to = letter.in_reply_to
    row.to_name = letter.to_name
    row.to_address = letter.to_address
    row.drafted_at = letter.drafted_at
    row.held_until = letter.held_until
    row.posted_at = letter.posted_at
    row.save()
    return row.pk
