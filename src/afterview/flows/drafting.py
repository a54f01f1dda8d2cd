"""Drafting a letter from the journal, and drafting it again in another style."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from afterview.core.ask import (
    Material,
    Recipient,
    choose_recipients,
    draft_after_interview,
    draft_reminder,
    draft_request,
    draft_thanks,
)
from afterview.core.letters.compose import Draft, Style
from afterview.core.letters.envelope import make_message_id
from afterview.core.letters.tongue import propose_language, tell_language
from afterview.core.words import Candidate, Interview, Letter, LetterKind, Plan, Reply
from afterview.flows.evaluate import read_evaluation
from afterview.flows.journal import writing
from afterview.reader.language import guess_language
from afterview.store.load.interviews import load_outcome
from afterview.store.load.letters import load_letters_of
from afterview.store.load.plans import load_standing_plans
from afterview.store.load.reflections import load_reflection
from afterview.store.load.replies import load_reply
from afterview.store.record.candidates import record_candidate
from afterview.store.record.letters import record_letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafting:
    """All that one letter is drafted from; `subject` is that of the mail it answers."""

    kind: LetterKind
    material: Material
    recipient: Recipient
    reply: Reply | None = None
    plans: tuple[Plan, ...] = ()
    request: Letter | None = None
    subject: str = ""

    def draft(self, style: Style | None = None) -> Draft:
        """The letter, in another style where one is given."""
        material = replace(self.material, style=style) if style else self.material
        if self.kind is LetterKind.THANKS and self.reply:
            return draft_thanks(material, self.recipient, self.reply, self.plans, self.subject)
        if self.kind is LetterKind.REMINDER and self.request:
            return draft_reminder(material, self.recipient, self.request)
        draft = draft_request if self.kind is LetterKind.REQUEST else draft_after_interview
        return draft(material, self.recipient)

    def keep(self, candidate: Candidate, now: datetime, in_reply_to: str = "") -> int:
        """Writes the draft down with a Message-ID of its own; returns its id."""
        draft = self.draft()
        letter = Letter(
            interview_id=self.material.interview.id,
            interviewer_id=self.recipient.interviewer_id,
            kind=self.kind,
            subject=draft.subject,
            body=draft.body,
            message_id=make_message_id(secrets.token_hex(16)),
            in_reply_to=in_reply_to,
            reply_id=self.reply.id if self.reply else None,
            to_name=self.recipient.name,
            to_address=self.recipient.address,
            drafted_at=now,
        )
        with writing():
            return record_letter(candidate, letter)


def gather_material(candidate: Candidate, interview: Interview, now: datetime, answered: str = "") -> Material:
    """What the journal gives for the letters of an interview; `answered` is the text that the letter follows."""
    outcome = load_outcome(candidate, interview.id)
    # The nearest first: what it answers, the no, the invitation (kept as a note), the advert.
    texts = (answered, outcome.words if outcome else "", interview.notes, interview.advert)
    language = propose_language(candidate.language, map(language_of, texts))
    return Material(
        interview=interview,
        outcome=outcome,
        reflection=load_reflection(candidate, interview.id),
        areas=areas_to_ask(candidate, now),
        sender=candidate.name,
        style=Style(language=language),
        chance=interview.id,
    )


def language_of(text: str) -> str:
    """The base language of a text where it is surely one with letters here, else ""."""
    told = tell_language(text)
    # The reader knows the languages beside these: Portuguese must not pass for Spanish.
    return told if told and guess_language(text) == told else ""


def areas_to_ask(candidate: Candidate, now: datetime) -> tuple[str, ...]:
    """The areas in which an answer would change most."""
    return tuple(read_evaluation(candidate, now).ask)


def draft_as_before(candidate: Candidate, letter: Letter, interview: Interview, now: datetime) -> Drafting:
    """What a letter that exists would be drafted from today, to the same person."""
    return Drafting(
        kind=letter.kind,
        material=gather_material(candidate, interview, now, letter.body),
        recipient=recipient_of(interview, letter),
        reply=load_reply(candidate, letter.reply_id) if letter.reply_id else None,
        plans=load_standing_plans(candidate),
        request=find_request(candidate, interview.id, letter.interviewer_id),
        subject=letter.subject if letter.in_reply_to else "",
    )


def recipient_of(interview: Interview, letter: Letter) -> Recipient:
    """To whom a letter goes: its own name and address, the interviewer's place in the panel."""
    return replace(recipient_with(interview, letter.interviewer_id), name=letter.to_name, address=letter.to_address)


def recipient_with(interview: Interview, interviewer_id: int | None) -> Recipient:
    """The interviewer of that id as a recipient; nobody in particular where there is none."""
    panel = choose_recipients(interview)
    return next((one for one in panel if one.interviewer_id == interviewer_id), Recipient())


def find_request(candidate: Candidate, interview_id: int, interviewer_id: int | None = None) -> Letter | None:
    """The request that was sent about an interview (to that interviewer, where one is named)."""
    sent = [one for one in load_letters_of(candidate, interview_id) if one.kind is LetterKind.REQUEST and one.posted_at]
    fitting = [one for one in sent if interviewer_id is None or one.interviewer_id == interviewer_id]
    return fitting[0] if fitting else None


def sign_as(candidate: Candidate, sender: str) -> Candidate:
    """The candidate, from now on under the name they sign with, where none was known."""
    if not sender.strip() or candidate.name:
        return candidate
    named = replace(candidate, name=sender.strip()[:200])
    with writing():
        record_candidate(named)
    return named
