"""Which stories prove a job: of the two a careful reader thinks best, the share among the first three, beside peers."""

from collections.abc import Callable, Sequence

from sklearn.feature_extraction.text import TfidfVectorizer

from afterview.reader.deep import knows_meaning
from afterview.reader.job import match as matching
from bench.table import Part
from training.adverts import Judgement, is_held, load_adverts, load_judgements, load_stories
from training.matching import mark_judgements, rank_with, share_found, unseen_areas

type Ranks = Callable[[Sequence[Judgement]], list[list[str]]]
LONG_WORD = 4
COLUMNS = ("ranked by", "adverts held back", "sets of stories", "of the best two, among the first three")
NOTE = (
    "Adverts of which no judgement was learned from (`texts/adverts`), each judged by a careful reader against sets of "
    "stories; each of the two readers wrote their own adverts, so the figures may flatter every way alike."
)


def measure() -> Part:
    """One row for each way of ranking."""
    held = [one for one in load_judgements() if is_held(one.advert)]
    ways: list[tuple[str, Ranks]] = [
        ("chance (the order of the file)", lambda judgements: [list(one.stories) for one in judgements]),
        ("words in common", _by_words),
        ("TF-IDF", _by_tfidf),
        ("the reader that is always there", lambda judgements: _by_reader(judgements, "local")),
    ]
    if knows_meaning():
        ways.append(("the deeper reader", lambda judgements: _by_reader(judgements, "embed")))
    with unseen_areas():
        rows = [_row(name, held, rank) for name, rank in ways]
    return Part("Stories for a job", COLUMNS, tuple(rows), NOTE)


def _row(name: str, held: Sequence[Judgement], rank: Ranks) -> tuple[str, ...]:
    adverts, sets = {one.advert for one in held}, {one.stories for one in held}
    return name, str(len(adverts)), str(len(sets)), f"{share_found(held, rank(held)):.3f}"


def _by_reader(judgements: Sequence[Judgement], reader: str) -> list[list[str]]:
    worth = matching.load_weights()[reader]["rank"]
    return rank_with(judgements, mark_judgements(judgements, reader), worth)


def _by_words(judgements: Sequence[Judgement]) -> list[list[str]]:
    adverts, stories = _texts()

    def words(text: str) -> set[str]:
        return {word for word in text.casefold().split() if len(word) > LONG_WORD}

    return [
        sorted(one.stories, key=lambda name: -len(words(adverts[one.advert]) & words(stories[name])))
        for one in judgements
    ]


def _by_tfidf(judgements: Sequence[Judgement]) -> list[list[str]]:
    adverts, stories = _texts()
    model = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2)).fit([*adverts.values(), *stories.values()])
    ranked = []
    for one in judgements:
        near = (model.transform([adverts[one.advert]]) @ model.transform([stories[n] for n in one.stories]).T).toarray()
        ranked.append([name for _, name in sorted(zip(-near[0], one.stories, strict=True))])
    return ranked


def _texts() -> tuple[dict[str, str], dict[str, str]]:
    adverts = {one.name: one.text for one in load_adverts()}
    return adverts, {name: story.text for name, story in load_stories().items()}
