"""Which stories prove a job: by words and by meaning, tags of the person, empty and hostile input, order that holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterview.core.job import Requirement, Weight
from afterview.reader.job import read_job
from afterview.reader.job.match import Match, Telling, match_stories
from afterview.reader.job.worlds import compare_worlds, weigh_worlds

ADVERT = """Night nurse, surgical ward
Requirements
- Registered nurse
- Calm under pressure
- Good listener, patient with families
"""
NURSE = (
    "On the ward one night a patient's heart stopped while his wife was there. I stayed calm, started compressions and "
    "told her what to do until the team came. He lived."
)
CODER = (
    "Our server crashed at month end. I read the logs, found the query that locked the table and rewrote it. The "
    "report now takes nine seconds."
)
BAKER = (
    "I noticed we threw away bread each evening. I rang the shelter myself, found a driver, and it still goes there."
)
BANK = [Telling(name="coder", text=CODER), Telling(name="nurse", text=NURSE), Telling(name="baker", text=BAKER)]
READERS = ("local", "embed")


def _match(reader: str, bank: list[Telling] = BANK, advert: str = ADVERT) -> Match:
    return match_stories(advert, read_job(advert), bank, reader)


@pytest.mark.parametrize("reader", READERS)
def test_the_story_of_the_trade_comes_first(reader: str) -> None:
    found = _match(reader)
    assert found.best[0] == "nurse"
    assert found.reader == reader
    by_area = {required.area: proofs for required, proofs in found.proofs}
    assert by_area["composure"][0].name == "nurse"
    assert by_area["composure"][0].words in NURSE


def test_another_language_is_met_by_meaning() -> None:
    advert = "Krankenpfleger für die Nachtwache\nIhr Profil:\n- Ruhe in hektischen Momenten\n- Einfühlungsvermögen\n"
    assert _match("embed", advert=advert).best[0] == "nurse"


@pytest.mark.parametrize("reader", READERS)
def test_what_the_person_tagged_counts(reader: str) -> None:
    advert = "You must take initiative.\nYou must use your own initiative.\n"
    twins = [
        Telling(name="plain", text=CODER, areas=("clarity",)),
        Telling(name="tagged", text=CODER, areas=("initiative",)),
    ]
    assert _match(reader, twins, advert).best[0] == "tagged"


@pytest.mark.parametrize("reader", READERS)
def test_every_story_is_named_once_for_the_job_and_for_each_requirement(reader: str) -> None:
    found = _match(reader)
    assert sorted(found.best) == ["baker", "coder", "nurse"]
    for _, proofs in found.proofs:
        assert sorted(one.name for one in proofs) == ["baker", "coder", "nurse"]
        fits = [one.fit for one in proofs]
        assert fits == sorted(fits, reverse=True)
        assert all(0 <= fit <= 1 for fit in fits)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", ["", "\n", "漢字", "a" * 50_000, "😀 " * 3000, "\x00"])
def test_any_story_and_any_advert_is_borne(reader: str, text: str) -> None:
    assert len(_match(reader, [*BANK, Telling(name="odd", text=text)]).best) == 4
    assert len(match_stories(text, read_job(text), BANK, reader).best) == 3
    assert match_stories(text, (), [], reader).best == ()


@pytest.mark.parametrize("reader", READERS)
def test_a_requirement_the_person_added_stands_nowhere(reader: str) -> None:
    added = Requirement(area="composure", skill="calm in an emergency", weight=Weight.MUST)
    found = match_stories(ADVERT, [added], BANK, reader)
    assert found.proofs[0][1][0].name == "nurse"


@settings(max_examples=60, deadline=None)
@given(st.text(), st.text())
def test_nearness_of_worlds_is_even_and_within_bounds(one: str, two: str) -> None:
    first, second = weigh_worlds(one), weigh_worlds(two)
    assert compare_worlds(first, second, {}) == pytest.approx(compare_worlds(second, first, {}))
    assert 0 <= compare_worlds(first, second, {}) <= 1.000001
