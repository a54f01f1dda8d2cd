"""`afterview serve`: the journal on a loopback port, opened in the browser."""

import argparse
import contextlib
import os
import signal
import socket
import sys
import threading
import webbrowser
from pathlib import Path
from typing import Any

from afterview.cli import BadInput
from afterview.cli.journal import add_folder, open_journal

USUAL_PORT = 8737


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    add_folder(parser)
    parser.add_argument("--port", type=int, default=0, help=f"the port (default: {USUAL_PORT}, or a free one)")
    parser.add_argument("--no-browser", action="store_true", help="only print the one-time address")


def run(arguments: argparse.Namespace) -> int:
    """Serves until Ctrl-C; returns 0."""
    listening = _listen(arguments.port)
    port = listening.getsockname()[1]
    os.environ["AFTERVIEW_PORT"] = str(port)
    open_journal(arguments.data)
    # Reason for imports here: they need Django started.
    import waitress
    from django.conf import settings

    from afterview.flows.backups import can_back_up, keep_backing_up
    from afterview.flows.door import Door
    from afterview.flows.place import say_place
    from afterview.wsgi import application

    door = Door(settings.DOOR_FOLDER)
    settings.SECRET_KEY = door.key()
    root = f"https://{settings.HOST}" if settings.IS_HOSTED else f"http://127.0.0.1:{port}"
    address = f"{root}/door/?token={door.issue_token()}"
    print("Afterview is open. Close it with Ctrl-C.", flush=True)
    if can_back_up():
        backing_up = (settings.DATA, settings.CLOCK, threading.Event().wait)
        threading.Thread(target=keep_backing_up, args=backing_up, daemon=True).start()
        if place := say_place(settings.DATA):
            print(place, file=sys.stderr, flush=True)
    if arguments.no_browser or settings.IS_HOSTED:
        print(address, flush=True)
    else:
        threading.Thread(target=_open_browser, args=(settings.DOOR_FOLDER, address), daemon=True).start()
    signal.signal(signal.SIGTERM, _stop)
    with contextlib.suppress(KeyboardInterrupt):
        waitress.serve(application, sockets=[listening], threads=4, ident="", _quiet=True, **_trust(settings.IS_HOSTED))
    return 0


def _trust(is_hosted: bool) -> dict[str, Any]:
    """Whom to believe that a request came over HTTPS: hosted, the proxy on this computer; else nobody."""
    return {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": {"x-forwarded-proto"}} if is_hosted else {}


def _stop(_signum: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # On Windows the plain way would let another program take the same port beside us, and speak in our name.
    if sys.platform == "win32":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port or USUAL_PORT))
    except OSError as error:
        if port:
            raise BadInput(f"Port {port} is taken. Leave out --port to use a free one.") from error
        listening.bind(("127.0.0.1", 0))
    # From here on a caller waits instead of being refused: the address is printed before the server is at work.
    listening.listen()
    return listening


def _open_browser(folder: Path, address: str) -> None:
    """Opens a page (mode 600) that leads to the address: so the token is in no process list."""
    page = folder / "open.html"
    page.touch(mode=0o600)
    page.write_text(
        f'<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url={address}">'
        f'<title>Afterview</title><p><a href="{address}">Open Afterview</a></p>'
    )
    if not webbrowser.open(page.as_uri()):
        print(address, flush=True)
