"""The language model that a person chose."""

from afterview.core.language_model import LanguageModel
from afterview.core.words import Candidate
from afterview.store import models


def load_language_model(candidate: Candidate) -> LanguageModel | None:
    """The model, None where none was chosen."""
    row = models.LanguageModel.objects.filter(candidate_id=candidate.id).first()
    if row is None:
        return None
    return LanguageModel(address=row.address, name=row.name, agreed_host=row.agreed_host, agreed_at=row.agreed_at)
