"""The clock: read here and nowhere else, passed on as `now`."""

from datetime import UTC, datetime


def read_clock() -> datetime:
    """The present moment in this computer's own time zone."""
    return datetime.now(tz=UTC).astimezone()
