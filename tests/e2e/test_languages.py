"""The pages in longer words and from right to left: nothing overflows, nothing is cut."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import Server, enter
from tests.e2e.test_every_page import WIDTHS

MAIN = (
    "/", "/first/", "/interviews/", "/interviews/new/", "/interviews/3/", "/interviews/3/you-and-them/", "/stories/",
    "/stories/1/", "/insights/", "/insights/convincing/", "/interviews/4/brief/", "/interviews/4/job/", "/practice/",
    "/replies/1/", "/check-in/", "/check-in/month/", "/hard-day/", "/yours/", "/offline/",
)  # fmt: skip
# Every word 40 % longer, as far as no language of the pages is; made here, so that no catalogue of it is needed.
STRETCH = """() => {
  const more = word => 'éàüßø'.repeat(9).slice(0, Math.ceil(word.length * .4));
  const longer = words => words.replace(/\\p{L}+/gu, word => word + more(word));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement.closest('script,style,textarea')) node.data = longer(node.data);
  }
  document.querySelectorAll('[placeholder]').forEach(e => { e.placeholder = longer(e.placeholder); }); }"""
RIGHT_TO_LEFT = "() => { document.documentElement.dir = 'rtl'; }"
# Text beyond its own box, a box beyond the window, a word beyond its drawing; what may be scrolled is no fault.
CUT = """() => {
  const said = e =>
    `${e.tagName.toLowerCase()}.${e.getAttribute('class') || ''} "${e.textContent.trim().slice(0, 50)}"`;
  const seen = e => e.checkVisibility({visibilityProperty: true}) && !e.closest('.vh,.skip');
  const known = new Map([[null, false]]);
  const scrolls = e => { if (!known.has(e)) known.set(e,
    ['auto', 'scroll'].includes(getComputedStyle(e).overflowX) || scrolls(e.parentElement)); return known.get(e); };
  const beyond = (line, held) => line.left < held.left - 1 || line.right > held.right + 1;
  const faults = new Set();
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) faults.add(`page is ${wide} wide`);
  for (const e of document.body.querySelectorAll('*')) {
    if (e.closest('svg') || !seen(e) || scrolls(e)) continue;
    const box = e.getBoundingClientRect();
    if (box.width > 0 && (box.left < -1 || box.right > innerWidth + 1)) faults.add('outside: ' + said(e));
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest('svg,select,textarea,datalist,script,noscript') || !seen(parent)) continue;
    let box = parent;
    while (getComputedStyle(box).display === 'inline') box = box.parentElement;
    if (scrolls(box)) continue;
    const held = box.getBoundingClientRect(), range = document.createRange();
    range.selectNodeContents(node);
    const lines = [...range.getClientRects()];
    if (lines.some(line => beyond(line, held))) faults.add('beyond its box: ' + said(box));
  }
  for (const text of document.querySelectorAll('svg text')) {
    const line = text.getBoundingClientRect(), held = text.ownerSVGElement.getBoundingClientRect();
    if (line.width && beyond(line, held)) faults.add('drawn beyond: ' + said(text));
  }
  return [...faults]; }"""


def _look(page: Page, shown: str) -> Iterator[str]:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        yield from (f"{shown} at {width}: {fault}" for fault in page.evaluate(CUT))


@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_main_pages_hold_their_words(browser: Browser, example_server: Server, language: str) -> None:
    context, page = enter(browser, example_server, locale=language)
    faults: list[str] = []
    for address in MAIN:
        answer = page.goto(example_server.root + address)
        assert answer is not None
        assert (answer.status, page.get_attribute("html", "lang")) == (200, language), address
        faults += _look(page, address)
    context.close()
    assert not faults, "\n".join(faults)


def test_main_pages_hold_longer_words_and_the_other_direction(browser: Browser, example_server: Server) -> None:
    context, page = enter(browser, example_server)
    faults: list[str] = []
    for address in MAIN:
        page.goto(example_server.root + address)
        page.evaluate(STRETCH)
        faults += _look(page, f"{address} longer")
        page.evaluate(RIGHT_TO_LEFT)
        faults += _look(page, f"{address} longer, from the right")
    context.close()
    assert not faults, "\n".join(faults)
