"""A scripted server that answers chat completions on loopback, as a model's program would, in all its moods."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def completion(content: str) -> bytes:
    """The body of a chat completion with one answer."""
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


class Moody(BaseHTTPRequestHandler):
    """Answers as the server's `mood` says; keeps what was asked."""

    server: "ModelServer"

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, self.headers.get("Authorization", ""), asked))
        mood = self.server.mood
        if mood == "hang up":
            self.connection.close()
        elif mood == "slow":
            time.sleep(self.server.seconds)
        elif mood == "drip":
            self._drip()
        elif mood.isdigit():
            self._answer(int(mood), b'{"error": "no"}')
        else:
            self._answer(200, self.server.body)

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b" ")
                time.sleep(0.05)
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        pass


class ModelServer(ThreadingHTTPServer):
    """`mood`: "good", "hang up", "slow", "drip" or a status; `asked`: (path, authorization, body) of each question."""

    daemon_threads = True
    mood = "good"
    seconds = 3.0
    body = completion("{}")

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Moody)
        self.asked: list[tuple[str, str, bytes]] = []

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_port}/v1"


@contextmanager
def model_server() -> Iterator[ModelServer]:
    """A server for the length of a test."""
    server = ModelServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
