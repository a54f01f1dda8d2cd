"""Without a connection: the page is there, words wait on the device, and are sent once; private pages are not kept."""

import json
import urllib.request

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.conftest import PHONE, Server, enter

KEPT = """async () => { const kept = []; for (const name of await caches.keys())
  for (const asked of await (await caches.open(name)).keys()) kept.push(new URL(asked.url).pathname); return kept; }"""


def _install(page: Page) -> None:
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def _write(page: Page, company: str) -> None:
    page.get_by_label("Company").fill(company)
    page.get_by_label("Role").fill("Planner")
    page.get_by_label("What they asked").fill("Why us?\n\nTell us of a delay.")
    page.get_by_label("What worked").fill("The outage story")
    page.get_by_role("button", name="Keep it here").click()
    expect(page.locator("#told")).to_have_text("Kept on this device.")


def _open_offline(browser: Browser, server: Server) -> tuple[BrowserContext, Page]:
    context, page = enter(browser, server, viewport=PHONE)
    _install(page)
    page.goto(f"{server.root}/interviews/")
    context.set_offline(True)
    page.goto(f"{server.root}/interviews/")
    expect(page.locator("h1")).to_have_text("Right after it")
    return context, page


def test_words_wait_and_are_sent_once(browser: Browser, server: Server) -> None:
    context, page = _open_offline(browser, server)
    _write(page, "Northwind")
    page.reload()
    expect(page.locator("#count")).to_have_text("1 waiting")
    page.get_by_role("button", name="Send now").click()
    expect(page.locator("#told")).to_contain_text("does not answer yet")
    context.set_offline(False)
    page.goto(f"{server.root}/")
    expect(page.locator("#waiting")).to_be_visible()
    page.get_by_role("link", name="Send now").click()
    shelf = page.evaluate("localStorage.getItem('afterview-waiting')")
    page.get_by_role("button", name="Send now").click()
    expect(page.locator("h1")).to_have_text("Northwind, Planner")
    # The answer got lost on its way, so the same words are sent again.
    page.goto(f"{server.root}/offline/")
    page.evaluate("words => localStorage.setItem('afterview-waiting', words)", shelf)
    page.reload()
    page.get_by_role("button", name="Send now").click()
    page.wait_for_url("**/interviews/1/")
    page.goto(f"{server.root}/interviews/")
    expect(page.locator("li.entry")).to_have_count(1)
    expect(page.locator("#waiting")).to_be_hidden()
    page.goto(f"{server.root}/interviews/1/reflect/questions/")
    assert "Tell us of a delay." in page.content()
    context.close()


def test_half_typed_words_are_there_again(browser: Browser, server: Server) -> None:
    context, page = _open_offline(browser, server)
    page.get_by_label("What worked").fill("Half a sent")
    page.reload()
    expect(page.get_by_label("What worked")).to_have_value("Half a sent")
    context.close()


def test_only_the_offline_page_and_its_files_are_kept(browser: Browser, server: Server) -> None:
    context, page = enter(browser, server)
    _install(page)
    for address in ("/", "/interviews/", "/yours/", "/insights/", "/stories/"):
        page.goto(server.root + address)
    kept = page.evaluate(KEPT)
    assert sorted(kept) == sorted(
        ["/offline/", "/static/app.css", "/static/offline.js", "/static/icon.svg", "/static/afterview.webmanifest"]
    )
    body = page.evaluate("caches.match('/offline/?kept').then(page => page.text())")
    assert "csrfmiddlewaretoken" not in body
    context.close()


def test_it_can_be_installed(browser: Browser, server: Server) -> None:
    context, page = enter(browser, server)
    _install(page)
    session = context.new_cdp_session(page)
    faults = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [fault["errorId"] for fault in faults if fault["errorId"] != "in-incognito"] == []
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    told = json.loads(manifest["data"])
    for icon in told["icons"]:
        with urllib.request.urlopen(server.root + icon["src"], timeout=90) as answer:
            assert answer.headers["Content-Type"] == icon["type"]
    context.close()
