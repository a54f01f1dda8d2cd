"""Backups as a person meets them: made, looked into, put in the journal's place, encrypted; each page open to everyone.

AFTERVIEW_PICTURES names a folder for pictures of each page.
"""

import os
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import DESKTOP, PHONE, Server, enter
from tests.e2e.test_every_page import find_faults

NARROW = {"width": 320, "height": 800}
SECRET = "four plain words here"


class Looker:
    """Looks at the page as it is, in three widths and two schemes, and keeps the faults."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        self.pictures = os.environ.get("AFTERVIEW_PICTURES", "")

    def look(self, name: str) -> None:
        for scheme in ("light", "dark"):
            # Still: a colour on its way from one scheme to the other is no fault.
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]  # Playwright wants literals
            for size in (NARROW, PHONE, DESKTOP):
                self.page.set_viewport_size(size)  # type: ignore[arg-type]  # as above
                self.faults += find_faults(self.page, f"{name}, {scheme}, {size['width']}")
                if self.pictures:
                    path = Path(self.pictures) / f"{name}-{scheme}-{size['width']}.png"
                    # Without hiding the caret, for which a style would be left on the page.
                    self.page.screenshot(path=path, full_page=True, caret="initial")


def test_made_looked_into_restored_and_encrypted(browser: Browser, example_server: Server) -> None:
    context, page = enter(browser, example_server)
    looker, root = Looker(page), example_server.root
    page.goto(f"{root}/yours/")
    page.get_by_role("link", name="See the backups").click()
    page.get_by_role("button", name="Make one now").click()
    expect(page.get_by_role("status")).to_be_visible()
    looker.look("backups")
    _rename(page, root, "Somebody Else")
    page.goto(f"{root}/yours/backups/")
    page.locator("h3 a").first.click()
    expect(page.get_by_text("In the journal now:")).to_be_visible()
    expect(page.get_by_text("Harbour & Finch").first).to_be_visible()
    looker.look("backup")
    page.get_by_role("button", name="Restore it").click()
    expect(page.get_by_role("status")).to_contain_text("What was there before is the latest backup below.")
    page.goto(f"{root}/yours/")
    expect(page.get_by_label("Your name")).not_to_have_value("Somebody Else")
    looker.look("yours")
    _encrypt(page, root, looker)
    for address, name in (
        ("/yours/protection/", "protection"),
        ("/yours/export/", "export"),
        ("/interviews/1/delete/", "delete"),
    ):
        page.goto(root + address)
        looker.look(name)
    context.close()
    assert not looker.faults, "\n".join(looker.faults)


def _rename(page: Page, root: str, name: str) -> None:
    page.goto(f"{root}/yours/")
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Your name").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Saved")


def _encrypt(page: Page, root: str, looker: Looker) -> None:
    page.goto(f"{root}/yours/backups/")
    page.get_by_role("textbox", name="A passphrase").fill(SECRET)
    page.get_by_label("The same again").fill("another one")
    page.get_by_role("button", name="Encrypt the backups").click()
    expect(page.get_by_text("The two are not the same.").first).to_be_visible()
    looker.look("not-the-same")
    page.get_by_role("textbox", name="A passphrase").fill(SECRET)
    page.get_by_label("The same again").fill(SECRET)
    page.get_by_role("button", name="Encrypt the backups").click()
    expect(page.get_by_role("status")).to_contain_text("Every backup is encrypted now")
    looker.look("encrypted")
    page.locator("h3 a").first.click()
    expect(page.get_by_text("Harbour & Finch")).to_have_count(0)
    looker.look("sealed-backup")
    page.get_by_label("Its passphrase").fill(SECRET)
    page.get_by_role("button", name="Look into it").click()
    expect(page.get_by_text("Harbour & Finch").first).to_be_visible()
    looker.look("sealed-backup-open")
