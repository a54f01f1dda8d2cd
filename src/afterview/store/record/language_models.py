"""Writes which language model a person chose. Callers hold the transaction (`flows.journal.writing`)."""

from afterview.core.language_model import LanguageModel
from afterview.core.words import Candidate
from afterview.store import models


def record_language_model(candidate: Candidate, model: LanguageModel) -> None:
    """Writes the choice and what was agreed to, in place of the one before."""
    chosen = {
        "address": model.address,
        "name": model.name,
        "agreed_host": model.agreed_host,
        "agreed_at": model.agreed_at,
    }
    models.LanguageModel.objects.update_or_create(candidate_id=candidate.id, defaults=chosen)


def record_language_model_gone(candidate: Candidate) -> None:
    """Deletes the choice and the consent."""
    models.LanguageModel.objects.filter(candidate_id=candidate.id).delete()
