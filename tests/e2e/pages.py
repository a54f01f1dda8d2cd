"""Every page a person can reach: one address of each shape."""

import re

from playwright.sync_api import Page

WIDTHS = (320, 390, 1280)
LEFT_OUT = re.compile(r"\.(ics|eml|zip|html|txt|csv|json)$|^/static/|^/door/|/original$")


def _pattern(address: str) -> str:
    return re.sub(r"/\d+(?=[/.])", "/<id>", re.sub(r"[?#].*", "", address))


def crawl(page: Page, root: str) -> list[str]:
    """One address of each shape that a link leads to, beginning at Today."""
    seen: dict[str, str] = {"/": "/"}
    waiting = ["/", "/first/", "/interviews/new/"]
    for address in waiting:
        seen.setdefault(_pattern(address), address)
    while waiting:
        page.goto(root + waiting.pop())
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
        for link in links:
            if not link.startswith("/") or link.startswith("//") or LEFT_OUT.search(_pattern(link)):
                continue
            if _pattern(link) not in seen:
                seen[_pattern(link)] = link
                waiting.append(link)
    return list(seen.values())
