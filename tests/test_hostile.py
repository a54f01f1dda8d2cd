"""Every parser of foreign bytes, a few hundred hostile inputs of the hundred thousand of the bench."""

import time

import pytest

from afterview.reader import read
from bench.hostile import KEPT, PARSERS, attack, file_name

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", PARSERS)
def test_hostile_input_is_read_or_refused_in_a_sentence(name: str) -> None:
    count = 40 if name == "text" else 150
    told = attack(name, count)
    assert told.faults == []
    assert sum(told.answers.values()) >= count
    assert told.answers["read"] > 0


def test_what_once_broke_a_parser_is_kept() -> None:
    names = {file_name(name) for name in PARSERS}
    assert len(list(KEPT.iterdir())) >= 4
    assert all(any(path.name.startswith(name) for name in names) for path in KEPT.iterdir())


@pytest.mark.parametrize("text", ["\n", "a ", "We liked it. ", "From: x\n", "-- \n", "1 2 3: ", "Dear, ", "("])
def test_endless_text_costs_little(text: str) -> None:
    begun = time.process_time()
    assert read(text * 300_000).text.startswith(text.strip()[:1])
    assert time.process_time() - begun < 4
