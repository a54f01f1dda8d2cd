"""What was typed on the device while the journal could not be reached, as an interview and a reflection begun."""

from dataclasses import dataclass
from datetime import datetime

from afterview.core.words import Interview, Question, Reflection, Worked

MOST_QUESTIONS = 40
LONGEST_QUESTION = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedOffline:
    """The fields of the offline page, as typed."""

    company: str
    role: str
    questions: str = ""
    worked: str = ""
    change: str = ""
    notes: str = ""


def to_interview(typed: TypedOffline) -> Interview:
    """The interview they are about; questions too many or too long for the reflection stand in its notes."""
    _, rest = _cut_questions(typed)
    notes = "\n".join([*([typed.notes.strip()] if typed.notes.strip() else []), *rest])
    return Interview(company=typed.company, role=typed.role, notes=notes)


def to_reflection(typed: TypedOffline, interview_id: int, now: datetime) -> Reflection:
    """The reflection as far as it was typed: a question a line, at most forty; no page counts as gone through."""
    asked, _ = _cut_questions(typed)
    return Reflection(
        interview_id=interview_id,
        questions=tuple(Question(text=line) for line in asked),
        worked=(Worked(what=typed.worked.strip()),) if typed.worked.strip() else (),
        change=typed.change.strip(),
        begun_at=now,
    )


def _cut_questions(typed: TypedOffline) -> tuple[list[str], list[str]]:
    """The questions, and the lines that are none or too many."""
    lines = [line.strip() for line in typed.questions.splitlines() if line.strip()]
    asked = [line for line in lines if len(line) <= LONGEST_QUESTION][:MOST_QUESTIONS]
    return asked, [line for line in lines if line not in asked]
