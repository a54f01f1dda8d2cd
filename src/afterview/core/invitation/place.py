"""Where it takes place: a video link, a street, a telephone; and so how it is held."""

import re
from urllib.parse import parse_qs, urlsplit

from afterview.core.invitation.found import Guess, guess_at
from afterview.core.words import Format

_URL = re.compile(r"https?://[^\s<>\"'\])]+")
_VIDEO_HOSTS = re.compile(
    r"(?:^|\.)(?:zoom\.us|zoom\.com|teams\.microsoft\.com|teams\.live\.com|meet\.google\.com|webex\.com|whereby\.com|"
    r"gotomeeting\.com|goto\.com|bluejeans\.com|chime\.aws|jit\.si|skype\.com|ringcentral\.com|daily\.co|hirevue\.com|"
    r"livestorm\.co|riverside\.fm|bigbluebutton\.org|teamviewer\.com|sparkhire\.com|doxy\.me|proton\.me)$"
)
_JOIN = re.compile(
    r"\b(?:join|video|call|meeting|beitreten|teilnehmen|rejoindre|visio\w*|unirse|enlace|einwahl)\b", re.IGNORECASE
)
_LABEL = re.compile(
    r"^[ \t>*•-]*(?:location|where|address|venue|place|ort|wo|adresse|treffpunkt|lieu|où|dirección|direccion|lugar)"
    r"[ \t]*:[ \t]*(?P<place>\S[^\n]{2,200})",
    re.IGNORECASE | re.MULTILINE,
)
_NAME = r"[A-ZÀ-Þ][\w'’.-]*"
_TAIL = (
    r"(?:,[ ](?:\d{4,5}[ ])?[A-ZÀ-Þ][\w'’. -]{1,30}?(?:[ ][A-Z]{1,2}\d[\dA-Z]?(?:[ ]\d[A-Z]{2})?)?"
    r"(?=[,.;\n)]|[ ](?:at|on|um|am)[ ]|[ ](?:ein|statt)\b|$))?"
)
_STREETS = (
    re.compile(
        rf"\b\d{{1,5}}[A-Za-z]?[ ](?:{_NAME}[ ]){{1,4}}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Square|Sq|Boulevard|"
        rf"Blvd|Way|"
        rf"Place|Court|Drive|Quay|Row|Gardens|Terrace|Wharf|Yard|Parade|Crescent)\b\.?{_TAIL}{_TAIL}"
    ),
    re.compile(
        rf"\b(?:{_NAME}[ ]){{0,3}}[\w'’.-]*(?:stra(?:ß|ss)e|str\.|platz|allee|weg|gasse|damm|ufer|ring|Stra(?:ß|"
        rf"ss)e|Platz)"
        rf"[ ]\d{{1,4}}[a-z]?\b{_TAIL}"
    ),
    re.compile(
        rf"\b\d{{1,4}}(?:[ ]bis)?,?[ ](?:rue|avenue|boulevard|place|quai|allée|impasse|cours)[ ][^\n,;.]{{3,50}}{_TAIL}"
    ),
    re.compile(
        rf"\b(?:Calle|C/|Avenida|Avda?\.|Plaza|Paseo|Rambla|Gran Vía)[ ]?[^\n,;.]{{0,40}}?,?[ ]\d{{1,4}}{_TAIL}"
    ),
)
_SAYS = {
    Format.VIDEO: re.compile(
        r"\bvideo[- ]?(?:call|interview|conference|chat|gespräch|konferenz)?\b|\b(?:on|via|over|per|über|par|"
        r"por)\s(?:Zoom|"
        r"(?:Microsoft |MS )?Teams|Google Meet|Skype|Webex)\b|\bvisio(?:conférence)?\b|\bvideo(?:llamada|"
        r"conferencia)\b|"
        r"\b(?:Zoom|Teams)[ -](?:call|meeting|link|interview|Meeting)\b|\bonline[- ]interview\b|\bOnline-Gespräch\b",
        re.IGNORECASE,
    ),
    Format.PHONE: re.compile(
        r"\bphone[- ](?:call|interview|screen\w*)\b|\b(?:by|over the|on the) (?:tele)?phone\b|\btelefon\w*|"
        r"\b(?:call|ring) you\b|"
        r"\b(?:par|por) t[ée]l[ée](?:phone|fono)\b|\bllamada telefónica\b|\bentretien téléphonique\b",
        re.IGNORECASE,
    ),
    Format.ON_SITE: re.compile(
        r"\bon[- ]?site\b|\bin person\b|\bface[- ]to[- ]face\b|\bour (?:\w+ )?offices?\b|\bvor Ort\b|\bin unserem "
        r"(?:\w+ )?Büro\b|"
        r"\bsur place\b|\bdans nos (?:bureaux|locaux)\b|\bpresencial\w*\b|\ben nuestras oficinas\b|\bcome (?:in|to) "
        r"(?:to )?our\b",
        re.IGNORECASE,
    ),
}


def find_place(text: str) -> Guess[str] | None:
    """The video link, else the place a label or a street's name tells."""
    link = _find_link(text)
    if link:
        return link
    label = _LABEL.search(text)
    if label and not _URL.search(label["place"]):
        return guess_at(text, label["place"].strip(" .,;"), label.start("place"), label.end("place"))
    streets = [match for street in _STREETS if (match := street.search(text))]
    first = min(streets, key=lambda match: match.start(), default=None)
    return guess_at(text, first[0].strip(" .,;"), first.start(), first.end()) if first else None


def find_format(text: str, place: Guess[str] | None) -> Guess[Format] | None:
    """How it is held: told by the place where there is one, else by the first words that say so."""
    if place and place.value.startswith("http"):
        return Guess(value=Format.VIDEO, words=place.words, start=place.start, end=place.end)
    said = [(match, how) for how, form in _SAYS.items() if (match := form.search(text))]
    match, how = min(said, key=lambda pair: pair[0].start(), default=(None, Format.ON_SITE))
    if match:
        return guess_at(text, how, match.start(), match.end())
    return Guess(value=how, words=place.words, start=place.start, end=place.end) if place else None


def _find_link(text: str) -> Guess[str] | None:
    for match in _URL.finditer(text):
        address = match[0].rstrip(".,;:!?")
        target = _unwrap(address)
        before = text[max(0, match.start() - 60) : match.start()]
        host = urlsplit(target).hostname or ""
        if _VIDEO_HOSTS.search(host) or ("meet" in host and _JOIN.search(before)):
            return guess_at(text, target, match.start(), match.start() + len(address))
    return None


def _unwrap(address: str) -> str:
    """The address behind a mail filter's wrapper; the address itself where there is none or it is broken."""
    try:
        parts = urlsplit(address)
        inner = parse_qs(parts.query).get("url", [""])[0] if "safelinks" in (parts.hostname or "") else ""
        return inner if inner and urlsplit(inner).hostname else address
    except ValueError:
        return "https://"
