"""The page to take along: one sheet, however much was written, on the screen and as a file."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import Server, enter, run_command

LONG = "A rather long sentence about what becomes of a line that goes on and on to the end of the page. " * 9


def count_pages(page: Page, paper: str) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper, prefer_css_page_size=False)))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_one_sheet_however_much_was_written(browser: Browser, server: Server, paper: str) -> None:
    context, page = enter(browser, server, java_script_enabled=False)
    page.goto(f"{server.root}/interviews/new/")
    page.get_by_label("Company").first.fill("A company with a very long name and several subsidiaries " * 3)
    page.get_by_label("Role").first.fill("Senior coordinator for everything that has no name yet " * 3)
    page.get_by_role("button", name="Save").first.click()
    brief = page.url.rstrip("/") + "/brief/"
    page.goto(brief)
    page.get_by_label("The way there").fill(LONG * 2)
    page.get_by_label("Questions you will ask").fill("\n".join([LONG[:900]] * 5))
    page.get_by_label("If your mind goes blank").fill(LONG)
    page.get_by_role("button", name="Save").click()
    assert LONG[:300] in page.locator("article").inner_text()
    assert count_pages(page, paper) == 1
    context.close()


def test_file_prints_on_one_sheet_and_asks_for_nothing(browser: Browser, tmp_path: Path) -> None:
    folder, file = tmp_path / "journal", tmp_path / "page.html"
    run_command(folder, "example")
    run_command(folder, "brief", "4", "--html", str(file))
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert [count_pages(page, paper) for paper in ("A4", "Letter")] == [1, 1]
    page.close()
