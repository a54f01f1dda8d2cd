"""Every page a person can reach in the example journal, looked at by machine: axe, and what axe misses."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import Server, enter

WIDTHS = (320, 390, 1280)
LEFT_OUT = re.compile(r"\.(ics|eml|zip|html|txt|csv|json)$|^/static/|^/door/|/original$")

# What axe does not see, each as JavaScript that returns a list of faults.
SIDEWAYS = """() => document.documentElement.scrollWidth > innerWidth
  ? [`page is ${document.documentElement.scrollWidth} wide in ${innerWidth}`] : []"""
SMALL_TARGETS = """() => [...document.querySelectorAll('main a.btn, main button, main input:not([type=hidden]),'
  + 'main select, main textarea, main summary, header a, footer a')].flatMap(e => {
  const target = e.matches('[type=radio],[type=checkbox]') ? (e.closest('label') || e) : e;
  const box = target.getBoundingClientRect();
  if (box.width === 0 || getComputedStyle(e).visibility === 'hidden' || e.closest('.vh,.skip')) return [];
  return box.height < 43.5 ? [`${Math.round(box.height)}px high: ${e.outerHTML.slice(0, 90)}`] : []; })"""
FAINT_FIELDS = """() => {
  const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1});
  const paint = canvas.getContext('2d', {willReadFrequently: true});
  const light = colour => { paint.fillStyle = '#fff'; paint.fillRect(0, 0, 1, 1); paint.fillStyle = colour;
    paint.fillRect(0, 0, 1, 1); const [r, g, b] = [...paint.getImageData(0, 0, 1, 1).data].map(v => { v /= 255;
    return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; }); return .2126 * r + .7152 * g + .0722 * b; };
  const ground = e => { for (let n = e.parentElement; n; n = n.parentElement) {
    const c = getComputedStyle(n).backgroundColor; if (c !== 'rgba(0, 0, 0, 0)') return c; } return '#fff'; };
  return [...document.querySelectorAll(
      'main input:not([type=hidden],[type=radio],[type=checkbox]), main select, main textarea')]
    .flatMap(e => { if (!e.getBoundingClientRect().width || e.closest('.vh')) return [];
      const a = light(getComputedStyle(e).borderTopColor), b = light(ground(e));
      const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
      return ratio < 3 ? [`border ${ratio.toFixed(2)}: ${e.outerHTML.slice(0, 90)}`] : []; }); }"""
INLINE = (
    """() => [...document.querySelectorAll('[style], style, script:not([src])')].map(e => e.outerHTML.slice(0, 90))"""
)
HEADINGS = (
    """() => document.querySelectorAll('h1').length === 1 ? [] : [`${document.querySelectorAll('h1').length} h1`]"""
)


def find_faults(page: Page, address: str) -> list[str]:
    """What axe finds on the page as it is now, and what axe misses."""
    faults: list[str] = []
    for name, script in (
        ("sideways", SIDEWAYS),
        ("small", SMALL_TARGETS),
        ("faint", FAINT_FIELDS),
        ("inline", INLINE),
        ("headings", HEADINGS),
    ):
        faults += [f"{address}: {name}: {fault}" for fault in page.evaluate(script)]
    for violation in Axe().run(page).response["violations"]:
        nodes = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
        faults.append(f"{address}: axe: {violation['id']}: {nodes}")
    return faults


def _pattern(address: str) -> str:
    return re.sub(r"/\d+(?=[/.])", "/<id>", re.sub(r"[?#].*", "", address))


def _crawl(page: Page, root: str) -> list[str]:
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


@pytest.fixture(scope="module")
def addresses(browser: Browser, example_server: Server) -> Iterator[list[str]]:
    context, page = enter(browser, example_server)
    yield _crawl(page, example_server.root)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_page_is_open_to_everyone(
    browser: Browser, example_server: Server, addresses: list[str], scheme: str, width: int
) -> None:
    context, page = enter(browser, example_server, color_scheme=scheme, viewport={"width": width, "height": 900})
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on(
        "request", lambda request: told.append(request.url) if not request.url.startswith(example_server.root) else None
    )
    faults: list[str] = []
    assert len(addresses) > 20
    for address in addresses:
        response = page.goto(example_server.root + address)
        assert response is not None
        assert response.status == 200, address
        faults += find_faults(page, address)
        faults += [f"{address}: console: {line}" for line in told]
        told.clear()
    context.close()
    assert not faults, "\n".join(faults)
