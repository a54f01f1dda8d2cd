"""A letter on the desk: opened, checked, worded anew, saved, held overnight, marked as sent."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from afterview.core.check import Check, Known, check_letter
from afterview.core.letters.compose import Style
from afterview.core.letters.envelope import build_eml
from afterview.core.letters.wordings import LANGUAGES, Tone
from afterview.core.posting import may_have_gone
from afterview.core.words import Candidate, FindingKind, Interview, Letter, LetterKind, LetterState, Reply
from afterview.flows.capture import find_interview
from afterview.flows.drafting import Drafting, draft_as_before, find_request
from afterview.flows.journal import writing
from afterview.reader.letters import find_deeper
from afterview.store.load.interviews import load_interviews
from afterview.store.load.letters import load_letter
from afterview.store.load.post import load_posting_of
from afterview.store.load.replies import load_reply
from afterview.store.record.letters import record_letter

MORNING = time(8)
EDITED = ("to_name", "to_address", "subject", "body")


class LetterGone(Exception):
    """There is no such letter in this journal."""


class AlreadySent(Exception):
    """This letter is marked as sent; it stays as it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLetter:
    """A letter with its interview, its check, its language, and the style it still has, None once it was edited."""

    letter: Letter
    interview: Interview
    check: Check
    language: str
    style: Style | None
    reply: Reply | None = None


def find_letter(candidate: Candidate, letter_id: int) -> tuple[Letter, Interview]:
    """A letter and its interview. Raises LetterGone."""
    letter = load_letter(candidate, letter_id)
    if letter is None:
        raise LetterGone
    return letter, find_interview(candidate, letter.interview_id)


def open_letter(candidate: Candidate, letter_id: int, now: datetime) -> OpenLetter:
    """A letter with its check and the style it still has. Raises LetterGone."""
    letter, interview = find_letter(candidate, letter_id)
    reply = load_reply(candidate, letter.reply_id) if letter.reply_id else None
    drafting = draft_as_before(candidate, letter, interview, now)
    style = _find_style(drafting, letter.body) if letter.state is LetterState.DRAFT else None
    return OpenLetter(
        letter=letter,
        interview=interview,
        check=check_against_journal(candidate, letter, interview, reply),
        language=style.language if style else drafting.material.style.language,
        style=style,
        reply=reply,
    )


def check_against_journal(candidate: Candidate, letter: Letter, interview: Interview, reply: Reply | None) -> Check:
    """The check of a letter: its names against the journal, its strengths against what the feedback said."""
    others = {one.company for one in load_interviews(candidate)} - {interview.company}
    known = Known(
        to=letter.to_name,
        company=interview.company,
        sender=candidate.name,
        elsewhere=frozenset(name for name in others if len(name) > 2),
    )
    return check_letter(letter.body, kind_to_check(letter), known, _cited(reply), find_deeper())


def kind_to_check(letter: Letter) -> str:
    """The checker's kind of a letter: "thanks" for the answer to feedback, else "request"."""
    return "thanks" if letter.kind is LetterKind.THANKS else "request"


def _cited(reply: Reply | None) -> tuple[str, ...]:
    said = {FindingKind.STRENGTH, FindingKind.DEVELOP, FindingKind.ADVICE}
    return tuple(found.quote for found in reply.findings if found.kind in said) if reply else ()


def _find_style(drafting: Drafting, body: str) -> Style | None:
    # Its own language first: a short letter can read the same in British and American spelling.
    own = drafting.material.style.language
    styles = (
        Style(language=language, tone=tone, short=short)
        for language in sorted(LANGUAGES, key=lambda language: language != own)
        for tone in Tone
        for short in (False, True)
    )
    return next((style for style in styles if drafting.draft(style).body == body), None)


def restyle_letter(candidate: Candidate, letter_id: int, style: Style, now: datetime) -> None:
    """Words the letter anew in another style. Raises LetterGone, AlreadySent."""
    letter, interview = _find_draft(candidate, letter_id)
    draft = draft_as_before(candidate, letter, interview, now).draft(style)
    subject = letter.subject if letter.in_reply_to else draft.subject
    with writing():
        record_letter(candidate, replace(letter, subject=subject, body=draft.body))


def save_letter(candidate: Candidate, letter_id: int, typed: dict[str, str]) -> Letter:
    """Saves to_name, to_address, subject and body as typed; returns the letter. Raises LetterGone, AlreadySent."""
    letter, _ = _find_draft(candidate, letter_id)
    given = {name: typed[name].replace("\r\n", "\n") for name in EDITED if name in typed}
    given = {name: words if name == "body" else words.strip() for name, words in given.items()}
    edited = replace(letter, **given)  # type: ignore[arg-type]  # the four are all text
    with writing():
        record_letter(candidate, edited)
    return edited


def _find_draft(candidate: Candidate, letter_id: int) -> tuple[Letter, Interview]:
    letter, interview = find_letter(candidate, letter_id)
    if letter.state is not LetterState.DRAFT:
        raise AlreadySent
    return letter, interview


def mark_sent(candidate: Candidate, letter_id: int, now: datetime) -> None:
    """The person says they sent it today; saying so twice changes nothing. Raises LetterGone."""
    letter, _ = find_letter(candidate, letter_id)
    if letter.state is not LetterState.DRAFT:
        return
    with writing():
        record_letter(candidate, replace(letter, state=LetterState.POSTED, posted_at=now, held_until=None))


def mark_unsent(candidate: Candidate, letter_id: int) -> None:
    """The person says that it was not sent after all; it is a draft again. Raises LetterGone.

    What a mail server took over, or may have, stays as it is: of that the journal knows better.
    """
    letter, _ = find_letter(candidate, letter_id)
    posting = load_posting_of(candidate, letter_id)
    if posting and may_have_gone(posting.state):
        return
    with writing():
        record_letter(candidate, replace(letter, state=LetterState.DRAFT, posted_at=None))


def hold_letter(candidate: Candidate, letter_id: int, now: datetime) -> datetime:
    """Keeps a draft until tomorrow morning, and says when that is. Raises LetterGone, AlreadySent."""
    letter, _ = _find_draft(candidate, letter_id)
    until = datetime.combine(now.date() + timedelta(days=1), MORNING, now.tzinfo)
    with writing():
        record_letter(candidate, replace(letter, held_until=until))
    return until


def write_eml(candidate: Candidate, letter_id: int, now: datetime) -> bytes:
    """The letter as an unsent mail in its thread. Raises LetterGone."""
    letter, _ = find_letter(candidate, letter_id)
    request = find_request(candidate, letter.interview_id, letter.interviewer_id)
    return build_eml(letter, candidate.name, now, (request.message_id,) if request else ())
