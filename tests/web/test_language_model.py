"""The page of one's own language model: what would leave is named, and nothing leaves without that yes."""

from pathlib import Path
from typing import Any

import pytest

from afterview.flows import language_model
from afterview.flows.language_model import find_language_model
from afterview.post.vault import Vault

pytestmark = pytest.mark.django_db
PAGE = "/yours/language-model/"
THERE = {"address": "https://models.example/v1", "name": "big", "key": ""}


@pytest.fixture(autouse=True)
def _vault(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA = tmp_path
    opened = Vault(tmp_path, None)
    monkeypatch.setattr(language_model, "open_vault", lambda _folder: opened)


def test_on_this_computer_it_reads_at_once(visitor: Any) -> None:
    assert visitor.post(PAGE, {**THERE, "address": "http://127.0.0.1:8080/v1"}).status_code == 303
    assert "on this computer. Nothing leaves it." in visitor.get(PAGE).content.decode()


def test_elsewhere_it_is_said_what_leaves_and_asked(visitor: Any, candidate: Any) -> None:
    visitor.post(PAGE, THERE)
    page = visitor.get(PAGE).content.decode()
    assert "models.example is not this computer" in page
    assert "the new text of that one reply" in page
    model = find_language_model(candidate)
    assert model is not None
    assert not model.may_read
    visitor.post(f"{PAGE}agree/", {"host": "other.example"})
    assert not find_language_model(candidate).may_read
    visitor.post(f"{PAGE}agree/", {"host": "models.example"})
    assert find_language_model(candidate).may_read
    visitor.post(f"{PAGE}agree/")
    assert not find_language_model(candidate).may_read
    visitor.post(f"{PAGE}forget/")
    assert find_language_model(candidate) is None


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"address": "models.example"}, "Write the address as its program shows it"),
        ({"address": ""}, "Write the address as its program shows it"),
        ({"address": "http://models.example/v1"}, "must begin with https://"),
        ({"name": ""}, "Write the name that its program lists"),
        ({"key": "k-1"}, "Your passwords are locked."),
    ],
)
def test_bad_input_is_told_and_kept(visitor: Any, candidate: Any, given: dict[str, str], sentence: str) -> None:
    answer = visitor.post(PAGE, {**THERE, **given})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert find_language_model(candidate) is None
