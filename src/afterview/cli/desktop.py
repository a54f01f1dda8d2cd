"""`afterview desktop`: Afterview among the programs of a Linux desktop, with its icon."""

import argparse
import os
import sys
from importlib.resources import files
from pathlib import Path

from afterview.cli import BadInput

ENTRY = """[Desktop Entry]
Type=Application
Version=1.5
Name=Afterview
Comment=Turns a rejection into a better next interview
Exec={command} serve
Icon=afterview
Terminal=true
Categories=Office;
Keywords=interview;job;journal;feedback;
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--install", action="store_true", help="put it among your programs")
    what.add_argument("--remove", action="store_true", help="take it out again")


def run(arguments: argparse.Namespace) -> int:
    """Writes or removes two files of the person's own; returns 0."""
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    entry = home / "applications" / "afterview.desktop"
    icon = home / "icons" / "hicolor" / "scalable" / "apps" / "afterview.svg"
    if arguments.remove:
        for path in (entry, icon):
            path.unlink(missing_ok=True)
        print("Removed. Your journal is where it was.")
        return 0
    drawing = files("afterview").joinpath("web", "static", "icon.svg").read_bytes()
    try:
        for path, content in ((entry, ENTRY.format(command=_name_command()).encode()), (icon, drawing)):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as error:
        raise BadInput(f"{home} cannot be written ({error.strerror}). Name another in XDG_DATA_HOME.") from error
    print(f"Installed: {entry}")
    return 0


def _name_command() -> str:
    """This very Python, quoted as desktop entries want it."""
    quoted = "".join(f"\\{letter}" if letter in '"`$\\' else letter for letter in sys.executable).replace("%", "%%")
    return f'"{quoted}" -m afterview.cli'
