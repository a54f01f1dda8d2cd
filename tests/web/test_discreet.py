"""Discreet mode can blur every name: companies, roles and people stand only in marked places."""

from datetime import datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest

from afterview.core.words import Candidate, Interview, Interviewer
from afterview.flows.capture import save_interview

pytestmark = pytest.mark.django_db
NAMES = ("Northwind", "Analyst", "Okafor")
VOID = {"meta", "link", "input", "br", "img", "hr"}


class Bare(HTMLParser):
    """Collects the text of the main part that no marked element holds."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append((tag, "data-private" in dict(attrs) or tag == "textarea"))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if any(tag == "main" for tag, _ in self.open) and not any(marked for _, marked in self.open):
            self.text.append(data)


@pytest.fixture
def interview_id(visitor: Any, candidate: Candidate, now: datetime) -> int:
    """One interview under way; a second one is closed, a third lies ahead."""
    people = (Interviewer(name="Sam Okafor", role="Lead Analyst", address="sam@northwind.example"),)
    first, second, _ = (
        save_interview(
            candidate,
            Interview(company="Northwind", role="Analyst", starts_at=now + timedelta(days=days), interviewers=people),
            now,
        )
        for days in (-3, -9, 4)
    )
    visitor.post(f"/interviews/{second}/", {"close": "1"})
    return first


@pytest.mark.parametrize(
    "page",
    ["/", "/interviews/", "/stories/", "/insights/", "{}", "{}reflect/arrival/", "{}reflect/check/", "{}happened/",
     "{}ask/", "{}reply/", "{}you-and-them/", "{}brief/", "{}edit/", "{}delete/"],
)  # fmt: skip
def test_names_stand_in_marked_places_only(visitor: Any, interview_id: int, page: str) -> None:
    bare = Bare()
    bare.feed(visitor.get(page.format(f"/interviews/{interview_id}/")).content.decode())
    said = " ".join(bare.text)
    assert said.strip()
    assert [name for name in NAMES if name in said] == []
