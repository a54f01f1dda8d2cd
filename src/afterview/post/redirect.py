"""Listens once on this computer for the browser that comes back from signing in."""

import contextlib
import hmac
import http.server
import socketserver
import threading
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl, urlsplit

LISTENS_FOR = 600.0
PAGE = """<!doctype html><meta charset="utf-8"><title>Afterview</title>
<p>Signed in. You can close this page and go back to Afterview.</p>"""


class _Server(http.server.HTTPServer):
    """Listens on this computer without asking anybody for its name, as the standard one does."""

    def server_bind(self) -> None:
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", int(self.server_address[1])


class Redirect:
    """One listening place, on a `port` of this computer, for a browser that brings this `state` and no other."""

    def __init__(self, state: str, seconds: float = LISTENS_FOR) -> None:
        self._state = state
        self._brought: dict[str, str] | None = None
        self._came = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _answer_with(self._take))
        self._server.timeout = 1.0
        self.port = int(self._server.server_address[1])
        self._over = threading.Timer(seconds, self.close)
        self._over.daemon = True
        self._over.start()
        threading.Thread(target=self._listen, daemon=True).start()

    def came_back(self, seconds: float = 0.0) -> Mapping[str, str] | None:
        """What the browser brought, None where it has not come within so many seconds."""
        self._came.wait(seconds)
        return self._brought

    def close(self) -> None:
        """Listens no longer."""
        self._over.cancel()
        with contextlib.suppress(OSError):
            self._server.shutdown()
            self._server.server_close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._server.serve_forever(poll_interval=0.2)

    def _take(self, brought: dict[str, str]) -> None:
        # Only the first that knows the state: a page that is reloaded, or a stranger that knocks, changes nothing.
        if self._brought is None and hmac.compare_digest(brought.get("state", "").encode(), self._state.encode()):
            self._brought = brought
            self._came.set()


def _answer_with(take: Callable[[dict[str, str]], None]) -> type[http.server.BaseHTTPRequestHandler]:
    class Answer(http.server.BaseHTTPRequestHandler):
        """Takes the query, says that the page can be closed, and writes nothing into any log."""

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/":
                take(dict(parse_qsl(parts.query)))
            body = PAGE.encode()
            self.send_response(200 if parts.path == "/" else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", "default-src 'none'")
            self.send_header("Referrer-Policy", "no-referrer")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's signature
            """The address holds the code: it goes into no log."""

    return Answer
