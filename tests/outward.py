"""While anything is tested, nothing of Afterview opens a connection but through the one door outward."""

import socket
import sys
from pathlib import Path
from typing import Any

import afterview

INSIDE = str(Path(afterview.__file__).parent)
DOOR = str(Path(INSIDE) / "post" / "outbound.py")
REACHING = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.sendto"}
caught: list[str] | None = None


def _listen(event: str, arguments: tuple[Any, ...]) -> None:
    if caught is None or event not in REACHING:
        return
    if event == "socket.connect" and arguments[0].family == getattr(socket, "AF_UNIX", None):
        return
    frame = sys._getframe()
    files = []
    while frame is not None:
        files.append(frame.f_code.co_filename)
        frame = frame.f_back  # type: ignore[assignment]  # None at the end
    # A test's own peers may reach one another; what runs inside the product or Django may not.
    if DOOR not in files and any(name.startswith(INSIDE) or "/django/" in name for name in files):
        caught.append(f"{event} {arguments[1:]}")


# An audit hook sees what C does too, and cannot be taken away again: it listens only while a test is under way.
sys.addaudithook(_listen)
