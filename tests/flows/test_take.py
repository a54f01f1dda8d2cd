"""The journal in other programs' forms, the brief as a PDF, and stories brought in."""

import io
import re
import sys
import zipfile
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from afterview.core.take.seeds import Fault, SeedsUnread
from afterview.core.words import Candidate, Interview, Interviewer, Story
from afterview.flows.brief_pdf import NoTypst, write_brief_pdf
from afterview.flows.capture import save_interview
from afterview.flows.example import load_example
from afterview.flows.prepare import list_stories, save_story
from afterview.flows.take import Form, accept_stories, bring_stories, list_waiting, take

pytestmark = pytest.mark.django_db
TABLE = b"title,action,result\nTill,I sold on,Nobody left\nKeys,I came back,Open by nine\n"
LONG = "A rather long line about what becomes of a page that goes on and on. " * 40


def count_pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_every_form_of_the_example(candidate: Candidate, now: datetime) -> None:
    load_example(candidate, now)
    made = {form: take(candidate, form) for form in Form}
    assert all(made.values())
    assert made == {form: take(candidate, form) for form in Form}
    with zipfile.ZipFile(io.BytesIO(made[Form.NOTES])) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 10


def test_stories_come_in_after_a_look(candidate: Candidate, now: datetime) -> None:
    assert bring_stories(candidate, TABLE, now) == 2
    assert [story.title for story in list_waiting(candidate, now)] == ["Till", "Keys"]
    assert list_stories(candidate) == ()
    with pytest.raises(SeedsUnread) as caught:
        bring_stories(candidate, b"{", now)
    assert caught.value.fault is Fault.BROKEN
    assert accept_stories(candidate, {1, 7}, now) == 1
    assert [seen.story.title for seen in list_stories(candidate)] == ["Keys"]
    assert list_waiting(candidate, now) == ()


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_brief_is_one_sheet_however_much_it_holds(candidate: Candidate, now: datetime, paper: str) -> None:
    noted = Interview(
        company=('#import "x" ' + LONG)[:200],
        role="$x^2$ *bold* @ref <label>",
        advert="You lead a team, put customers first, stay calm under pressure and solve problems.",
        starts_at=now + timedelta(days=2),
        place=LONG[:200],
        route=LONG,
        questions_to_ask="\n".join([LONG] * 5),
        blank_line=LONG,
        interviewers=tuple(Interviewer(name=f"Person {at}", role=LONG[:150]) for at in range(8)),
    )
    for area in ("leadership", "customer_care", "composure", "problem_solving"):
        save_story(candidate, Story(title=LONG[:200], result=LONG, areas=(area,), added_on=date(2026, 11, 1)))
    pdf = write_brief_pdf(candidate, save_interview(candidate, noted, now), now, paper)
    assert pdf.startswith(b"%PDF")
    assert count_pages(pdf) == 1
    width = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+)", pdf)
    assert width is not None
    assert round(float(width[1])) == {"a4": 595, "letter": 612}[paper]


def test_without_typst_it_says_what_to_do(candidate: Candidate, now: datetime, monkeypatch: Any) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(NoTypst, match=r"Install afterview\[pdf\]"):
        write_brief_pdf(candidate, save_interview(candidate, Interview(company="A", role="B"), now), now)
