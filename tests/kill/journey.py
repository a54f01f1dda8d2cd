"""A scripted journey: what a person does page by page, and what they were told is saved."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.kill.browser import GONE, Browser


@dataclass
class Saved:
    """What was confirmed, and what was on its way when the server went: either may be there, nothing else."""

    names: set[str] = field(default_factory=lambda: {""})
    drafts: dict[str, set[str]] = field(default_factory=dict)
    moments: dict[int, set[str]] = field(default_factory=dict)
    interviews: dict[int, str] = field(default_factory=dict)
    replies: set[str] = field(default_factory=set)
    steps: int = 0


class Journey:
    """Walks until the server goes; each step's words are new, so that nothing can be taken for something else."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.saved = Saved()
        self._number = 0

    def walk(self, browser: Browser, kill_after: Callable[[float], None]) -> None:
        """Takes a few steps in random order, has the server killed during one of the next two, and goes on until
        it is gone. (Counted in steps, not seconds: so it hits the work on a busy machine too.)"""
        for left in range(self.rng.randrange(5), -1_000_000, -1):
            begun = time.monotonic()
            try:
                self.step(browser)
            except GONE:
                return
            if left == 0:
                kill_after(self.rng.uniform(0, 2 * (time.monotonic() - begun)))

    def step(self, browser: Browser) -> None:
        """One step of any kind; counted once it is confirmed."""
        steps = [self._log, self._name, self._type, self._type, self._reflect, self._hear]
        self.rng.choice(steps)(browser)
        self.saved.steps += 1

    def _word(self, kind: str) -> str:
        self._number += 1
        return f"{kind} {self._number} \u00e4\u6f22 " + "x" * self.rng.choice([0, 40, 3_000])

    def _log(self, browser: Browser) -> None:
        company = self._word("Company").strip()[:150].strip()
        people = {"person-0-name": "Priya", "person-0-role": f"of {self._number}"}
        _, location = browser.fill_in("/interviews/new/", {"company": company, "role": "Analyst", **people})
        self.saved.interviews[int(location.strip("/").split("/")[1])] = company

    def _name(self, browser: Browser) -> None:
        name = self._word("Name").strip()[:150].strip()
        before = set(self.saved.names)
        self.saved.names.add(name)
        browser.fill_in("/yours/", {"name": name})
        self.saved.names -= before

    def _type(self, browser: Browser) -> None:
        form, word = f"interviews/new/{self.rng.randrange(4)}", self._word("Typed")
        drafts = self.saved.drafts.setdefault(form, {""})
        before = set(drafts)
        drafts.add(word)
        browser.keep(form, {"company": word})
        drafts -= before

    def _reflect(self, browser: Browser) -> None:
        if not self.saved.interviews:
            return self._log(browser)
        interview, word = self.rng.choice(list(self.saved.interviews)), self._word("Moment").strip()
        moments = self.saved.moments.setdefault(interview, {""})
        before = set(moments)
        moments.add(word)
        browser.fill_in(f"/interviews/{interview}/reflect/convincing/", {"moment": word, "line": "3"})
        moments -= before
        return None

    def _hear(self, browser: Browser) -> None:
        if not self.saved.interviews:
            return self._log(browser)
        word = self._word("Reply").strip() + "\n\nYour examples were clear. We missed results."
        browser.fill_in(f"/interviews/{self.rng.choice(list(self.saved.interviews))}/reply/", {"words": word})
        self.saved.replies.add(word)
        return None
