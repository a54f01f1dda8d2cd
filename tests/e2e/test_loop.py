"""The first hour: from a no to a better next interview, all the way round, with and without JavaScript."""

import gzip
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import DESKTOP, PHONE, Server, enter
from tests.e2e.hand import Hand

INVITATION = """Hello Jo,

thank you for applying for the role of Operations Analyst at Northwind Foods. We would like to invite you to an
interview on 2 November 2026 at 14:00 (London time), in our office at 5 Canal Street, Leeds. You will meet Sam Okoro,
Head of Operations (sam.okoro@northwind.example).

Kind regards,
Sam Okoro
"""
REJECTION = """Dear Jo, thank you for your time last week. Unfortunately we have decided to offer the position to
another candidate. We wish you well. Sam"""
REPLY = """Hi Jo,

Happy to. Your example about the delayed delivery was clear and convincing, and we liked how calmly you took the hard
questions. What we missed were the results: you never said what changed afterwards. Next time, begin each answer with
the result. In the end the post went to a colleague from our own team.

Do apply again when we hire in spring.

Sam
"""
STORY = """In March a lorry with our fresh goods broke down on the motorway and four shops were going to be empty by the
morning. I was on duty alone and had to find another way. I rang three hauliers, moved the two most urgent loads to a
van, and told each shop manager what would come and when. All four shops opened with full shelves, and my manager made
the phone list part of the handbook. I learnt to tell people early."""
ADVERT = """Operations Analyst. You must solve problems under pressure, work well with others and plan reliably. You
should explain numbers clearly to managers and care about customers."""

SIZES = [
    pytest.param(PHONE, True, id="phone"),
    pytest.param(DESKTOP, True, id="desktop"),
    pytest.param(PHONE, False, id="phone-without-javascript"),
    pytest.param(DESKTOP, False, id="desktop-without-javascript"),
]


