"""`afterview read --reader llm` asks a model over a real socket, and only one that may be shown the mails."""

import io
import json
import sys
from typing import Any

import pytest

from afterview.cli import main
from tests.flows.model_server import completion, model_server

pytestmark = pytest.mark.enable_socket
SAID = {
    "points": [{"quote": "You rushed it.", "kind": "develop", "area": "structure"}, {"quote": "no", "kind": "advice"}]
}


def run(monkeypatch: pytest.MonkeyPatch, capsys: Any, *arguments: str) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Hi Jo,\n\nYou rushed it.\n\nSam\n")))
    code = main(["read", "-", "--json", "--reader", "llm", *arguments])
    return code, *capsys.readouterr()


def test_model_answers(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setenv("AFTERVIEW_LLM_KEY", "k-1")
    with model_server() as server:
        server.body = completion(json.dumps(SAID))
        code, out, _ = run(monkeypatch, capsys, "--endpoint", server.address, "--model", "small")
        said = json.loads(out)
        assert (code, said["reader"], said["dropped"], said["fault"]) == (0, "llm", 1, "")
        assert [point["quote"] for point in said["points"]] == ["You rushed it."]
        assert server.asked[0][1] == "Bearer k-1"
        server.mood = "429"
        code, out, _ = run(monkeypatch, capsys, "--endpoint", server.address, "--model", "small")
        said = json.loads(out)
        assert (code, said["fault"]) == (0, "it is busy or has had enough for now")
        assert said["reader"] in ("local", "embed")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "Give it with --endpoint."),
        (("--endpoint", "http://models.example/v1", "--model", "m"), "must begin with https://"),
        (("--endpoint", "http://127.0.0.1:1/v1"), "--model"),
        (("--endpoint", "https://models.example/v1", "--model", "m"), "add --agree-to-send-to models.example"),
        (
            ("--endpoint", "https://models.example/v1", "--model", "m", "--agree-to-send-to", "other.example"),
            "add --agree-to-send-to models.example",
        ),
    ],
)
def test_bad_input_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: Any, arguments: tuple[str, ...], sentence: str
) -> None:
    code, out, fault = run(monkeypatch, capsys, *arguments)
    assert (code, out) == (2, "")
    assert sentence in fault
