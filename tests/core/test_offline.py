"""Words typed without a connection become an interview and a reflection begun."""

from datetime import UTC, datetime

from afterview.core.offline import MOST_QUESTIONS, TypedOffline, to_interview, to_reflection
from afterview.core.words import Worked

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def test_every_word_finds_its_place() -> None:
    typed = TypedOffline(
        company="Northwind", role="Planner", questions=" a \n\nb", worked="it", change="c", notes=" n "
    )
    assert to_interview(typed).notes == "n"
    reflection = to_reflection(typed, 7, NOW)
    assert (reflection.interview_id, reflection.begun_at) == (7, NOW)
    assert [question.text for question in reflection.questions] == ["a", "b"]
    assert reflection.worked == (Worked(what="it"),)
    assert reflection.change == "c"
    assert reflection.pages_done == ()


def test_nothing_typed_is_nothing_claimed() -> None:
    assert to_reflection(TypedOffline(company="a", role="b"), 1, NOW).worked == ()
    assert to_interview(TypedOffline(company="a", role="b")).notes == ""


def test_what_is_too_much_for_questions_is_kept_in_the_notes() -> None:
    lines = ["x" * 2_001, *(f"question {number}" for number in range(50))]
    typed = TypedOffline(company="a", role="b", questions="\n".join(lines), notes="n")
    asked = [question.text for question in to_reflection(typed, 1, NOW).questions]
    assert len(asked) == MOST_QUESTIONS
    assert sorted([*asked, "n", *to_interview(typed).notes.split("\n")[1:]]) == sorted([*lines, "n"])
