"""The status that is proposed: the likeliest, but no refusal where a receipt is nearly as likely."""

import pytest

from afterview.reader.reading import STATUSES
from afterview.reader.status import choose_status


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"offer": 0.9}, "offer"),
        ({"rejection": 0.6, "application_ack": 0.1}, "rejection"),
        ({"rejection": 0.6, "application_ack": 0.3}, "application_ack"),
        ({"rejection": 0.6, "feedback": 0.3}, "rejection"),
        ({"application_ack": 0.5, "rejection": 0.4}, "application_ack"),
    ],
)
def test_a_no_has_to_be_surer_than_a_receipt(told: dict[str, float], status: str) -> None:
    chances = dict.fromkeys(STATUSES, 0.02) | told
    assert choose_status(chances) == (status, chances[status])
