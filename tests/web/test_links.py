"""What a person pastes as an address becomes a link only where a browser may safely follow it."""

from typing import Any

import pytest

from afterview.core.words import Interview
from afterview.flows.capture import save_interview

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("place", ["javascript:alert(1)", "http://evil.test/", "data:text/html,x", " https://x", "//x"])
def test_an_address_of_a_page_opens_only_over_https(visitor: Any, candidate: Any, now: Any, place: str) -> None:
    interview_id = save_interview(candidate, Interview(company="Northwind", role="Planner", place=place), now)
    page = visitor.get(f"/interviews/{interview_id}/").content.decode()
    assert f'href="{place}"' not in page
    assert place.strip() in page


def test_https_is_a_link_that_says_nothing_of_whence(visitor: Any, candidate: Any, now: Any) -> None:
    meeting = "https://meet.example/x?a=1&b=2"
    interview_id = save_interview(candidate, Interview(company="Northwind", role="Planner", place=meeting), now)
    page = visitor.get(f"/interviews/{interview_id}/").content.decode()
    assert 'href="https://meet.example/x?a=1&amp;b=2" rel="noreferrer"' in page
