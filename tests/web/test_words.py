"""What every template keeps to: no bare words, no style or script inside, no side of the screen by name."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[2] / "src" / "afterview" / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))

# Written to a file, never shown as a page: it carries its own style.
FILES_OF_THEIR_OWN = {"brief_file.html", "sheet_file.html"}
# Words that are names or signs in every language.
SAME_EVERYWHERE = {"Afterview", "script/run"}
_WORD = re.compile(r"[A-Za-z]{2}")
_SIDES = re.compile(r"[{;\s](?:margin|padding|border|inset)?-?(?:left|right)\s*:|text-align\s*:\s*(?:left|right)")
_TRANSLATED = re.compile(
    r"{%\s*blocktranslate.*?{%\s*endblocktranslate\s*%}|{% block width %}.*?{% endblock %}", re.DOTALL
)
_CODE = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}|<!--.*?-->|<script\b.*?</script>|<[^>]*>", re.DOTALL)


def bare_words(template: str) -> list[str]:
    """Words a person would read that no translator can reach."""
    text = _CODE.sub("\n", _TRANSLATED.sub("\n", template))
    lines = (line.strip(" \t\n·–→:,.()“”%…&;+✓|/") for line in text.splitlines())
    return [
        line
        for line in lines
        if re.search(r"[A-Za-z]{2}", re.sub(r"&\w+;|\.?\b(?:eml|ics|txt|zip)\b", "", line))
        and line not in SAME_EVERYWHERE
    ]


def test_bare_words_are_found() -> None:
    assert bare_words('<p>Hello there</p>{% translate "fine" %}') == ["Hello there"]
    assert bare_words('{% blocktranslate %}All of it{% endblocktranslate %} <a title="x">{{ name }}</a>') == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_template_has_no_bare_words_and_no_inline_code(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert bare_words(source) == []
    if path.name not in FILES_OF_THEIR_OWN:
        assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", source)


def test_stylesheet_names_no_side() -> None:
    css = (WEB / "static" / "app.css").read_text(encoding="utf-8")
    sides = re.findall(
        r"[{;\s](?:margin|padding|border|inset)?-?(?:left|right)\s*:|text-align\s*:\s*(?:left|right)", css
    )
    assert sides == []


def test_motion_only_for_those_who_want_it() -> None:
    css = (WEB / "static" / "app.css").read_text(encoding="utf-8")
    outside = re.sub(r"@media\s*\(prefers-reduced-motion:\s*no-preference\)\s*\{(?:[^{}]|\{[^{}]*\})*\}", "", css)
    assert not re.search(r"transition\s*:|animation\s*:|@view-transition", outside)
