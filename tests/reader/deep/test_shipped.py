"""The shipped weights: their size, what they read right on invented mails of voices they never learned from."""

import sys
from pathlib import Path

import pytest

from afterview.reader import read
from afterview.reader.deep.read import read_deeply
from afterview.reader.deep.tagger import Tagger, load_tagger
from afterview.reader.reading import Reading
from training.dataset import is_frozen
from training.deep_measure import POINTS, Tally, Wanted, calibration_error, match
from training.texts import LabelledMail, load_mails

PACKAGE = Path(__file__).parents[3] / "packages" / "afterview-weights"
LEAST_F1, LEAST_STATUS, LEAST_DOOR = 0.6, 0.65, 0.6
EVERY = 5  # of the mails never learned from; the bench reads them all
Read = list[tuple[LabelledMail, Reading]]


@pytest.fixture(scope="module")
def shipped() -> Tagger:
    load_tagger.cache_clear()
    sys.modules.pop("afterview_weights", None)
    sys.path.insert(0, str(PACKAGE))
    try:
        return load_tagger()
    finally:
        sys.path.remove(str(PACKAGE))
        load_tagger.cache_clear()


@pytest.fixture(scope="module")
def readings(shipped: Tagger) -> Read:
    frozen = [mail for mail in load_mails() if is_frozen(mail.voice)]
    return [(mail, read_deeply(mail.text, shipped)) for mail in frozen[::EVERY]]


def wanted(mail: LabelledMail) -> list[Wanted]:
    return [Wanted(mark.start, mark.end, (mark.kind,)) for mark in mail.marks if mark.kind in POINTS]


def test_the_package_stays_small():
    files = [path for path in (PACKAGE / "afterview_weights").iterdir() if path.is_file()]
    assert max(path.stat().st_size for path in files) < 48_000_000
    assert sum(path.stat().st_size for path in files) < 48_000_000


def test_voices_it_never_learned_from_are_read_better_than_by_tier_0(readings: Read):
    deep = [match(reading.points, wanted(mail)) for mail, reading in readings]
    plain = [match(read(mail.text).points, wanted(mail)) for mail, _ in readings]
    both, alone = sum((tally for tally, _ in deep), Tally()), sum((tally for tally, _ in plain), Tally())
    assert both.f1 > alone.f1
    assert both.f1 >= LEAST_F1
    assert calibration_error([pair for _, pairs in deep for pair in pairs]) <= 0.08


def test_status_and_door_of_unknown_voices(readings: Read):
    names = {True: "open", False: "closed", None: "silent"}
    right = sum(reading.status == mail.headers["status"] for mail, reading in readings)
    assert right >= LEAST_STATUS * len(readings)
    assert sum(names[reading.future_open] == mail.headers["door"] for mail, reading in readings) >= LEAST_DOOR * len(
        readings
    )


def test_a_sentence_of_praise_and_its_criticism_are_two_points(shipped: Tagger):
    text = "You kept your head when the oven failed, but you never told us what it saved the kitchen."
    assert [point.kind for point in read_deeply(text, shipped).points] == ["strength", "develop"]
