"""Insights with none, one, two, three, eight and forty interviews: nothing overflows, axe finds nothing.

With AFTERVIEW_PICTURES the pages are kept as pictures for the guide."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import DESKTOP, PHONE, Server, come_in


def fill(folder: Path, interviews: int) -> None:
    """Writes an invented journal of so many interviews over as many months."""
    code = (
        "import os, sys, django; django.setup()\n"
        "from datetime import UTC, datetime\n"
        "from pathlib import Path\n"
        "from afterview.store.journal import open_journal\n"
        "from bench.journals import write_journal\n"
        "from afterview.clock import read_clock\n"
        "now, many = read_clock(), int(sys.argv[2])\n"
        "write_journal(open_journal(Path(sys.argv[1]), now), many, findings=6, years=many / 12, end=now, seed=3)\n"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "afterview.settings", "AFTERVIEW_DATA": str(folder)}
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", code, str(folder), str(interviews)], check=True, env=environment, cwd=root)


@pytest.mark.parametrize("interviews", [0, 1, 2, 3, 8, 40])
def test_insights_of_any_size(browser: Browser, tmp_path: Path, interviews: int) -> None:
    folder = tmp_path / "journal"
    fill(folder, interviews)
    server = Server(folder)
    try:
        first = browser.new_context(viewport=PHONE)
        page = first.new_page()
        come_in(page, server.address)
        state = first.storage_state()
        first.close()
        for name, size in (("phone", PHONE), ("desktop", DESKTOP)):
            for scheme in ("light", "dark"):
                context = browser.new_context(viewport=size, color_scheme=scheme, storage_state=state)
                look(context.new_page(), server.root, f"insights-{interviews}-{name}-{scheme}")
                context.close()
    finally:
        server.stop()


def look(page: Page, root: str, name: str) -> None:
    """One look at one size and colour."""
    page.goto(f"{root}/insights/")
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wide, f"{name} overflows"
    for detail in page.locator("details summary").all():
        detail.click()
    found = Axe().run(page).response["violations"]
    assert not found, [(one["id"], one["nodes"][0]["html"]) for one in found]
    if folder := os.environ.get("AFTERVIEW_PICTURES"):
        page.goto(f"{root}/insights/")
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)
