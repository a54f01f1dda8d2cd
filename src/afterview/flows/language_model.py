"""Reading by a language model of the person's own choice: chosen, agreed to, asked upon a click, forgotten."""

from dataclasses import replace
from pathlib import Path

from afterview.core.language_model import LanguageModel
from afterview.core.words import Candidate
from afterview.flows.journal import writing
from afterview.flows.mailbox import open_vault
from afterview.flows.model_answers import read_by_model
from afterview.post.outbound import Consent
from afterview.post.secret import Secret
from afterview.post.vault import NoSecret, VaultError
from afterview.reader.decode import Decoded
from afterview.reader.lessons import Lessons
from afterview.reader.llm import LlmReading
from afterview.store.load.language_models import load_language_model
from afterview.store.record.language_models import record_language_model, record_language_model_gone

KEY = "language-model:{host}"


def find_language_model(candidate: Candidate) -> LanguageModel | None:
    """The model that the person chose, None where there is none."""
    return load_language_model(candidate)


def choose_language_model(candidate: Candidate, model: LanguageModel, folder: Path, key: str = "") -> None:
    """Chooses a model; its key goes to the vault first. A consent for another host is void. Raises VaultError."""
    if key:
        open_vault(folder).keep(KEY.format(host=model.host), Secret(key))
    if model.agreed_host != model.host:
        model = replace(model, agreed_host="", agreed_at=None)
    with writing():
        record_language_model(candidate, model)


def forget_language_model(candidate: Candidate, folder: Path) -> None:
    """Deletes the choice, the consent and the key. Raises VaultError where the key stays locked."""
    model = load_language_model(candidate)
    if model:
        open_vault(folder).forget(KEY.format(host=model.host))
    with writing():
        record_language_model_gone(candidate)


def read_with(
    model: LanguageModel, content: str | bytes | Decoded, consent: Consent, folder: Path, lessons: Lessons | None = None
) -> LlmReading:
    """A text or mail read by the model upon a click, with the key from the vault."""
    return read_by_model(model, content, consent, _find_key(model, folder), lessons)


def _find_key(model: LanguageModel, folder: Path) -> str:
    try:
        return open_vault(folder).take(KEY.format(host=model.host)).reveal()
    except (NoSecret, VaultError):
        return ""
