"""Reflect in a real browser: lines suggested while typing, and nothing typed lost, even by killing the server."""

import signal

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Server, enter


def begin(page: Page, server: Server) -> str:
    """An interview with a company and a role; gives the address of its reflection."""
    page.goto(f"{server.root}/interviews/new/")
    page.get_by_label("Company").first.fill("Northwind")
    page.get_by_label("Role").first.fill("Analyst")
    page.get_by_role("button", name="Save").first.click()
    page.wait_for_url("**/interviews/*/")
    return page.url + "reflect/"


def test_line_is_suggested_while_typing_and_the_focus_stays(browser: Browser, server: Server) -> None:
    context, page = enter(browser, server)
    here = begin(page, server)
    page.goto(f"{here}arrival/")
    page.get_by_label("Planned for").fill("14:00")
    page.get_by_label("You were there").fill("14:20")
    page.get_by_label("Any trouble").focus()
    expect(page.locator("#suggested")).to_contain_text("More than 15 minutes late")
    expect(page.get_by_label("Any trouble")).to_be_focused()
    context.close()


def test_cause_is_asked_for_low_marks_only(browser: Browser, server: Server) -> None:
    context, page = enter(browser, server, java_script_enabled=False)
    page.goto(f"{begin(page, server)}convincing/")
    expect(page.get_by_text("Whose doing was it?")).to_be_hidden()
    page.locator("[name=line][value='2']").check()
    expect(page.get_by_text("Whose doing was it?")).to_be_visible()
    context.close()


def test_killed_server_loses_nothing_typed(browser: Browser, server: Server) -> None:
    context, page = enter(browser, server)
    here = begin(page, server)
    page.goto(f"{here}convincing/")
    with page.expect_response("**/drafts/**") as kept:
        page.get_by_label("One moment you want to keep").press_sequentially("They laughed at the boiler")
    assert kept.value.status == 204
    page.wait_for_timeout(700)
    server.stop(signal.SIGKILL)
    server.start()
    context.close()
    context, page = enter(browser, server)
    page.goto(f"{here}convincing/")
    expect(page.get_by_label("One moment you want to keep")).to_have_value("They laughed at the boiler")
    context.close()


def test_saved_page_leaves_no_late_draft(browser: Browser, server: Server) -> None:
    context, page = enter(browser, server)
    page.goto(f"{server.root}/stories/new/?parts")
    page.get_by_label("A short name for it").fill("The till")
    page.get_by_label("Solving problems").check()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/stories/*/")
    page.wait_for_timeout(700)
    page.goto(f"{server.root}/stories/new/?parts")
    expect(page.get_by_label("A short name for it")).to_have_value("")
    context.close()
