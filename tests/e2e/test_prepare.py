"""From an advert to the page in the hand: the column without a story, the story told for it, said aloud, one sheet."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import DESKTOP, PHONE, Server, enter
from tests.e2e.test_brief import count_pages

ADVERT = """Ward sister, medical admissions. You must lead a team of nurses through busy shifts. You work closely with
doctors and therapists, and you treat patients and their families with kindness. You should plan rotas reliably."""
FIRST = """Last winter two colleagues fell out over the rota and would not share a bay. I was the senior nurse on
nights. I sat down with each of them alone, then with both, and wrote a new rota with them in one evening. Nobody
swapped a shift in the next two months, and both stayed on the ward. I learnt to ask before I decide."""
SECOND = """In August half of the ward was on leave and nobody knew who had which night. I was asked to plan the six
weeks. I drew up one list on a Sunday, rang the two agencies for the eleven gaps, wrote every change into it the same
day and checked it each Friday. No shift was empty in six weeks, and the next ward took over the list. I learnt to
begin with the gaps."""
EMPTY = "tell one"


def tell(page: Page, story: str, name: str) -> None:
    """Tells a story in one go on the page that asks for one."""
    page.get_by_label("Tell it as you would to a friend").fill(story)
    page.get_by_role("button", name="Take it apart").click()
    page.get_by_label("A short name for it").fill(name)
    page.get_by_role("button", name="Save").click()


def say_aloud(page: Page, root: str, name: str) -> None:
    """Practises until the story of that name has been said."""
    page.goto(f"{root}/practice/")
    for _ in range(2):
        page.get_by_role("link", name="Say this one").click()
        title = page.get_by_role("heading", level=1).inner_text()
        page.get_by_role("button", name="Begin").click()
        page.get_by_role("button", name="Stop").click()
        page.get_by_role("button", name="Solid").click()
        if title == name:
            break
    assert title == name
    expect(page.get_by_text("1 day practised")).to_be_visible()


@pytest.mark.parametrize(
    ("size", "scripted"), [(PHONE, True), (DESKTOP, False)], ids=["phone", "desktop-without-javascript"]
)
def test_from_the_advert_to_the_page_in_the_hand(
    browser: Browser, server: Server, size: dict[str, int], scripted: bool
) -> None:
    context, page = enter(browser, server, viewport=size, java_script_enabled=scripted)
    page.goto(f"{server.root}/stories/new/")
    tell(page, FIRST, "A rota for two")
    page.goto(f"{server.root}/interviews/new/")
    page.get_by_label("Company").first.fill("Alder Hospital")
    page.get_by_label("Role").first.fill("Ward sister")
    page.get_by_label("Day").first.fill((datetime.now(UTC) + timedelta(days=5)).date().isoformat())
    page.get_by_label("Hour").first.fill("14:30")
    page.get_by_role("button", name="Save").first.click()
    job = page.url.rstrip("/") + "/job/"
    page.goto(job)
    page.get_by_label("What do they ask for?").fill(ADVERT)
    page.get_by_role("button", name="Read it").click()

    table = page.get_by_role("table")
    expect(table.get_by_role("rowheader", name="A rota for two")).to_be_visible()
    open_columns = table.get_by_role("link", name=EMPTY)
    before = open_columns.count()
    assert before > 0
    wanted = table.get_by_role("link", name="for Planning and reliability")
    expect(wanted).to_have_count(1)
    wanted.click()
    tell(page, SECOND, "The August list")
    page.goto(job)
    expect(page.get_by_role("table").get_by_role("rowheader", name="The August list")).to_be_visible()
    expect(page.get_by_role("table").get_by_role("link", name="for Planning and reliability")).to_have_count(0)
    assert page.get_by_role("table").get_by_role("link", name=EMPTY).count() < before

    say_aloud(page, server.root, "The August list")

    page.goto(job.replace("/job/", "/brief/"))
    sheet = page.get_by_role("article")
    expect(sheet).to_contain_text("The August list")
    expect(sheet).to_contain_text("A rota for two")
    assert [count_pages(page, paper) for paper in ("A4", "Letter")] == [1, 1]
    context.close()
