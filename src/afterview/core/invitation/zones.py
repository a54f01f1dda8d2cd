"""Time zones as people write them: names, abbreviations, offsets, cities."""

import re
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from afterview.core.invitation.found import Guess, guess_at, plain, word_set

_NAMES = {
    "utc": "UTC", "z": "UTC", "gmt": "Europe/London", "bst": "Europe/London", "wet": "Europe/Lisbon",
    "west": "Europe/Lisbon", "uk": "Europe/London", "ist": "Asia/Kolkata", "india": "Asia/Kolkata",
    "cet": "Europe/Berlin", "cest": "Europe/Berlin", "mez": "Europe/Berlin", "mesz": "Europe/Berlin",
    "central european": "Europe/Berlin", "eet": "Europe/Helsinki", "eest": "Europe/Helsinki", "msk": "Europe/Moscow",
    "et": "America/New_York", "est": "America/New_York", "edt": "America/New_York", "eastern": "America/New_York",
    "ct": "America/Chicago", "cst": "America/Chicago", "cdt": "America/Chicago", "central": "America/Chicago",
    "mt": "America/Denver", "mst": "America/Denver", "mdt": "America/Denver", "mountain": "America/Denver",
    "pt": "America/Los_Angeles", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles",
    "pacific": "America/Los_Angeles", "brt": "America/Sao_Paulo", "sgt": "Asia/Singapore", "hkt": "Asia/Hong_Kong",
    "jst": "Asia/Tokyo", "kst": "Asia/Seoul", "aest": "Australia/Sydney", "aedt": "Australia/Sydney",
    "awst": "Australia/Perth", "nzst": "Pacific/Auckland", "nzdt": "Pacific/Auckland", "sast": "Africa/Johannesburg",
}  # fmt: skip
_CITIES = {
    "munich": "Europe/Berlin", "munchen": "Europe/Berlin", "hamburg": "Europe/Berlin", "cologne": "Europe/Berlin",
    "koln": "Europe/Berlin", "frankfurt": "Europe/Berlin", "stuttgart": "Europe/Berlin", "wien": "Europe/Vienna",
    "zurich": "Europe/Zurich", "geneva": "Europe/Zurich", "geneve": "Europe/Zurich", "bern": "Europe/Zurich",
    "barcelona": "Europe/Madrid", "valencia": "Europe/Madrid", "sevilla": "Europe/Madrid", "lyon": "Europe/Paris",
    "milan": "Europe/Rome", "manchester": "Europe/London", "edinburgh": "Europe/London", "bristol": "Europe/London",
    "bruxelles": "Europe/Brussels", "rotterdam": "Europe/Amsterdam", "porto": "Europe/Lisbon",
    "lisboa": "Europe/Lisbon", "boston": "America/New_York", "washington": "America/New_York",
    "miami": "America/New_York", "atlanta": "America/New_York", "philadelphia": "America/New_York",
    "austin": "America/Chicago", "dallas": "America/Chicago", "houston": "America/Chicago",
    "san francisco": "America/Los_Angeles", "seattle": "America/Los_Angeles", "portland": "America/Los_Angeles",
    "montreal": "America/Toronto", "ottawa": "America/Toronto", "bangalore": "Asia/Kolkata",
    "bengaluru": "Asia/Kolkata", "mumbai": "Asia/Kolkata", "delhi": "Asia/Kolkata", "hyderabad": "Asia/Kolkata",
    "beijing": "Asia/Shanghai", "osaka": "Asia/Tokyo", "tel aviv": "Asia/Jerusalem", "cape town": "Africa/Johannesburg",
    "canberra": "Australia/Sydney", "wellington": "Pacific/Auckland", "ciudad de mexico": "America/Mexico_City",
    "rio de janeiro": "America/Sao_Paulo", "kiev": "Europe/Kyiv", "abu dhabi": "Asia/Dubai",
}  # fmt: skip
_HALF_HOURS = {
    210: "Asia/Tehran", 270: "Asia/Kabul", 330: "Asia/Kolkata", 345: "Asia/Kathmandu", 390: "Asia/Yangon",
    570: "Australia/Darwin", -210: "America/St_Johns", -570: "Pacific/Marquesas",
}  # fmt: skip
_PLACES = word_set("Etc Africa America Asia Atlantic Australia Europe Indian Pacific")
_OFFSET = re.compile(r"(?:(?:UTC|GMT)\s?)?([+\u2212-])\s?(\d{1,2})(?::?([0-5]\d))?(?!\d)", re.IGNORECASE)
_AFTER_HOUR = re.compile(
    r"[\s,]*[(\[]?\s*(?:Uhr\s*[(\[]?)?(?P<zone>"
    r"(?:UTC|GMT)\s?[+\u2212-]\s?\d{1,2}(?::?[0-5]\d)?|[+-]\d\d:?[0-5]\d(?!\d)"
    r"|[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+)?"
    r"|[A-Z]{2,4}(?![A-Za-z])"
    r"|(?P<city>[A-Z][^\W\d_]+(?:[ ][A-Z][^\W\d_]+)?)(?:[ ](?:Standard|Daylight|Summer))?[ ](?:[Tt]ime|Zeit)\b"
    r"|(?:heure\sde|hora\sde|Ortszeit)\s(?P<town>[A-Z][^\W\d_]+(?:[ ][A-Z][^\W\d_]+)?)"
    r"|(?<=\()(?P<inside>[A-Z][^\W\d_]+(?:[ ][A-Z][^\W\d_]+)?)(?=\)))"
)
_NAMED = re.compile(
    r"(?:time\s?zone|Zeitzone|fuseau horaire|zona horaria|all times (?:are )?in)\s*:?\s*(?P<zone>[^\n,;.)]{2,40})", re.I
)


