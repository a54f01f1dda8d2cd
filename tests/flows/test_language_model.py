"""A language model of one's own reads over a real socket, in all moods; nothing is lost and nothing leaves unasked."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from afterview.core.language_model import LanguageModel
from afterview.core.words import Candidate, FindingKind, Interview
from afterview.flows import language_model
from afterview.flows.capture import save_interview
from afterview.flows.language_model import (
    choose_language_model,
    find_language_model,
    forget_language_model,
)
from afterview.flows.listen import AskedModel, ReceivedReply, find_reply, receive_reply
from afterview.flows.model_answers import ask_model, ask_upon
from afterview.post.vault import Vault
from afterview.reader.llm import LlmFailed
from tests.flows.model_server import ModelServer, completion, model_server

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]
WORDS = "Dear Jo,\n\nYou rushed the last case.\nParking was easy today.\n\nSam\n"
SAID = {"status": "feedback", "door": "silent", "openings": False,
        "points": [{"quote": "You rushed the last case.", "kind": "develop", "area": "structure"},
                   {"quote": "You were late.", "kind": "develop", "area": "punctuality"}]}  # fmt: skip
PASSPHRASE = "a long enough one"


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as one:
        one.body = completion(json.dumps(SAID))
        yield one


@pytest.fixture(autouse=True)
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vault:
    """A vault in a file, opened, in place of the computer's keyring."""
    opened = Vault(tmp_path, None)
    opened.unlock(PASSPHRASE)
    monkeypatch.setattr(language_model, "open_vault", lambda _folder: opened)
    return opened


def read_it(candidate: Candidate, model: LanguageModel, folder: Path, now: datetime) -> Any:
    interview_id = save_interview(candidate, Interview(company="Northwind", role="Nurse"), now)
    asked = AskedModel(model=model, consent=ask_upon("Read it", now), folder=folder)
    received = ReceivedReply(content=WORDS, received_on=date(2026, 11, 20))
    reply, _ = find_reply(candidate, receive_reply(candidate, interview_id, received, "", asked))
    return reply


def test_reply_is_read_by_the_model_and_checked(
    candidate: Candidate, server: ModelServer, tmp_path: Path, now: datetime
) -> None:
    model = LanguageModel(address=server.address, name="small")
    choose_language_model(candidate, model, tmp_path, key="k-1")
    reply = read_it(candidate, model, tmp_path, now)
    assert reply.reader == "llm"
    assert [(one.quote, one.area) for one in reply.findings if one.kind is FindingKind.DEVELOP] == [
        ("You rushed the last case.", "structure")
    ]
    ((path, authorization, body),) = server.asked
    assert path == "/v1/chat/completions"
    assert authorization == "Bearer k-1"
    assert json.loads(body)["model"] == "small"


@pytest.mark.parametrize("mood", ["401", "404", "429", "500", "503", "hang up"])
def test_in_every_other_mood_our_own_reader_speaks(
    candidate: Candidate, server: ModelServer, tmp_path: Path, now: datetime, mood: str
) -> None:
    server.mood = mood
    reply = read_it(candidate, LanguageModel(address=server.address, name="small"), tmp_path, now)
    assert reply.reader in ("embed", "local")
    assert reply.text == WORDS


@pytest.mark.parametrize("mood", ["slow", "drip"])
def test_patience_ends(server: ModelServer, now: datetime, mood: str) -> None:
    server.mood = mood
    model = LanguageModel(address=server.address, name="small")
    with pytest.raises(LlmFailed):
        ask_model(model, "", ask_upon("Read it", now), b"{}", patience=0.4)


def test_huge_answer_is_not_taken(server: ModelServer, now: datetime) -> None:
    server.body = b"x" * 5_000_000
    with pytest.raises(LlmFailed):
        ask_model(LanguageModel(address=server.address, name="small"), "", ask_upon("Read it", now), b"{}")


def test_nobody_there(now: datetime) -> None:
    with pytest.raises(LlmFailed, match="could not be reached"):
        ask_model(LanguageModel(address="http://127.0.0.1:9/v1", name="m"), "", ask_upon("Read it", now), b"{}")


def test_elsewhere_nothing_is_sent_without_consent_to_that_host(now: datetime) -> None:
    model = LanguageModel(address="https://models.example/v1", name="m", agreed_host="other.example")
    with pytest.raises(LlmFailed, match="nobody agreed"):
        ask_model(model, "", ask_upon("Read it", now), b"{}")


def test_consent_is_void_with_another_host(candidate: Candidate, tmp_path: Path, now: datetime) -> None:
    there = LanguageModel(address="https://models.example/v1", name="m", agreed_host="models.example", agreed_at=now)
    choose_language_model(candidate, there, tmp_path)
    assert find_language_model(candidate) == there
    choose_language_model(candidate, replace(there, address="https://other.example/v1"), tmp_path)
    changed = find_language_model(candidate)
    assert changed is not None
    assert (changed.agreed_host, changed.agreed_at, changed.may_read) == ("", None, False)


def test_key_is_only_in_the_vault_and_goes_with_the_model(candidate: Candidate, tmp_path: Path, vault: Vault) -> None:
    choose_language_model(candidate, LanguageModel(address="http://127.0.0.1:8/v1", name="m"), tmp_path, key="k-9")
    assert vault.take("language-model:127.0.0.1").reveal() == "k-9"
    forget_language_model(candidate, tmp_path)
    assert find_language_model(candidate) is None
    assert not (tmp_path / "passwords.age").exists()
