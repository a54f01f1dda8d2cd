"""The pages for people: what a person would look for is there, in order, and under a name any disk takes."""

import io
import zipfile
from datetime import datetime
from typing import Any

import pytest

from afterview.flows.carry import export_journal
from afterview.flows.example import load_example
from afterview.store import models

pytestmark = pytest.mark.django_db


def pages(candidate: Any) -> dict[str, str]:
    file = io.BytesIO()
    export_journal(candidate, file)
    with zipfile.ZipFile(file) as archive:
        return {path: archive.read(path).decode() for path in archive.namelist() if path.endswith(".md")}


def test_an_interview_tells_its_whole_story(candidate: Any, now: datetime) -> None:
    load_example(candidate, now)
    page = pages(candidate)["interviews/00001-harbour-finch-customer-support-lead.md"]
    told = [
        "# Harbour & Finch, Customer support lead",
        "* Wednesday 26 August 2026, 10:30 (BST)",
        "* Priya Raman, Head of support, priya.raman@harbourfinch.example",
        "* Arrived 7 minutes early",
        "* Asked: Tell us about a difficult guest. – The guest who was locked out, a true story, my own part, landed",
        "* Personal examples: 2.0 of 5, mine to change",
        "* Worked: The start – I knew both names and said them.",
        "### To change",
        "## They said no, 2 September 2026",
        "## Thanks and a request for advice, to Priya Raman, sent 4 September 2026",
        "## Written by Priya Raman, 9 September 2026",
        "You kept the family",
        "* Strength, Personal examples: “Your story about the guest who was locked out stayed",
        "* Not about me: “In the end the post went to a colleague",
        "## Thanks for the feedback, to Priya Raman, sent 10 September 2026",
    ]
    places = [page.find(line) for line in told]
    assert -1 not in places, told[places.index(-1)]
    assert places == sorted(places)


def test_what_is_about_no_interview_is_told_too(candidate: Any, now: datetime) -> None:
    load_example(candidate, now)
    told = pages(candidate)
    assert "## Forty minutes to fifteen" in told["stories.md"]
    assert "if a story ends, then I say the number and what changed" in told["yours.md"]
    assert "* 21 November 2026: 4 of 5, Said the ferry story aloud on the way home." in told["yours.md"]
    assert "## A letter to me, 19 November 2026" in told["yours.md"]
    assert "> Alder Housing Trust looks after 1,900 homes." in "".join(told.values())


@pytest.mark.parametrize(
    ("company", "path"),
    [
        ("../../etc/passwd", "interviews/00001-etcpasswd-r.md"),
        ("日本", "interviews/00001-r.md"),
        ("CON", "interviews/00001-con-r.md"),
        ("x" * 190, f"interviews/00001-{'x' * 60}.md"),
    ],
)
def test_a_page_has_a_name_any_disk_takes(candidate: Any, now: datetime, company: str, path: str) -> None:
    application = models.Application.objects.create(
        candidate_id=candidate.id, company=company, role="R", created_at=now
    )
    models.Interview.objects.create(candidate_id=candidate.id, application=application, created_at=now)
    told = pages(candidate)
    assert [each for each in told if each.startswith("interviews/")] == [path]
    assert told[path].startswith(f"# {company}, R\n")


def test_late_told_and_unsure_are_said_as_they_are(candidate: Any, now: datetime) -> None:
    own = {"candidate_id": candidate.id}
    application = models.Application.objects.create(**own, company="A", role="B", created_at=now)
    interview = models.Interview.objects.create(**own, application=application, starts_at=now, created_at=now)
    reflection = models.Reflection.objects.create(**own, interview=interview, minutes_late=4, trouble="Rain")
    models.Rating.objects.create(**own, reflection=reflection, area="an old area")
    models.Reply.objects.create(**own, interview=interview, channel="told", received_on=now, text="Well\n\ndone")
    models.Letter.objects.create(
        **own, interview=interview, kind="reminder", subject="S", body="B", drafted_at=now, to_name="Jo"
    )
    page = "\n".join(pages(candidate).values())
    for line in (
        "* Sunday 22 November 2026, 10:00 (UTC)",
        "* Arrived 4 minutes late\n* Rain",
        "* an old area: not sure",
        "## Told by them, 22 November 2026\n\n> Well\n>\n> done",
        "## Reminder, to Jo, drafted 22 November 2026",
    ):
        assert line in page
