"""Turns an HTML mail into plain text: quoted blocks as `> ` lines, list entries as `- `, hidden parts left out."""

import html
import re

_BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header html hr"
    " li main nav ol p pre section table tbody tfoot thead tr ul".split()
)
_SPACED = frozenset("p h1 h2 h3 h4 h5 h6 ul ol table blockquote".split())
_SILENT = frozenset("script style head title template svg noscript".split())
_VOID = frozenset("br hr img input meta link area base col embed source track wbr".split())
_TAG = re.compile(r"(/?)([a-z][a-z0-9:]*)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|\bhidden\b(?!\s*[:-])", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_LOOKS_HTML = re.compile(
    r"(?:<\?xml[^<>]*>\s*)?(?:<!--|<(?:!doctype|html|head|body|div|p|table|span|meta|style|br|font|b|"
    r"ul|ol|a)\b[^<>]*>)",
    re.IGNORECASE,
)


def looks_like_html(text: str) -> bool:
    """Whether a text is an HTML document or fragment: it opens with a known tag."""
    return _LOOKS_HTML.match(text.lstrip("\ufeff \t\r\n")[:2000]) is not None


def flatten_html(source: str) -> str:
    """HTML of any quality -> plain text in one pass, never raising; time grows with the length only."""
    page = _Page()
    position, length = 0, len(source)
    comments = True
    while position < length:
        opening = source.find("<", position)
        if opening < 0:
            page.add_text(source[position:])
            break
        page.add_text(source[position:opening])
        if comments and source.startswith("<!--", opening):
            ending = source.find("-->", opening + 4)
            comments = ending >= 0
            position = ending + 3 if comments else opening + 4
            continue
        if not (source[opening + 1 : opening + 2].isalpha() or source[opening + 1 : opening + 2] in ("/", "!", "?")):
            page.add_text("<")
            position = opening + 1
            continue
        closing = source.find(">", opening)
        if closing < 0:
            page.add_text(source[opening:])
            break
        page.add_tag(source[opening + 1 : closing])
        position = closing + 1
    return page.text()


class _Page:
    """The text so far, the line being written, and how deep quotes and silent elements are nested."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.quotes = 0
        self.silent: list[str] = []
        self.quoting: list[tuple[str, int]] = []
        self.pre = 0

    def add_text(self, words: str) -> None:
        if self.silent or not words:
            return
        words = html.unescape(words)
        if self.pre:
            first, *more = words.split("\n")
            self.line.append(first)
            for line in more:
                self.break_line()
                self.line.append(line)
            return
        words = _SPACE.sub(" ", words)
        if words != " " or self.line:
            self.line.append(words)

    def add_tag(self, inside: str) -> None:
        found = _TAG.match(inside)
        if not found:
            return
        closing, name = bool(found[1]), found[2].lower()
        if self.silent:
            self._follow_silent(closing, name)
            return
        attributes = inside[found.end() :]
        if not closing and name not in _VOID and (name in _SILENT or _HIDDEN.search(attributes[:400])):
            if not inside.endswith("/"):
                self.silent.append(name)
            return
        self._lay_out(closing, name)

    def _follow_silent(self, closing: bool, name: str) -> None:
        """Leaves the silent element only where its own end tag comes, counting elements of the same name."""
        if name != self.silent[0]:
            return
        if closing:
            self.silent.pop()
        else:
            self.silent.append(name)

    def _lay_out(self, closing: bool, name: str) -> None:
        if name == "br":
            self.break_line()
            return
        if name in ("td", "th") and closing:
            self.line.append(" ")
        if name not in _BLOCKS:
            return
        self.break_line(blank=name in _SPACED, soft=True)
        if name == "blockquote":
            self.quotes = max(0, self.quotes + (-1 if closing else 1))
        elif name == "pre":
            self.pre = max(0, self.pre + (-1 if closing else 1))
        elif name == "li" and not closing:
            self.line.append("- ")
        elif name == "hr":
            self.line.append("________________________________")
            self.break_line()

    def break_line(self, blank: bool = False, soft: bool = False) -> None:
        """Ends the line; `soft` breaks write no empty line, `blank` asks for one empty line after text."""
        line = "".join(self.line).strip(" ") if not self.pre else "".join(self.line).rstrip()
        self.line = []
        if line or not soft:
            self.lines.append("> " * self.quotes + line)
        if blank and self.lines and self.lines[-1].strip("> "):
            self.lines.append("> " * self.quotes)

    def text(self) -> str:
        self.break_line(soft=True)
        joined = "\n".join(line.rstrip() for line in self.lines)
        return re.sub(r"\n{3,}", "\n\n", joined).strip("\n") + "\n"
