"""Practice in a browser: the clock with and without scripts, the partner's file filled in where there is no network."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Server, enter


@pytest.mark.parametrize("scripts", [True, False])
def test_a_story_is_said_aloud(browser: Browser, example_server: Server, scripts: bool) -> None:
    context, page = enter(browser, example_server, java_script_enabled=scripts)
    page.goto(f"{example_server.root}/practice/")
    page.get_by_role("link", name="Say this one").click()
    title = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="Begin").click()
    shown = page.get_by_role("timer") if scripts else page.get_by_text("two minutes are over at")
    expect(shown).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Solid").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Say 5 stories aloud" if scripts else "Say 4 stories aloud"
    )
    expect(page.get_by_role("heading", level=2).first).not_to_have_text(title)
    expect(page.get_by_text("1 day practised")).to_be_visible()
    context.close()


def test_a_partner_fills_in_the_file_and_it_comes_back(
    browser: Browser, example_server: Server, tmp_path: Path
) -> None:
    context, page = enter(browser, example_server)
    page.goto(f"{example_server.root}/practice/sheet/")
    with page.expect_download() as made:
        page.get_by_role("button", name="Make the file").click()
    file = tmp_path / "practice-sheet.html"
    made.value.save_as(file)

    asked: list[str] = []
    partner = browser.new_page()
    partner.on("request", lambda request: asked.append(request.url))
    partner.goto(file.as_uri())
    partner.get_by_label("Your name").fill("Sam <b>")
    partner.locator("input[name=clarity][value='4']").check()
    partner.locator("input[name=examples][value='2']").check()
    partner.get_by_label("One thing that was good").fill("Calm,\n and to the point.")
    partner.get_by_role("button", name="Show my answers").click()
    words = partner.get_by_label("Your answers").input_value()
    with partner.expect_download() as saved:
        partner.get_by_role("link", name="Save as a file").click()
    text = tmp_path / "practice-sheet.txt"
    saved.value.save_as(text)
    assert text.read_text(encoding="utf-8") == words
    assert [url for url in asked if not url.startswith(("file:", "blob:"))] == []
    partner.close()

    page.goto(f"{example_server.root}/practice/sheet/back/")
    page.get_by_label("The text they sent").fill("Hi\n\n" + words)
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What Sam <b> heard")
    expect(page.get_by_text("Calm, and to the point.")).to_be_visible()
    page.goto(f"{example_server.root}/insights/clarity/")
    expect(page.get_by_text("A partner's mark: 4 of 5")).to_be_visible()
    context.close()
