"""What the figures were measured on: the computer, the versions, and how busy it was."""

import os
import platform
import sqlite3
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

PACKAGES = ("django", "waitress", "numpy", "icalendar", "fsrs")


def describe_machine() -> str:
    """One sentence: processor, cores, memory, system, and the versions that decide about speed."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = [f"Python {platform.python_version()}", f"SQLite {_sqlite()}", *map(_version, PACKAGES)]
    system = f"{platform.system()} {platform.release()}"
    return f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GB, {system}; {', '.join(versions)}"


def describe_moment() -> str:
    """The day and how many processes wanted a core in the last minute."""
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d}, {os.getloadavg()[0]:.1f} processes busy on {os.cpu_count()} cores."
    )


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    named = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return named or platform.processor() or platform.machine()


def _sqlite() -> str:
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        return sqlite3.sqlite_version
    return str(dbapi2.sqlite_version)


def _version(package: str) -> str:
    return f"{package} {metadata.version(package)}"
