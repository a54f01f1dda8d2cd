"""What there is, said in words."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext, gettext_lazy, ngettext

from afterview.core.backups import Backup, Why
from afterview.flows.carry import Contents

COUNTED: dict[str, Callable[[int], str]] = {
    "interviews": lambda n: ngettext("%(n)d interview", "%(n)d interviews", n),
    "reflections": lambda n: ngettext("%(n)d reflection", "%(n)d reflections", n),
    "letters": lambda n: ngettext("%(n)d letter", "%(n)d letters", n),
    "replies": lambda n: ngettext("%(n)d reply", "%(n)d replies", n),
    "stories": lambda n: ngettext("%(n)d story", "%(n)d stories", n),
    "plans": lambda n: ngettext("%(n)d plan", "%(n)d plans", n),
    "check_ins": lambda n: ngettext("%(n)d check-in", "%(n)d check-ins", n),
    "keepsakes": lambda n: ngettext("%(n)d text to yourself", "%(n)d texts to yourself", n),
}

WHYS = {
    Why.START: gettext_lazy("made when Afterview was opened"),
    Why.DAILY: gettext_lazy("made for the day"),
    Why.ASKED: gettext_lazy("made when you asked for it"),
    Why.UPGRADE: gettext_lazy("made before a new version changed the tables"),
    Why.REPLACED: gettext_lazy("what was in the journal before a backup took its place"),
}


def name_backup(backup: Backup) -> list[str]:
    """“4 interviews”, “2 letters” … of a backup."""
    rows = {"interviews": backup.interviews, "letters": backup.letters, "replies": backup.replies}
    return [COUNTED[table](n) % {"n": n} for table, n in rows.items()]


def name_holdings(contents: Contents) -> list[str]:
    """“4 interviews”, “2 replies” …, without what there is none of."""
    counts = ((say, contents.rows.get(table, 0)) for table, say in COUNTED.items())
    return [say(n) % {"n": n} for say, n in counts if n]


def name_span(contents: Contents) -> tuple[datetime, datetime] | None:
    """The first and the last interview's day, None where no interview has one."""
    starts = sorted(start for _, _, start in contents.interviews if start)
    return (starts[0], starts[-1]) if starts else None


def say_fault(error: Exception) -> str:
    """The sentence of what is wrong with an archive, in the person's language."""
    return gettext(getattr(error, "sentence", "")) % getattr(error, "parts", {})
