"""Every word in a template goes through translation: no bare text, no bare alt, title, aria-label or placeholder."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "src" / "afterview" / "web" / "templates"
SAID = {"alt", "title", "aria-label", "aria-description", "placeholder", "label", "summary"}
OURS = {"Afterview"}
# Translated whole; not shown at all; a class of the page, given as a block.
LEFT_OUT = (
    r"\{%\s*blocktranslate\b.*?\{%\s*endblocktranslate\s*%\}",
    r"\{%\s*comment\b.*?\{%\s*endcomment\s*%\}",
    r"\{%\s*block width\s*%\}[ a-z]*\{%\s*endblock\s*%\}",
)
BLOCK = re.compile("|".join(LEFT_OUT), re.DOTALL)
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
# Not the endings of files (.eml).
WORD = re.compile(r"(?<![.\w])[^\W\d_]{2,}")


class Bare(HTMLParser):
    """Collects the words a person would read that no translation says."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside.append(tag)
        for name, value in attrs:
            if name in SAID or (name.startswith("data-") and " " in (value or "")):
                self._look(value or "")

    def handle_data(self, data: str) -> None:
        if self.inside[-1:] not in (["script"], ["style"], ["code"]):
            self._look(data)

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass

    def _look(self, words: str) -> None:
        self.found += [word for word in WORD.findall(words) if word not in OURS]


def find_bare(template: str) -> list[str]:
    """The words of a template that stand in no translation."""
    bare = Bare()
    bare.feed(TAG.sub("", BLOCK.sub("", template)))
    bare.close()
    return bare.found


def templates() -> Iterator[str]:
    for path in sorted(TEMPLATES.rglob("*.html")):
        yield path.relative_to(TEMPLATES).as_posix()


@pytest.mark.parametrize("name", templates())
def test_no_bare_words(name: str) -> None:
    assert find_bare((TEMPLATES / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ('<p>{% translate "Hello" %}</p>', []),
        ("<p>{% blocktranslate %}Hello <b>you</b>{% endblocktranslate %} 12 %</p>", []),
        ('<img alt="A cat" src="cat.png">', ["cat"]),
        ('<input placeholder="Name"><button aria-label="{% translate "Close" %}">×</button>', ["Name"]),
        ("<title>{% block title %}Notes{% endblock %} – Afterview</title>", ["Notes"]),
        ('<script>var hello = "Hello";</script><a href="/word/" class="word">{{ word }}</a>', []),
        ('<p data-over="Time is up">{# a comment #}</p>', ["Time", "is", "up"]),
    ],
)
def test_what_is_bare(template: str, found: list[str]) -> None:
    assert find_bare(template) == found
