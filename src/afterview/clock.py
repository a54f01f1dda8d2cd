"""The clock: read here and nowhere else, passed on as `now`."""

import os
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def read_clock() -> datetime:
    """The present moment in this computer's own time zone."""
    return datetime.now(tz=UTC).astimezone()


def read_zone() -> str:
    """This computer's time zone by its name in the time zone database, "" where it does not say."""
    named = os.environ.get("TZ", "").lstrip(":")
    for name in (named, str(Path("/etc/localtime").resolve()).partition("/zoneinfo/")[2]):
        try:
            if name and ZoneInfo(name):
                return name
        except (ValueError, OSError, ZoneInfoNotFoundError):
            continue
    return ""