def find_zone(words: str) -> str | None:
    """The zone's name in the time zone database for what someone wrote ("Berlin", "CET", "UTC+2"), None if unknown."""
    words = re.sub(r"\b(?:standard|daylight|summer)?\s?(?:time|zeit)\b", "", words.strip(), flags=re.IGNORECASE).strip()
    name = words.replace(" ", "_")
    if name in _all_zones():
        return name
    if offset := _OFFSET.fullmatch(words):
        return _zone_of_offset(offset)
    key = plain(words).replace("_", " ")
    return _NAMES.get(key) or _CITIES.get(key) or _towns().get(key)


def zone_after(text: str, end: int) -> Guess[str] | None:
    """The zone named right behind an hour that ends at `end`."""
    match = _AFTER_HOUR.match(text, end)
    if not match:
        return None
    words = match["city"] or match["town"] or match["inside"] or match["zone"]
    zone = find_zone(words)
    return guess_at(text, zone, match.start("zone"), match.end("zone")) if zone else None


def zone_named(text: str) -> Guess[str] | None:
    """The zone a text states for all its hours ("Time zone: Madrid")."""
    match = _NAMED.search(text)
    if not match:
        return None
    zone = find_zone(match["zone"]) or find_zone(re.split(r"[\s(]", match["zone"].strip())[0])
    return guess_at(text, zone, match.start("zone"), match.end("zone")) if zone else None


def prefer_own(zone: str, own: str, at: datetime) -> str:
    """The person's own zone where its clocks show the same hour as `zone` at the naive moment `at`."""
    return (
        own if at.replace(tzinfo=ZoneInfo(own)).utcoffset() == at.replace(tzinfo=ZoneInfo(zone)).utcoffset() else zone
    )


def zone_of_minutes(minutes: int) -> str:
    """A zone that is always `minutes` ahead of UTC (negative: behind); the nearest whole hour where none is known."""
    if minutes in _HALF_HOURS:
        return _HALF_HOURS[minutes]
    hours = max(-12, min(14, round(minutes / 60)))
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"


def name_zone(zone: str) -> str:
    """A zone as people say it: "Berlin", "New York", "UTC+2"."""
    if zone.startswith("Etc/GMT"):
        return f"UTC{-int(zone[7:]):+d}"
    return zone.rpartition("/")[2].replace("_", " ")


def is_month_first(zone: str) -> bool:
    """Whether people in a zone write the month before the day in numbers (the United States)."""
    return find_zone(zone) in {
        "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix",
        "America/Detroit", "America/Anchorage", "Pacific/Honolulu", "America/Boise", "America/Indiana/Indianapolis",
    }  # fmt: skip


def _zone_of_offset(offset: re.Match[str]) -> str | None:
    away = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
    minutes = int(away.total_seconds() // 60) * (1 if offset[1] == "+" else -1)
    return zone_of_minutes(minutes) if -720 <= minutes <= 840 else None


@cache
def _all_zones() -> frozenset[str]:
    return frozenset(zone for zone in available_timezones() if zone.partition("/")[0] in _PLACES) | {"UTC"}


@cache
def _towns() -> dict[str, str]:
    return {plain(name_zone(zone)): zone for zone in sorted(_all_zones(), reverse=True) if "Etc/" not in zone}
