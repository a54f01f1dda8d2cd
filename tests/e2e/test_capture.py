"""Capture in a real browser: a second tap saves nothing twice, and a very long name stays on the page."""

from playwright.sync_api import Browser, expect

from tests.e2e.conftest import PHONE, Server, enter

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


def test_double_tap_saves_once_and_a_long_name_breaks(browser: Browser, server: Server) -> None:
    context, page = enter(browser, server, viewport=PHONE)
    page.goto(f"{server.root}/interviews/new/")
    page.get_by_label("Company").first.fill(LONG)
    page.get_by_label("Role").first.fill("مهندس")
    page.get_by_role("button", name="Save", exact=True).dblclick()
    expect(page.locator("h1")).to_contain_text(LONG)
    for address in ("/interviews/", "/", "/interviews/1/", "/interviews/1/brief/"):
        page.goto(server.root + address)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
    page.goto(f"{server.root}/interviews/")
    expect(page.locator("li.entry")).to_have_count(1)
    context.close()


def test_back_after_saving_shows_what_was_saved(browser: Browser, server: Server) -> None:
    context, page = enter(browser, server, java_script_enabled=False)
    page.goto(f"{server.root}/interviews/")
    page.goto(f"{server.root}/interviews/new/")
    page.get_by_label("Company").first.fill("Northwind")
    page.get_by_label("Role").first.fill("Planner")
    page.get_by_role("button", name="Save", exact=True).dblclick()
    # The second tap aborts the first one's answer; a wait for one navigation would take that for a failure.
    expect(page).to_have_url(f"{server.root}/interviews/1/")
    page.wait_for_load_state()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Northwind, Planner")
    assert page.url == f"{server.root}/interviews/1/"
    page.goto(f"{server.root}/interviews/")
    expect(page.locator("li.entry")).to_have_count(1)
    context.close()
