"""Transcripts: read in a child with limits, looked at, and their facts kept; the words only on the person's word."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from afterview.core.transcript.facts import Heard, read_transcript
from afterview.core.transcript.formats import decode
from afterview.core.transcript.turns import Answer, Kept
from afterview.core.words import Candidate, Question, Reflection
from afterview.flows.capture import find_interview
from afterview.flows.drafts import drop_draft
from afterview.flows.journal import deleting, writing
from afterview.limited import run
from afterview.store.load.reflections import load_reflection
from afterview.store.load.transcripts import load_transcript, load_transcripts
from afterview.store.record.reflections import record_reflection
from afterview.store.record.transcripts import record_transcript, record_transcript_gone

LONGEST_NAME = 200
MOST_QUESTIONS = 60


class TranscriptGone(Exception):
    """There is no such transcript in this journal."""


def bring_transcript(
    candidate: Candidate, interview_id: int | None, content: str | bytes, name: str, now: datetime, form: str = ""
) -> int:
    """Reads a transcript and lets it wait to be looked at; returns its id.

    Raises InterviewGone, TranscriptUnread, NotRead; then nothing is kept.
    """
    if interview_id is not None:
        find_interview(candidate, interview_id)
    text = (run(decode, content) if isinstance(content, bytes) else content).replace("\0", "")
    heard = run(read_transcript, text, candidate.name)
    waiting = Kept(
        interview_id=interview_id,
        name=name[:LONGEST_NAME],
        brought_at=now,
        text=text,
        me=heard.me[:LONGEST_NAME],
        is_guessed=heard.transcript.is_guessed,
        facts=heard.facts,
    )
    with writing():
        for other in load_transcripts(candidate, interview_id):
            if other.confirmed_at is None:
                record_transcript_gone(candidate, other.id)
        transcript_id = record_transcript(candidate, waiting)
        drop_draft(candidate, form)
    return transcript_id


def find_transcript(candidate: Candidate, transcript_id: int) -> Kept:
    """One transcript. Raises TranscriptGone."""
    kept = load_transcript(candidate, transcript_id)
    if kept is None:
        raise TranscriptGone
    return kept


def list_transcripts(candidate: Candidate, interview_id: int | None) -> tuple[Kept, ...]:
    """The transcripts of an interview, or of practice, the latest first."""
    return load_transcripts(candidate, interview_id)


def hear(candidate: Candidate, kept: Kept) -> Heard | None:
    """A transcript whose words are still there, read once more; None where only the facts were kept."""
    return run(read_transcript, kept.text, candidate.name, kept.me) if kept.text else None


def say_who(candidate: Candidate, transcript_id: int, me: str) -> None:
    """The person says which speaker they are; the facts follow. Raises TranscriptGone; an unknown speaker changes
    nothing."""
    kept = find_transcript(candidate, transcript_id)
    heard = hear(candidate, replace(kept, me=me))
    if heard is None or heard.me != me:
        return
    with writing():
        record_transcript(candidate, replace(kept, me=heard.me, facts=heard.facts))


def confirm_transcript(
    candidate: Candidate, transcript_id: int, chosen: Collection[int], now: datetime, *, keep: bool
) -> Kept:
    """Keeps the facts, the words only with `keep`, and puts the chosen questions (by place) into the reflection.

    Raises TranscriptGone.
    """
    with writing():
        kept = find_transcript(candidate, transcript_id)
        settled = replace(kept, confirmed_at=now, text=kept.text if keep else "")
        record_transcript(candidate, settled)
        if kept.interview_id is not None and chosen:
            answers = [answer for place, answer in enumerate(kept.facts.answers) if place in chosen]
            _fill_reflection(candidate, kept.interview_id, answers, now)
    return settled


def _fill_reflection(candidate: Candidate, interview_id: int, answers: list[Answer], now: datetime) -> None:
    before = load_reflection(candidate, interview_id) or Reflection(interview_id=interview_id, begun_at=now)
    known = {question.text.casefold().strip() for question in before.questions}
    fresh = [_to_question(answer) for answer in answers if answer.question.casefold().strip() not in known]
    questions = (*before.questions, *fresh)[: max(MOST_QUESTIONS, len(before.questions))]
    record_reflection(candidate, replace(before, questions=questions, begun_at=before.begun_at or now))


def _to_question(answer: Answer) -> Question:
    """A question with its facts; parts of a story are known only where one was wanted and told."""
    told = answer.told_story if answer.wanted_example else None
    return Question(
        text=answer.question,
        wanted_example=answer.wanted_example,
        told_story=told,
        had_action=answer.had_action if told else None,
        had_result=answer.had_result if told else None,
    )


def delete_transcript(candidate: Candidate, transcript_id: int) -> None:
    """Deletes a transcript and its facts; questions taken into the reflection stay."""
    with deleting():
        record_transcript_gone(candidate, transcript_id)
