"""What a person reads when something does not work."""

from typing import Any

import pytest
from django.db import OperationalError

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fault", "status", "sentence"),
    [
        (OperationalError("database or disk is full"), 507, "Make room, go back, and send it again."),
        (ValueError("a bug"), 500, "Something went wrong on our side."),
    ],
)
def test_fault_is_one_sentence(
    visitor: Any, monkeypatch: pytest.MonkeyPatch, fault: Exception, status: int, sentence: str
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr("afterview.web.pages.yours.settings.save_candidate", fail)
    visitor.raise_request_exception = False
    response = visitor.post("/yours/", {"name": "Ada", "language": "de"})
    assert response.status_code == status
    page = response.content.decode()
    assert sentence in page
    assert str(fault) not in page
