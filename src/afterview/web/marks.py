"""Their whole message with the words that count underlined; the text itself is never changed."""

from collections.abc import Iterable

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from afterview.core.words import Finding, FindingKind

LINED = {FindingKind.STRENGTH: "strength", FindingKind.DEVELOP: "develop", FindingKind.ADVICE: "advice"}


def mark_words(text: str, findings: Iterable[Finding]) -> SafeString:
    """The escaped text with `<mark data-kind>` around strengths, points to work on and advice."""
    parts: list[SafeString] = []
    position = 0
    for finding in sorted(findings, key=lambda one: one.start):
        kind = LINED.get(finding.kind)
        if kind is None or finding.courtesy or finding.set_aside or finding.start < position:
            continue
        parts.append(escape(text[position : finding.start]))
        parts.append(format_html('<mark data-kind="{}">{}</mark>', kind, text[finding.start : finding.end]))
        position = finding.end
    parts.append(escape(text[position:]))
    return format_html_join("", "{}", ((part,) for part in parts))
