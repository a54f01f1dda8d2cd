"""Where a command takes a passphrase from: a file descriptor, the environment or the terminal; never its arguments,
which every program on the computer can read."""

import argparse
import getpass
import os
import sys

from afterview.cli import BadInput

VARIABLE = "AFTERVIEW_PASSPHRASE"


def add_descriptor(parser: argparse.ArgumentParser) -> None:
    """The option that names a file descriptor."""
    parser.add_argument(
        "--passphrase-fd",
        metavar="N",
        type=int,
        help=f"read the passphrase from this file descriptor (else from {VARIABLE}, else the terminal asks)",
    )


def read_passphrase(arguments: argparse.Namespace, *, is_new: bool = False) -> str:
    """The passphrase; a new one is asked for twice. Raises BadInput where there is nobody to ask."""
    if arguments.passphrase_fd is not None:
        return _read_descriptor(arguments.passphrase_fd)
    if VARIABLE in os.environ:
        return os.environ[VARIABLE]
    if not sys.stdin.isatty():
        raise BadInput(f"A passphrase is needed. Set {VARIABLE}, or name a file descriptor with --passphrase-fd.")
    given = getpass.getpass("Passphrase: ")
    if is_new and getpass.getpass("The same again: ") != given:
        raise BadInput("The two are not the same. Run it again and write both alike.")
    return given


def _read_descriptor(number: int) -> str:
    try:
        with os.fdopen(number, encoding="utf-8") as file:
            return file.readline().rstrip("\r\n")
    except (OSError, ValueError) as error:
        raise BadInput(
            f"File descriptor {number} cannot be read. Open it in the shell, like 3<passphrase.txt."
        ) from error
