"""Backups: when one is due, which are kept, and how long one stays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

DAILY, WEEKLY, MONTHLY = 12, 10, 9
# Made because something was about to be replaced: thinned among themselves, so that no day's work pushes them out.
APART = 9
SUFFIX = ".backup"
BETWEEN = timedelta(hours=24)


class Why(StrEnum):
    """What a backup was made for."""

    START = "start"
    DAILY = "daily"
    ASKED = "asked"
    UPGRADE = "upgrade"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup: its file's `name`, when and why it was made, and what is in it.

    `digest` is of the content; `changed_at` is the last change in it; `is_sealed` says that it is encrypted.
    """

    name: str
    made_at: datetime
    why: Why = Why.DAILY
    digest: str = ""
    interviews: int = 0
    letters: int = 0
    replies: int = 0
    changed_at: datetime | None = None
    size: int = 0
    is_sealed: bool = False

    @property
    def is_apart(self) -> bool:
        """Whether it keeps what was about to be replaced."""
        return self.why in {Why.UPGRADE, Why.REPLACED}


def is_due(latest: datetime | None, now: datetime) -> bool:
    """Whether a day has gone by since the latest backup; also after the clock was set back."""
    return latest is None or abs(now - latest) >= BETWEEN


def newest_first(backups: Iterable[Backup]) -> list[Backup]:
    """The latest first; of those of one moment, the one named last."""
    return sorted(backups, key=lambda one: (one.made_at, len(one.name), one.name), reverse=True)


def choose_kept(backups: Iterable[Backup]) -> frozenset[str]:
    """The names to keep: the latest of each of the last 12 days, 10 weeks and 9 months that have one, and within those
    months the last 9 made before something was replaced.

    Periods without a backup do not count: a journal opened after years still has its old ones. Days are those of each
    backup's own `made_at`.
    """
    found = newest_first(backups)
    months = list(dict.fromkeys(_month(one.made_at.date()) for one in found))[:MONTHLY]
    apart = [one.name for one in found if one.is_apart and _month(one.made_at.date()) in months]
    kept = set(apart[:APART])
    for most, period in ((DAILY, _day), (WEEKLY, _week), (MONTHLY, _month)):
        latest: dict[object, str] = {}
        for one in found:
            if not one.is_apart:
                latest.setdefault(period(one.made_at.date()), one.name)
        kept.update(list(latest.values())[:most])
    return frozenset(kept)


def stays_until(made_at: datetime) -> date:
    """About when a backup made at `made_at` goes at the latest: with the first one of the ninth month after, where
    there are backups every few days; later in a journal that is seldom opened."""
    months = made_at.year * 12 + made_at.month - 1 + MONTHLY
    return date(months // 12, months % 12 + 1, 1)


def _day(day: date) -> object:
    return day


def _week(day: date) -> object:
    return day.isocalendar()[:2]


def _month(day: date) -> object:
    return day.year, day.month
