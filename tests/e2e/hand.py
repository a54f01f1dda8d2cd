"""A hand that counts: every tap and keystroke of a journey, step by step."""

from collections import Counter

from playwright.sync_api import Locator, Page


class Hand:
    """Taps and types on a page as a person does, and counts both under the step it is at.

    Choosing in a list counts two taps; opening and choosing. Pasting counts one keystroke, as Ctrl+V does.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.step = ""
        self.taps: Counter[str] = Counter()
        self.keys: Counter[str] = Counter()

    def tap(self, what: Locator) -> None:
        self.taps[self.step] += 1
        what.click()

    def press(self, name: str) -> None:
        """Taps the button or link of that name."""
        there = self.page.get_by_role("button", name=name, exact=True).or_(
            self.page.get_by_role("link", name=name, exact=True)
        )
        self.tap(there.first)

    def choose(self, name: str, group: str = "") -> None:
        """Taps a radio button or checkbox by its words, in the group of that name."""
        scope = self.page.get_by_role("group", name=group) if group else self.page.locator("main")
        self.tap(scope.locator("label", has_text=name).first)

    def write(self, label: str, words: str, *, pasted: bool = False) -> None:
        """Fills a field by its label; the tap into it and each key are counted."""
        self.taps[self.step] += 1
        self.keys[self.step] += 1 if pasted else len(words)
        self.page.get_by_label(label).first.fill(words)

    def table(self) -> str:
        """The counts as Markdown."""
        steps = [step for step in self.taps if step]
        rows = [f"| {step} | {self.taps[step]} | {self.keys[step]} |" for step in steps]
        total = f"| **all** | **{sum(self.taps.values())}** | **{sum(self.keys.values())}** |"
        return "\n".join(["| step | taps | keys |", "|---|---|---|", *rows, total])
