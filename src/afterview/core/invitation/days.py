"""Finds the days a text names, in many written forms, and picks the one it invites to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from afterview.core.invitation.calendar_words import FROM_TODAY, LONG_WEEKDAYS, MONTHS, WEEKDAYS
from afterview.core.invitation.found import Doubt, DoubtKind, plain

MOST_DAYS = 200
_WORD = r"[^\W\d_]{3,11}"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_FORMS = (
    re.compile(r"(?<![\d-])(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(
        rf"(?<![\d.:/]){_DAY}(?:st|nd|rd|th|er|\.|º|°)?[ \t]*(?:of[ ]|de[ ])?[ \t]*(?P<name>{_WORD})\.?"
        r"(?:,?[ ](?:del?[ ])?(?P<year>20\d\d))?(?!\w)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<!\w)(?P<name>{_WORD})\.?[ ]{_DAY}(?:st|nd|rd|th)?(?:,?[ ](?P<year>20\d\d)(?!\d))?(?![\w:/]|[.]\d)",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\d./-])(?P<first>\d{1,2})(?P<dash>[./-])(?P<second>\d{1,2})(?P=dash)(?P<year>20\d\d|\d\d)(?!\d)"),
    re.compile(r"(?<![\d./-])(?P<first>\d{1,2})(?P<dash>\.)(?P<second>\d{1,2})\.(?![\d])"),
    re.compile(r"(?<=[^\W\d_][ .,])[ ]?(?P<first>\d{1,2})(?P<dash>/)(?P<second>\d{1,2})(?![\d/])"),
)
_WEEKDAY_BEFORE = re.compile(
    r"(?P<name>[^\W\d_]{2,10})\.?,?\s+(?:the\s|den\s|dem\s|le\s|el\s|d[ií]a\s)?$", re.IGNORECASE
)
_RELATIVE = re.compile(
    r"(?<!\w)(?P<next>next|this|coming|n[äa]chste[nr]?|kommende[nr]?|diese[nr]?|pr[óo]ximo|este|am|on|el|le|ce)?\s*"
    r"(?P<name>[^\W\d_]{5,10})(?P<after>\s+prochaine?|\s+pr[óo]ximo)?(?!\w)",
    re.IGNORECASE,
)
_FROM_TODAY = re.compile(
    r"(?<!\w)(?:the day after tomorrow|pasado mañana|après-demain|übermorgen|aujourd['’]hui|tomorrow|today|heute|"
    r"demain|"
    r"(?<!guten )(?<!am )morgen(?!s)|(?<!la )mañana|hoy)(?!\w)",
    re.IGNORECASE,
)
_INVITES = re.compile(
    r"interview|invit|meet|call|conversation|schedul|appointment|confirm|book|slot|when\b|gespräch|termin|einlad|"
    r"treffen|"
    r"entretien|rendez|rencontr|entrevista|cita|reuni|conversación|kennenlern",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(
    r"(?:\b(?:by|until|till|before|deadline|no later than|latest|since|dated|appl\w+|posted|published|closes?|closing|"
    r"start\w*|bis|sp[äa]testens|vor dem|seit|bewerb\w+|avant|jusqu\w+|depuis|candidature\w*|antes|hasta|desde|plazo|"
    r"solicitud|candidatura|received|sent|wrote)\b[^.\n]{0,24})$",
    re.IGNORECASE,
)

_HOUR = re.compile(r"\d[:.h]\d\d|\d\s?[ap]\.?m\b|\d\s?uhr\b|\d\s?h\b|\bnoon\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFound:
    """A day named at `start:end`; `sure` counts what speaks for it being the one."""

    day: date
    start: int
    end: int
    sure: int = 0
    doubt: Doubt | None = None


def find_days(text: str, today: date, month_first: bool) -> tuple[DayFound, ...]:
    """Every day the text names, in order. `month_first` reads 03/04/2026 as 4 March where nothing else tells."""
    dated = sorted(_find_dates(text, today, month_first), key=lambda found: (found.start, -found.end))
    kept: list[DayFound] = []
    for found in [*dated, *_find_relative(text, today)][:MOST_DAYS]:
        if not any(found.start < other.end and other.start < found.end for other in kept):
            kept.append(found)
    return tuple(sorted((_weigh(text, found, today) for found in kept), key=lambda found: found.start))


def pick_day(days: tuple[DayFound, ...]) -> DayFound | None:
    """The day most spoken for; of equals the first. A second, equally likely day is raised as a doubt."""
    best = max(days, key=lambda found: found.sure, default=None)
    if best is None or best.sure < 0:
        return None
    rivals = {found.day for found in days if found.sure == best.sure}
    if len(rivals) > 1 and best.doubt is None:
        return replace(best, doubt=Doubt(kind=DoubtKind.SEVERAL_DAYS, words=""))
    return best


def _find_dates(text: str, today: date, month_first: bool) -> Iterator[DayFound]:
    for form in _FORMS:
        for match in form.finditer(text):
            named = match.groupdict()
            before = _WEEKDAY_BEFORE.search(text, max(0, match.start() - 22), match.start())
            weekday = WEEKDAYS.get(plain(before["name"])) if before else None
            start = before.start() if before and weekday is not None else match.start()
            found = _read_form(named, today, weekday, month_first)
            if found is None:
                continue
            day, kind = found
            words = text[start : match.end()].strip()
            doubt = Doubt(kind=kind, words=words) if kind else None
            sure = 2 if weekday is not None else 1
            yield DayFound(day=day, start=start, end=match.end(), sure=sure, doubt=doubt)


def _read_form(
    named: dict[str, str], today: date, weekday: int | None, month_first: bool
) -> tuple[date, DoubtKind | None] | None:
    year = int(named["year"]) if named.get("year") else None
    if year is not None and year < 100:
        year += 2000
    if named.get("first"):
        return _read_numbers(
            int(named["first"]), int(named["second"]), year, named["dash"], today, weekday, month_first
        )
    month = MONTHS.get(plain(named["name"]), 0) if named.get("name") else int(named["month"])
    day = _settle(year, month, int(named["day"]), today, weekday)
    return _with_doubt(day, weekday) if day else None


def _read_numbers(
    first: int, second: int, year: int | None, dash: str, today: date, weekday: int | None, month_first: bool
) -> tuple[date, DoubtKind | None] | None:
    by_day = _settle(year, second, first, today, weekday)
    by_month = _settle(year, first, second, today, weekday) if dash != "." else None
    if not by_day or not by_month or by_day == by_month:
        only = by_day or by_month
        return _with_doubt(only, weekday) if only else None
    fitting = [day for day in (by_day, by_month) if day.weekday() == weekday]
    if len(fitting) == 1:
        return fitting[0], None
    return (by_month if month_first else by_day), DoubtKind.DAY_OR_MONTH


def _with_doubt(day: date, weekday: int | None) -> tuple[date, DoubtKind | None]:
    return day, DoubtKind.WEEKDAY if weekday is not None and day.weekday() != weekday else None


def _settle(year: int | None, month: int, number: int, today: date, weekday: int | None) -> date | None:
    """The day meant; without a year the one nearest to today (up to three months back), fitting the weekday."""
    years = [year] if year else [today.year - 1, today.year, today.year + 1]
    days = [day for one in years if (day := _make(one, month, number))]
    if year or not days:
        return days[0] if days else None
    near = [day for day in days if -92 <= (day - today).days <= 274] or days
    fitting = [day for day in days if day.weekday() == weekday and abs((day - today).days) < 300]
    return min(fitting or near, key=lambda day: abs((day - today).days))


def _make(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _find_relative(text: str, today: date) -> Iterator[DayFound]:
    for match in _FROM_TODAY.finditer(text):
        ahead = FROM_TODAY[plain(match[0].replace("’", "'"))]
        yield DayFound(day=today + timedelta(days=ahead), start=match.start(), end=match.end())
    for match in _RELATIVE.finditer(text):
        weekday = LONG_WEEKDAYS.get(plain(match["name"]))
        if weekday is None:
            continue
        ahead = (weekday - today.weekday() - 1) % 7 + 1
        later = plain(match["next"] or "") in {"next", "nachste", "nachsten", "nachster"}
        if later and today.weekday() + ahead <= 6:
            ahead += 7
        yield DayFound(day=today + timedelta(days=ahead), start=match.start(), end=match.end())


def _weigh(text: str, found: DayFound, today: date) -> DayFound:
    """Counts what speaks for a day: a word of inviting close before, a time beside it; and against it."""
    before, after = text[max(0, found.start - 90) : found.start], text[found.end : found.end + 40]
    sure = found.sure + (2 if _INVITES.search(before) else 0)
    sure += 2 if _HOUR.search(after) else 1 if _HOUR.search(before[-30:]) else 0
    sure -= 5 if _OTHER_DAY.search(before) else 0
    sure -= 1 if found.day < today else 0
    return replace(found, sure=sure)
