"""Opens what an advert came as: plain text, a page's source with or without schema.org JobPosting, a mail, an .ics."""

import json
import re
from collections.abc import Iterator

from afterview.reader.decode import MAX_BYTES, decode
from afterview.reader.flatten import flatten_html, looks_like_html

MOST_SCRIPTS = 20
LARGEST_SCRIPT = 2_000_000
DEEPEST = 20
# A posting's fields as lines under a heading that says how much each is asked for; the description speaks for itself.
FIELDS = (
    ("title", ""),
    ("description", ""),
    ("responsibilities", "Responsibilities:"),
    ("qualifications", "Requirements:"),
    ("skills", "Required skills:"),
    ("experienceRequirements", "Required experience:"),
    ("educationRequirements", "Required education:"),
)
_SCRIPT = re.compile(r"<script\b[^<>]{0,400}ld\+json[^<>]{0,400}>", re.IGNORECASE)
_FOLD = re.compile(r"\r?\n[ \t]")
_EVENT_LINE = re.compile(r"^(SUMMARY|DESCRIPTION)(?:;[^:\r\n]{0,400})?:([^\r\n]*)", re.MULTILINE | re.IGNORECASE)
_ESCAPED = re.compile(r"\\([nN,;\\])")


def open_advert(source: str | bytes) -> str:
    """Whatever was given -> the advert's plain text, lines ending in a line feed; never raising. A plain text comes
    back unchanged but for its line ends."""
    opened = source[:MAX_BYTES]
    text = opened if isinstance(opened, str) else opened.decode("utf-8-sig", "replace")
    if text[:2000].lstrip().upper().startswith("BEGIN:VCALENDAR"):
        return _open_calendar(text)
    if (looks_like_html(text) or "ld+json" in text[:200_000]) and (posting := _read_posting(text)):
        return posting
    return decode(opened).text.replace("\r\n", "\n").replace("\r", "\n")


def _open_calendar(text: str) -> str:
    lines = _EVENT_LINE.findall(_FOLD.sub("", text))
    words = [_ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value) for _, value in lines]
    return "\n".join(flatten_html(one) if looks_like_html(one) else one for one in words).strip() + "\n"


def _read_posting(page: str) -> str:
    """The text of the page's JobPosting, "" where it has none that can be read."""
    for script in _scripts(page):
        try:
            found = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for posting in _postings(found, DEEPEST):
            if lines := [line for name, heading in FIELDS for line in _lines(posting.get(name), heading)]:
                return "\n".join(lines).strip() + "\n"
    return ""


def _scripts(page: str) -> Iterator[str]:
    at = 0
    for _ in range(MOST_SCRIPTS):
        opening = _SCRIPT.search(page, at)
        if opening is None:
            return
        closing = page.find("</script", opening.end())
        at = closing if closing >= 0 else len(page)
        if at - opening.end() <= LARGEST_SCRIPT:
            yield page[opening.end() : at]


def _postings(value: object, depth: int) -> Iterator[dict[str, object]]:
    if depth and isinstance(value, list):
        for one in value[:50]:
            yield from _postings(one, depth - 1)
    elif depth and isinstance(value, dict):
        kinds = value.get("@type")
        if kinds == "JobPosting" or (isinstance(kinds, list) and "JobPosting" in kinds):
            yield value
        yield from _postings(value.get("@graph"), depth - 1)


def _lines(value: object, heading: str) -> list[str]:
    """A field's words, flattened; a list's entries as bullets."""
    words = [one for one in _words(value, DEEPEST) if one.strip()]
    if len(words) > 1 or heading:
        words = [one if "\n" in one.strip() else f"- {one.strip()}" for one in words]
    return [heading, *words, ""] if words and heading else [*words, ""] if words else []


def _words(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        # Adverts come with their markup escaped once more: what is still markup after one pass is flattened again.
        flat = flatten_html(value)
        yield (flatten_html(flat) if looks_like_html(flat) else flat).strip()
    elif depth and isinstance(value, list):
        for one in value[:100]:
            yield from _words(one, depth - 1)
    elif depth and isinstance(value, dict):
        yield from (
            word
            for name in ("name", "description", "credentialCategory")
            for word in _words(value.get(name), depth - 1)
        )
