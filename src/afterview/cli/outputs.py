"""What the commands share that write one file: to its place, or to standard output."""

import sys
from pathlib import Path

from afterview.cli import BadInput


def write_output(file: str, content: bytes) -> None:
    """Writes a file, "-" for standard output. Raises BadInput where it cannot be written."""
    if file == "-":
        sys.stdout.buffer.write(content)
        return
    try:
        Path(file).expanduser().write_bytes(content)
    except OSError as error:
        raise BadInput(f"{file} cannot be written ({error.strerror}). Name another file.") from error
