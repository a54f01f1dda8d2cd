"""Stories beside a job by meaning: the advert and its opening, each requirement's nearest sentence, areas shown."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from afterview.core.job import Requirement
from afterview.core.remembering import remembered
from afterview.core.story_features import read_features
from afterview.reader.deep.encoder import Floats
from afterview.reader.deep.meaning import JOB, STORY, Meaning, load_meanings, read_meaning, unit
from afterview.reader.job.match import LONGEST_STORY, Marks, Near, Telling, judge_whole, load_weights
from afterview.reader.job.plain import FLOOR, MOST_SENTENCES, lean, read_tags
from afterview.reader.job.worlds import compare_worlds, weigh_worlds

LONGEST_JOB = 12_000
type Told = tuple[tuple[str, ...], Meaning]


def mark_deeply(advert: str, requires: Sequence[Requirement], tellings: Sequence[Telling]) -> list[Marks]:
    """The marks of each story beside the advert, by meaning. Raises ReaderMissing without the weights."""
    job = read_meaning(advert[:LONGEST_JOB], _places(advert[:LONGEST_JOB], requires), JOB)
    asked = (
        _direct("requirement", np.stack([_vector(job, one, at) for at, one in enumerate(requires)]))
        if requires
        else None
    )
    worlds, rare = weigh_worlds(advert), load_weights()["worlds"]["rarity"]
    whole, opening = _direct("job", job.whole), _direct("opening", job.opening)
    marked = []
    for telling in tellings:
        sentences, story = tell(telling.text)
        near = _find_near(asked, requires, telling, sentences, story)
        told = _direct("story", story.whole)
        marks = {
            "meaning": float(whole @ told),
            "opening": float(opening @ told),
            "nearest": lean(requires, [one.nearness for one in near]),
            "area": lean(requires, [one.area for one in near]),
            "world": compare_worlds(worlds, weigh_worlds(telling.text), rare),
            "whole": judge_whole(telling.text),
        }
        marked.append(Marks(marks=marks, near=near))
    return marked


@remembered(512)
def tell(text: str) -> Told:
    """A story's sentences and its meaning."""
    cut = read_features(text[:LONGEST_STORY]).sentences[:MOST_SENTENCES]
    places = tuple((one.start, one.end) for one in cut) or ((0, len(text[:LONGEST_STORY])),)
    sentences = tuple(one.text for one in cut) or ("",)
    return sentences, read_meaning(text[:LONGEST_STORY], places, STORY)


def read_areas(vector: Floats) -> dict[str, float]:
    """A story's middle vector -> the chance that it shows each area."""
    return _named("shown", unit(vector - _head("shown.centre")), alone=True)


def read_asked(quote: str) -> dict[str, float]:
    """A requirement's words -> the chances of its areas, adding up to 1."""
    meaning = read_meaning(quote, (), JOB).whole
    return _named("asked", unit(meaning - _head("asked.centre")), alone=False)


def _named(name: str, vector: Floats, *, alone: bool) -> dict[str, float]:
    """Scores of the named head as chances: each area's own, or shares of one whole."""
    scores = np.clip(_head(f"{name}.w") @ vector + _head(f"{name}.b"), -30, 30)
    chances = 1 / (1 + np.exp(-scores)) if alone else np.exp(scores) / np.exp(scores).sum()
    return dict(zip(map(str, load_meanings().heads[f"match.{name}.areas"]), chances.tolist(), strict=True))


def _places(advert: str, requires: Sequence[Requirement]) -> tuple[tuple[int, int], ...]:
    """Where each requirement stands; one the person added stands nowhere."""
    return tuple((one.start, one.end) if one.quote and one.end <= len(advert) else (0, 0) for one in requires)


def _vector(job: Meaning, required: Requirement, at: int) -> Floats:
    """A requirement's meaning in its advert, or that of its own words where it stands nowhere in it."""
    return job.parts[at] if required.quote else read_meaning(required.skill, (), JOB).whole


def _find_near(
    asked: Floats | None, requires: Sequence[Requirement], telling: Telling, sentences: Sequence[str], story: Meaning
) -> tuple[Near, ...]:
    if asked is None:
        return ()
    nearness = asked @ _direct("sentence", story.parts).T
    usual = load_weights()["embed"]["usual"]
    shows = read_areas(story.middle)
    shows |= read_tags(telling, tuple(shows))
    found = []
    for required, row in zip(requires, nearness, strict=True):
        at = int(row.argmax())
        ratio = (shows[required.area] + FLOOR) / (usual[required.area] + FLOOR) if required.area in shows else 1.0
        found.append(Near(area=float(np.log(ratio)), nearness=float(row[at]), words=sentences[at]))
    return tuple(found)


def _direct(kind: str, vectors: Floats) -> Floats:
    """Vectors without what only tells their language, from the middle of their kind, of length one."""
    tongues = _head("tongues")
    return unit(vectors - (vectors @ tongues.T) @ tongues - _head(f"{kind}.centre"))


def _head(name: str) -> Floats:
    values: NDArray[np.generic] = load_meanings().heads[f"match.{name}"]
    return np.asarray(values, np.float32)
