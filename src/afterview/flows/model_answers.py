"""Asks a language model of the person's own choice to read, upon a click; knows no journal and no framework."""

from datetime import datetime
from functools import partial

from afterview.core.areas import load_areas
from afterview.core.language_model import LanguageModel
from afterview.post.outbound import Consent, NotReached, NotSecured
from afterview.post.web_request import post
from afterview.reader.decode import Decoded
from afterview.reader.lessons import Lessons
from afterview.reader.llm import Ask, LlmFailed, LlmReading, read_by_llm

PATIENCE = 120.0  # seconds; a model on an old laptop takes its time
FAULTS = {
    401: "it refuses the key",
    403: "it refuses the key",
    404: "it knows no such model or address",
    429: "it is busy or has had enough for now",
}


def read_by_model(
    model: LanguageModel,
    content: str | bytes | Decoded,
    consent: Consent,
    key: str = "",
    lessons: Lessons | None = None,
) -> LlmReading:
    """A text or mail read by the model upon a click, by our own reader where that fails or was not agreed to."""
    ask: Ask = partial(ask_model, model, key, consent)
    return read_by_llm(content, ask, model.name, load_areas(), lessons)


def ask_model(model: LanguageModel, key: str, consent: Consent, body: bytes, patience: float = PATIENCE) -> bytes:
    """Sends one question to the model -> the body of its answer. Raises LlmFailed."""
    if not model.may_read:
        raise LlmFailed(f"nobody agreed to send anything to {model.host}")
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    try:
        answer = post(model.chat_address, body, headers, consent, whole_seconds=patience)
    except (NotReached, NotSecured) as error:
        raise LlmFailed(f"it could not be reached: {error}") from error
    if answer.status != 200:
        raise LlmFailed(FAULTS.get(answer.status, f"it answered with a fault ({answer.status})"))
    return answer.body


def ask_upon(what: str, now: datetime) -> Consent:
    """The click that lets a reply be shown to the model."""
    return Consent(what=what, when=now)
