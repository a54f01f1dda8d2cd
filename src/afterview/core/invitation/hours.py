"""Finds the hours a text names, in 24 and 12 hours, from and to; and how long it takes."""

import re
from dataclasses import dataclass
from datetime import time

from afterview.core.invitation.found import Guess, guess_at

_CLOCK = re.compile(
    r"(?<![\d:.,/+#€$£])(?:"
    r"(?P<h1>\d{1,2})(?:[:.h](?P<m1>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?P<h2>[01]?\d|2[0-3])(?::|\s?[hH]\s?)(?P<m2>[0-5]\d)(?::[0-5]\d)?(?!\d)(?:\s?(?:Uhr|h)\b)?"
    r"|(?P<h3>[01]?\d|2[0-3])(?:\.(?P<m3>[0-5]\d))?\s?(?:Uhr\b|o['’]clock\b|heures?\b|horas\b|h\b)"
    r"|(?<=at )(?P<h4>\d{1,2})\.(?P<m4>[0-5]\d)(?!\d)"
    r"|\b(?P<noon>noon|midday|midi|mediodía|12 Uhr mittags)\b)",
    re.IGNORECASE,
)
_BARE = re.compile(r"\b(?:at|um|ab|à|a las)\s(?P<h>\d{1,2})(?=[\s,.?!)]|$)(?!\.\d|\s?[%€$£])", re.IGNORECASE)
_TO = r"\s?(?:-|–|—|to|until|till|bis|à|a|a las|hasta)\s?"
_BARE_FROM = re.compile(rf"(?<![\d:.,/])(?P<h>\d{{1,2}})(?:[:.h](?P<m>[0-5]\d))?{_TO}$", re.IGNORECASE)
_BETWEEN = re.compile(_TO, re.IGNORECASE)
_URL = re.compile(r"https?://\S+|\S+@\S+")
_LONG = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,3}(?:[.,]5)?|one|an|une|una|eine|two|zwei|deux|dos|half an|half-)[\s-]?"
    r"(?P<unit>minutes?|mins?|minuten|minutos|hours?|hrs?|stunden?|heures?|horas?)\b",
    re.IGNORECASE,
)
_NOT_LONG = re.compile(
    r"\b(?:within|in|next|least|before|after|innerhalb|binnen|sous|dans|en|every|per|last)\s(?:the\s)?$", re.I
)
_NUMBERS = {"one": 1, "an": 1, "une": 1, "una": 1, "eine": 1, "two": 2, "zwei": 2, "deux": 2, "dos": 2}
NEAR = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class HourFound:
    """An hour named at `start:end`, with the hour it ends where one is named."""

    begins: time
    ends: time | None
    start: int
    end: int

    @property
    def minutes(self) -> int | None:
        """From begin to end in minutes; None where no end is named."""
        if self.ends is None:
            return None
        return (self.ends.hour - self.begins.hour) * 60 + self.ends.minute - self.begins.minute


def find_hours(text: str) -> tuple[HourFound, ...]:
    """Every hour the text names, in order; "from … to …" counts as one. Hours inside links are left out."""
    links = [match.span() for match in _URL.finditer(text)]
    clocks = [
        (clock, match.start(), match.end())
        for match in _CLOCK.finditer(text)
        if (clock := _read_clock(match)) and not any(start <= match.start() < end for start, end in links)
    ]
    found: list[HourFound] = []
    skip = False
    for index, (clock, start, end) in enumerate(clocks):
        following = clocks[index + 1] if index + 1 < len(clocks) else None
        if skip:
            skip = False
        elif following and _BETWEEN.fullmatch(text[end : following[1]]) and clock < following[0]:
            found.append(HourFound(begins=clock, ends=following[0], start=start, end=following[2]))
            skip = True
        else:
            found.append(_look_back(text, clock, start, end))
    return tuple(found)


def pick_hour(text: str, hours: tuple[HourFound, ...], day: tuple[int, int] | None) -> HourFound | None:
    """The hour that belongs to the day named at the span `day`: the nearest, after it rather than before."""
    if day is None:
        return hours[0] if hours else None
    near = [hour for hour in hours if _distance(hour, day) <= NEAR]
    best = min(near, key=lambda hour: _distance(hour, day), default=None)
    if best is not None:
        return best
    bare = _find_bare(text, day)
    return bare or (hours[0] if len(hours) == 1 else None)


def find_minutes(text: str) -> Guess[int] | None:
    """How long the text says it takes, 10 minutes to 8 hours; None where it does not say."""
    for match in _LONG.finditer(text):
        if _NOT_LONG.search(text, max(0, match.start() - 20), match.start()):
            continue
        number, unit = match["number"].casefold(), match["unit"].casefold()
        amount = 0.5 if number.startswith("half") else float(_NUMBERS.get(number) or number.replace(",", "."))
        minutes = round(amount * (1 if unit.startswith("min") else 60))
        if 10 <= minutes <= 480:
            return guess_at(text, minutes, match.start(), match.end())
    return None


def _distance(hour: HourFound, day: tuple[int, int]) -> int:
    """In characters; an hour before the day counts twice as far."""
    return hour.start - day[1] if hour.start >= day[1] else 2 * (day[0] - hour.end)


def _find_bare(text: str, day: tuple[int, int]) -> HourFound | None:
    for match in _BARE.finditer(text, max(0, day[0] - 12), min(len(text), day[1] + 16)):
        clock = _make_clock(int(match["h"]), 0, None, bare=True)
        if clock:
            return HourFound(begins=clock, ends=None, start=match.start(), end=match.end())
    return None


def _read_clock(match: re.Match[str]) -> time | None:
    if match["noon"]:
        return time(12)
    hour = match["h1"] or match["h2"] or match["h3"] or match["h4"]
    minute = match["m1"] or match["m2"] or match["m3"] or match["m4"] or "0"
    in_words = match["h3"] or hour.startswith("0")
    return _make_clock(int(hour), int(minute), match["half"], bare=not in_words)


def _make_clock(hour: int, minute: int, half: str | None, *, bare: bool) -> time | None:
    """An hour of the day; 1 to 6 without more is the afternoon, for nobody interviews at three in the night."""
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.casefold() == "p" else 0)
    elif bare and 1 <= hour <= 6:
        hour += 12
    return time(hour, minute) if hour <= 23 else None


def _look_back(text: str, ends: time, start: int, end: int) -> HourFound:
    """ "10-11am", "2 to 3 pm": the bare number before is where it begins."""
    before = _BARE_FROM.search(text, max(0, start - 16), start)
    if before and int(before["h"]) <= 23:
        hour, minute = int(before["h"]), int(before["m"] or 0)
        later = time((hour + 12) % 24, minute)
        begins = later if hour < 12 <= ends.hour and later < ends else time(hour, minute)
        if begins < ends:
            return HourFound(begins=begins, ends=ends, start=before.start(), end=end)
    return HourFound(begins=ends, ends=None, start=start, end=end)