class Journey:
    """One person's way round, in the order of the guide."""

    def __init__(self, page: Page, root: str, pictures: Path | None) -> None:
        self.page = page
        self.hand = Hand(page)
        self.root = root
        self.pictures = pictures

    def at(self, step: str) -> None:
        self.hand.step = step

    def picture(self, name: str) -> None:
        if self.pictures:
            self.page.screenshot(path=self.pictures / f"{name}-phone.png", full_page=False)

    def see(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words)

    def capture(self) -> None:
        self.at("capture")
        self.page.goto(f"{self.root}/interviews/new/")
        self.hand.write("Invitation, advert or mail", INVITATION, pasted=True)
        self.hand.press("Read it")
        expect(self.page.get_by_label("Company").first).to_have_value("Northwind Foods")
        expect(self.page.get_by_label("Name").first).to_have_value("Sam Okoro")
        self.picture("capture")
        self.hand.press("Save")
        self.see("Northwind Foods")

    def reflect(self) -> None:
        self.at("reflect")
        self.page.goto(f"{self.root}/interviews/1/reflect/arrival/")
        self.hand.write("You were there, or online, at", "13:52")
        self.hand.choose("Settled", "How was the first minute?")
        self.picture("reflect")
        self.hand.press("Continue")
        if self.page.url.endswith("/arrival/"):  # the suggested line is shown once before going on
            self.see("From these facts this line fits")
            self.hand.press("Continue")
        self.hand.write("What did they ask?", "Tell me about a delivery that went wrong.")
        self.hand.choose("Landed")
        self.hand.press("Continue")
        self.hand.choose("Most answers had")
        self.hand.press("Continue")
        self.hand.press("Continue")
        self.hand.press("Leave this page out")
        self.hand.write("What worked", "The delivery story")
        self.hand.press("Continue")
        self.see("The delivery story")
        self.hand.press("Save")
        self.hand.press("Back to the interview")

    def happened(self) -> None:
        self.at("what happened")
        self.page.goto(f"{self.root}/interviews/1/happened/")
        self.hand.tap(self.page.get_by_text("They wrote to me"))
        self.hand.write("Their words", REJECTION, pasted=True)
        self.hand.press("Read it for me")
        self.see("We read this as “They said no”.")
        self.see("Unfortunately we have decided")
        self.picture("happened")
        self.hand.press("Yes, save")
        self.see("Nothing here needs doing today.")
        self.hand.choose("Low")
        self.picture("moment")
        self.hand.press("Carry on now")

    def ask(self) -> None:
        self.at("ask")
        self.page.goto(f"{self.root}/interviews/1/ask/")
        self.hand.write("Your name, as you sign", "Jo Lund")
        self.hand.press("Write to Sam Okoro")
        body = self.page.locator("textarea[name=body]")
        expect(body).to_have_value(re.compile("Sam"))
        expect(body).to_have_value(re.compile("Jo Lund"))
        self.picture("ask")
        link = self.page.get_by_role("link", name="Open in my mail app")
        assert (link.get_attribute("href") or "").startswith("mailto:sam.okoro%40northwind.example?subject=") or (
            link.get_attribute("href") or ""
        ).startswith("mailto:sam.okoro@northwind.example?subject=")
        self.hand.press("Yes, today")
        self.see("Your note to Sam Okoro went out")

    def listen(self) -> None:
        self.at("listen")
        self.hand.press("They answered")
        self.hand.write("Their words", REPLY, pasted=True)
        self.hand.press("Read it")
        self.see("Your example about the delayed delivery was clear and convincing")
        self.picture("listen")
        self.hand.press("Save and thank them")

    def thank(self) -> None:
        self.at("thank")
        self.see("What they named as good")
        self.hand.press("Write the thank-you")
        expect(self.page.locator("textarea[name=body]")).to_have_value(re.compile("Sam"))
        self.picture("thank")
        self.hand.press("Yes, today")

    def evaluate(self) -> None:
        self.at("you and them")
        self.hand.press("You and them")
        self.see("clear and convincing")
        self.picture("evaluate")
        keep = self.page.locator("#id_keep input[type=checkbox]")
        focus = self.page.locator("#id_focus input[type=checkbox]")
        while self.page.locator("#id_keep input[type=checkbox]:checked").count() < 2:
            self.hand.tap(self.page.locator("#id_keep input[type=checkbox]:not(:checked)").first)
        if self.page.locator("#id_focus input[type=checkbox]:checked").count() == 0:
            self.hand.tap(focus.first)
        assert keep.count() >= 2
        self.hand.press("Save my choice")

    def prepare(self) -> None:
        self.at("prepare")
        self.page.goto(f"{self.root}/stories/new/")
        self.hand.write("Tell it as you would to a friend", STORY, pasted=True)
        self.hand.press("Take it apart")
        self.see("What you did")
        self.hand.write("A short name for it", "Four full shops")
        self.hand.press("Save")
        self.page.goto(f"{self.root}/interviews/new/")
        self.hand.write("Company", "Alder Housing")
        self.hand.write("Role", "Planner")
        self.hand.tap(self.page.get_by_text("Advert, way there, notes"))
        self.hand.write("Job advert", ADVERT, pasted=True)
        self.hand.press("Save")
        self.page.goto(f"{self.root}/interviews/2/brief/")
        self.see("Four full shops")
        self.picture("prepare")

    def leave(self) -> None:
        self.at("export")
        self.page.goto(f"{self.root}/yours/")
        self.picture("yours")
        with self.page.expect_download() as waiting:
            self.hand.press("Export everything")
        assert Path(waiting.value.path()).read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(("size", "scripted"), SIZES)
def test_loop_runs_all_the_way_round(
    browser: Browser, server: Server, size: dict[str, int], scripted: bool, tmp_path: Path
) -> None:
    context, page = enter(browser, server, viewport=size, java_script_enabled=scripted)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: faults.append(request.url) if not request.url.startswith(server.root) else None)
    folder = os.environ.get("AFTERVIEW_PICTURES")
    journey = Journey(page, server.root, Path(folder) if folder and scripted and size is PHONE else None)
    for step in (
        journey.capture,
        journey.reflect,
        journey.happened,
        journey.ask,
        journey.listen,
        journey.thank,
        journey.evaluate,
        journey.prepare,
        journey.leave,
    ):
        step()
    assert faults == []
    written = Path(os.environ.get("AFTERVIEW_TAPS") or tmp_path / "taps.md")
    if scripted and size is PHONE:
        written.write_text(journey.hand.table() + "\n")
        assert "| **all** |" in written.read_text()
    context.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_brief_prints_on_one_page(browser: Browser, example_server: Server, paper: str) -> None:
    context, page = enter(browser, example_server)
    page.goto(f"{example_server.root}/interviews/4/brief/")
    printed = page.pdf(format=paper, prefer_css_page_size=False)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    context.close()


def test_first_view_is_light(browser: Browser, example_server: Server) -> None:
    """At most 50 KB compressed and 100 KB raw, from this server alone."""
    context, _ = enter(browser, example_server)
    raw = packed = 0
    for address in ("/", "/static/app.css", "/static/app.js", "/static/htmx-4.0.1.min.js", "/static/icon.svg"):
        body = context.request.get(example_server.root + address).body()
        raw += len(body)
        packed += len(gzip.compress(body))
    assert packed < 50_000
    assert raw < 100_000
    context.close()
